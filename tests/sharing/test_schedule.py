"""The grammar of schedules holds what doctors write, and neither date nor number."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.sharing.schedule import is_schedule


@pytest.mark.parametrize(
    "text",
    [
        "1000 mg/m2 d1,8 q21d",
        "d1 and d8 q3w",
        "d1, d8 and d15 q4w",
        "d1-14 q3w",
        "d1-5, 8-12 q4w",
        "days 1 to 14 of each 21-day cycle",
        "C1D1",
        "q3w x 4",
        "daily",
        "twice daily d1-14, q3w",
        "over 46 h q2w",
        "every 2 to 3 weeks",
        "2 weeks on, 1 week off",
        "14 days on / 7 days off",
        "loading dose 8 mg/kg, then 6 mg/kg every 3 weeks",
        "AUC 5 d1 q3w",
        "40 mg/m\u00b2 bid d1-28 q42d",
        "3 times a week",
    ],
)
def test_what_doctors_write(text: str) -> None:
    assert is_schedule(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "d1 on 14/09/23",
        "1957-03-12",
        "123 456 789",
        "14",
        "d1 8 15",
        "d14/9/23",
        "d1/9/23",
        "d1-9-23",
        "d14.09.23",
        "d14, 9, 23",
        "d1, 57",
        "week 14",
        "cycle 1957",
        "q3w from 14 Sep 2023",
        "q3w, 0151 234567",
        "d1 Miller",
        "q3w MRN4711",
        "\u0663 d",
    ],
)
def test_what_could_be_anything(text: str) -> None:
    assert not is_schedule(text)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(
        ("%d/%m/%y", "%d.%m.%Y", "%Y-%m-%d", "%d %m %Y", "%Y%m%d", "%d-%m-%y")
    ),
    st.sampled_from(("", "d1 ", "d1 on ", "q3w, ", "d1,", "day ", "d", "from ")),
)  # fmt: skip
def test_no_date_is_a_schedule(date: dt.date, form: str, before: str) -> None:
    assert not is_schedule(before + date.strftime(form))


@given(st.text("0123456789 -/.()+", min_size=1, max_size=20))
def test_no_number_is_a_schedule(text: str) -> None:
    assert not is_schedule(text)
