"""A date field takes a record by its words, and says which days that gives."""

import datetime as dt

import pytest

from timeline.case.case import Case
from timeline.case.fields import specs_by_name
from timeline.case.records.finding import Finding
from timeline.tui.entry.completion import offers
from timeline.tui.entry.counted_date import in_ids
from timeline.tui.entry.form_model import Form
from timeline.tui.entry.normalise import normalised
from timeline.tui.entry.readings import reading
from tui.entry.small_case import CASE, PATIENT

DATE = specs_by_name(Finding)["date"]
TODAY = dt.date(2026, 1, 15)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("line-1 + 28 d", "line-1+D28"),
        ("28 d after GP", "line-1+D28"),
        ("28 days after the start of GP", "line-1.start+D28"),
        ("2 weeks before end of GP", "line-1.stop-W2"),
        ("end of GP + 2 weeks", "line-1.stop+W2"),
        ("20 to 28 days after gp", "[line-1+D20..line-1+D28]"),
        ("3 months after first-operation", "first-operation+M3"),
        ("age 63", "age 63"),
    ],
)
def test_a_record_is_named_by_its_words(typed: str, canonical: str) -> None:
    assert in_ids(typed, CASE) == canonical
    assert normalised(DATE, {"date": typed}, CASE).get("date", typed) == canonical


@pytest.mark.parametrize("typed", ["2017-09", "28 days after nothing", "28 d after c"])
def test_any_other_text_stays_as_it_is(typed: str) -> None:
    assert in_ids(typed, CASE) is None
    assert normalised(DATE, {"date": typed}, CASE).get("date", typed) == typed


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        # GP starts in April 2019: its first day and 28 days are 29 April.
        (
            "28 d after GP",
            "28 days after start of GP (between 29 Apr 2019 and 28 May 2019)",
        ),
        ("1 d after end of GP", "1 day after end of GP (from 2 Apr 2019 on)"),
        ("age 63", "age 63 (day not known)"),
        ("28 d after nothing", ""),
        ("Sep 2017", "Sep 2017: a month"),
    ],
)
def test_what_was_understood_names_the_days(typed: str, says: str) -> None:
    assert reading(DATE, typed, CASE, Finding) == says


def test_an_age_is_read_by_the_age_at_presentation() -> None:
    patient = PATIENT.changed(age_at_presentation=60, presentation="2017-09")
    case = Case(patient, CASE.records)
    assert reading(DATE, "age 63", case, Finding) == (
        "age 63 (between 2 Sep 2019 and 29 Sep 2021)"
    )


def test_records_are_offered_behind_after() -> None:
    offered = offers(DATE, "28 d after g", CASE, "finding")
    assert ("28 d after line-1.start", "start of GP") in [
        (suggestion.text, suggestion.note) for suggestion in offered
    ]
    assert offers(DATE, "2017", CASE, "finding") == ()


def test_a_form_stores_it_also_where_the_field_was_not_left() -> None:
    form = Form.new(Finding, CASE).with_texts(
        {"type": "imaging", "date": "28 days after GP"}
    )
    record = form.checked(TODAY).record
    assert isinstance(record, Finding)
    assert record.date.canonical == "line-1+D28"


def test_a_record_that_is_not_there_is_named_at_the_field() -> None:
    form = Form.new(Finding, CASE).with_texts(
        {"type": "imaging", "date": "28 days after nothing"}
    )
    checked = form.checked(TODAY)
    assert checked.record is None
    ((field, message),) = checked.problems
    assert field == "date"
    assert "There is no record or date nothing" in message


def test_a_bare_offset_in_a_dated_case_says_how_to_write_it() -> None:
    form = Form.new(Finding, CASE).with_texts({"type": "imaging", "date": "M18"})
    ((field, message),) = form.checked(TODAY).problems
    assert field == "date"
    assert "write diagnosis+M18" in message
