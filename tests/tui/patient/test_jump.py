"""Where a person jumps to."""

import datetime as dt

import pytest

from timeline.case.case import Case
from timeline.clinical.review import review
from timeline.tui.patient.jump import JumpError, jump_day

ZERO = dt.date(2017, 9, 1).toordinal()


def test_a_jump_understands_month_date_and_line(cases: dict[str, Case]) -> None:
    reviewed = review(cases["GBC-90"])
    jan = dt.date(2022, 1, 1).toordinal()
    assert jump_day("Jan 2022", reviewed, ZERO) == jan + 15
    assert jump_day("2022-01-01", reviewed, ZERO) == jan
    assert dt.date.fromordinal(round(jump_day("M33", reviewed, ZERO))).month == 6
    may = dt.date(2020, 5, 31).toordinal()  # begun for certain
    assert jump_day("line 4", reviewed, ZERO) == jump_day("L04", reviewed, ZERO) == may


@pytest.mark.parametrize("words", ["soon", "L9", "D12", "month"])
def test_a_jump_to_nowhere_says_what_to_type(
    cases: dict[str, Case], words: str
) -> None:
    with pytest.raises(JumpError):
        jump_day(words, review(cases["GBC-90"]), ZERO)
