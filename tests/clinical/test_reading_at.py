"""One day across everything, with dates calculated by hand."""

import datetime as dt

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.clinical.reading_at import ReadingAt, months_since, reading_at
from timeline.clinical.review import review


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


ZERO = Bounds(day("2017-09-01"), day("2017-09-30"))


def read(case: Case, text: str, *, narrative: bool = False) -> ReadingAt:
    return reading_at(review(case, accept_narrative=narrative), day(text), ZERO)


def test_month_33_reads_across_all_lanes(published: Case) -> None:
    found = read(published, "2020-06-15")
    assert found.sentence == (
        "month 33: line 4 trastuzumab + pyrotinib, month 1; CA19-9 1200 (by Sep 2017); "
        "HER2 positive as reported (Mar 2019); last response PD, right adrenal gland "
        "on line 3, undated (between Mar 2019 and May 2020)."
    )
    assert found.line_number == 4


def test_what_may_have_been_under_way_says_so(published: Case) -> None:
    found = read(published, "2021-10-05")
    assert found.lines == (
        "perhaps line 5 DP303c or line 6 lenvatinib + pembrolizumab",
    )
    assert found.line_number is None


def test_narrative_order_leaves_fewer_possible_lines(published: Case) -> None:
    found = read(published, "2021-10-05", narrative=True)
    assert found.lines == ("perhaps line 5 DP303c",)


def test_after_the_last_follow_up_nothing_goes_on_for_certain(published: Case) -> None:
    found = read(published, "2025-06-15")
    assert found.lines == ("perhaps line 6 lenvatinib + pembrolizumab",)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (("2017-09-01", "2017-09-30"), "2020-06-15", "33"),
        (("2020-01-31", "2020-01-31"), "2020-02-29", "0"),
        (("2020-01-15", "2020-01-15"), "2020-02-15", "1"),
        # 456 to 761 days of 30.4375
        (("2018-05-16", "2019-03-17"), "2020-06-15", "14 to 25"),
    ],
)
def test_months_are_calendar_months_or_a_range(
    start: tuple[str, str], end: str, expected: str
) -> None:
    bounds = Bounds(*map(day, start))
    assert months_since(bounds, day(end), relative=False) == expected


def test_an_open_side_stays_open() -> None:
    assert months_since(Bounds(None, 0), 61, relative=True) == "2 to ?"
    assert months_since(Bounds(0, None), 61, relative=True) == "? to 2"
