"""Turns the tables of a case file into a case, or into a list of everything wrong.

One mistake must not hide another: each table is checked on its own, and the records
that can be made, if need be without their refused values, are then checked together.
A reference to a record that is there but could not be made is not called dangling.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from timeline.case.case import Case
from timeline.case.checks import entry_problems
from timeline.case.checks import problems as case_problems
from timeline.case.points import record_of
from timeline.case.record import Entry
from timeline.case.records.kinds import FORMER_KINDS, KINDS
from timeline.case.records.patient import Patient
from timeline.clinical.catalogues.own_words import OwnWord
from timeline.errors import Problem
from timeline.exchange.case_table import TableProblem, check_table, did_you_mean, plain
from timeline.exchange.case_words import TABLE, word_of
from timeline.exchange.case_writer import PATIENT_ID, ROOT_KEYS
from timeline.exchange.reading import LONGEST_NAME, CaseFile, Reading, one_line
from timeline.exchange.toml_lines import LineIndex, TableLines
from timeline.exchange.wording import problems_in_words

_ORIGIN = re.compile(rf"[^\x00-\x1f\x7f-\x9f]{{1,{LONGEST_NAME}}}")


@dataclass(frozen=True, slots=True)
class _Row:
    """One table of the file: its values, their lines and the record made of them."""

    values: dict[str, Any]
    lines: TableLines
    record_id: str
    entry: Entry | None
    """The record, without its refused values; None where nothing could be made."""
    version: int | None
    """Version of an exported record."""


class CaseReader:
    """Collects the records and the problems of one file."""

    def __init__(
        self, data: dict[str, Any], index: LineIndex, name: str, today: dt.date
    ) -> None:
        """Take a file.

        Args:
            data: Tables and keys as `tomllib` gives them.
            index: The lines on which they stand.
            name: Name of the file, for the problems.
            today: No recorded date may lie after this day.
        """
        self._data = data
        self._index = index
        self._name = name
        self._today = today
        self._problems: list[Problem] = []
        self._rows: list[_Row] = []

    def reading(self) -> Reading:
        """Give the case, or every problem in the order of the lines."""
        self._check_names()
        for kind, record_class in KINDS.items():
            for name in filter(None, (kind, record_class.former_kind)):
                for number, values in enumerate(self._tables(name)):
                    lines = self._index.table(name, number)
                    self._rows.append(self._row(record_class, values, lines))
        words = self._words()
        self._check_ids()
        case = self._case()
        self._check_case(case)
        if self._problems:
            problems = dict.fromkeys(self._problems)
            ordered = sorted(problems, key=lambda problem: problem.line or 0)
            return Reading(problems=tuple(ordered))
        return Reading(files=(self._file(case, words),))

    def _file(self, case: Case, words: tuple[OwnWord, ...]) -> CaseFile:
        versions = {
            row.record_id: int(row.version) for row in self._rows if row.version
        }
        return CaseFile(
            case,
            origin=str(self._data.get("origin") or one_line(self._name)),
            registry_id=str(self._data.get("registry", "")),
            versions=versions,
            words=words,
            remarks=tuple(self._remarks()),
        )

    def _remarks(self) -> Iterator[Problem]:
        for row in self._rows:
            for problem in entry_problems(row.entry) if row.entry else ():
                line = row.lines.of(problem.field)
                yield replace(problem, file=self._name, line=line)

    def _words(self) -> tuple[OwnWord, ...]:
        """The vocabulary that the file brings along."""
        words = []
        for number, values in enumerate(self._tables(TABLE)):
            try:
                words.append(word_of(values))
            except ValueError as error:
                line = self._index.table(TABLE, number).line
                self._report(str(error), line, field=TABLE)
        return tuple(words)

    def _report(
        self, message: str, line: int, record: str = "", field: str = ""
    ) -> None:
        problem = Problem(message, plain(record), plain(field), self._name, line)
        self._problems.append(problem)

    def _check_names(self) -> None:
        for name in self._data:
            if name not in (*KINDS, *FORMER_KINDS, *ROOT_KEYS, TABLE):
                table_names = (*KINDS, *ROOT_KEYS, TABLE)
                message = f"There is no such table.{did_you_mean(name, table_names)}"
                self._report(message, self._index.table(name).line, field=name)
        if Patient.kind not in self._data:
            self._report("The table [patient] is missing.", 1)
        for name in ("registry", "origin"):
            text = self._data.get(name, "-")
            if not (isinstance(text, str) and _ORIGIN.fullmatch(text)):
                message = "Write a name in quotes, of at most 200 characters."
                self._report(message, self._index.root.of(name), field=name)

    def _tables(self, name: str) -> list[dict[str, Any]]:
        """The tables of a kind, under the name that it has in the file."""
        content = self._data.get(name)
        if content is None:
            return []
        if name == Patient.kind:
            message = "A file holds one patient. Write [patient] once."
            tables = [content]
        else:
            record_class = KINDS.get(FORMER_KINDS.get(name, name))
            title = record_class.title.lower() if record_class else "word"
            message = f"Write [[{name}]] above each {title}."
            tables = content if isinstance(content, list) else [None]
        if all(isinstance(item, dict) for item in tables):
            return tables
        self._report(message, self._index.table(name).line, field=name)
        return []

    def _row(
        self, record_class: type[Entry], values: dict[str, Any], lines: TableLines
    ) -> _Row:
        if record_class is Patient:
            values = {"id": PATIENT_ID, **values}
        version = values.get("version")
        stated = {key: value for key, value in values.items() if key != "version"}
        values = record_class.todays_names(stated)
        lines = TableLines(lines.line, record_class.todays_names(lines.keys))
        problems = list(check_table(record_class, values))
        if version is not None and (type(version) is not int or version < 1):
            message = "Leave the version as it was exported, or take it out."
            problems.append(TableProblem("version", message))
        bad = {problem.field for problem in problems}
        good = {key: value for key, value in values.items() if key not in bad}
        entry, refusals = _validated(record_class, good)
        problems += [TableProblem(*pair) for pair in refusals if pair[0] not in bad]
        record_id = entry.id if entry else str(values.get("id", "")).strip()
        for problem in problems:
            line = lines.of(problem.field)
            self._report(problem.message, line, record_id, problem.field)
        return _Row(values, lines, record_id, entry, version)

    def _check_ids(self) -> None:
        first: dict[str, _Row] = {}
        for row in self._rows:
            if not row.record_id:
                continue
            earlier = first.setdefault(row.record_id, row)
            if earlier is not row:
                message = f"Line {earlier.lines.of('id')} has this id already."
                self._report(message, row.lines.of("id"), row.record_id, "id")

    def _case(self) -> Case:
        entries = [row.entry for row in self._rows if row.entry is not None]
        if not any(isinstance(entry, Patient) for entry in entries):
            entries.append(self._stand_in())
        return Case.of(entries)

    def _stand_in(self) -> Patient:
        """A patient to check the other records with, where the file's own is wrong."""
        table = self._data.get(Patient.kind)
        stated_id = table.get("id") if isinstance(table, dict) else None
        return Patient(id=plain(str(stated_id or "")) or PATIENT_ID, code="-")

    def _check_case(self, case: Case) -> None:
        rows = {row.record_id: row for row in self._rows}
        refused = {row.record_id for row in self._rows if row.entry is None}
        for problem in case_problems(case, self._today):
            row = rows.get(problem.record)
            if row is None or problem.field == "id":
                continue
            target = str(row.values.get(problem.field, "")).strip()
            if record_of(target) in refused:
                continue  # it is there, and has problems of its own
            line = row.lines.of(problem.field)
            self._report(problem.message, line, problem.record, problem.field)


def _validated(
    record_class: type[Entry], values: dict[str, Any]
) -> tuple[Entry | None, tuple[tuple[str, str], ...]]:
    """The record with the values that are right, and what is wrong with the others.

    Rules between fields are reported only where every value is right by itself: a
    value that was taken out could break one.
    """
    try:
        return record_class.model_validate(values), ()
    except ValidationError as error:
        refusals = problems_in_words(error, record_class)
    refused = {name for name, _ in refusals}
    accepted = {key: value for key, value in values.items() if key not in refused}
    try:
        return record_class.model_validate(accepted), refusals
    except ValidationError:
        return None, refusals
