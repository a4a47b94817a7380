"""Reads the files of one import, whatever they are, without a registry."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import InvalidDataError, Problem, TimelineError
from timeline.exchange import case_file
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import SheetMapping
from timeline.exchange.opened import FileKind, kind_of
from timeline.exchange.reading import CaseFile, FileRefusedError
from timeline.exchange.table_cases import StoredIds, TableCases, cases_of
from timeline.exchange.tables import SheetReading, read_tables

_TWICE = "{} is about the same patient."
_IN_TURN = "Import one after the other."


class OpenTableError(TimelineError):
    """A table holds what two people would read differently."""

    title = "Nothing was imported"


@dataclass(frozen=True, slots=True)
class ImportReading:
    """What the files of one import hold."""

    cases: tuple[CaseFile, ...]
    """Whole cases."""
    sheets: tuple[SheetReading, ...]
    """Sheets of tables."""

    def check_settled(self) -> None:
        """Refuse tables with open questions.

        Raises:
            OpenTableError: With every question, and what settles it.
        """
        questions = [(s, q) for s in self.sheets for q in s.questions]
        if questions:
            lines = [f"{sheet.title}: {question}" for sheet, question in questions]
            hint = (
                "Or let --save-mapping M.toml write what is proposed, complete it, and "
                "import with --mapping M.toml."
            )
            raise OpenTableError("\n".join([*lines, hint]))

    def by_patient(self, today: dt.date, stored_ids: StoredIds) -> TableCases:
        """The rows of the tables by patient; see `table_cases.cases_of`."""
        return cases_of(self.sheets, today, stored_ids)


def read_files(
    paths: Sequence[Path],
    choices: TableChoices,
    mappings: Sequence[SheetMapping],
    given: SheetMapping | None,
    today: dt.date,
) -> ImportReading:
    """Read every file.

    Args:
        paths: The files.
        choices: What a person said of the tables among them.
        mappings: Those that were saved.
        given: The mapping that a person named.
        today: No recorded date may lie after this day.

    Raises:
        FileRefusedError: If a file cannot be read at all.
        InvalidDataError: With every problem of every case file.
    """
    problems: list[Problem] = []
    cases: list[CaseFile] = []
    sheets: list[SheetReading] = []
    first: dict[str, Path] = {}
    for path in paths:
        kind = kind_of(path)
        if kind is FileKind.TOML:
            reading = case_file.read(path, today=today)
            problems += reading.problems
            cases += reading.files
            for code in (file.case.code for file in reading.files):
                if (other := first.setdefault(code, path)) is not path:
                    problems.append(
                        Problem(f"{_TWICE.format(other)} {_IN_TURN}", file=str(path))
                    )
        else:
            sheets += read_tables(path, kind, choices, mappings, given)
    if problems:
        raise InvalidDataError(tuple(problems), title="Nothing was imported")
    return ImportReading(tuple(cases), tuple(sheets))


def check_apart(files: Sequence[CaseFile]) -> None:
    """Refuse files about one patient that know nothing of each other.

    Raises:
        FileRefusedError: If two of them are about one patient.
    """
    for code, count in Counter(file.case.code for file in files).items():
        if count > 1:
            raise FileRefusedError(
                f"{code}: {_TWICE.format('Another of the files')}",
                title="Nothing was imported",
                hint=_IN_TURN,
            )
