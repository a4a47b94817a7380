"""Where the rows, columns and headings of a printed cohort stand, in millimetres.

The rows, their order and their texts are those of the page. How dense they are depends
on how many there are: with marks below the segments, with marks on them, or as thin
lines without texts.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from timeline.charts.horizontal import Horizontal
from timeline.charts.pieces import FADE_PIXELS, mark_day
from timeline.charts.print.cohort.columns import Column, columns
from timeline.charts.print.faces import Face, width
from timeline.charts.print.sheet import MARGIN, UNITS_PER_MM, Across
from timeline.charts.print.style import Style
from timeline.charts.text_width import cut_to
from timeline.swimlane.cohort.model import CohortSwimlane, Row, RowEnd

_LEAST_LEFT = 16.0
"""Font sizes that are left of the rows for what is said of the curve, if they fit."""
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
class Measures:
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
class Placed:
    """A row in its place."""

    row: Row
    top: float
    end: float
    """Day at which the mark of its end stands."""
    levels: tuple[int, ...]
    """Level of each of its events, from 0."""
    measures: Measures

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
class Sheet:
    """Everything but the curve in its place; heights count from the first row."""

    where: Across
    columns: tuple[Column, ...]
    rows: tuple[Placed, ...]
    headings: tuple[tuple[float, str], ...]
    """The middle of each heading of a group, with its text."""
    height: float
    measures: Measures


def measures(density: Density, style: Style, row: float = 0.0) -> Measures:
    """Heights for a density.

    Args:
        density: How much room a row has.
        style: Size of the font.
        row: Height of a thin row.
    """
    em = style.em
    match density:
        case Density.FULL:
            return Measures(density, _TRACK * em, em, 0.12 * em, style.mark)
        case Density.COMPACT:
            half = 0.85 * style.mark
            return Measures(density, 1.06 * em, 0, 0.12 * em, half, 0.25 * em)
        case Density.THIN:
            half = min(0.45 * row, style.mark)
            return Measures(density, 0.7 * row, 0, 0.15 * row, half)


def sheet(cohort: CohortSwimlane, style: Style, heights: Measures) -> Sheet:
    """Lay out the rows from the top down."""
    thin = heights.density is Density.THIN
    beside = () if thin else tuple(columns(cohort, style))
    said = min(_LEAST_LEFT * style.em, _CURVE_LEFT * style.preset.width)
    least = MARGIN + (said if cohort.curve else 0)
    ends = [column.left + column.room + style.gap for column in beside]
    where = _across(cohort, style, max([least, *ends]))
    bold = partial(width, points=style.font, face=Face.BOLD)
    rows: list[Placed] = []
    headings: list[tuple[float, str]] = []
    y = 0.15 * style.pitch
    for row in cohort.rows:
        if row.group and (not rows or rows[-1].row.group != row.group):
            room = style.preset.width - 2 * MARGIN
            headings.append((y + 0.65 * style.pitch, cut_to(row.group, room, bold)))
            y += 1.2 * style.pitch
        rows.append(_placed(row, y, where, heights))
        y = rows[-1].bottom
    return Sheet(where, beside, tuple(rows), tuple(headings), y, heights)


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


def _placed(row: Row, top: float, where: Across, heights: Measures) -> Placed:
    end = _end_day(row, where, heights)
    thin = heights.density is Density.THIN
    marks = [] if thin else [event.mark for event in row.events]
    taken = [[where.x(end)]]
    levels: dict[int, int] = {}
    across = [where.x(mark_day(mark.at)) for mark in marks]
    apart = 2 * heights.mark * _APART + 0.1
    for index in sorted(range(len(marks)), key=lambda i: (across[i], i)):
        x = across[index]
        free = (n for n, own in enumerate(taken) if _free(x, own, apart))
        level = next(free, len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append(x)
        levels[index] = level
    return Placed(row, top, end, tuple(levels[i] for i in range(len(marks))), heights)


def _free(x: float, taken: list[float], apart: float) -> bool:
    return all(abs(x - other) >= apart for other in taken)


def _end_day(row: Row, where: Across, heights: Measures) -> float:
    """Behind a fading or an ongoing row, else on its last day."""
    at, axis = row.follow_up.stop, where.axis
    half = heights.mark * UNITS_PER_MM
    if at.latest is None:
        return mark_day(at) + axis.days(FADE_PIXELS + half)
    if row.end is RowEnd.ONGOING:
        return at.latest + 1 + axis.days(half)
    return mark_day(at)
