"""A line of the cohort as a full row of cells: texts at the left, then the axis."""

from dataclasses import dataclass, replace
from math import ceil, floor

from timeline.swimlane.bar_days import BarDays, bar_days
from timeline.swimlane.cohort.model import Event, Row, Segment
from timeline.tui.cohort.looks import (
    END_GLYPHS,
    OBSERVED,
    counted,
    event_glyph,
)
from timeline.tui.cohort.scene import CohortScene, RowLine
from timeline.tui.cohort.segments import Track, segments_sketch
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.axis import tick_row
from timeline.tui.drawing.cell import (
    Cell,
    Sketch,
    blank_row,
    cell,
    draw,
    row_of,
    shift,
    written,
)
from timeline.tui.drawing.mark import dated_glyph
from timeline.tui.drawing.viewport import Viewport

NOTHING = "-"
"""Stands in a text column where nothing is recorded."""
OPEN = 3
"""Cells of the line over days without a limit on one side."""
_OBSERVED = Cell(OBSERVED, "whisker")


def line_cells(scene: CohortScene, line: RowLine, grid: Sketch) -> tuple[Cell, ...]:
    """One line of the picture, as wide as texts and axis together."""
    cells = blank_row(scene.width)
    indent = scene.frame.title_width
    draw(cells, grid, indent)
    if line.row is None:
        title = written(line.heading, 0, indent - 1, "heading")
        draw(cells, title, 0)
        return tuple(cells)
    row, chosen = scene.cohort.rows[line.row], line.row == scene.cursor
    selected = scene.selected if chosen else None
    draw(cells, axis_sketch(scene, row, line, selected), indent)
    if line.first:
        draw(cells, _texts(scene, row, chosen=chosen), 0)
    return _tinted(cells) if chosen else tuple(cells)


def axis_sketch(
    scene: CohortScene, row: Row, line: RowLine, selected: Segment | Event | None
) -> Sketch:
    """What one line draws of a patient on the axis."""
    view = scene.frame.view
    limits = replace(scene.frame.swimlane, cutoff=row.follow_up.stop)
    sketch: Sketch = {}
    signs: dict[int, list[Sign]] = {}
    if line.marks:
        observed = bar_days(row.follow_up, limits.first_day, limits.last_day)
        sketch = _observed(row, observed, view)
        signs, whiskers = signs_of(row, observed, view)
        sketch |= whiskers
    if line.track is not None:
        segments = tuple(
            segment for segment in row.segments if segment.bar.row == line.track
        )
        chosen = selected if isinstance(selected, Segment) else None
        by_line, taken = scene.cohort.by_line, frozenset(signs)
        track = Track(limits, view, by_line, taken, chosen)
        sketch |= segments_sketch(segments, track)
    for column, stacked in signs.items():
        sketch[column] = _sign(stacked, sketch.get(column))
    if line.marks and isinstance(selected, Event):
        glyph = Cell(event_glyph(selected)[0], "selected", "select")
        mark = selected.mark
        sketch |= dated_glyph(mark.at, mark.certainty, glyph, view)
    return sketch


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark or the end of a row in its cell."""

    cell: Cell
    event: Event | None
    """The mark; None for the end of the row."""


def signs_of(
    row: Row, observed: BarDays, view: Viewport
) -> tuple[dict[int, list[Sign]], Sketch]:
    """Marks and end by the column in which they stand, those out of view left out.

    Returns:
        The signs, and the lines over the days on which marks may have happened. Of a
        mark that is open on one side only the first cells are drawn, because the line
        to the edge would hide the time under observation.
    """
    signs: dict[int, list[Sign]] = {}
    whiskers: Sketch = {}
    for event in row.events:
        mark, glyph = event.mark, cell(*event_glyph(event))
        cells = dated_glyph(mark.at, mark.certainty, glyph, view)
        at = next((column for column, drawn in cells.items() if drawn is glyph), None)
        if at is not None:
            signs.setdefault(at, []).append(Sign(glyph, event))
        if len(cells) > 1 or at is None:
            near = range(view.width)
            if None in (mark.at.earliest, mark.at.latest) and at is not None:
                near = range(at - OPEN, at + OPEN + 1)
            whiskers |= {
                c: drawn for c, drawn in cells.items() if c in near and c != at
            }
    column = ceil(view.x(observed.last))
    if 0 <= column < view.width:
        end = Sign(Cell(END_GLYPHS[row.end], "label"), None)
        signs.setdefault(column, []).append(end)
    return signs, whiskers


def _sign(signs: list[Sign], under: Cell | None) -> Cell:
    """One sign, or how many there are; on a segment in ink that can be read there."""
    sign = signs[0].cell
    if len(signs) > 1:
        sign = cell(counted(len(signs)), "label")
    if under is not None and under.back not in ("", "select"):
        return cell(sign.char, "on", under.back)
    if under is not None and under.char == glyphs.SOLID:
        return cell(sign.char, "on", under.ink)
    return sign


def _observed(row: Row, days: BarDays, view: Viewport) -> Sketch:
    """The line over the time under observation, broken where that is uncertain."""
    maybe = cell(glyphs.WHISKER[row.follow_up.certainty], "whisker")
    first, last = floor(view.x(days.first)), ceil(view.x(days.last))
    sketch = dict.fromkeys(range(max(0, first), min(last, view.width)), maybe)
    first, last = floor(view.x(days.solid_from)), ceil(view.x(days.solid_to))
    solid = range(max(0, first), min(last, view.width))
    return sketch | dict.fromkeys(solid, _OBSERVED)


def _texts(scene: CohortScene, row: Row, *, chosen: bool) -> Sketch:
    sketch: Sketch = {0: Cell(glyphs.SELECTED, "title")} if chosen else {}
    for column in scene.columns:
        ink = "subtitle" if column.number else "title"
        text = column.text(row) or NOTHING
        sketch |= written(text, column.at, column.width, ink)
    return sketch


def _tinted(row: list[Cell]) -> tuple[Cell, ...]:
    """The row under the cursor; what shows its ground shows the one that it has now."""
    return tuple(
        Cell(cell.char, "cursor" if cell.ink == "ground" else cell.ink, cell.back)
        if cell.back
        else Cell(cell.char, cell.ink, "cursor")
        for cell in row
    )


def axis_cells(scene: CohortScene) -> tuple[tuple[Cell, ...], ...]:
    """The two rows above: what month 0 is, the titles of the texts, the months."""
    indent, width = scene.frame.title_width, scene.width
    since = f"0 = {scene.cohort.zero}"
    top = written("Months", 2, indent - 3, "subtitle")
    top |= written(since, indent, width - indent, "subtitle")
    bottom = shift(tick_row(scene.frame), indent)
    for column in scene.columns:
        bottom |= written(column.title, column.at, column.width, "heading")
    return tuple(row_of(row, width) for row in (top, bottom))
