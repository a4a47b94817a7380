"""Cases as own tables, and the empty tables that people fill: one for each kind.

The columns are the fields of the kind behind the study code. A workbook offers the
words of each vocabulary and says at each name what belongs there.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.exchange.field_texts import (
    LIST_MARK,
    table_bytes,
    table_fields,
    text_of,
    unreadable_texts,
)
from timeline.exchange.leaving import (
    LeavingCases,
    LeavingFiles,
    UnwrittenFact,
    words_not_written,
)
from timeline.exchange.mapping import PATIENT

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FIELDS_FILE, WORKBOOK_FILE = "fields.csv", "tables.xlsx"
CHOICES_SHEET = "choices"
_ROWS_OFFERED = 1_000
"""Rows of an empty sheet in which the words of a vocabulary are offered."""
_FLAG_WORDS = ("yes", "no")


def header_of(record_class: type[Entry]) -> list[str]:
    """Names of the columns of the table of a kind."""
    return [PATIENT, *(spec.name for spec in table_fields(record_class))]


def rows_of(record_class: type[Entry], cases: Sequence[Case]) -> Iterator[list[str]]:
    """The records of one kind, a row for each."""
    specs = table_fields(record_class)
    for case in cases:
        for entry in case.entries:
            if isinstance(entry, record_class):
                texts = (text_of(getattr(entry, spec.name)) for spec in specs)
                yield [case.code, *texts]


def csv_files(cases: Sequence[Case], *, empty: bool = False) -> dict[str, bytes]:
    """A CSV file for each kind, by name, and one that explains the columns.

    Args:
        cases: The cases.
        empty: Whether kinds without a record have a file, too.
    """
    files = {FIELDS_FILE: table_bytes(_explained())}
    for kind, record_class in KINDS.items():
        rows = list(rows_of(record_class, cases))
        if rows or empty:
            files[f"{kind}.csv"] = table_bytes([header_of(record_class), *rows])
    return files


def _explained() -> list[list[str]]:
    """Title, help, unit and words of every column."""
    rows = [["table", "column", "title", "help", "unit", "words", "needed"]]
    for kind, record_class in KINDS.items():
        for spec in table_fields(record_class):
            words = LIST_MARK.join(_words(spec))
            needed = "yes" if spec.required and spec.name != "id" else ""
            cells = [spec.name, spec.title, spec.help, spec.unit, words, needed]
            rows.append([kind, *cells])
    return rows


def _words(spec: FieldSpec) -> tuple[str, ...]:
    return _FLAG_WORDS if spec.role is Role.FLAG else spec.choices


def workbook(cases: Sequence[Case], *, empty: bool = False) -> bytes:
    """The same tables as the sheets of one workbook.

    Args:
        cases: The cases.
        empty: Whether kinds without a record have a sheet, too.
    """
    from openpyxl import Workbook

    book = Workbook()
    choices = book.active
    choices.title, choices.sheet_state = CHOICES_SHEET, "hidden"
    for kind, record_class in KINDS.items():
        rows = list(rows_of(record_class, cases))
        if rows or empty:
            _fill(book, kind, record_class, rows)
    book.active = min(1, len(book.worksheets) - 1)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(
    book: "Workbook", kind: str, record_class: type[Entry], rows: list[list[str]]
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(kind)
    sheet.freeze_panes = "B2"
    for number, row in enumerate([header_of(record_class), *rows], start=1):
        for column, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(number, column)
                # a text is one even where it begins like a formula
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
    for column, spec in enumerate(table_fields(record_class), start=2):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].number_format = "@"
        explanation = " ".join(filter(None, (f"{spec.title}.", spec.help, spec.unit)))
        sheet.cell(1, column).comment = Comment(explanation, "timeline", 120, 320)
        if words := _words(spec):
            _offer(book[CHOICES_SHEET], sheet, letter, words)


def _offer(
    choices: "Worksheet", sheet: "Worksheet", letter: str, words: Sequence[str]
) -> None:
    """Let a column offer words; they stand on a sheet of their own, once each."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    row = tuple(words)
    known = {
        tuple(cell for cell in cells if cell): number
        for number, cells in enumerate(choices.iter_rows(values_only=True), start=1)
    }
    if row not in known:
        choices.append(row)
        known[row] = choices.max_row
    last = get_column_letter(len(row))
    area = f"{CHOICES_SHEET}!$A${known[row]}:${last}${known[row]}"
    offered = DataValidation(type="list", formula1=f"={area}", allow_blank=True)
    offered.add(f"{letter}2:{letter}{_ROWS_OFFERED}")
    sheet.add_data_validation(offered)


def template_files() -> dict[str, bytes]:
    """Empty tables to fill, as CSV and as one workbook, by name of the file."""
    return {**csv_files((), empty=True), WORKBOOK_FILE: workbook((), empty=True)}


def write_csv(leaving: LeavingCases) -> LeavingFiles:
    """Cases as a folder of CSV files."""
    return LeavingFiles(csv_files(leaving.cases), tuple(_unwritten(leaving)))


def write_xlsx(leaving: LeavingCases) -> LeavingFiles:
    """Cases as one workbook."""
    files = {WORKBOOK_FILE: workbook(leaving.cases)}
    return LeavingFiles(files, tuple(_unwritten(leaving)))


def _unwritten(leaving: LeavingCases) -> Iterator[UnwrittenFact]:
    yield from words_not_written(leaving)
    yield from unreadable_texts(leaving)
