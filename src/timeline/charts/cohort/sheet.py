"""Where the rows, columns and headings of a cohort stand, in pixels.

The segments of a patient lie in tracks, and the marks on the line of observation below
them, so that no mark hides a segment or its text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from timeline.charts.horizontal import Horizontal
from timeline.charts.pieces import FADE_PIXELS, mark_day
from timeline.charts.text_width import cut_to, text_width
from timeline.swimlane.cohort.model import CohortSwimlane, Row, RowEnd

FONT = 12
WIDTH = 1000
"""Width for which texts are placed; a wider figure has the more room."""
RIGHT = 30
EMPTY = "\u2013"
_MOST_WITH_TEXT = 150
"""Rows up to which each has its texts; more would be too thin for them."""
_GAP, _WIDEST = 18, 170
_LEAST_LEFT = 236
"""Room for the facts of the curve, which stand left of it."""
_ARROW_ROOM = 14
_HEADING = 26
_APART = 0.85
"""Marks nearer than this share of their size stand below each other."""


@dataclass(frozen=True, slots=True)
class RowMeasures:
    """Heights within a row, in pixels."""

    bar: float
    step: float
    """From one track of segments to the next."""
    lane: float
    """Height of one level of marks; 0 puts them on the segments."""
    pad: float
    mark: int
    """Size of a mark."""
    line: float
    """Thickness of the line of observation."""


_FULL = RowMeasures(bar=14, step=16, lane=13, pad=3, mark=11, line=2.5)
_THIN = RowMeasures(bar=4, step=4, lane=0, pad=0.5, mark=5, line=1)


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One column of texts left of the rows."""

    title: str
    pixels: float
    """Its left edge, in pixels left of the drawing area."""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row in its place."""

    row: Row
    top: float
    """Upper edge, in pixels from that of the first row."""
    end: float
    """Day at which the mark of its end stands."""
    levels: tuple[int, ...]
    """Level of each of its events, from 0."""
    measures: RowMeasures

    @property
    def height(self) -> float:
        """Height in pixels."""
        lanes = max(self.levels, default=0) + 1
        return self._bars + lanes * self.measures.lane + 2 * self.measures.pad

    @property
    def middle(self) -> float:
        """Where its texts stand."""
        return self.top + self.height / 2

    @property
    def _bars(self) -> float:
        return self.measures.bar + (self.row.tracks - 1) * self.measures.step

    def track(self, number: int) -> float:
        """The middle of a track."""
        m = self.measures
        return self.top + m.pad + m.bar / 2 + number * m.step

    def level(self, number: int) -> float:
        """The middle of a level of marks; level 0 is the line of observation."""
        m = self.measures
        if not m.lane:
            return self.track(0)
        return self.top + m.pad + self._bars + (number + 0.5) * m.lane


@dataclass(frozen=True, slots=True)
class CohortSheet:
    """The rows in their places."""

    axis: Horizontal
    left: int
    """Width of the columns in pixels."""
    measures: RowMeasures
    rows: tuple[PlacedRow, ...]
    headings: tuple[tuple[float, str], ...]
    """Each group with its upper edge."""
    columns: tuple[TextColumn, ...]
    """None where rows are too many to have texts."""
    height: float
    """Height of all rows."""


def has_texts(cohort: CohortSwimlane) -> bool:
    """Whether each row has its texts."""
    return len(cohort.rows) <= _MOST_WITH_TEXT


def cohort_sheet(cohort: CohortSwimlane) -> CohortSheet:
    """Lay out a cohort for a sheet of `WIDTH` pixels."""
    with_text = has_texts(cohort)
    columns = _columns(cohort) if with_text else ()
    left = max(_LEAST_LEFT, round(columns[0].pixels) + 8 if columns else 0)
    axis = _axis(cohort, WIDTH - left - RIGHT)
    measures = _FULL if with_text else _THIN
    rows: list[PlacedRow] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for row in cohort.rows:
        if row.group and (not headings or headings[-1][1] != row.group):
            headings.append((y, row.group))
            y += _HEADING
        rows.append(_placed(row, y, axis, measures))
        y += rows[-1].height
    height = max(y, measures.bar)
    return CohortSheet(
        axis, left, measures, tuple(rows), tuple(headings), columns, height
    )


def _placed(row: Row, top: float, axis: Horizontal, measures: RowMeasures) -> PlacedRow:
    end = end_day(row, axis, measures.mark / 2, past_fade=measures.mark)
    marks = [event.mark for event in row.events] if measures.lane else []
    positions = [axis.pixel(mark_day(mark.at)) for mark in marks]
    levels = mark_levels(positions, axis.pixel(end), measures.mark * _APART)
    return PlacedRow(row, top, end, levels, measures)


def end_day(row: Row, axis: Horizontal, half: float, *, past_fade: float) -> float:
    """The day of the mark at the end of a row.

    Args:
        row: The row.
        axis: The axis of the drawing.
        half: Half the size of the mark, which stands behind the last day of a row
            that goes on.
        past_fade: How far it stands behind a row that fades out.
    """
    at = row.follow_up.stop
    if at.latest is None:
        return mark_day(at) + axis.days(FADE_PIXELS + past_fade)
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


def _axis(cohort: CohortSwimlane, pixels: float) -> Horizontal:
    per_day = (cohort.last_day + 1 - cohort.first_day) / (pixels - _ARROW_ROOM)
    last = cohort.last_day + 1 + _ARROW_ROOM * per_day
    return Horizontal(cohort.first_day, last, pixels, relative=True)


def _columns(cohort: CohortSwimlane) -> tuple[TextColumn, ...]:
    titles = (cohort.word("column.patient"), *cohort.columns)
    texts = [(row.code, *row.cells) for row in cohort.rows]
    columns: list[TextColumn] = []
    measure = partial(text_width, size=FONT)
    edge = 0.0
    for index in reversed(range(len(titles))):
        column = tuple(cells[index] or EMPTY for cells in texts)
        lines = (*column, *titles[index].split(", "))
        width = max((text_width(text, FONT) for text in lines), default=0)
        edge += min(width, _WIDEST) + _GAP
        cut = tuple(cut_to(text, _WIDEST, measure) for text in column)
        columns.append(TextColumn(titles[index], edge, cut))
    return tuple(reversed(columns))
