"""Dates in a hurry are read where they have one reading."""

import pytest

from timeline.tui.entry.quick_date import leading_date, trailing_date
from timeline.tui.entry.short_date import written_out


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9.17", "2017-09"),
        ("12.13", "2013-12"),
        ("sep17", "2017-09"),
        ("14SEP17", "2017-09-14"),
        ("Sep2017", "2017-09"),
        ("14.9.17", "2017-09-14"),
        ("[9.17..3.19]", "[2017-09..2019-03]"),
        ("1.49", "2049-01"),
    ],
)
def test_short_dates_are_written_out(text: str, meant: str) -> None:
    assert written_out(text) == meant


@pytest.mark.parametrize(
    "text",
    ["5.12", "13.17", "1.50", "sep 17", "9/17", "xyz17", "31.2.17", "2017-09", ""],
)
def test_what_has_two_readings_stays(text: str) -> None:
    assert written_out(text) == text


def test_a_value_at_the_end_of_a_line_is_no_short_date() -> None:
    assert leading_date(("9.17", "surgery")).start == "2017-09"
    assert trailing_date(("CEA", "9.17")).start == ""
    assert trailing_date(("surgery", "sep17")).start == "2017-09"
    found = leading_date(("5.20..8.21", "trastuzumab"))
    assert (found.start, found.stop) == ("2020-05", "2021-08")
