"""What the files of others state: rows of cells, and the columns that state nothing.

A cell is a value that is not empty in a column that states a clinical fact. Every other
column is left out by name, with the reason; where the reason is one that the file can
contradict, the file is asked.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

EMPTY = frozenset({"", "NA", "Unknown"})
"""What files write where nothing is known."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one row."""

    row: str
    """File and row, such as `data.csv 2`."""
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Columns that state no clinical fact of their own."""

    columns: str
    """A regular expression that fits their whole names."""
    reason: str
    one_value: bool = False
    """Whether they are left out because they say the same in every row."""
    repeats: str = ""
    """The column of which they say the same in other words."""


@dataclass(frozen=True)
class Row:
    """One record of a source."""

    place: str
    values: Mapping[str, str]
    left_out: tuple[LeftOut, ...]

    def __getitem__(self, column: str) -> Cell | None:
        """The cell of a column; None where it is empty."""
        text = self.values.get(column, "")
        return None if text in EMPTY else Cell(self.place, column, text)

    def text(self, column: str) -> str:
        """What stands in a column, clinical or not."""
        return self.values.get(column, "")

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The clinical cells."""
        columns = (name for name in self.values if not self._leaves_out(name))
        return tuple(cell for name in columns if (cell := self[name]))

    def _leaves_out(self, column: str) -> bool:
        return any(re.fullmatch(rule.columns, column) for rule in self.left_out)


def rows_of(
    name: str, tables: Iterable[Mapping[str, str]], left_out: Sequence[LeftOut]
) -> tuple[Row, ...]:
    """Number the rows of a table and hold its rules to what stands in it."""
    rows = tuple(
        Row(f"{name} {number}", values, tuple(left_out))
        for number, values in enumerate(tables, start=1)
    )
    for rule in left_out:
        _check(rule, rows)
    return rows


def _check(rule: LeftOut, rows: Sequence[Row]) -> None:
    pairs = {
        (text, row.text(rule.repeats) if rule.repeats else "")
        for row in rows
        for column, text in row.values.items()
        if text and re.fullmatch(rule.columns, column)
    }
    if rule.one_value:
        assert len(pairs) <= 1, f"{rule.columns} has several values: {pairs}"
    if rule.repeats:
        for side in zip(*pairs, strict=True):
            assert len(set(side)) == len(pairs), f"{rule.columns} says more: {pairs}"
