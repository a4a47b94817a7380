"""Where the rows, columns and headings of a printed cohort stand, in millimetres.

The rows, their order and their texts are those of the page. How dense they are depends
on how many there are: with marks below the segments, with marks on them, or as thin
lines without texts.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from timeline.charts.cohort.sheet import end_day, mark_levels
from timeline.charts.horizontal import Horizontal
from timeline.charts.pieces import mark_day
from timeline.charts.print.cohort.columns import PrintColumn, columns
from timeline.charts.print.faces import Face, width
from timeline.charts.print.sheet import MARGIN, UNITS_PER_MM, Across
from timeline.charts.print.style import Style
from timeline.charts.text_width import cut_to
from timeline.swimlane.cohort.model import CohortSwimlane, Row

_LEAST_LEFT = 16.0
"""Font sizes kept left of the rows for the facts of the curve, if they fit."""
_CURVE_LEFT = 0.36
"""Share of the width that this takes at most."""
_TRACK = 1.12
"""Height of a track of segments in font sizes, so that a text stands inside."""
_SHIFTS = (0, -1, 1)
_APART = 0.95
"""Marks nearer than this share of their size stand below each other."""


class Density(Enum):
    """How much room a row has."""

    FULL = auto()  # marks below the segments
    COMPACT = auto()  # marks on the segments
    THIN = auto()  # lines without texts


@dataclass(frozen=True, slots=True)
class PrintMeasures:
    """Heights within a row."""

    density: Density
    bar: float
    level: float
    """Height of one level of marks; 0 puts them on the segments."""
    pad: float
    """Above and below."""
    mark: float
    """Half the size of a mark."""
    shift: float = 0.0
    """How far marks on the segments stand aside that would hide each other."""

    @property
    def half(self) -> float:
        """Half the height of a segment; only tracks of a full row need to part."""
        return (0.46 if self.level else 0.48) * self.bar


@dataclass(frozen=True, slots=True)
class PlacedPrintRow:
    """A row in its place."""

    row: Row
    top: float
    end: float
    """Day at which the mark of its end stands."""
    levels: tuple[int, ...]
    """Level of each of its events, from 0."""
    measures: PrintMeasures

    @property
    def height(self) -> float:
        """Height of the whole row."""
        m = self.measures
        levels = max(self.levels, default=0) + 1 if m.level else 0
        return self.row.tracks * m.bar + levels * m.level + 2 * m.pad

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height

    def track(self, number: int) -> float:
        """The middle of a track of segments."""
        m = self.measures
        return self.top + m.pad + (number + 0.5) * m.bar

    def level(self, number: int) -> float:
        """The middle of a level of marks; level 0 is the line of observation."""
        m = self.measures
        if not m.level:
            shift = _SHIFTS[number % len(_SHIFTS)] * m.shift
            return self.top + self.height / 2 + shift
        bars = self.row.tracks * m.bar
        return self.top + m.pad + bars + (number + 0.5) * m.level


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """Everything but the curve in its place; heights count from the first row."""

    across: Across
    columns: tuple[PrintColumn, ...]
    rows: tuple[PlacedPrintRow, ...]
    headings: tuple[tuple[float, str], ...]
    """The middle of each heading of a group, with its text."""
    height: float


def measures(density: Density, style: Style, row: float = 0.0) -> PrintMeasures:
    """Heights for a density.

    Args:
        density: How much room a row has.
        style: Size of the font.
        row: Height of a thin row.
    """
    em = style.em
    match density:
        case Density.FULL:
            return PrintMeasures(density, _TRACK * em, em, 0.12 * em, style.mark)
        case Density.COMPACT:
            half = 0.85 * style.mark
            return PrintMeasures(density, 1.06 * em, 0, 0.12 * em, half, 0.25 * em)
        case Density.THIN:
            half = min(0.45 * row, style.mark)
            return PrintMeasures(density, 0.7 * row, 0, 0.15 * row, half)


def sheet(cohort: CohortSwimlane, style: Style, heights: PrintMeasures) -> PrintSheet:
    """Lay out the rows from the top down."""
    thin = heights.density is Density.THIN
    beside = () if thin else tuple(columns(cohort, style))
    curve_room = min(_LEAST_LEFT * style.em, _CURVE_LEFT * style.preset.width)
    least = MARGIN + (curve_room if cohort.curve else 0)
    ends = [column.left + column.room + style.gap for column in beside]
    across = _across(cohort, style, max([least, *ends]))
    bold = partial(width, points=style.font, face=Face.BOLD)
    rows: list[PlacedPrintRow] = []
    headings: list[tuple[float, str]] = []
    y = 0.15 * style.pitch
    for row in cohort.rows:
        if row.group and (not rows or rows[-1].row.group != row.group):
            room = style.preset.width - 2 * MARGIN
            headings.append((y + 0.65 * style.pitch, cut_to(row.group, room, bold)))
            y += 1.2 * style.pitch
        rows.append(_placed(row, y, across, heights))
        y = rows[-1].bottom
    return PrintSheet(across, beside, tuple(rows), tuple(headings), y)


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
    row: Row, top: float, across: Across, heights: PrintMeasures
) -> PlacedPrintRow:
    half = heights.mark * UNITS_PER_MM
    end = end_day(row, across.axis, half, past_fade=half)
    thin = heights.density is Density.THIN
    marks = [] if thin else [event.mark for event in row.events]
    positions = [across.x(mark_day(mark.at)) for mark in marks]
    apart = 2 * heights.mark * _APART + 0.1
    levels = mark_levels(positions, across.x(end), apart)
    return PlacedPrintRow(row, top, end, levels, heights)
