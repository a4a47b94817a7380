"""What a line says of a drug that is given already finds the record of that drug."""

import datetime as dt

import pytest

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.tui.entry.quick.records import MadeRecord, RecordMaker
from timeline.tui.entry.quick.understand import understand

LINE = TherapyLine(id="line-1", regimen="XELOX", start=PartialDate.parse("2024-01-08"))
CASE = Case(
    patient=Patient(id="patient", code="P-1"),
    records=(
        LINE,
        DrugCourse(
            id="cape",
            line="line-1",
            drug="capecitabine",
            start=PartialDate.parse("2024-01-08"),
        ),
        AdverseEvent(id="ae", term="pneumonitis", date=PartialDate.parse("2024-02")),
        LocalIntervention(
            id="rt",
            type=InterventionKind.RADIOTHERAPY_UNSPECIFIED,
            date=PartialDate.parse("2024-05"),
        ),
    ),
)


def _made(line: str, case: Case = CASE) -> MadeRecord:
    (fact,) = understand(line)
    (made,) = RecordMaker(case, (), dt.date(2025, 1, 1)).records_of(fact)
    return made


@pytest.mark.parametrize(
    ("line", "field", "named"),
    [
        # XELOX is capecitabine and oxaliplatin
        ("capecitabine reduced to 75 % 3.2024", "line", "line-1"),
        ("capecitabine paused 3.2024 to 4.2024", "course", "cape"),
        ("XELOX paused 3.2024 to 4.2024", "line", "line-1"),
        ("pneumonitis possibly related to capecitabine", "event", "ae"),
        ("boost 16 Gy in 8 fractions", "intervention", "rt"),
        ("PFS 8 months on XELOX", "line", "line-1"),
    ],
)
def test_a_record_is_found_by_its_drug(line: str, field: str, named: str) -> None:
    made = _made(line)
    assert made.problems == ()
    assert getattr(made.record, field) == named


def test_a_drug_of_no_line_is_asked_about() -> None:
    made = _made("osimertinib reduced to 40 mg")
    assert made.record is None
    assert [field for field, _ in made.problems] == ["line"]


def test_of_two_lines_with_the_drug_neither_is_chosen() -> None:
    second = TherapyLine(
        id="line-2", regimen="CAPIRI", start=PartialDate.parse("2024-06")
    )
    made = _made("capecitabine reduced to 75 %", CASE.with_record(second))
    assert [field for field, _ in made.problems] == ["line"]


def test_a_date_is_counted_from_a_record_that_is_there() -> None:
    made = _made("PR line-1+D28")
    assert isinstance(made.record, Assessment)
    assert made.record.date.canonical == "line-1+D28"
    made = _made("PR line-7+D28")
    assert [field for field, _ in made.problems] == ["date"]
