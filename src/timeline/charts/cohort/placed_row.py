"""The row of one patient in its place, on the page and in print.

The segments of a patient lie in tracks, and the marks on the line of observation below
them or, where rows are dense, on the segments.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.charts.horizontal import Horizontal
from timeline.charts.pieces import FADE_PIXELS, mark_day
from timeline.swimlane.cohort.model import CohortSwimlane, Row, RowEnd

_SHIFTS = (0, -1, 1)


@dataclass(frozen=True, slots=True)
class RowMeasures:
    """Heights within a row, in pixels on the page and in millimetres in print."""

    bar: float
    step: float
    """From one track of segments to the next."""
    lane: float
    """Height of one level of marks; 0 puts them on the segments."""
    pad: float
    """Above and below."""
    mark: float
    """Size of a mark."""
    apart: float
    """The least distance of two marks on one level."""
    shift: float | None = None
    """How far marks on the segments stand aside that would hide each other; None
    puts all of them on the first track."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row in its place."""

    row: Row
    top: float
    """Upper edge, from that of the first row."""
    end: float
    """Day at which the mark of its end stands."""
    levels: tuple[int, ...]
    """Level of each of its events, from 0."""
    measures: RowMeasures

    @property
    def height(self) -> float:
        """Height of the whole row."""
        lanes = max(self.levels, default=0) + 1
        return self._bars + lanes * self.measures.lane + 2 * self.measures.pad

    @property
    def middle(self) -> float:
        """Where its texts stand."""
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height

    @property
    def _bars(self) -> float:
        return self.measures.bar + (self.row.tracks - 1) * self.measures.step

    def track(self, number: int) -> float:
        """The middle of a track of segments."""
        m = self.measures
        return self.top + m.pad + m.bar / 2 + number * m.step

    def level(self, number: int) -> float:
        """The middle of a level of marks; level 0 is the line of observation."""
        m = self.measures
        if m.lane:
            return self.top + m.pad + self._bars + (number + 0.5) * m.lane
        if m.shift is None:
            return self.track(0)
        return self.middle + _SHIFTS[number % len(_SHIFTS)] * m.shift


def place_rows(
    cohort: CohortSwimlane,
    axis: Horizontal,
    measures: RowMeasures,
    *,
    heading: float,
    top: float = 0.0,
    unit: float = 1.0,
) -> tuple[tuple[PlacedRow, ...], tuple[tuple[float, str], ...]]:
    """Put the rows below each other.

    Args:
        cohort: The picture.
        axis: The axis of the drawing.
        measures: Heights within a row.
        heading: Height of the heading of a group.
        top: Upper edge of the first row.
        unit: Units of the axis in one of the heights.

    Returns:
        The rows, and each group with its upper edge.
    """
    rows: list[PlacedRow] = []
    headings: list[tuple[float, str]] = []
    for row in cohort.rows:
        if row.group and (not headings or headings[-1][1] != row.group):
            headings.append((top, row.group))
            top += heading
        end = _end_day(row, axis, measures.mark / 2 * unit)
        shown = row.events if measures.lane or measures.shift else ()
        positions = [axis.pixel(mark_day(event.mark.at)) for event in shown]
        levels = mark_levels(positions, axis.pixel(end), measures.apart * unit)
        rows.append(PlacedRow(row, top, end, levels, measures))
        top = rows[-1].bottom
    return tuple(rows), tuple(headings)


def _end_day(row: Row, axis: Horizontal, half: float) -> float:
    """The day of the mark at the end of a row: behind one that goes on or fades out.

    Args:
        row: The row.
        axis: The axis of the drawing.
        half: Half the size of the mark.
    """
    at = row.follow_up.stop
    if at.latest is None:
        return mark_day(at) + axis.days(FADE_PIXELS + half)
    if row.end is RowEnd.ONGOING:
        return at.latest + 1 + axis.days(half)
    return mark_day(at)


def mark_levels(
    positions: Sequence[float], end: float, apart: float
) -> tuple[int, ...]:
    """The first level for each mark on which it covers neither another nor the end.

    Args:
        positions: Where the marks stand on the axis.
        end: Where the mark of the end stands, on level 0.
        apart: The least distance of two marks on one level.
    """
    occupied: list[list[float]] = [[end]]
    level_of: dict[int, int] = {}
    for index, x in sorted(enumerate(positions), key=lambda pair: pair[::-1]):
        level = next(
            (n for n, others in enumerate(occupied) if _is_free(x, others, apart)),
            len(occupied),
        )
        if level == len(occupied):
            occupied.append([])
        occupied[level].append(x)
        level_of[index] = level
    return tuple(level_of[index] for index in range(len(positions)))


def _is_free(x: float, others: Sequence[float], apart: float) -> bool:
    return all(abs(x - other) >= apart for other in others)
