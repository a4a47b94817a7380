"""Where the rows, columns and headings of a printed cohort stand, in millimetres.

The rows, their order and their texts are those of the page. How dense they are depends
on how many there are: with marks below the segments, with marks on them, or as thin
lines without texts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import NamedTuple

from timeline.charts.cohort.placed_row import PlacedRow, RowMeasures, place_rows
from timeline.charts.cohort.sheet import EMPTY
from timeline.charts.horizontal import Horizontal
from timeline.charts.print.faces import Face, width
from timeline.charts.print.sheet import MARGIN, UNITS_PER_MM, Across
from timeline.charts.print.style import Style
from timeline.charts.text_lines import cut_to
from timeline.swimlane.cohort.model import CohortSwimlane

_LEAST_LEFT = 16.0
"""Font sizes kept left of the rows for the facts of the curve, if they fit."""
_CURVE_LEFT = 0.36
"""Share of the width that this takes at most."""
_TRACK = 1.12
"""Height of a track of segments in font sizes, so that a text stands inside."""
_APART = 0.95
"""Marks nearer than this share of their size stand below each other."""
_MOST_LEFT = 0.5
"""Share of the width that the columns take at most."""
_WIDEST = 11.0
"""Font sizes of the widest column; a longer text is cut."""
_FIRST = (3, 1, 2)
"""Which columns get room first, after the patient: response, then stage, then HER2."""


@dataclass(frozen=True, slots=True)
class PrintColumn:
    """One column of texts left of the rows."""

    title: str
    left: float
    room: float
    texts: tuple[str, ...]
    """One for each row, cut to the room."""


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
            bar, lane, pad, shift = _TRACK * em, em, 0.12 * em, None
        case Density.COMPACT:
            bar, lane, pad, shift = 1.06 * em, 0.0, 0.12 * em, 0.25 * em
            mark *= 0.85
        case Density.THIN:
            bar, lane, pad, shift = 0.7 * row, 0.0, 0.15 * row, 0.0
            mark = min(0.9 * row, mark)
    apart = _APART * mark + 0.1
    heights = RowMeasures(bar, bar, lane, pad, mark, apart, shift)
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
    room, pitch = style.preset.width - 2 * MARGIN, style.pitch
    rows, groups = place_rows(
        cohort,
        across.axis,
        heights.row,
        heading=1.2 * pitch,
        top=0.15 * pitch,
        unit=UNITS_PER_MM,
    )
    headings = tuple((y + 0.65 * pitch, cut_to(text, room, bold)) for y, text in groups)
    bottom = rows[-1].bottom if rows else 0.15 * pitch
    return PrintSheet(across, beside, rows, headings, bottom, heights.density)


def _across(cohort: CohortSwimlane, style: Style, left: float) -> Across:
    right = style.preset.width - MARGIN
    units = (right - left) * UNITS_PER_MM
    edge = (style.mark + 0.1) * UNITS_PER_MM
    arrow = edge + style.arrow * UNITS_PER_MM
    axis = Horizontal.spanning(cohort, units, before=edge, after=arrow)
    return Across(axis, left, right, None)


def columns(cohort: CohortSwimlane, style: Style) -> Iterator[PrintColumn]:
    """The columns that have room, from left to right."""
    titles = (cohort.word("column.patient"), *cohort.columns)
    left = MARGIN
    for n, room in sorted(_widths(cohort, titles, style).items()):
        texts = (row.cells[n - 1] if n else row.code for row in cohort.rows)
        cut = tuple(cut_to(text or EMPTY, room, style.measure) for text in texts)
        yield PrintColumn(titles[n], left, room, cut)
        left += room + style.gap * 1.5


def unprinted(
    cohort: CohortSwimlane, printed_columns: tuple[PrintColumn, ...]
) -> tuple[str, ...]:
    """Titles of the columns with texts that have no room."""
    printed = {column.title for column in printed_columns}
    return tuple(
        title
        for n, title in enumerate(cohort.columns)
        if title not in printed and any(row.cells[n] for row in cohort.rows)
    )


def _widths(
    cohort: CohortSwimlane, titles: tuple[str, ...], style: Style
) -> dict[int, float]:
    """Width of each column that has room; an empty column needs none.

    A word of a title is never broken: a column too narrow for it is left out.
    """
    gap = style.gap * 1.5
    room = _MOST_LEFT * style.preset.width - MARGIN - gap
    texts = {n: [row.cells[n - 1] for row in cohort.rows] for n in _FIRST}
    needs = {n: _needs(titles[n], texts[n], style) for n in _FIRST if any(texts[n])}
    codes = _needs(titles[0], [row.code for row in cohort.rows], style)
    widths = {0: min(codes[0], room)}
    room -= widths[0]
    for n, (_, least) in needs.items():
        if least + gap <= room:
            widths[n] = least
            room -= least + gap
    for n in (n for n in needs if n in widths):
        extra = min(needs[n][0] - widths[n], room)
        widths[n] += extra
        room -= extra
    return widths


def _needs(title: str, texts: list[str], style: Style) -> tuple[float, float]:
    """Room for a column whose title has two lines, and for one with more of them."""
    bold = partial(width, points=style.font, face=Face.BOLD)
    longest = max((style.measure(text or EMPTY) for text in texts), default=0.0)
    words = [bold(word) for word in title.split()]
    least = max([*words, min(longest, _WIDEST * style.em)])
    return max(0.55 * bold(title), least), least
