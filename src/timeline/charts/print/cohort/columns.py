"""The columns of texts left of the rows: which have room, and how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from timeline.charts.cohort.sheet import EMPTY
from timeline.charts.print.faces import Face, width
from timeline.charts.print.sheet import MARGIN
from timeline.charts.print.style import Style
from timeline.charts.text_lines import cut_to
from timeline.swimlane.cohort.model import CohortSwimlane

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
