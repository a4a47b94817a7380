"""Where the rows, columns and headings of a printed cohort stand, in millimetres.

The rows, their order and their texts are those of the page. How dense they are depends
on how many there are: with marks below the segments, with marks on them, or as thin
lines without texts.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import NamedTuple

from timeline.charts.cohort.placed_row import (
    PlacedRow,
    RowMeasures,
    end_day,
    mark_levels,
)
from timeline.charts.horizontal import Horizontal
from timeline.charts.pieces import mark_day
from timeline.charts.print.cohort.columns import PrintColumn, columns
from timeline.charts.print.faces import Face, width
from timeline.charts.print.sheet import MARGIN, UNITS_PER_MM, Across
from timeline.charts.print.style import Style
from timeline.charts.text_lines import cut_to
from timeline.swimlane.cohort.model import CohortSwimlane, Row

_LEAST_LEFT = 16.0
"""Font sizes kept left of the rows for the facts of the curve, if they fit."""
_CURVE_LEFT = 0.36
"""Share of the width that this takes at most."""
_TRACK = 1.12
"""Height of a track of segments in font sizes, so that a text stands inside."""
_APART = 0.95
"""Marks nearer than this share of their size stand below each other."""


class Density(Enum):
    """How much room a row has."""

    FULL = auto()  # marks below the segments
    COMPACT = auto()  # marks on the segments
    THIN = auto()  # lines without texts


class PrintMeasures(NamedTuple):
    """A density and the heights within a row that it leads to."""

    density: Density
    row: RowMeasures


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """Everything but the curve in its place; heights count from the first row."""

    across: Across
    columns: tuple[PrintColumn, ...]
    rows: tuple[PlacedRow, ...]
    headings: tuple[tuple[float, str], ...]
    """The middle of each heading of a group, with its text."""
    height: float
    density: Density


def measures(density: Density, style: Style, row: float = 0.0) -> PrintMeasures:
    """Heights for a density.

    Args:
        density: How much room a row has.
        style: Size of the font.
        row: Height of a thin row.
    """
    em, mark = style.em, 2 * style.mark
    match density:
        case Density.FULL:
            bar = _TRACK * em
            heights = RowMeasures(bar, bar, lane=em, pad=0.12 * em, mark=mark)
        case Density.COMPACT:
            bar, shift = 1.06 * em, 0.25 * em
            heights = RowMeasures(bar, bar, 0, 0.12 * em, 0.85 * mark, shift)
        case Density.THIN:
            bar = 0.7 * row
            heights = RowMeasures(bar, bar, 0, 0.15 * row, min(0.9 * row, mark), 0.0)
    return PrintMeasures(density, heights)


def sheet(cohort: CohortSwimlane, style: Style, heights: PrintMeasures) -> PrintSheet:
    """Lay out the rows from the top down."""
    thin = heights.density is Density.THIN
    beside = () if thin else tuple(columns(cohort, style))
    curve_room = min(_LEAST_LEFT * style.em, _CURVE_LEFT * style.preset.width)
    least = MARGIN + (curve_room if cohort.curve else 0)
    ends = [column.left + column.room + style.gap for column in beside]
    across = _across(cohort, style, max([least, *ends]))
    bold = partial(width, points=style.font, face=Face.BOLD)
    rows: list[PlacedRow] = []
    headings: list[tuple[float, str]] = []
    y = 0.15 * style.pitch
    for row in cohort.rows:
        if row.group and (not rows or rows[-1].row.group != row.group):
            room = style.preset.width - 2 * MARGIN
            headings.append((y + 0.65 * style.pitch, cut_to(row.group, room, bold)))
            y += 1.2 * style.pitch
        rows.append(_placed(row, y, across, heights.row, with_marks=not thin))
        y = rows[-1].bottom
    return PrintSheet(across, beside, tuple(rows), tuple(headings), y, heights.density)


def _across(cohort: CohortSwimlane, style: Style, left: float) -> Across:
    right = style.preset.width - MARGIN
    units = (right - left) * UNITS_PER_MM
    edge = (style.mark + 0.1) * UNITS_PER_MM
    arrow = edge + style.arrow * UNITS_PER_MM
    days = cohort.last_day + 1 - cohort.first_day
    per_unit = days / (units - edge - arrow)
    first = cohort.first_day - edge * per_unit
    last = cohort.last_day + 1 + arrow * per_unit
    return Across(Horizontal(first, last, units, relative=True), left, right, None)


def _placed(
    row: Row, top: float, across: Across, heights: RowMeasures, *, with_marks: bool
) -> PlacedRow:
    half = heights.mark / 2 * UNITS_PER_MM
    end = end_day(row, across.axis, half, past_fade=half)
    marks = [event.mark for event in row.events] if with_marks else []
    positions = [across.x(mark_day(mark.at)) for mark in marks]
    apart = heights.mark * _APART + 0.1
    levels = mark_levels(positions, across.x(end), apart)
    return PlacedRow(row, top, end, levels, heights)
