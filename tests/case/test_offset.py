"""How far a length reaches, by hand and over the days of two centuries."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.offset import Offset, months_later

UNITS = "DWMY"


def days(text: str, unit: str, count: int, *, before: bool = False) -> tuple[str, str]:
    offset, day = Offset(count, unit, before), dt.date.fromisoformat(text).toordinal()
    ends = offset.first_day(day, calendar=True), offset.last_day(day, calendar=True)
    first, last = (dt.date.fromordinal(end).isoformat() for end in ends)
    return first, last


@pytest.mark.parametrize(
    ("day", "unit", "count", "first", "last"),
    [
        ("2019-03-03", "D", 28, "2019-03-31", "2019-03-31"),
        ("2019-03-03", "W", 4, "2019-03-31", "2019-04-06"),
        ("2017-09-14", "M", 18, "2019-03-14", "2019-04-13"),
        ("2020-02-29", "Y", 1, "2021-02-28", "2022-02-27"),
        ("2019-01-31", "M", 1, "2019-02-28", "2019-03-30"),
    ],
)
def test_after(day: str, unit: str, count: int, first: str, last: str) -> None:
    assert days(day, unit, count) == (first, last)


@pytest.mark.parametrize(
    ("day", "unit", "count", "first", "last"),
    [
        ("2019-03-31", "D", 28, "2019-03-03", "2019-03-03"),
        ("2019-03-31", "W", 4, "2019-02-25", "2019-03-03"),
        ("2019-03-14", "M", 2, "2018-12-15", "2019-01-14"),
    ],
)
def test_before(day: str, unit: str, count: int, first: str, last: str) -> None:
    assert days(day, unit, count, before=True) == (first, last)


def test_without_a_calendar_a_month_has_30_4375_days() -> None:
    eighteen = Offset(18, "M")  # 547.875 and 578.3125 days
    assert eighteen.first_day(0, calendar=False) == 548
    assert eighteen.last_day(0, calendar=False) == 577


@given(
    st.dates(dt.date(1890, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from("WMY"),
    st.integers(0, 60),
    st.booleans(),
    st.booleans(),
)
def test_one_length_ends_where_the_next_begins(
    date: dt.date, unit: str, count: int, before: bool, calendar: bool
) -> None:
    day = date.toordinal()
    this, following = Offset(count, unit, before), Offset(count + 1, unit, before)
    if before:
        this, following = following, this
    last = this.last_day(day, calendar=calendar)
    assert last + 1 == following.first_day(day, calendar=calendar)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(UNITS),
    st.integers(0, 60),
    st.booleans(),
)
def test_no_day_makes_it_shorter_or_longer_than_the_limits(
    date: dt.date, unit: str, count: int, before: bool
) -> None:
    offset, day = Offset(count, unit, before), date.toordinal()
    first = offset.first_day(day, calendar=True) - day
    last = offset.last_day(day, calendar=True) - day
    assert offset.shortest(calendar=True) <= first <= last
    assert last <= offset.longest(calendar=True)


def test_months_go_back_as_they_go_forward() -> None:
    day = dt.date(2019, 3, 31).toordinal()
    assert months_later(day, -1) == dt.date(2019, 2, 28).toordinal()
