"""From the rows of tables to the cases that are compared with the registry."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from timeline.case.case import Case
from timeline.case.checks import problems as case_problems
from timeline.case.record import Entry
from timeline.case.record_ids import propose_id
from timeline.case.records.bookkeeping import Source
from timeline.case.records.patient import Patient
from timeline.exchange.case_writer import PATIENT_ID
from timeline.exchange.matching import subject_of
from timeline.exchange.reading import CaseFile, FactPlace, one_line
from timeline.exchange.row_records import RowReading, RowRecord
from timeline.exchange.tables import SheetReading

StoredIds = Callable[[str], Collection[str]]
"""Ids of the records that the registry has under a study code."""
_Row = tuple[SheetReading, RowReading]


@dataclass(frozen=True, slots=True)
class TableCases:
    """What comes of tables: a part of a case for each patient, and what is refused."""

    files: tuple[CaseFile, ...]
    sheets: tuple[SheetReading, ...]
    """The sheets, with the refusals that only the whole case told."""


def cases_of(
    sheets: Iterable[SheetReading], today: dt.date, stored_ids: StoredIds
) -> TableCases:
    """Put the rows of several sheets together by patient.

    Args:
        sheets: Without open questions.
        today: No recorded date may lie after this day.
        stored_ids: Tells whether a reference leads to a stored record.
    """
    sheets = tuple(sheets)
    while True:
        drafts = _drafts(sheets)
        refused = dict(_refused(drafts.values(), today, stored_ids))
        if not refused:
            break
        sheets = tuple(_without(sheet, refused) for sheet in sheets)
    return TableCases(tuple(d.file() for d in drafts.values()), sheets)


class _PatientRows:
    """The records of one patient, as far as the rows of one source hold them."""

    def __init__(self, source: str, code: str) -> None:
        self.source, self.code = source, code
        self.patient = Patient(id=PATIENT_ID, code=code)
        self.rows: dict[str, _Row] = {}
        self.twice: list[tuple[_Row, str]] = []
        self.kinds: set[str] = set()
        self._records: dict[str, Entry] = {}
        self._places: dict[str, FactPlace] = {}

    def add(self, row: _Row, made: RowRecord, document: Source) -> None:
        record = made.record
        if made.named:
            name = record.id
        elif isinstance(record, Patient):
            name = PATIENT_ID
        else:
            name = propose_id(_label(record), record.kind, self._records)
        if isinstance(record, Patient) and self._agrees(record, name):
            return
        if name in self.rows and self._adds_to(row, record, name):
            return
        if name in self.rows:
            self.twice.append((row, "Another row has this id, or is the patient."))
            return
        named = record if record.id == name else record.model_copy(update={"id": name})
        if isinstance(named, Patient):
            self.patient = named
        else:
            self._records[name] = named
        sheet, reading = row
        self.rows[name] = row
        locator = sheet.place(reading.line, made.column)
        self._places[name] = FactPlace(document, locator)

    def _agrees(self, patient: Patient, name: str) -> bool:
        """Whether earlier rows say nothing else of the patient; then both are taken."""
        if name not in self.rows:
            return False
        before, now = _stated(self.patient), _stated(patient)
        if any(before.get(key, value) != value for key, value in now.items()):
            return False
        self.patient = self.patient.changed(**{**now, **before})
        return True

    def _adds_to(self, row: _Row, record: Entry, name: str) -> bool:
        """Whether a row of another sheet says more of a record; then both are taken.

        A study tells the date of a sample in one file, and its kind in another.
        """
        before = self._records.get(name)
        if before is None or before.kind != record.kind or row[0] is self.rows[name][0]:
            return False
        earlier, now = _stated(before), _stated(record)
        if any(earlier.get(key, value) != value for key, value in now.items()):
            return False
        self._records[name] = before.changed(**{**now, **earlier})
        return True

    @property
    def case(self) -> Case:
        return Case(self.patient, tuple(self._records.values()))

    def file(self) -> CaseFile:
        kinds = frozenset(self.kinds)
        return CaseFile(self.case, self.source, places=self._places, kinds=kinds)


def _stated(record: Entry) -> dict[str, object]:
    """What is said of a record, but for the id."""
    values = record.values().items()
    return {name: value for name, value in values if name != "id" and _is_said(value)}


def _is_said(value: object) -> bool:
    return value not in (None, "", ()) and bool(getattr(value, "known", True))


def _label(record: Entry) -> str:
    """What a record is about and when, of which its name is made."""
    date = next((d.canonical for d in record.dates().values() if d.known), "")
    subject = subject_of(record) or (record.kind,)
    return " ".join([*map(str, subject), date])


def _drafts(sheets: Iterable[SheetReading]) -> dict[tuple[str, str], _PatientRows]:
    """The drafts by source and study code; records with an id of their own first."""
    drafts: dict[tuple[str, str], _PatientRows] = {}
    documents = {s.file.digest: _document(s) for s in sheets}
    kinds: dict[str, set[str]] = defaultdict(set)
    for each in sheets:
        kinds[each.mapping.source] |= {rule.kind for rule in each.mapping.records}
    rows = [(s, row, made) for s in sheets for row in s.rows for made in row.records]
    for sheet, row, made in sorted(rows, key=lambda each: not each[2].named):
        key = sheet.mapping.source, made.patient
        draft = drafts.setdefault(key, _PatientRows(*key))
        draft.kinds |= kinds[sheet.mapping.source]
        draft.add((sheet, row), made, documents[sheet.file.digest])
    return drafts


def _document(sheet: SheetReading) -> Source:
    digest, name = sheet.file.digest, one_line(sheet.file.name)
    return Source(id=f"file-{digest[:12]}", name=name, file_hash=digest)


def _refused(
    drafts: Iterable[_PatientRows], today: dt.date, stored_ids: StoredIds
) -> Iterator[tuple[tuple[int, int], str]]:
    """What is wrong with rows beside others of the same patient, by sheet and line."""
    for draft in drafts:
        for (sheet, row), message in draft.twice:
            yield (id(sheet.sheet), row.line), message
        case = draft.case
        for problem in case_problems(case, today):
            entry = case.get(problem.record)
            target = entry.references().get(problem.field) if entry else None
            known = target is not None and case.get(target) is None
            if known and target in stored_ids(draft.code):
                continue
            if problem.record in draft.rows:
                sheet, row = draft.rows[problem.record]
                yield (id(sheet.sheet), row.line), f"{problem.field}: {problem.message}"


def _without(sheet: SheetReading, refused: dict[tuple[int, int], str]) -> SheetReading:
    """The sheet with the rows refused that are named."""
    key = id(sheet.sheet)
    rows = tuple(
        RowReading(row.line, row.cells, problems=(refused[key, row.line],))
        if (key, row.line) in refused and not row.problems
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)
