"""A bar in cells: solid where it certainly ran, patterned where it may have run."""

from dataclasses import dataclass
from math import ceil, floor

from timeline.swimlane.model import Bar, Swimlane
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.cell import Cell, Sketch
from timeline.tui.drawing.viewport import Viewport

FULL = 8


@dataclass(frozen=True, slots=True)
class Reach:
    """The days of a bar; each end is exclusive."""

    first: float
    """First day on which it may have run."""
    solid_from: float
    """First day on which it certainly ran."""
    solid_to: float
    """End of the days on which it certainly ran; not after `solid_from`: none."""
    last: float
    """End of the days on which it may have run."""


def reach(bar: Bar, swimlane: Swimlane) -> Reach:
    """The days that a bar covers, and those of them that are certain.

    An ongoing bar reaches the cut-off. A bar whose end is not known may have run
    until the cut-off, of which only its limits are certain.
    """
    first = _either(bar.start.earliest, bar.start.latest, swimlane.first_day)
    solid_from = _either(bar.start.latest, None, first)
    limit = _either(swimlane.cutoff.latest, swimlane.cutoff.earliest, None)
    end_of_axis = swimlane.last_day if limit is None else limit
    last = _either(bar.stop.latest, None, max(end_of_axis, solid_from)) + 1
    solid_to = _either(bar.stop.earliest, None, solid_from - 1) + 1
    if bar.ongoing:
        solid_to = _either(swimlane.cutoff.earliest, None, swimlane.last_day) + 1
    if first == solid_from:  # an exact first day is certain
        solid_to = max(solid_to, solid_from + 1)
    return Reach(first, solid_from, solid_to, max(last, solid_to, first + 1))


def _either(first: int | None, second: int | None, default: float | None) -> float:
    known = (value for value in (first, second, default) if value is not None)
    return float(next(known, 0))


def bar_sketch(bar: Bar, swimlane: Swimlane, view: Viewport) -> Sketch:
    """The cells of a bar without its label; empty when it is out of view.

    An exact end is drawn to an eighth of a cell. Every bar in view has a cell.
    """
    days = reach(bar, swimlane)
    start, stop = view.x(days.first), view.x(days.last)
    if stop <= 0 or start >= view.width:
        return {}
    solid = view.x(days.solid_from), view.x(days.solid_to)
    columns = range(max(0, floor(start)), min(view.width, ceil(stop)))
    sketch = {column: _cell(column, bar, (start, stop), solid) for column in columns}
    drawn = {column: cell for column, cell in sketch.items() if cell}
    if not drawn:
        drawn = {columns[0]: Cell("▌", bar.tone.name)}
    return drawn | _end_mark(bar, ceil(stop), view)


def _cell(
    column: int, bar: Bar, ends: tuple[float, float], solid: tuple[float, float]
) -> Cell | None:
    """One cell of a bar; `ends` and `solid` are distances from the left edge."""
    tone = bar.tone.name
    start, stop = max(solid[0], column), min(solid[1], column + 1)
    eighths = max(0, round((stop - start) * FULL))
    if eighths >= FULL:
        return Cell(glyphs.SOLID, tone)
    maybe = min(ends[1], column + 1) - max(ends[0], column)
    if round(maybe * FULL) > eighths:
        full = eighths * 2 >= FULL
        fill = glyphs.SOLID if full else glyphs.UNCERTAIN[bar.certainty]
        return Cell(fill, tone)
    if eighths == 0:
        return None
    if start > column and stop >= column + 1:
        return Cell(glyphs.EIGHTHS[FULL - eighths], "ground", tone)
    return Cell(glyphs.EIGHTHS[eighths], tone)


def _end_mark(bar: Bar, column: int, view: Viewport) -> Sketch:
    if not 0 <= column < view.width or not (bar.ongoing or bar.unknown_end):
        return {}
    glyph = glyphs.ONGOING if bar.ongoing else glyphs.UNKNOWN_END
    return {column: Cell(glyph, bar.tone.name)}


def solid_run(sketch: Sketch) -> range:
    """The longest stretch of full cells, which is where a label may stand inside."""
    best, start = range(0), None
    for column in [*sorted(sketch), None]:
        full = column is not None and sketch[column].char == glyphs.SOLID
        if full and start is None:
            start = column
        if not full and start is not None:
            stop = start
            while stop in sketch and sketch[stop].char == glyphs.SOLID:
                stop += 1
            best = max(best, range(start, stop), key=len)
            start = None
    return best
