"""The catalogue tables: the rows that ship with the program, and those of the site.

They hold what published sources state. A cell in the `verify` column marks what no
source states and somebody should check before relying on it. Rows that a site added
(see `own_words`) follow those that ship; they hold for the whole process, because a
process works on one registry.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import ParamSpec, TypeVar

Row = Mapping[str, str]
Given = ParamSpec("Given")
Result = TypeVar("Result")

OWN = "vocabulary of this registry"
"""What stands as the source of a row that a site added."""
VOCABULARY = "vocabulary."
"""How the name of a setting begins that holds a word of the site."""
_own: Mapping[str, tuple[Row, ...]] = {}
_forget: list[Callable[[], None]] = []


def remembered(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Remember what a function gave, until the rows of the site change."""
    cached = lru_cache(maxsize=4096)(function)
    _forget.append(cached.cache_clear)
    return cached  # type: ignore[return-value]  # a wrapper is not generic over these


def use_own_rows(own: Mapping[str, tuple[Row, ...]]) -> None:
    """Put the rows of a site behind those that ship, in place of earlier ones.

    Args:
        own: Rows by table, with the columns of that table.
    """
    global _own  # noqa: PLW0603 - see above
    if own != _own:
        _own = own
        for forget in _forget:
            forget()


def rows(name: str) -> tuple[Row, ...]:
    """The rows of one table, those that ship and then those of the site.

    Args:
        name: Such as `drugs`.

    Returns:
        One mapping of column to text per row; an empty cell is empty text.
    """
    return (*shipped_rows(name), *_own.get(name, ()))


@cache
def shipped_rows(name: str) -> tuple[Row, ...]:
    """Read one table of `clinical/data`; see `rows`."""
    import csv  # not where a registry is opened, which only forgets rows
    from importlib.resources import files
    from io import StringIO

    text = (files("timeline.clinical") / "data" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(StringIO(text)))


def listed(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several texts, separated by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def number(cell: str) -> float | None:
    """Read a numeric cell; None where the source states nothing."""
    return float(cell) if cell else None


def integer(cell: str) -> int | None:
    """Read a cell that counts something; None where the source states nothing."""
    return int(cell) if cell else None
