"""The cells of a series as they are typed: dates beside values, and a cursor.

A grid is a frozen value; every key makes the next one. It always ends with an empty
row, so that there is a place for the next value.
"""

from dataclasses import dataclass, replace
from typing import Self

from timeline.case.locale import ASK, Locale
from timeline.tui.entry.paste_questions import settled_row
from timeline.tui.entry.pasted import pasted
from timeline.tui.entry.series_paste import SeriesLine, columns_in, read_rows

Row = tuple[str, str]
"""Date and value as typed."""
EMPTY: Row = ("", "")
DATE, VALUE = 0, 1


@dataclass(frozen=True, slots=True)
class Grid:
    """What stands in the grid, and where the cursor is."""

    rows: tuple[Row, ...] = (EMPTY,)
    row: int = 0
    column: int = DATE

    @property
    def filled(self) -> tuple[Row, ...]:
        """The rows in which anything stands."""
        return tuple(row for row in self.rows if any(row))

    @property
    def cell(self) -> str:
        """The text under the cursor."""
        return self.rows[self.row][self.column]

    @property
    def place(self) -> int:
        """Where a paste goes; a row that is there already is never overwritten."""
        return self.row if not any(self.rows[self.row]) else self.row + 1

    def lines(self, locale: Locale = ASK) -> tuple[SeriesLine | None, ...]:
        """What is read of each row; None for an empty one."""
        read = iter(read_rows(self.filled, locale))
        return tuple(next(read) if any(row) else None for row in self.rows)

    def written(self, text: str) -> Self:
        """With another text under the cursor."""
        date, value = self.rows[self.row]
        row = (text, value) if self.column == DATE else (date, text)
        return self._with((*self.rows[: self.row], row, *self.rows[self.row + 1 :]))

    def typed(self, character: str) -> Self:
        """With a character more under the cursor."""
        return self.written(self.cell + character)

    def pasted(self, text: str) -> Self:
        """With pasted rows from the cursor on, or a pasted text in its cell."""
        lines = [line for line in text.splitlines() if line.strip()]
        pairs = [columns_in(line) for line in lines]
        if len(lines) == 1 and pairs[0] is None:
            return self.written(self.cell + pasted(text, lines=False).text.strip())
        rows = tuple(
            _clean(pair or (line.strip(), ""))
            for line, pair in zip(lines, pairs, strict=True)
        )
        at = self.place
        after = self._with((*self.rows[:at], *rows, *self.rows[at:]))
        return replace(after, row=min(at + len(rows), len(after.rows) - 1), column=DATE)

    def brought_by(self, before: Self) -> range:
        """The rows that a paste brought into the grid before it."""
        count = len(self.filled) - len(before.filled)
        return range(before.place, before.place + count)

    def settled(self, rows: range, asked: Locale, answered: Locale) -> Self:
        """With what was open in some rows written out as the answer has it."""
        texts = list(self.rows)
        for row in rows:
            texts[row] = settled_row(texts[row], asked, answered)
        return self._with(tuple(texts))

    def onward(self) -> Self:
        """To the value of the row, then to the date of the next one."""
        if self.column == DATE:
            return replace(self, column=VALUE)
        return replace(self, row=min(self.row + 1, len(self.rows) - 1), column=DATE)

    def back(self) -> Self:
        """To the cell before."""
        if self.column == VALUE:
            return replace(self, column=DATE)
        return replace(self, row=self.row - 1, column=VALUE) if self.row else self

    def moved(self, rows: int, columns: int) -> Self:
        """To a cell above, below or beside."""
        row = max(0, min(len(self.rows) - 1, self.row + rows))
        return replace(self, row=row, column=max(0, min(VALUE, self.column + columns)))

    def without_row(self) -> Self:
        """Without the row under the cursor."""
        return self._with((*self.rows[: self.row], *self.rows[self.row + 1 :]))

    def _with(self, rows: tuple[Row, ...]) -> Self:
        if not rows or any(rows[-1]):
            rows = (*rows, EMPTY)
        return replace(self, rows=rows, row=min(self.row, len(rows) - 1))


def _clean(row: Row) -> Row:
    date, value = (pasted(text, lines=False).text.strip() for text in row)
    return date, value


def text_of(grid: Grid) -> str:
    """The rows as text, for a draft."""
    return "\n".join(f"{date}\t{value}" for date, value in grid.filled)


def grid_of(text: str) -> Grid:
    """The rows of a draft."""
    rows = (line.partition("\t") for line in text.splitlines())
    return Grid((*((date, value) for date, _, value in rows), EMPTY))
