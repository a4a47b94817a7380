"""Own tables: one sheet or file for each kind of record, its columns named as fields.

The file or the sheet is called as the kind is, `therapy_line.csv`; or its columns fit
one kind only. `timeline template` writes such tables to be filled.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from timeline.case.fields import field_specs
from timeline.case.record import Entry
from timeline.case.records.kinds import FORMER_KINDS, KINDS
from timeline.case.records.patient import Patient
from timeline.exchange.header_words import field_of, plain_name
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import (
    AMOUNT,
    PATIENT,
    ColumnRule,
    RecordRule,
    SheetMapping,
    fingerprint,
)
from timeline.exchange.settling import MappingQuestion
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet

NAME, SOURCE = "tables", "own tables"
_CODES = {PATIENT, "code"}


def propose(grid: CellGrid, choices: TableChoices, name: str) -> SheetProposal | None:
    """Propose how a table of one kind is read; None if it is none.

    Args:
        grid: The sheet; the names stand in its first row.
        choices: What a person said.
        name: Name of the sheet, or of the file without its ending.
    """
    sheet = TableSheet(grid, 0)
    record_class = _kind_of(sheet, name)
    if record_class is None:
        return None
    columns, questions = [], []
    for header, field in zip(
        sheet.header, _fields_of(sheet, record_class), strict=True
    ):
        why = "left out, as was said" if header in choices.left_out else ""
        if not field and not why:
            near = "There is no such field."
            option = f"Correct its name, or say --leave-out '{header}'."
            questions.append(MappingQuestion(header, near, option))
        columns.append(ColumnRule(header, "" if why else field, why=why))
    if "comparator" not in {column.field for column in columns}:
        columns = [_as_amount(record_class, column) for column in columns]
    rule = RecordRule(record_class.kind, tuple(columns))
    source = choices.source or SOURCE
    mapping = SheetMapping(NAME, source, fingerprint(sheet), (rule,))
    return SheetProposal(sheet, mapping, tuple(questions))


def _as_amount(record_class: type[Entry], column: ColumnRule) -> ColumnRule:
    """Without a column for its sign, a value is read with the sign before it."""
    if column.field == "value" and "comparator" in record_class.model_fields:
        return replace(column, field=AMOUNT)
    return column


def _kind_of(sheet: TableSheet, name: str) -> type[Entry] | None:
    """The kind that the table is called by, else the only one that its names fit."""
    fields = {kind: _fields_of(sheet, kind) for kind in KINDS.values()}
    called = [kind for kind in KINDS.values() if plain_name(name) in _names(kind)]
    if called:
        filled = set(filter(None, fields[called[0]]))
        return called[0] if len(filled) > 1 and filled & _CODES else None
    fitting = [k for k, names in fields.items() if all(names) and _is_whole(k, names)]
    return fitting[0] if len(fitting) == 1 else None


def _is_whole(record_class: type[Entry], names: Collection[str]) -> bool:
    """Whether columns name the patient, and everything that a record cannot lack."""
    specs = field_specs(record_class)
    needed = {spec.name for spec in specs if spec.required} - {"id"}
    return needed <= {*names} and bool(_CODES & {*names})


def _fields_of(sheet: TableSheet, record_class: type[Entry]) -> tuple[str, ...]:
    """The field of each column; an empty text where it has none."""
    names = _field_names(record_class)
    code = "code" if record_class is Patient else PATIENT
    return tuple(
        code if field_of(header) == PATIENT else names.get(plain_name(header), "")
        for header in sheet.header
    )


def _names(record_class: type[Entry]) -> Iterator[str]:
    former = [old for old, kind in FORMER_KINDS.items() if kind == record_class.kind]
    for name in (record_class.kind, record_class.title, *former):
        yield plain_name(name)


@cache
def _field_names(record_class: type[Entry]) -> dict[str, str]:
    """Fields by the names that a column may have for them."""
    names: dict[str, str] = {}
    for form in ("{0.name}", "{0.title}", f"{record_class.kind} {{0.name}}"):
        for spec in field_specs(record_class):
            names.setdefault(plain_name(form.format(spec)), spec.name)
    return names
