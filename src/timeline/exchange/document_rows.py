"""Documents of other systems as rows, so that the engine of tables reads them.

A format of documents gives one row for each part that it understands, with the kind of
record and its fields by name. What it does not understand is a row without a kind, and
comes back as every refused row does.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from timeline.case.number_text import plain_number
from timeline.case.records.patient import Patient
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import (
    PATIENT,
    ColumnRule,
    RecordRule,
    SheetMapping,
    fingerprint,
)
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet

KIND, PART = "kind", "part"
DocumentRow = tuple[int, Mapping[str, str]]
"""Number of the part in the document, counted from 1, and texts by column."""


def grid_of(rows: Sequence[DocumentRow]) -> CellGrid:
    """The rows as a sheet; the first row has the names."""
    names = dict.fromkeys((KIND, PART, PATIENT))
    names |= dict.fromkeys(name for _, texts in rows for name in texts)
    header = tuple(names)
    cells = [tuple(texts.get(name, "") for name in header) for _, texts in rows]
    return CellGrid([header, *cells], [0, *(number for number, _ in rows)])


def propose_rows(
    name: str, grid: CellGrid, choices: TableChoices
) -> SheetProposal | None:
    """The mapping of such rows: a rule for each kind, with the fields that it has."""
    sheet = TableSheet(grid, 0)
    if sheet.header[:3] != (KIND, PART, PATIENT):
        return None
    kinds = dict.fromkeys(row[0] for row in sheet.rows if row[0])
    rules = tuple(_rule(sheet, kind) for kind in kinds)
    source = choices.source or name
    return SheetProposal(sheet, SheetMapping(name, source, fingerprint(sheet), rules))


def _rule(sheet: TableSheet, kind: str) -> RecordRule:
    rows = [row for row in sheet.rows if row[0] == kind]
    code = "code" if kind == Patient.kind else PATIENT
    columns = [ColumnRule(PATIENT, code)]
    for place, header in enumerate(sheet.header):
        if header not in (KIND, PART, PATIENT) and any(row[place] for row in rows):
            columns.append(ColumnRule(header, header))
    return RecordRule(kind, tuple(columns), {KIND: (kind,)})


def text_in(data: Any, *path: str | int) -> str:  # noqa: ANN401 - a part of a document
    """The text or number at a place of a document; empty where there is none."""
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return ""
    if isinstance(data, bool):
        return "yes" if data else "no"
    if isinstance(data, int | float):
        return plain_number(float(data))
    return data.strip() if isinstance(data, str) else ""


def parts_in(data: Any, name: str) -> list[Mapping[str, Any]]:  # noqa: ANN401
    """The objects of a list in a document; what is no object is passed over."""
    listed = data.get(name) if isinstance(data, Mapping) else None
    items = listed if isinstance(listed, list) else []
    return [item for item in items if isinstance(item, Mapping)]
