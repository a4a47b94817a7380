"""Printing: plain text that no stored value can turn into terminal commands."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import typer

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def inert(text: str) -> str:
    """The text with every control and direction-changing character replaced."""
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf")
        else _REPLACEMENT
        for character in text
    )


def say(text: str = "") -> None:
    """Print a line of text that may hold stored values."""
    typer.echo(inert(text))


def complain(title: str, message: str) -> None:
    """Print an error as one plain paragraph on standard error."""
    typer.echo(inert(f"{title}: {message}"), err=True)


def say_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print a value as JSON."""
    json.dump(value, sys.stdout, ensure_ascii=True, indent=2, default=str)
    sys.stdout.write("\n")


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns as wide as their longest cell, but for the last one."""
    cells = [[inert(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [
        max([len(head), *(len(row[column]) for row in cells)])
        for column, head in enumerate(heads)
    ]
    for row in [list(heads), *cells]:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        say("  ".join(padded).rstrip())
