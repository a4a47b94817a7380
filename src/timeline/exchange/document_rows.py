"""Documents of other systems as rows, so that the engine of tables reads them.

A format of documents gives one row for each part that it understands, with the kind of
record and its fields by name. What it does not understand is a row without a kind, and
comes back as every refused row does.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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

KIND, PART, NOT_READ = "kind", "part", "not read"
_ABOUT_ROWS = (KIND, PART, NOT_READ)
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
    unread = tuple(_unread(sheet, rules))
    mapping = SheetMapping(name, source, fingerprint(sheet), rules, unread)
    return SheetProposal(sheet, mapping)


def _rule(sheet: TableSheet, kind: str) -> RecordRule:
    rows = [row for row in sheet.rows if row[0] == kind]
    code = "code" if kind == Patient.kind else PATIENT
    columns = [ColumnRule(PATIENT, code)]
    for place, header in enumerate(sheet.header):
        if header not in (*_ABOUT_ROWS, PATIENT) and any(row[place] for row in rows):
            columns.append(ColumnRule(header, header))
    return RecordRule(kind, tuple(columns), {KIND: (kind,)})


def _unread(sheet: TableSheet, rules: Sequence[RecordRule]) -> Iterator[ColumnRule]:
    """The columns that are about the rows, and the leaves that no reader took."""
    read = {column.header for rule in rules for column in rule.columns}
    for header in sheet.header:
        if header in (PART, NOT_READ):
            yield ColumnRule(header, why="says where a fact stands, and what is left")
        elif header not in (*read, KIND):
            yield ColumnRule(header, why="empty in this document")
    if NOT_READ not in sheet.header:
        return
    parts, left = (sheet.header.index(name) for name in (PART, NOT_READ))
    counts: dict[str, Counter[str]] = {}
    for row in sheet.rows:
        kind = row[parts].partition("/")[0]
        counts.setdefault(kind, Counter()).update(filter(None, row[left].split("; ")))
    for kind, paths in counts.items():
        if paths:
            listed = ", ".join(f"{path} ({n})" for path, n in sorted(paths.items()))
            yield ColumnRule(kind, why=f"these parts, so often: {listed}")


_OF_CODES = ("coding.system", "coding.version")
"""What says of a code where it is from; the code itself is named."""


class PartInReading(Mapping[str, Any]):
    """A part of a document that remembers which of its leaves were taken.

    A leaf is a text, a number or a truth value; its path leaves out the places in
    lists, so that all codings of a concept are one path.
    """

    def __init__(
        self, data: Mapping[str, Any], path: str = "", taken: set[str] | None = None
    ) -> None:
        """Take an object, and where the whole document keeps what was taken."""
        self._data, self._path = data, path
        self.taken: set[str] = set() if taken is None else taken

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a part of a document
        """The value, remembered if it is a leaf."""
        return self._wrapped(self._data[name], f"{self._path}.{name}")

    def _wrapped(self, value: Any, path: str) -> Any:  # noqa: ANN401
        if isinstance(value, Mapping):
            return PartInReading(value, path, self.taken)
        if isinstance(value, list):
            return [self._wrapped(item, path) for item in value]
        self.taken.add(path)
        return value

    def __iter__(self) -> Iterator[str]:
        """Names of its values."""
        return iter(self._data)

    def __len__(self) -> int:
        """How many values it has."""
        return len(self._data)

    def __str__(self) -> str:
        """All of it as a text, and so taken."""
        self.taken.update(_leaves(self._data, self._path))
        return str(self._data)

    def left(self) -> str:
        """The paths of the leaves that nothing took."""
        paths = dict.fromkeys(_leaves(self._data, self._path))
        left = (path for path in paths if path not in self.taken)
        return "; ".join(p.lstrip(".") for p in left if not p.endswith(_OF_CODES))


def _leaves(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _leaves(part, f"{path}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, path)
    else:
        yield path


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
