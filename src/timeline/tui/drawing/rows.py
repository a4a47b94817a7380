"""A line of the picture as a full row of cells: title at the left, then the axis."""

from dataclasses import replace

from timeline.tui.drawing import glyphs
from timeline.tui.drawing.axis import (
    axis_title,
    caption_row,
    cursor_column,
    fold_columns,
    tick_row,
)
from timeline.tui.drawing.cell import (
    BLANK,
    Cell,
    Sketch,
    blank_row,
    cell_count,
    draw,
    inked,
    row_of,
    shift,
    write,
    written,
)
from timeline.tui.drawing.items import Item
from timeline.tui.drawing.packing import Placed
from timeline.tui.drawing.plan import Line, LineKind
from timeline.tui.drawing.scene import Scene

INDENT = 2
NO_DATE = "No record has a date, so there is no axis; what is recorded stands below."
ORDER = "Order of events; columns of equal width are not time"
NOTHING = (
    "No record has a place in the picture yet.",
    "Press a to enter a record in a form, or : to type it in one line.",
    "Press r for a list of what is recorded.",
)
_EMPTY = frozenset({" ", glyphs.GRID, glyphs.ZERO})


def line_row(scene: Scene, line: Line, grid: Sketch) -> tuple[Cell, ...]:
    """One line of the picture, as wide as titles and axis together."""
    row = blank_row(scene.width)
    draw(row, grid, scene.title_width)
    selected = scene.selected is not None and line.shows(scene.selected)
    if line.kind is LineKind.HEADING:
        write(row, inked(line.title, len(row), "heading"), 0)
        at = cell_count(line.title) + 2
        write(row, inked(line.subtitle, len(row) - at, "subtitle"), at)
    elif line.item is not None:
        row[scene.title_width :] = blank_row(scene.view.width)
        _title(row, line, scene.title_width, selected=selected)
        _undated(row, line.item, scene, selected=selected)
    else:
        _title(row, line, scene.title_width, selected=selected)
        _lane(row, line, scene)
    return with_cursor(_tinted(row) if selected else tuple(row), scene)


def nothing_rows(scene: Scene) -> tuple[tuple[Cell, ...], ...]:
    """What stands in place of the lanes of a patient without records."""
    if scene.items:
        return ()
    rows = [
        row_of(written(text, 2, scene.width - 2, "label"), scene.width)
        for text in NOTHING
    ]
    return (tuple(blank_row(scene.width)), *rows)


def with_cursor(row: tuple[Cell, ...], scene: Scene) -> tuple[Cell, ...]:
    """The row with the column of the time cursor marked, and nothing hidden by it."""
    column = cursor_column(scene)
    if column is None:
        return row
    at = column + scene.title_width
    cell = row[at]
    if cell.char in _EMPTY and cell.ink in ("", "grid"):
        cell = Cell(glyphs.TIME, "time")
    elif not cell.back:
        cell = replace(cell, back="cursor")
    return (*row[:at], cell, *row[at + 1 :])


def _tinted(row: list[Cell]) -> tuple[Cell, ...]:
    return tuple(
        cell if cell.back else Cell(cell.char, cell.ink, "cursor") for cell in row
    )


def _title(row: list[Cell], line: Line, width: int, *, selected: bool) -> None:
    if selected:
        row[0] = Cell(glyphs.SELECTED, "title")
    room = width - INDENT - 1
    write(row, inked(line.title, room, "title"), INDENT)
    used = cell_count(line.title) + 1
    if line.subtitle and room - used > INDENT:
        write(row, inked(line.subtitle, room - used, "subtitle"), INDENT + used)


def _undated(row: list[Cell], item: Item, scene: Scene, *, selected: bool) -> None:
    at = scene.title_width
    ink, back = ("selected", "select") if selected else ("label", "")
    row[at] = Cell(glyphs.UNDATED, "whisker")
    room = scene.view.width - INDENT
    write(row, inked(item.label, room, ink, back), at + INDENT)


def _lane(row: list[Cell], line: Line, scene: Scene) -> None:
    """The items of a lane, in a part of the row that no title can be hurt from."""
    indent = scene.title_width
    axis, folds = row[indent:], fold_columns(scene)
    for placed in line.placed:
        _drawn(axis, placed, folds, selected=placed.item.index == scene.selected)
    row[indent:] = axis


def _drawn(
    axis: list[Cell], placed: Placed, folds: frozenset[int], *, selected: bool
) -> None:
    ink, back = "label", ""
    if placed.inside:
        ink, back = "on", placed.inside
    if selected:
        ink, back = "selected", "select"
    at, room = placed.label_at, placed.label_width
    draw(axis, placed.sketch)
    if selected and not placed.label:
        draw(axis, {n: Cell(c.char, ink, back) for n, c in placed.sketch.items()})
    if room and not placed.inside:
        # A label outside its bar keeps the grid away on both sides.
        draw(axis, dict.fromkeys((at - 1, at + room), BLANK))
    for column in folds & placed.sketch.keys():
        cell = placed.sketch[column]
        if cell.char in (glyphs.SOLID, glyphs.SHARED):
            axis[column] = Cell(glyphs.FOLD, "ground", cell.ink)
    write(axis, inked(placed.label, room, ink, back), at)


def axis_rows(scene: Scene) -> tuple[tuple[Cell, ...], ...]:
    """The two rows above the lanes: what the axis counts, and its numbers."""
    if not scene.dated:
        said = NO_DATE if scene.items else ""
        return row_of(written(said, 1, scene.width - 1, "subtitle"), scene.width), ()
    width, indent = scene.title_width + scene.view.width, scene.title_width
    zero = scene.time_zero.label
    calendar = axis_title(scene) != "months"
    since = f"0 = {zero}" if zero and not calendar else ""
    if scene.swimlane.ordered:
        since = ORDER
    caption = shift(caption_row(scene), indent)
    room = min(caption, default=width) - 1
    top = caption | written(since, 0, room, "subtitle")
    bottom = shift(tick_row(scene), indent)
    name = axis_title(scene)
    bottom |= written(name, max(0, indent - len(name) - 3), len(name), "subtitle")
    return tuple(with_cursor(row_of(row, width), scene) for row in (top, bottom))
