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
from timeline.swimlane.model import Mark

FONT = 12
WIDTH = 1000
"""Width for which texts are placed; a wider figure has the more room."""
RIGHT = 30
EMPTY = "\u2013"
_MOST_WITH_TEXT = 150
"""Rows up to which each has its texts; more would be too thin for them."""
_GAP, _WIDEST = 18, 170
_LEAST_LEFT = 236
"""Room for what is said of the curve, which stands beside it."""
_ARROW_ROOM = 14
_HEADING = 26
_APART = 0.85
"""Marks nearer than this share of their size stand below each other."""


@dataclass(frozen=True, slots=True)
class Measures:
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


_FULL = Measures(bar=14, step=16, lane=13, pad=3, mark=11, line=2.5)
_THIN = Measures(bar=4, step=4, lane=0, pad=0.5, mark=5, line=1)


@dataclass(frozen=True, slots=True)
class Column:
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
    measures: Measures

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
    measures: Measures
    rows: tuple[PlacedRow, ...]
    headings: tuple[tuple[float, str], ...]
    """Each group with its upper edge."""
    columns: tuple[Column, ...]
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


def _placed(row: Row, top: float, axis: Horizontal, measures: Measures) -> PlacedRow:
    end = _end_day(row, axis, measures)
    marks = [event.mark for event in row.events] if measures.lane else []
    apart = measures.mark * _APART
    levels = _levels(marks, axis.pixel(end), axis, apart) if marks else ()
    return PlacedRow(row, top, end, levels, measures)


def _end_day(row: Row, axis: Horizontal, measures: Measures) -> float:
    at = row.follow_up.stop
    if at.latest is None:
        return mark_day(at) + axis.days(FADE_PIXELS + measures.mark)
    if row.end is RowEnd.ONGOING:
        return at.latest + 1 + axis.days(measures.mark / 2)
    return mark_day(at)


def _levels(
    marks: Sequence[Mark], end: float, axis: Horizontal, apart: float
) -> tuple[int, ...]:
    """The first level for each mark on which it covers neither another nor the end."""
    taken: list[list[float]] = [[end]]
    found: dict[int, int] = {}
    pixels = [axis.pixel(mark_day(mark.at)) for mark in marks]
    for index in sorted(range(len(marks)), key=lambda i: (pixels[i], i)):
        x = pixels[index]
        levels = range(len(taken))
        free = (n for n in levels if all(abs(x - other) >= apart for other in taken[n]))
        level = next(free, len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append(x)
        found[index] = level
    return tuple(found[index] for index in range(len(marks)))


def _axis(cohort: CohortSwimlane, pixels: float) -> Horizontal:
    per_day = (cohort.last_day + 1 - cohort.first_day) / (pixels - _ARROW_ROOM)
    last = cohort.last_day + 1 + _ARROW_ROOM * per_day
    return Horizontal(cohort.first_day, last, pixels, relative=True)


def _columns(cohort: CohortSwimlane) -> tuple[Column, ...]:
    titles = (cohort.word("column.patient"), *cohort.columns)
    texts = [(row.code, *row.cells) for row in cohort.rows]
    found: list[Column] = []
    measure = partial(text_width, size=FONT)
    edge = 0.0
    for index in reversed(range(len(titles))):
        column = tuple(cells[index] or EMPTY for cells in texts)
        lines = (*column, *titles[index].split(", "))
        width = max((text_width(text, FONT) for text in lines), default=0)
        edge += min(width, _WIDEST) + _GAP
        cut = tuple(cut_to(text, _WIDEST, measure) for text in column)
        found.append(Column(titles[index], edge, cut))
    return tuple(reversed(found))
