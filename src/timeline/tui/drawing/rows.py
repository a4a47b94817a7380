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
from timeline.tui.drawing.cell import Cell, Sketch, cells_of, row_of, written
from timeline.tui.drawing.packing import Placed
from timeline.tui.drawing.plan import Line, LineKind
from timeline.tui.drawing.scene import Scene

INDENT = 2
_EMPTY = frozenset({" ", glyphs.GRID, glyphs.ZERO})


def line_row(scene: Scene, line: Line, grid: Sketch) -> tuple[Cell, ...]:
    """One line of the picture, as wide as titles and axis together."""
    width = scene.title_width + scene.view.width
    selected = line.shows(scene.selected) and scene.selected is not None
    if line.kind is LineKind.HEADING:
        sketch = _shift(grid, scene.title_width)
        sketch |= written(line.title, 0, width, "heading")
        at = len(cells_of(line.title)) + 2
        sketch |= written(line.subtitle, at, width - at, "subtitle")
        return with_cursor(row_of(sketch, width), scene)
    sketch = _title(line, scene.title_width, selected=selected)
    if line.item is not None:
        sketch |= _undated(line, scene, selected=selected)
    else:
        axis = dict(grid)
        folds = fold_columns(scene)
        for placed in line.placed:
            chosen = placed.item.index == scene.selected
            axis |= _drawn(placed, folds, selected=chosen)
        sketch |= _shift(axis, scene.title_width)
    row = row_of(sketch, width)
    return with_cursor(_tinted(row) if selected else row, scene)


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


def _tinted(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell if cell.back else replace(cell, back="cursor") for cell in row)


def _shift(sketch: Sketch, columns: int) -> Sketch:
    return {column + columns: cell for column, cell in sketch.items()}


def _title(line: Line, width: int, *, selected: bool) -> Sketch:
    sketch: Sketch = {}
    if selected:
        sketch[0] = Cell(glyphs.SELECTED, "title")
    room = width - INDENT - 1
    sketch |= written(line.title, INDENT, room, "title")
    used = len(cells_of(line.title)) + 1
    if line.subtitle and room - used > INDENT:
        sketch |= written(line.subtitle, INDENT + used, room - used, "subtitle")
    return sketch


def _undated(line: Line, scene: Scene, *, selected: bool) -> Sketch:
    item = line.item
    label = item.label if item else ""
    at = scene.title_width
    ink, back = ("selected", "select") if selected else ("label", "")
    sketch = {at: Cell(glyphs.UNDATED, "whisker")}
    return sketch | written(label, at + INDENT, scene.view.width - INDENT, ink, back)


def _drawn(placed: Placed, folds: frozenset[int], *, selected: bool) -> Sketch:
    ink, back = "label", ""
    if placed.inside:
        ink, back = "on", placed.inside
    if selected:
        ink, back = "selected", "select"
    text = written(placed.label, placed.label_at, placed.label_width, ink, back)
    # A label outside its bar keeps the grid away on both sides.
    gaps = (placed.label_at - 1, placed.label_at + placed.label_width)
    clear = {} if placed.inside else dict.fromkeys(gaps, Cell())
    clear = clear if placed.label_width else {}
    cut = {
        column: Cell(glyphs.FOLD, "ground", placed.sketch[column].ink)
        for column in folds & placed.sketch.keys()
        if placed.sketch[column].char == glyphs.SOLID
    }
    return clear | placed.sketch | cut | text


def axis_rows(scene: Scene) -> tuple[tuple[Cell, ...], ...]:
    """The two rows above the lanes: what the axis counts, and its numbers."""
    width, indent = scene.title_width + scene.view.width, scene.title_width
    zero = scene.time_zero.label
    calendar = axis_title(scene) != "months"
    since = f"0 = {zero}" if zero and not calendar else ""
    caption = _shift(caption_row(scene), indent)
    room = min(caption, default=width) - 1
    top = caption | written(since, 0, room, "subtitle")
    bottom = _shift(tick_row(scene), indent)
    name = axis_title(scene)
    bottom |= written(name, max(0, indent - len(name) - 3), len(name), "subtitle")
    return tuple(with_cursor(row_of(row, width), scene) for row in (top, bottom))
