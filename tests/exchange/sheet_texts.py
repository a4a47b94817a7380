"""Reads tables that a test writes as text."""

from pathlib import Path
from typing import Any

from timeline.exchange.import_choices import TableChoices
from timeline.exchange.opened import kind_of
from timeline.exchange.row_records import RowReading
from timeline.exchange.tables import SheetReading, read_tables


def sheet(path: Path, text: str | bytes, **choices: Any) -> SheetReading:  # noqa: ANN401 - what TableChoices takes
    """Write the only sheet of a file, and read it.

    Args:
        path: Where to write it.
        text: The file; text is written in UTF-8.
        choices: Fields of `TableChoices`.
    """
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    (reading,) = read_tables(path, kind_of(path), TableChoices(**choices))
    return reading


def stated(row: RowReading) -> list[tuple[str, str]]:
    """Analyte and amount of each result of a row, with the date before them."""
    return [
        (str(made.record.date.canonical), made.record.label)  # type: ignore[attr-defined]
        for made in row.records
    ]
