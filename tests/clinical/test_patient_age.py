"""Ages are counted by hand from the possible birthdays."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.partial_date import PartialDate
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.clinical.patient_age import AgeRange, age_at, patient_age


def bounds(text: str) -> Bounds:
    date = PartialDate.parse(text)
    return Bounds(date.earliest, date.latest)


@pytest.mark.parametrize(
    ("presentation", "when", "youngest", "oldest"),
    [
        # born between 2 Jan 1957 and 30 Sep 1958
        ("[2017-01..2017-09]", "2025-03", 66, 68),
        # born between 2 Sep 1957 and 1 Sep 1958
        ("2017-09-01", "2017-09-01", 59, 59),
        ("2017-09-01", "2018-08-31", 59, 60),
        ("2017-09-01", "2018-09-01", 60, 60),
        ("2020-02-29", "2020-02-29", 59, 59),
        ("2017-09-01", "2016-09-02", 58, 59),
    ],
)
def test_age_of_someone_who_was_59(
    presentation: str, when: str, youngest: int, oldest: int
) -> None:
    found = age_at(59, bounds(presentation), bounds(when))
    assert found == AgeRange(youngest, oldest)


@pytest.mark.parametrize("presentation", ["", "[..2017-09]", "[2017-01..]"])
def test_open_bounds_give_no_age(presentation: str) -> None:
    assert age_at(59, bounds(presentation), bounds("2025-03")) is None


def test_text() -> None:
    assert AgeRange(66, 68).text == "66-68 y"
    assert AgeRange(59, 59).text == "59 y"


days = st.dates(dt.date(1950, 1, 1), dt.date(2050, 12, 31))


@given(born=days, first=days, later=days)
def test_the_true_age_is_in_the_range(
    born: dt.date, first: dt.date, later: dt.date
) -> None:
    born, first, later = sorted((born, first, later))

    def completed(day: dt.date) -> int:
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    day, target = first.toordinal(), later.toordinal()
    found = age_at(completed(first), Bounds(day, day), Bounds(target, target))
    assert found is not None
    assert found.youngest <= completed(later) <= found.oldest


def case_of(presentation: str, follow_up: str) -> Case:
    patient = Patient(
        id="p",
        code="P1",
        age_at_presentation=59,
        presentation=PartialDate.parse(presentation),
    )
    return Case(patient, (FollowUp(id="f", date=PartialDate.parse(follow_up)),))


@pytest.mark.parametrize(
    ("follow_up", "youngest", "oldest"),
    [("D0", 59, 59), ("D365", 59, 60), ("D366", 60, 61), ("D1461", 63, 63)],
)
def test_a_case_without_a_calendar(follow_up: str, youngest: int, oldest: int) -> None:
    case = case_of("D0", follow_up)
    assert patient_age(case, Chronology(case), "f") == AgeRange(youngest, oldest)


def test_without_an_age_there_is_none() -> None:
    case = Case(Patient(id="p", code="P1"), (FollowUp(id="f"),))
    assert patient_age(case, Chronology(case), "f") is None


def test_the_published_case_stays_blank(cases: tuple[Case, ...]) -> None:
    """The presentation has no earliest day, so no later age can be given."""
    case = next(case for case in cases if case.code == "GBC-90")
    assert case.patient.age_at_presentation == 59
    for accept in (False, True):
        chronology = Chronology(case, accept_narrative=accept)
        assert patient_age(case, chronology, "e42-last-follow-up") is None


@pytest.mark.parametrize(
    ("youngest", "oldest", "text"),
    [(88, 89, "88-89 y"), (88, 90, "88 y or over"), (92, 92, "90 y or over")],
)
def test_ninety_and_over_are_one_age(youngest: int, oldest: int, text: str) -> None:
    assert AgeRange(youngest, oldest).text == text


def test_an_age_of_ninety_says_nothing_of_the_years_before() -> None:
    """De-identification writes 90 for every age above it."""
    old = case_of("D0", "D-800").patient.changed(age_at_presentation=90)
    before = Case(old, case_of("D0", "D-800").entries)
    assert patient_age(before, Chronology(before), "f") is None
    after = Case(old, case_of("D0", "D800").entries)
    age = patient_age(after, Chronology(after), "f")
    assert age is not None
    assert age.text == "90 y or over"
