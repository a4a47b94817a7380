"""Printing: plain text that no stored value can turn into terminal commands."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any, TextIO

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
    typer.echo(_by_words(inert(text), sys.stdout))


def _by_words(text: str, stream: TextIO) -> str:
    """The text in lines of the terminal, broken between words; elsewhere as it is."""
    columns = _columns(stream)
    return "\n".join(
        _broken(line, columns) if columns and len(line) > columns else line
        for line in text.split("\n")
    )


def _columns(stream: TextIO) -> int | None:
    """How many columns a terminal has; None for what is no terminal."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def _broken(line: str, columns: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    lines = wrap(
        line,
        columns,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def complain(title: str, message: str) -> None:
    """Print an error as one plain paragraph on standard error."""
    typer.echo(_by_words(inert(f"{title}: {message}"), sys.stderr), err=True)


def say_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print a value as JSON."""
    json.dump(value, sys.stdout, ensure_ascii=True, indent=2, default=str)
    sys.stdout.write("\n")


def say_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, cut: bool = False
) -> None:
    """Print rows in columns as wide as their longest cell, but for the last one.

    Args:
        heads: Titles of the columns.
        rows: The cells.
        cut: Whether a row ends where the terminal does, with an ellipsis.
    """
    cells = [[inert(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [
        max([len(head), *(len(row[column]) for row in cells)])
        for column, head in enumerate(heads)
    ]
    for row in [list(heads), *cells]:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        line = "  ".join(padded).rstrip()
        columns = _columns(sys.stdout) if cut else None
        if columns and len(line) > columns:
            line = f"{line[: columns - 1]}…"
        say(line)
