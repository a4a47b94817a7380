import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.case.partial_date import PartialDate


def bounds(first: str | None, last: str | None) -> Bounds:
    days = [dt.date.fromisoformat(d).toordinal() if d else None for d in (first, last)]
    return Bounds(*days)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-05-01", "2021-02-28", "between May 2020 and Feb 2021"),
        ("2017-09-01", "2017-09-30", "Sep 2017"),
        ("2020-02-01", "2020-02-29", "Feb 2020"),
        ("2020-02-01", "2020-02-28", "between Feb 2020 and 28 Feb 2020"),
        (None, "2025-03-31", "by Mar 2025"),
        ("2023-03-01", None, "from Mar 2023 on"),
        ("2023-03-15", None, "from 15 Mar 2023 on"),
        ("2017-09-14", "2017-09-14", "14 Sep 2017"),
        ("2017-09-01", "2017-09-01", "1 Sep 2017"),
        ("2017-09-30", "2017-09-30", "30 Sep 2017"),
        (None, None, "unknown"),
    ],
)
def test_in_words(first: str | None, last: str | None, words: str) -> None:
    assert bounds_in_words(bounds(first, last)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("M18", "month 18"),
        ("[M18..M24]", "between month 18 and month 24"),
        ("D540", "day 540"),
        ("[..M3]", "by month 3"),
        ("M0", "month 0"),
    ],
)
def test_no_calendar_where_there_is_none(text: str, words: str) -> None:
    date = PartialDate.parse(text)
    found = bounds_in_words(Bounds(date.earliest, date.latest), relative=True)
    assert found == words


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_is_named_like_its_date(year: int, month: int) -> None:
    date = PartialDate.parse(f"{year}-{month:02d}")
    assert bounds_in_words(Bounds(date.earliest, date.latest)) == str(date)
