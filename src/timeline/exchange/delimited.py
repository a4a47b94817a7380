"""Tables as text: CSV, TSV, and what else separates values by one sign."""

import codecs
import csv
import re
from collections import Counter
from io import StringIO

from timeline.exchange.reading import FileRefusedError
from timeline.exchange.sheets import CellGrid, check_size

DELIMITERS = "\t;,|"
_LOOKED_AT = 50
_SIGNED = re.compile(r"[=+-]?[\d., ]*")
_SEVERAL_BYTES = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")


def decoded(name: str, content: bytes, encoding: str = "") -> str:
    """The text of a file: UTF-8 and UTF-16 are known for sure, others are asked.

    Args:
        name: Name of the file, for the sentences.
        content: What it holds.
        encoding: What a person said; empty where nobody did.

    Raises:
        FileRefusedError: If the encoding is not sure, or does not fit.
    """
    text = _text(name, content, encoding)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise FileRefusedError(
            f"{name}, line {line}: a NUL character, which no table of text holds.",
            hint="Save the table again as CSV in UTF-8.",
        )
    return text


def _text(name: str, content: bytes, encoding: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        codecs.lookup(encoding or "utf-8")
        return content.decode(encoding or "utf-8-sig")
    except LookupError:
        raise FileRefusedError(
            f"No encoding is called {encoding:.40}.",
            hint="Write --encoding windows-1252, for example.",
        ) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    if encoding:
        raise FileRefusedError(
            f"{name}, line {line}: a character is not {encoding}.",
            hint="Name the encoding in which the file was saved.",
        )
    if _is_mixed(content):
        raise FileRefusedError(
            f"{name} mixes two encodings: line {line} is not UTF-8, other lines are.",
            hint="Save each part again in UTF-8.",
        )
    raise FileRefusedError(
        f"{name}, line {line}: a character is neither UTF-8 nor UTF-16, and which "
        "encoding it has cannot be told for sure.",
        hint="Say it, such as --encoding windows-1252, and look at the words with "
        "--dry-run; or save the file again in UTF-8.",
    )


def _is_mixed(content: bytes) -> bool:
    """Whether some letters are UTF-8, though others are not."""
    for match in _SEVERAL_BYTES.finditer(content):
        try:
            match[0].decode()
        except UnicodeDecodeError:
            continue
        return True
    return False


def grid_of(name: str, text: str) -> CellGrid:
    """Take a text apart into cells.

    Raises:
        FileRefusedError: If it is no table, or one of impossible size.
    """
    delimiter = _delimiter(text)
    if delimiter is None:
        raise FileRefusedError(
            f"{name} is neither a case file nor a table: no sign separates columns.",
            hint="A table is saved as CSV, TSV or XLSX; a case file begins with "
            "format = 1.",
        )
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    line = 1
    try:
        for row in reader:
            check_size(name, len(rows), len(row))
            cells = tuple(unescaped(cell.strip()) for cell in row)
            if any(cells):
                rows.append(cells)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error:
        raise FileRefusedError(
            f"{name}, line {line}: quotes are not closed, or one cell is longer than "
            "a page.",
            hint="Open the file in a spreadsheet, and save it again as CSV.",
        ) from None
    return CellGrid(rows, lines)


def _delimiter(text: str) -> str | None:
    """The sign that separates most lines into equally many columns, two or more."""
    lines = [line for line in text[:200_000].splitlines()[:_LOOKED_AT] if line.strip()]
    best: tuple[int, int] = (0, 0)
    chosen = None
    for delimiter in DELIMITERS:
        widths = Counter(line.count(delimiter) for line in lines)
        width, rows = max(
            ((w, n) for w, n in widths.items() if w),
            key=lambda pair: (pair[1], pair[0]),
            default=(0, 0),
        )
        if (rows, width) > best:
            best, chosen = (rows, width), delimiter
    return chosen


def escaped(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    `unescaped` gives the text back; a number with a sign is no formula.
    """
    return f"'{cell}" if _is_formula(cell) else cell


def unescaped(cell: str) -> str:
    """The text of a cell without the sign that keeps it from being a formula."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell


def _is_formula(cell: str) -> bool:
    return cell[:1] in tuple("=+-@") and not _SIGNED.fullmatch(cell)
