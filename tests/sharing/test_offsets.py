"""What is counted from another record leaves without a date, a day or a high age."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.offset import Offset
from timeline.case.offset_text import OffsetReading
from timeline.case.record import Entry
from timeline.case.records.finding import Finding
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.sharing.keep import KeepOption
from timeline.sharing.offsets import in_whole_months

CODE = "CASE-TEST"


def scan(record_id: str, date: str) -> Finding:
    return Finding.model_validate({"id": record_id, "type": "imaging", "date": date})


def case(*records: Entry, **patient: object) -> Case:
    values = {"id": "patient", "code": "T-1", **patient}
    return Case.of((Patient.model_validate(values), *records))


@pytest.fixture
def dated() -> Case:
    line = {"id": "line-1", "regimen": "GEMCIS", "start": "2019-03-03"}
    return case(
        TherapyLine.model_validate({**line, "stop": "line-1+D45"}),
        scan("ct", "[line-1.stop+D20..line-1.stop+W4]"),
        scan("later", "line-1+M18"),
        scan("old", "age 63"),
        presentation="2019-01-14",
        age_at_presentation=60,
    )


def test_no_calendar_date_is_left(dated: Case) -> None:
    left = deidentified(dated, Deidentification(code=CODE))
    text = json.dumps([entry.model_dump(mode="json") for entry in left.entries])
    assert not re.search(r"\b(19|20)\d\d\b", text)
    assert left.relative
    line = left.lines[0]
    # 45 days after 3 March are 17 April; 20 to 34 days after that are in May.
    assert (line.start.canonical, line.stop.canonical) == ("M0", "M1")
    dates = {scan.date.canonical for scan in left.of_kind(Finding)}
    # Who is 60 on 14 January 2019 is 63 from 15 January 2021 to 13 January 2023
    assert dates == {"M2", "M18", "[M22..M46]"}


def test_what_nothing_dates_stays_counted_in_months() -> None:
    undated = case(
        TherapyLine(id="line-1", regimen="GEMCIS"),
        scan("ct", "line-1+D45"),
        scan("old", "age 63"),
        scan("dated", "2019-03"),
    )
    left = deidentified(undated, Deidentification(code=CODE))
    dates = {scan.date.canonical for scan in left.of_kind(Finding)}
    assert dates == {f"{left.lines[0].id}+M1", "age 63", "M0"}
    keep = frozenset({KeepOption.DAYS})
    left = deidentified(undated, Deidentification(keep, CODE))
    assert f"{left.lines[0].id}+D45" in {
        s.date.canonical for s in left.of_kind(Finding)
    }


def test_days_stay_where_they_are_asked_for(dated: Case) -> None:
    keep = frozenset({KeepOption.DAYS})
    left = deidentified(dated, Deidentification(keep, CODE))
    line = left.lines[0]
    assert (line.start.canonical, line.stop.canonical) == ("D0", "D45")


def test_dates_stay_where_they_are_asked_for(dated: Case) -> None:
    keep = frozenset({KeepOption.DATES})
    left = deidentified(dated, Deidentification(keep, CODE))
    line = left.lines[0]
    dates = (line.start.canonical, line.stop.canonical)
    assert dates == ("2019-03-03", f"{line.id}+D45")


@pytest.mark.parametrize(
    ("recorded", "left"),
    [
        ("age 89", "age 89"),
        ("age 90", "[age 90..]"),
        ("age 93", "[age 90..]"),
        ("[age 88..age 91]", "[age 88..]"),
        ("[..age 95]", ""),
    ],
)
def test_an_age_of_ninety_or_over_is_told_as_that(recorded: str, left: str) -> None:
    safe = deidentified(case(scan("ct", recorded)), Deidentification(code=CODE))
    assert safe.of_kind(Finding)[0].date.canonical == left
    keep = frozenset({KeepOption.AGE})
    kept = deidentified(case(scan("ct", recorded)), Deidentification(keep, CODE))
    assert kept.of_kind(Finding)[0].date.canonical == recorded


def test_ninety_may_stand_for_more() -> None:
    """Who presents at 90 or over may have been 80 long before ten years ago."""
    oldest = case(scan("ct", "age 80"), presentation="M0", age_at_presentation=90)
    assert Chronology.of(oldest).when(oldest.of_kind(Finding)[0]).earliest is None


_UNITS, _COUNTS = st.sampled_from("DW"), st.integers(0, 300)


@given(st.builds(Offset, _COUNTS, _UNITS, st.booleans()))
def test_whole_months_hold_every_day(offset: Offset) -> None:
    coarse = in_whole_months(OffsetReading("a", offset, offset))
    assert coarse.first is not None
    assert coarse.last is not None
    first = coarse.first.first_day(0, calendar=False)
    last = coarse.last.last_day(0, calendar=False)
    assert first <= offset.first_day(0, calendar=False)
    assert last >= offset.last_day(0, calendar=False)
    assert {coarse.first.unit, coarse.last.unit} == {"M"}
