"""The catalogue tables that ship with the program, read as they stand.

They hold what published sources state. A cell in the `verify` column marks what no
source states and somebody should check before relying on it.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Read one table of `clinical/data`.

    Args:
        name: File name without its ending, such as `drugs`.

    Returns:
        One mapping of column to text per row; an empty cell is empty text.
    """
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
