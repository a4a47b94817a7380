"""A table as a file holds it: cells of text, each with one place.

Text is what a person sees in the cell. A number that a workbook holds as a number is
written with a point and no thousands, and a date as ISO 8601, so that both have one
reading; text keeps its readings.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.exchange.reading import FileRefusedError

MOST_ROWS, MOST_COLUMNS = 200_000, 1_000
LARGEST_TABLE = 32_000_000
"""Bytes of a file that is read as a table; 100,000 laboratory rows are about eight
million."""
REJECT_COLUMNS = ("line", "message")
"""The columns that a file of refused rows has behind those of the sheet."""


class UnreadCell(str):  # a subclass, so that a row stays a tuple of texts
    """The text of a cell that holds no value of its own, such as a formula.

    Attributes:
        reason: Why it is not read.
    """

    reason: str

    def __new__(cls, text: str, reason: str) -> "UnreadCell":
        """Take the text of the cell and why it is not read."""
        cell = super().__new__(cls, text)
        cell.reason = reason
        return cell


class NumberCell(str):
    """A number that the file holds as one, in plain digits.

    It says nothing of how people write numbers in that file.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CellGrid:
    """The filled rows of one sheet, before anybody knows which one has the names."""

    rows: Sequence[tuple[str, ...]]
    """Cells without blanks around them."""
    lines: Sequence[int]
    """Number of each row in the file, counted from 1."""
    name: str = ""
    """Name of the sheet; empty where the file has only one."""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet whose columns have names."""

    grid: CellGrid
    top: int
    """Which row has the names, counted from 0; what stands above is not read."""
    below: tuple[str, ...] = ()
    """What each row directly below the names says of the columns: `unit` or `range`."""

    @property
    def name(self) -> str:
        """Name of the sheet."""
        return self.grid.name

    @property
    def width(self) -> int:
        """How many columns have a name, those of a file of refused rows apart."""
        written = self.written
        refused = tuple(map(str.lower, written[-2:])) == REJECT_COLUMNS
        return len(written) - 2 * refused

    @property
    def written(self) -> tuple[str, ...]:
        """The names as they are written."""
        return self.grid.rows[self.top]

    @property
    def header(self) -> tuple[str, ...]:
        """The names, each of them once: a second `Flag` is `Flag (2)`."""
        counts: Counter[str] = Counter()
        names = []
        for text in self.written[: self.width]:
            counts[text] += 1
            names.append(f"{text} ({counts[text]})" if counts[text] > 1 else text)
        return tuple(names)

    def said_below(self, meaning: str) -> tuple[str, ...]:
        """What the row of units or limits says of each column; else empty texts."""
        if meaning not in self.below:
            return ("",) * self.width
        return self._padded(self.grid.rows[self.top + 1 + self.below.index(meaning)])

    @property
    def first(self) -> int:
        """The first row that is no heading."""
        return self.top + 1 + len(self.below)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The rows below the names, each as wide as these."""
        return [self._padded(row) for row in self.grid.rows[self.first :]]

    @property
    def lines(self) -> Sequence[int]:
        """Number of each of these rows in the file."""
        return self.grid.lines[self.first :]

    def _padded(self, row: tuple[str, ...]) -> tuple[str, ...]:
        return (row + ("",) * (self.width - len(row)))[: self.width]


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuse a table that no person has filled.

    Raises:
        FileRefusedError: If it has too many rows or columns.
    """
    if columns > MOST_COLUMNS:
        raise FileRefusedError(
            f"{name} has more than {MOST_COLUMNS:,} columns.",
            hint="Delete the empty columns at the right, or save the range with the "
            "values as a file of its own.",
        )
    if rows > MOST_ROWS:
        raise FileRefusedError(
            f"{name} has more than {MOST_ROWS:,} rows.",
            hint="Split the file, and import one part after the other.",
        )
