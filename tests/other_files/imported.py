"""How much of each sample file of others an import takes, row by row."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.case.locale import DateOrder
from timeline.exchange.header_words import is_date
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.import_reading import ImportReading, read_files
from timeline.exchange.tables import SheetReading

Answers = Mapping[str, Any]
"""What a person answers to the questions about a file, as `TableChoices` has it."""

_MCODE_CSV: Answers = {"patient_column": "mrn", "dates": DateOrder.MONTH_FIRST}
_MONTHS: Answers = {"time_unit": "months", "day_zero": "start of the trial"}
_CLAIMS: Answers = {"patient_column": "PATIENT_ID"}
_GLIOMAS: Answers = {"day_zero": "diagnosis", "short_stops": "stated"}
ANSWERS: Mapping[str, Answers] = {
    "cbioportal/*/data_*.txt": _GLIOMAS,
    "ggswim/*.csv": _MONTHS,
    "mcode/*.json": {},
    "mcode_csv/docs/*.csv": _MCODE_CSV,
    "mcode_csv/sample/*.csv": _MCODE_CSV,
    "merck_lot/*put*.csv": _CLAIMS,
    "pharmaverse_onco/*.csv": {"time_unit": "days"},
    "phenopackets/*.json": {},
    "redcap/repeating-instruments/data.csv": {
        "tests": frozenset({"bp_systolic", "bp_diastolic"}),
        "left_out": frozenset({"date_enrolled", "age", "ethnicity", "race", "sex"}),
    },
    "redcap/vignette-repeating/data.csv": {
        "tests": frozenset({"height", "weight", "bmi", "sbp", "dbp"}),
    },
    "rhoinc/*.csv": {},
    "sdtm/*.csv": {},
    "swimplot/*.csv": _MONTHS,
}
"""By the files of patient data; dictionaries, schemas, licences, profiles and the
parameters of an algorithm are none."""


@dataclass(frozen=True, slots=True)
class RowCounts:
    """What became of the rows of one file."""

    read: int
    whole: int
    part: int
    refused: int
    empty: int
    """Rows that hold nothing in the columns that are read."""

    @property
    def adds_up(self) -> bool:
        """Whether no row went without a word."""
        return self.read == self.whole + self.part + self.refused + self.empty


def sample_files(folder: Path, pattern: str) -> list[tuple[str, TableChoices]]:
    """The files of one pattern, with what a person answers about them.

    Lists of hospital numbers and nothing else are none of them.
    """
    return [
        (path.relative_to(folder).as_posix(), TableChoices(**ANSWERS[pattern]))
        for path in sorted(folder.glob(pattern))
        if path.name != "patient-mrns.csv"
    ]


def reading_of(path: Path, choices: TableChoices, today: dt.date) -> ImportReading:
    """Read one file as `timeline import` does."""
    return read_files([path], choices, [], None, today)


def counts_of(sheets: Iterable[SheetReading]) -> RowCounts:
    """Count the rows of the sheets of a file."""
    counts: Counter[str] = Counter()
    for sheet in sheets:
        counts["read"] += sum(any(cells) for cells in sheet.sheet.rows)
        for row in sheet.rows:
            if row.problems:
                counts["refused"] += 1
            elif not row.records:
                counts["empty"] += 1
            else:
                counts["part" if row.in_part else "whole"] += 1
    return RowCounts(*(counts[name] for name in RowCounts.__slots__))


def columns_without_a_word(sheet: SheetReading) -> list[str]:
    """Columns that are neither read, nor decide, nor are named as not read."""
    mapping = sheet.mapping
    rules = [column for rule in mapping.records for column in rule.columns]
    told = {column.header for column in (*rules, *mapping.unread)}
    told |= {header for rule in mapping.records for header in rule.when}
    return [h for h in sheet.sheet.header if h and h not in told and not is_date(h)]


def table_of(counts: Mapping[str, RowCounts]) -> str:
    """The counts of each file as lines to print."""
    width = max(map(len, counts))
    names = RowCounts.__slots__
    lines = [" ".join([f"{'file':{width}}", *(f"{name:>7}" for name in names)])]
    for place, each in counts.items():
        numbers = (f"{getattr(each, name):7}" for name in names)
        lines.append(" ".join([f"{place:{width}}", *numbers]))
    return "\n".join(["", *lines, ""])
