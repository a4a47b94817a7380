"""Six laboratory sheets: their rows are counted, their values are those that one reads.

The last two were written when the readers stood, and run unseen.
"""

import datetime as dt
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from timeline.case.records.result import Result
from timeline.exchange.import_choices import ImportChoices, TableChoices
from timeline.exchange.import_plan import Outcome
from timeline.exchange.import_planning import planned_import
from timeline.exchange.import_reading import read_files
from timeline.exchange.import_storing import import_plans
from timeline.registry import Registry, Session

TODAY = dt.date(2026, 12, 1)


@dataclass(frozen=True)
class Sheet:
    """A sheet, what a person answers, and what it says."""

    text: str
    rows: tuple[int, int, int]
    """Whole, with a part kept as a note, refused."""
    results: tuple[str, ...]
    """Patient, date, time, label, flag and notes of each result, as far as stated."""
    answers: dict[str, Any] = field(default_factory=dict)


LONG = Sheet(
    "Subject,Collected,Test,Result,Units,Ref range,Comment\n"
    "S-1,2024-03-05,CEA,4.1,ng/mL,0 - 5,\n"
    "S-1,2024-03-05,CA 19-9,>1000,U/mL,< 37,diluted\n"
    "S-2,2024-03-06,Creatinine,haemolysed,mg/dL,,\n"
    "S-2,2024-03-06,Creatinine,,mg/dL,,\n"
    "S-2,2024-13-06,Creatinine,1.0,mg/dL,,\n",
    (3, 0, 2),
    (
        "S-1 2024-03-05 CEA 4.1 ng/mL",
        "S-1 2024-03-05 CA19-9 >1000 U/mL | diluted",
        "S-2 2024-03-06 creatinine haemolysed",
    ),
)
WIDE = Sheet(
    "Patient ID\tDate\tWBC (10*9/L)\tHb (g/dL)\tPLT (10*9/L)\n"
    "S-1\t2024-03-05\t4.2\t11.9\t250\n"
    "S-1\t2024-03-12\t2.1\t\t90\n"
    "S-2\t2024-03-12\t\t\t\n",
    (2, 0, 0),
    (
        "S-1 2024-03-05 leucocytes 4.2 10*9/L",
        "S-1 2024-03-05 haemoglobin 11.9 g/dL",
        "S-1 2024-03-05 platelets 250 10*9/L",
        "S-1 2024-03-12 leucocytes 2.1 10*9/L",
        "S-1 2024-03-12 platelets 90 10*9/L",
    ),
)
GERMAN = Sheet(
    "Studiencode;Nachname;Entnahmedatum;Untersuchung;Messwert;Einheit;Referenzbereich\n"
    "S-1;Muster;05.03.2024;Kreatinin;1,05;mg/dl;0,6 - 1,2\n"
    "S-1;Muster;05.03.2024;Leukozyten;3,4;G/l;4,0 - 10,0\n"
    "S-1;Muster;05.03.2024;Hämoglobin;11,2;g/dl;\n"
    "S-1;Muster;05.03.2024;Natrium;141;mmol/l;136-146\n",
    (4, 0, 0),
    (
        "S-1 2024-03-05 creatinine 1.05 mg/dl",
        "S-1 2024-03-05 leucocytes 3.4 G/l",
        "S-1 2024-03-05 haemoglobin 11.2 g/dl",
        "S-1 2024-03-05 sodium 141 mmol/l",
    ),
)
TIMES_AND_FLAGS = Sheet(
    "Study code,Date,Time,Test,Value,Unit,Flag\n"
    "S-1,2024-03-05,07:30,Potassium,2.9,mmol/L,L\n"
    "S-1,2024-03-05,19:05,Potassium,3.6,mmol/L,N\n"
    "S-1,2024-03-06,,Potassium,6.8,mmol/L,HH\n"
    "S-1,2024-03-07,08:00,Potassium,4.1,mmol/L,see report\n",
    (3, 1, 0),
    (
        "S-1 2024-03-05 07:30 potassium 2.9 mmol/L low",
        "S-1 2024-03-05 19:05 potassium 3.6 mmol/L normal",
        "S-1 2024-03-06 potassium 6.8 mmol/L critically high",
        "S-1 2024-03-07 08:00 potassium 4.1 mmol/L | Flag: see report",
    ),
)
UNIT_ROW = Sheet(
    "Laboratory,,,,\n"
    "Code,Sample date,AST,Bilirubin gesamt,CRP\n"
    ",,U/L,mg/dL,mg/L\n"
    "S-1,5 Mar 2024,31,0.8,<5\n"
    "S-1,12 Mar 2024,118 H,2.4 H,64\n"
    "S-2,Mar 2024,22,n/a,-\n",
    (3, 0, 0),
    (
        "S-1 2024-03-05 AST 31 U/L",
        "S-1 2024-03-05 bilirubin 0.8 mg/dL",
        "S-1 2024-03-05 CRP <5 mg/L",
        "S-1 2024-03-12 AST 118 U/L high",
        "S-1 2024-03-12 bilirubin 2.4 mg/dL high",
        "S-1 2024-03-12 CRP 64 mg/L",
        "S-2 2024-03 AST 22 U/L",
    ),
)
COMMENTS = Sheet(
    "Verlauf Station 3;;;;\n"
    "Parameter;Einheit;Norm;04.03.2024;11.03.2024;Kommentar\n"
    "CA 19-9;U/ml;bis 37;1.240,5;986,0;Verlauf\n"
    "Thrombozyten;G/l;150 - 400;98 L;verklumpt;\n"
    "Kalium;mmol/l;3,5 - 5,0;4,1;;lipämisch\n",
    (3, 0, 0),
    (
        "S-9 2024-03-04 CA19-9 1240.5 U/ml | Verlauf",
        "S-9 2024-03-11 CA19-9 986 U/ml | Verlauf",
        "S-9 2024-03-04 platelets 98 G/l low",
        "S-9 2024-03-11 platelets verklumpt",
        "S-9 2024-03-04 potassium 4.1 mmol/l | lipämisch",
    ),
    {"patient": "S-9"},
)
SHEETS = {
    "long": LONG,
    "wide": WIDE,
    "german": GERMAN,
    "times and flags": TIMES_AND_FLAGS,
    "unit row, unseen": UNIT_ROW,
    "comments, unseen": COMMENTS,
}


def _said(patient: str, result: Result) -> str:
    parts = [patient, result.date.canonical, result.time or "", result.label]
    flag = result.flag.value if result.flag else ""
    text = " ".join(filter(None, [*parts, flag]))
    return f"{text} | {result.notes}" if result.notes else text


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_says_what_one_reads_and_comes_once(
    tmp_path: Path, empty_registry: Path, name: str
) -> None:
    expected = SHEETS[name]
    path = tmp_path / "labs.csv"
    path.write_text(expected.text, encoding="utf-8")
    choices = TableChoices(**expected.answers)
    reading = read_files([path], choices, [], None, TODAY)
    reading.check_settled()
    rows = reading.sheets[0].rows
    refused = sum(bool(row.problems) for row in rows)
    part = sum(row.in_part for row in rows)
    whole = sum(bool(row.records) for row in rows) - part
    assert (whole, part, refused) == expected.rows
    made = [record for row in rows for record in row.records]
    results = [(m.patient, m.record) for m in made if isinstance(m.record, Result)]
    assert tuple(_said(*each) for each in results) == expected.results
    with Registry.open(shutil.copy(empty_registry, tmp_path / "r.db")) as registry:
        for outcome in (Outcome.NEW, Outcome.SAME):
            planned = planned_import(registry, reading, ImportChoices(), TODAY)
            records = [r for plan in planned.plans for r in plan.records]
            assert {r.outcome for r in records} == {outcome}
            import_plans(registry, planned.plans, Session("Nurse One"))
