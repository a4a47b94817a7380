import datetime as dt

import pytest

from timeline.case.case import Case
from timeline.case.checks import problems
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order, Source
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import FindingKind

TODAY = dt.date(2026, 1, 15)
PATIENT = Patient(id="patient", code="T-1")


def scan(record_id: str, when: str = "", **values: object) -> Finding:
    fields = {"id": record_id, "type": FindingKind.IMAGING, "date": when, **values}
    return Finding.model_validate(fields)


def found(*entries: Entry) -> list[tuple[str, str]]:
    case = Case.of([PATIENT, *entries])
    return [(each.record, each.field) for each in problems(case, TODAY)]


def test_cases_with_the_same_records_are_equal() -> None:
    first, second = scan("a", "2020"), scan("b", "2019")
    assert Case.of([PATIENT, first, second]) == Case.of([second, first, PATIENT])


def test_a_case_has_exactly_one_patient() -> None:
    with pytest.raises(ValueError, match="exactly one patient"):
        Case.of([scan("a")])
    with pytest.raises(ValueError, match="exactly one patient"):
        Case.of([PATIENT, Patient(id="other", code="T-2")])


def test_a_record_takes_the_place_of_the_one_with_its_id() -> None:
    case = Case.of([PATIENT, scan("a", "2020")])
    assert case.with_record(scan("a", "2021")).get("a") == scan("a", "2021")
    assert len(case.with_record(scan("b")).records) == 2
    assert case.without("a").records == ()


def test_a_sound_case_has_no_problems() -> None:
    line = TherapyLine(id="line", regimen="A", source="letter")
    course = DrugCourse(id="drug", line="line", drug="A")
    letter = Source(id="letter", name="Discharge letter")
    assert (
        found(line, course, letter, Order(id="", earlier="line", later="drug.stop"))
        == []
    )


def test_an_id_is_used_once() -> None:
    assert found(scan("a", "2020"), scan("a", "2021")) == [("a", "id")]
    assert found(scan("patient")) == [("patient", "id")]


def test_a_reference_names_a_record_of_the_right_kind() -> None:
    assert found(scan("a", lesion="nobody")) == [("a", "lesion")]
    assert found(scan("a", lesion="b"), scan("b")) == [("a", "lesion")]
    assert found(scan("a", lesion="b"), Lesion(id="b", name="liver")) == []
    line = TherapyLine(id="line", regimen="A", continues="line")
    assert found(line) == [("line", "continues")]


@pytest.mark.parametrize(
    ("when", "fields"),
    [
        ("2026-01-15", []),
        ("2026-01-16", [("a", "date")]),
        ("2026-01", []),
        ("2026-02", [("a", "date")]),
        ("2026", []),
        ("[..2027]", []),
        ("[2026-02..2027]", [("a", "date")]),
    ],
)
def test_no_date_lies_wholly_in_the_future(
    when: str, fields: list[tuple[str, str]]
) -> None:
    assert found(scan("a", when)) == fields


@pytest.mark.parametrize(
    ("start", "stop", "fields"),
    [
        ("2020-05", "2020-05", []),
        ("2020-05-31", "2020-05", []),
        ("2020-06", "2020-05", [("line", "stop")]),
        ("2020-05-02", "2020-05-01", [("line", "stop")]),
        ("", "2020-05", []),
    ],
)
def test_the_end_lies_after_the_start_unless_they_overlap(
    start: str, stop: str, fields: list[tuple[str, str]]
) -> None:
    line = TherapyLine(
        id="line",
        regimen="A",
        start=PartialDate.parse(start),
        stop=PartialDate.parse(stop),
    )
    assert found(line) == fields


def test_calendar_and_relative_dates_do_not_mix() -> None:
    assert found(scan("a", "M3"), scan("b", "D500")) == []
    assert found(scan("a", "M3"), scan("b", "2020")) == [("a", "date"), ("b", "date")]
    most = scan("b", "2020"), scan("c", "2021-05")
    assert found(scan("a", "M3"), *most) == [("a", "date")]


def test_an_order_names_two_points() -> None:
    order = Order(id="o", earlier="a", later="nobody.date")
    assert found(scan("a"), order) == [("o", "later")]
    no_such_field = Order(id="o", earlier="a.stop", later="a")
    assert found(scan("a"), no_such_field) == [("o", "earlier")]
    undated = Order(id="o", earlier="l", later="a")
    assert found(scan("a"), Lesion(id="l", name="x"), undated) == [("o", "earlier")]


def test_a_case_is_relative_when_a_date_is() -> None:
    assert Case.of([PATIENT, scan("a", "M3")]).relative
    assert not Case.of([PATIENT, scan("a", "2020"), scan("b")]).relative
