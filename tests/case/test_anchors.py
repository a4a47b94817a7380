"""Dates that are counted from other records of one case: where they lie, what is wrong.

Expected days are counted by hand: 3 March 2019 and 28 days is 31 March. Who is 60 in
September 2017 was born from 2 September 1956 to 30 September 1957, and was 63 from
2 September 2019 to 29 September 2021.
"""

import datetime as dt

import pytest

from timeline.case.bounds_text import bounds_in_words
from timeline.case.case import Case
from timeline.case.checks import problems
from timeline.case.chronology import Bounds, Chronology
from timeline.case.date_in_case import date_in_words
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.finding import Finding
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.sequence import Sequence, is_dateless
from timeline.language.words import Language, Words

TODAY = dt.date(2026, 1, 15)


def scan(record_id: str, date: str = "") -> Finding:
    return Finding.model_validate({"id": record_id, "type": "imaging", "date": date})


def line(start: str = "", stop: str = "", record_id: str = "line-1") -> TherapyLine:
    values = {"id": record_id, "regimen": "GP", "start": start, "stop": stop}
    return TherapyLine.model_validate(values)


def case(*records: Entry, **patient: object) -> Case:
    values = {"id": "patient", "code": "T-1", **patient}
    return Case.of((Patient.model_validate(values), *records))


def wrong_fields(*records: Entry) -> list[tuple[str, str]]:
    return [(p.record, p.field) for p in problems(case(*records), TODAY)]


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("line-1+D28", "2019-03-31", "2019-03-31"),
        ("[line-1+D20..line-1+D28]", "2019-03-23", "2019-03-31"),
        ("[..line-1-D3]", None, "2019-02-28"),
        ("line-1.stop-W1", "2019-04-18", "2019-05-24"),
        ("line-1+M18", "2020-09-03", "2020-10-02"),
        ("age 63", "2019-09-02", "2021-09-29"),
        ("[..age 63]", None, "2021-09-29"),
    ],
)
def test_it_lies_where_its_anchor_lets_it(
    date: str, first: str | None, last: str | None
) -> None:
    stated = {"presentation": "2017-09", "age_at_presentation": 60}
    dated = case(line("2019-03-03", "2019-05"), scan("ct", date), **stated)
    days = [dt.date.fromisoformat(d).toordinal() if d else None for d in (first, last)]
    assert Chronology.of(dated).bounds("ct") == Bounds(*days)
    assert problems(dated, TODAY) == ()


def test_an_anchor_is_narrowed_by_what_is_counted_from_it() -> None:
    dated = case(line("2019-03"), scan("ct", "line-1+D28"), scan("later", "2019-04-02"))
    orders = Order(id="", earlier="ct", later="later")
    bounds = Chronology(dated.with_record(orders)).bounds("line-1")
    assert bounds_in_words(bounds) == "between Mar 2019 and 5 Mar 2019"


def test_days_are_counted_over_several_records() -> None:
    dated = case(line("2019-03-03"), scan("a", "line-1+D28"), scan("b", "a-D1"))
    assert bounds_in_words(Chronology.of(dated).bounds("b")) == "30 Mar 2019"


def test_without_a_calendar_they_are_counted_from_time_zero() -> None:
    counted = case(line("D10"), scan("ct", "line-1+D28"), scan("other", "M3"))
    assert Chronology.of(counted).bounds("ct") == Bounds(38, 38)
    assert problems(counted, TODAY) == ()


def test_an_undated_anchor_orders_and_places_nothing() -> None:
    undated = case(line(), scan("ct", "line-1+D28"), scan("a", "line-1-D3"))
    chronology = Chronology.of(undated)
    assert chronology.bounds("ct") == Bounds()
    assert chronology.not_later("line-1", "ct")
    assert chronology.not_later("a", "ct")
    assert not chronology.not_later("ct", "line-1")
    ordered = chronology.in_order(undated.records)
    assert [record.id for record in ordered] == ["a", "line-1", "ct"]


def test_what_is_counted_from_nothing_that_exists_is_still_in_order() -> None:
    lost = case(scan("b", "gone+D28"), scan("a", "gone-D3"))
    chronology = Chronology.of(lost)
    assert chronology.not_later("a", "b")
    assert not chronology.not_later("b", "a")


def test_the_order_of_events_follows_from_offsets_alone() -> None:
    counted = case(line(), scan("ct", "line-1+D28"), scan("a", "line-1-D3"))
    assert is_dateless(counted)
    columns = Sequence.of(counted).columns
    order = sorted(columns, key=lambda key: columns[key].earliest or 0)
    assert [key.split(".")[0] for key in order if key != "line-1.stop"] == [
        "a",
        "line-1",
        "ct",
    ]
    assert not is_dateless(case(line("2019"), scan("ct", "line-1+D28")))


def test_a_drug_is_counted_from_its_line() -> None:
    course = {"id": "drug", "line": "line-1", "drug": "cisplatin"}
    dated = DrugCourse.model_validate({**course, "start": "line-1+D0"})
    bounds = Chronology.of(case(line("2019-03-03"), dated)).bounds("drug.start")
    assert bounds_in_words(bounds) == "3 Mar 2019"


@pytest.mark.parametrize(
    ("records", "wrong"),
    [
        ((scan("ct", "line-1+D28"), line()), []),
        ((scan("ct", "nobody+D28"),), [("ct", "date")]),
        ((scan("ct", "line-1.date+D28"), line()), [("ct", "date")]),
        ((scan("ct", "ct+D28"),), [("ct", "date")]),
        ((scan("ct", "ct.date+D28"),), [("ct", "date")]),
        ((scan("a", "b+D1"), scan("b", "a-D1")), [("a", "date"), ("b", "date")]),
        ((line("2019", "line-1+D28"),), []),
        ((line("2019", "line-1-D28"),), [("line-1", "stop")]),
        ((line("line-1.stop-D28", "2019"),), []),
        ((line("2025-12-31"), scan("ct", "line-1+D28")), [("ct", "date")]),
        ((scan("a", "2019"), scan("b", "2020"), scan("c", "M3")), [("c", "date")]),
        ((scan("a", "D9"), scan("b", "M2"), scan("c", "2019")), [("c", "date")]),
        ((scan("ct", "age 63"),), []),
    ],
)
def test_what_is_wrong_with_it(
    records: tuple[Entry, ...], wrong: list[tuple[str, str]]
) -> None:
    assert wrong_fields(*records) == wrong


def test_a_bare_offset_among_dates_is_told_how_to_be_written() -> None:
    mixed = case(scan("a", "2019"), scan("b", "2020"), scan("c", "M-3"))
    (problem,) = problems(mixed, TODAY)
    assert "write diagnosis-M3" in problem.message


def test_it_is_placed_as_a_date_that_stands_by_itself() -> None:
    dated = case(line("2019-03-03"), scan("ct", "line-1+M1"), scan("x", "gone+D1"))
    placed = Chronology.of(dated).placed
    ct, lost = dated.of_kind(Finding)
    assert placed(ct, "date") == PartialDate.parse("[2019-04-03..2019-05-02]")
    assert not placed(lost, "date").known


def test_its_words_name_what_it_is_counted_from() -> None:
    dated = case(
        line("2019-03-03"), scan("ct", "line-1+D28"), scan("x", "ct+D1"), scan("u", "")
    )
    chronology = Chronology.of(dated)
    by_id = {record.id: record for record in dated.records}
    words = date_in_words(chronology, by_id["ct"], "date")
    assert words == "28 days after start of GP (31 Mar 2019)"
    german = date_in_words(chronology, by_id["ct"], "date", Words(Language.DE))
    assert german == "28 Tage nach Beginn von GP (31. Mär 2019)"
    assert date_in_words(chronology, by_id["x"], "date").startswith("1 day after ")
    undated = case(line(), scan("ct", "line-1+D28"))
    words = date_in_words(Chronology.of(undated), undated.of_kind(Finding)[0], "date")
    assert words == "28 days after start of GP (day not known)"
    aged = case(scan("ct", "age 63"))
    words = date_in_words(Chronology.of(aged), aged.of_kind(Finding)[0], "date")
    assert words == "age 63 (day not known)"
