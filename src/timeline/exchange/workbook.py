"""Workbooks: the cells of an XLSX file as a person sees them.

Excel makes `Mar-19` the first of March and shows it as a month: what the format of the
cell does not show, the person did not write. A workbook that could fill the memory is
refused before a cell of it is read.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline.case.date_text import MONTHS
from timeline.case.number_text import plain_number
from timeline.exchange.reading import FileRefusedError
from timeline.exchange.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    CellGrid,
    NumberCell,
    UnreadCell,
    check_size,
)

LARGEST_PART, LARGEST_TEXTS, LARGEST_OTHER = 64_000_000, 24_000_000, 4_000_000
"""Bytes of XML of all sheets, of the texts that they share, and of anything else."""
MOST_TIGHT = 100
"""How many times smaller a large part is packed at most; sheets of values are packed
ten to thirty times smaller."""
_SHEETS = "xl/worksheets/"
MOST_SHEETS = 100
_PLACE = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\s[^>]*?\br=["']([A-Za-z]{0,9})([0-9]{1,9})["']"""
)
_CHUNK = 1_000_000
_FORMULA = "this is a formula; copy the cells and paste them as values"
_LETTERS = 26


def grids_of(path: Path) -> tuple[CellGrid, ...]:
    """The sheets of a workbook that hold anything and are not hidden.

    Raises:
        FileRefusedError: If it is none, or could fill the memory.
    """
    _check_archive(path)
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, keep_links=False)
        sheets = [
            (sheet.title, list(_cells(path.name, sheet)))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
    except FileRefusedError:
        raise
    except Exception:  # noqa: BLE001 - whatever a damaged file makes of the reader
        raise FileRefusedError(
            f"{path.name} is a damaged workbook.",
            hint="Open it in a spreadsheet, and save it again.",
        ) from None
    filled = [(title, rows) for title, rows in sheets if rows]
    several = len(filled) > 1
    return tuple(
        CellGrid(
            [cells for _, cells in rows],
            [line for line, _ in rows],
            title if several else "",
        )
        for title, rows in filled
    )


def _cells(name: str, sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:  # noqa: ANN401 - of openpyxl
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
    for line, row in enumerate(rows, start=1):
        texts = [_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        check_size(name, line - 1, len(texts))
        if texts:
            yield line, tuple(texts)


def _text(cell: Any) -> str:  # noqa: ANN401, PLR0911 - one for each kind of cell
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return UnreadCell(str(value), _FORMULA)
    if cell.data_type == "e":
        return UnreadCell(str(value), "this cell shows an error")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return NumberCell(plain_number(value))
    if isinstance(value, dt.datetime):
        return _date_as_shown(value, cell.number_format or "")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value).strip()


def _date_as_shown(value: dt.datetime, number_format: str) -> str:
    """The parts of a date that its cell shows."""
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', " ", number_format).lower()
    shown = shown.partition(";")[0]
    day, month, year = (letter in shown for letter in "dmy")
    if "general" in shown or not (day or year):
        day = month = year = True
    if not year:
        return f"{value.day} {MONTHS[value.month - 1]}"
    if not month:
        return f"{value.year:04d}"
    if not day:
        return f"{value.year:04d}-{value.month:02d}"
    clock = f" {value:%H:%M}" if "h" in shown and (value.hour or value.minute) else ""
    return f"{value:%Y-%m-%d}{clock}"


def _check_archive(path: Path) -> None:
    """Refuse an archive that is no workbook, or that unpacks to too much.

    The sizes are those of the archive's own list; what unpacks to more breaks off.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise _no_workbook(path.name, names)
            sheets = [p for p in parts if p.filename.startswith(_SHEETS)]
            unpacked = sum(sheet.file_size for sheet in sheets)
            if unpacked > LARGEST_PART or len(sheets) > MOST_SHEETS:
                raise _too_large(path.name)
            if any(map(_is_bomb, parts)):
                raise _too_large(path.name)
            for sheet in sheets:
                with archive.open(sheet) as stream:
                    _check_places(path.name, stream)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        raise FileRefusedError(
            f"{path.name} is a damaged workbook, or one with a password.",
            hint="Open it in a spreadsheet, and save it again without a password.",
        ) from None


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    """Whether a part is larger, or packed more tightly, than one that people made."""
    if not part.filename.endswith((".xml", ".rels")):
        return False
    texts = part.filename == "xl/sharedStrings.xml"
    limit = LARGEST_TEXTS if texts else LARGEST_OTHER
    if part.filename.startswith(_SHEETS):
        limit = LARGEST_PART
    tight = part.file_size > LARGEST_OTHER and (
        part.file_size > MOST_TIGHT * max(part.compress_size, 1)
    )
    return tight or part.file_size > limit


def _no_workbook(name: str, parts: set[str]) -> FileRefusedError:
    kind = "an archive, and no Excel workbook"
    if "content.xml" in parts:
        kind = "an OpenDocument file"
    elif any(part.startswith("xl/") for part in parts):
        kind = "a binary Excel workbook (XLSB)"
    return FileRefusedError(f"{name} is {kind}.", hint="Save it as XLSX or CSV.")


def _too_large(name: str) -> FileRefusedError:
    return FileRefusedError(
        f"{name} unpacks to more than any sheet of values holds.",
        hint="Copy the values into a new workbook, or save the sheet as CSV.",
    )


def _check_places(name: str, stream: Any) -> None:  # noqa: ANN401 - of zipfile
    """Refuse a cell far outside what anybody fills, before cells are made up to it."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise _too_large(name)
        for letters, digits in _PLACE.findall(text):
            check_size(name, int(digits) - 1, _column(letters))
        rest = text[-200:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number
