"""A case in the making, which remembers where each cell of the source was put."""

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum

from other_files.cells import Cell
from other_files.readings import Reading, Stored, Text
from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.kinds import KINDS
from timeline.exchange import case_file

TODAY = dt.date(2026, 1, 15)
TEXT = Text()
Target = tuple[str, str]
"""Id of a record and name of a field; `kind` is what the record is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a cell was put."""

    cell: Cell
    targets: tuple[Target, ...]
    reading: Reading

    def verdict(self, case: Case) -> str:
        """Whether a case holds the cell `whole`, `distorted` or not at all: `lost`."""
        stored = tuple(_stored(case, *target) for target in self.targets)
        in_notes = any(name == "notes" for _, name in self.targets)
        if in_notes or all(value in (None, "", ()) for value in stored):
            return "lost"
        return "whole" if self.reading.tells(self.cell.text, stored) else "distorted"


@dataclass
class Draft:
    """The records of one case as keys and values, and the cells that are in them."""

    code: str
    records: dict[str, dict[str, object]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.add("patient", "patient", code=self.code)

    def add(self, kind: str, name: str, **values: object) -> "Slot":
        """Make a record, or take the one that has this name already."""
        record_id = re.sub(r"[^A-Za-z0-9]+", "-", f"{kind}-{name}").strip("-")
        record_id = "patient" if kind == "patient" else record_id
        self.kinds[record_id] = kind
        self.records.setdefault(record_id, {"id": record_id}).update(values)
        return Slot(self, record_id)

    def keep(self, cell: Cell | None, reading: Reading, *targets: Target) -> None:
        """Put a cell into fields, one for each value of its reading."""
        if cell is None:
            return
        stored = reading.store(cell.text)
        for (record_id, name), value in zip(targets, stored, strict=True):
            if value is not None:
                _put(self.records[record_id], name, value)
        self.remember(cell, reading, *targets)

    def remember(self, cell: Cell | None, reading: Reading, *targets: Target) -> None:
        """Say that fields which are filled already tell a cell too."""
        if cell is not None:
            self.kept.append(Kept(cell, targets, reading))

    def written(self) -> str:
        """The case file."""
        return case_file.write(
            Case.of(
                KINDS[self.kinds[record_id]].model_validate(values)
                for record_id, values in self.records.items()
            )
        )

    def read_back(self) -> Case:
        """The case as its file is read, which must have no problem."""
        reading = case_file.parse(self.written(), name=self.code, today=TODAY)
        assert reading.problems == (), (self.code, reading.problems)
        return reading.cases[0]


@dataclass(frozen=True)
class Slot:
    """One record of a draft."""

    draft: Draft
    id: str

    def put(self, cell: Cell | None, names: str, reading: Reading = TEXT) -> "Slot":
        """Put a cell into the fields of these names, written with blanks between."""
        targets = tuple((self.id, name) for name in names.split())
        self.draft.keep(cell, reading, *targets)
        return self

    def told(self, cell: Cell | None, names: str, reading: Reading = TEXT) -> "Slot":
        """Say that fields which are filled already tell a cell too."""
        targets = tuple((self.id, name) for name in names.split())
        self.draft.remember(cell, reading, *targets)
        return self


def _put(values: dict[str, object], name: str, value: Stored) -> None:
    earlier = values.setdefault(name, value)
    assert earlier == value, f"{name} would hold {earlier!r} and {value!r}"


def _stored(case: Case, record_id: str, name: str) -> Stored:
    value: object = getattr(case.get(record_id), name, None)
    if isinstance(value, PartialDate):
        return value.canonical
    if isinstance(value, StrEnum):
        return value.value
    assert value is None or isinstance(value, str | float | int | tuple)
    return value
