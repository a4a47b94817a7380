"""The rows that were refused, as a table to mend and to import again."""

import csv
from io import StringIO
from itertools import count
from pathlib import Path

from timeline.exchange.delimited import escaped
from timeline.exchange.sheets import REJECT_COLUMNS
from timeline.exchange.tables import SheetReading
from timeline.files.whole import write_file

ENDING = ".rejects.csv"


def rejects_text(reading: SheetReading) -> str:
    """The refused rows of a sheet with its columns, and behind them line and message.

    What stands below the names comes along, so that the mapping is found again.
    """
    sheet, text = reading.sheet, StringIO()
    writer = csv.writer(text, lineterminator="\n")
    width = sheet.width
    writer.writerow([*map(escaped, sheet.written[:width]), *REJECT_COLUMNS])
    for row in sheet.grid.rows[sheet.top + 1 : sheet.first]:
        writer.writerow([*map(escaped, _padded(row, width)), "", ""])
    for row_reading in reading.rows:
        if row_reading.problems:
            message = " ".join(row_reading.problems)
            cells = map(escaped, row_reading.cells)
            writer.writerow([*cells, row_reading.line, message])
    return text.getvalue()


def write_rejects(reading: SheetReading) -> Path:
    """Write the refused rows beside the file; an earlier file of them is kept.

    Raises:
        OSError: If the file cannot be written.
    """
    name = reading.path.name.removesuffix(ENDING)
    sheet = f".{_plain(reading.sheet.name)}" if reading.sheet.name else ""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        target = reading.path.with_name(f"{name}{sheet}{again}{ENDING}")
        if not target.exists():
            break
    write_file(target, rejects_text(reading))
    return target


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (row + ("",) * (width - len(row)))[:width]


def _plain(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name)[:40]
