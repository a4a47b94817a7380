"""The text columns left of the rows, as many as the width allows."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.swimlane.cohort.model import CohortSwimlane, Row
from timeline.tui.drawing.cell import cell_count

SHARE = 0.45
"""Share of the width that texts may take."""
LEFT, GAP = 2, 1
"""Cells before the first column, where the cursor stands, and after each."""
NARROWEST = 4
WIDEST, SHORTENED = 19, 10
"""Cells of a text column, and of one that is cut so that it still fits."""
FIRST = (3, 1, 2)
"""Which columns get room first: response, then stage, then HER2."""
SHORT_TITLES = {"Best response": "Best"}


@dataclass(frozen=True, slots=True)
class CohortColumn:
    """One column of texts."""

    number: int
    """0 for the study code, then the cells of the row from 1."""
    title: str
    at: int
    """First cell."""
    width: int

    def text(self, row: Row) -> str:
        """What stands in it for one patient; empty where nothing is recorded."""
        return row.cells[self.number - 1] if self.number else row.code


def columns_of(cohort: CohortSwimlane, width: int) -> tuple[CohortColumn, ...]:
    """The columns for a screen of this width, from left to right."""
    titles = ("Patient", *(_short(title) for title in cohort.columns))
    needed = [_needed(cohort, number, title) for number, title in enumerate(titles)]
    room = round(width * SHARE) - LEFT - GAP
    # the code is whole before any other column has room: it tells patients apart
    widths = {0: max(NARROWEST, min(room, needed[0]))}
    room -= widths[0]
    for number in FIRST:
        natural = min(WIDEST, needed[number])
        for needed_width in (natural, min(natural, SHORTENED)):
            if needed_width + GAP <= room:
                widths[number] = needed_width
                room -= needed_width + GAP
                break
    return tuple(_placed(titles, widths))


def title_width(columns: tuple[CohortColumn, ...]) -> int:
    """Cells of all columns together."""
    return columns[-1].at + columns[-1].width + GAP


def _placed(titles: tuple[str, ...], widths: dict[int, int]) -> Iterator[CohortColumn]:
    at = LEFT
    for number in sorted(widths):
        yield CohortColumn(number, titles[number], at, widths[number])
        at += widths[number] + GAP


def _short(title: str) -> str:
    name = title.partition(", ")[0]
    return SHORT_TITLES.get(name, name)


def _needed(cohort: CohortSwimlane, number: int, title: str) -> int:
    texts = {row.cells[number - 1] if number else row.code for row in cohort.rows}
    return max(map(cell_count, (title, *texts)))
