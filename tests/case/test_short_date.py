"""Dates in a hurry are read where they have one reading."""

import datetime as dt

import pytest

from timeline.case.locale import DateOrder, Locale
from timeline.case.short_date import in_full, written_out

TODAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9.17", "2017-09"),
        ("12.13", "2013-12"),
        ("sep17", "2017-09"),
        ("märz17", "2017-03"),
        ("14SEP17", "2017-09-14"),
        ("14-Sep-17", "2017-09-14"),
        ("5. März 24", "2024-03-05"),
        ("Sep2017", "2017-09"),
        ("14.9.17", "2017-09-14"),
        ("15/05/20", "2020-05-15"),
        ("15-05-20", "2020-05-15"),
        ("05/15/20", "2020-05-15"),
        ("15\N{NON-BREAKING HYPHEN}05\N{NON-BREAKING HYPHEN}20", "2020-05-15"),
        ("[9.17..3.19]", "[2017-09..2019-03]"),
        # the latest year that is not yet to come, which is hand-counted from 2026
        ("9.26", "2026-09"),
        ("9.27", "1927-09"),
        ("1.49", "1949-01"),
        ("1.50", "1950-01"),
        ("15/05/61", "1961-05-15"),
    ],
)
def test_what_has_one_reading_is_written_out(text: str, meant: str) -> None:
    assert written_out(text, today=TODAY) == meant


@pytest.mark.parametrize(
    "text",
    [
        *("5. März 2024", "2017-9", "2017-09", "", "early 2019"),
        *("5.12", "13.17", "sep 17", "9/17", "xyz17", "31.2.17", "03/04/20"),
    ],
)
def test_what_is_read_elsewhere_or_has_not_one_reading_stays(text: str) -> None:
    assert written_out(text, today=TODAY) == text


def test_the_century_is_told_before_the_order() -> None:
    assert in_full("03/04/20", TODAY) == "03/04/2020"
    month_first = Locale(date_order=DateOrder.MONTH_FIRST)
    assert written_out("03/04/20", month_first, TODAY) == "2020-03-04"
