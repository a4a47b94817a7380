"""Where the rows, columns and headings of a cohort stand, in pixels."""

from dataclasses import dataclass
from functools import partial

from timeline.charts.cohort.placed_row import PlacedRow, RowMeasures, place_rows
from timeline.charts.horizontal import Horizontal
from timeline.charts.text_lines import cut_to, text_width
from timeline.swimlane.cohort.model import CohortSwimlane

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


_FULL = RowMeasures(bar=14, step=16, lane=13, pad=3, mark=11, apart=9.35)
_THIN = RowMeasures(bar=4, step=4, lane=0, pad=0.5, mark=5, apart=5)


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One column of texts left of the rows."""

    title: str
    pixels: float
    """Its left edge, in pixels left of the drawing area."""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CohortSheet:
    """The rows in their places."""

    axis: Horizontal
    left: int
    """Width of the columns in pixels."""
    measures: RowMeasures
    line: float
    """Thickness of the line of observation."""
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
    pixels = WIDTH - left - RIGHT
    axis = Horizontal.spanning(cohort, pixels, before=0, after=_ARROW_ROOM)
    measures, line = (_FULL, 2.5) if with_text else (_THIN, 1)
    rows, headings = place_rows(cohort, axis, measures, heading=_HEADING)
    height = max(rows[-1].bottom if rows else 0.0, measures.bar)
    return CohortSheet(axis, left, measures, line, rows, headings, columns, height)


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
