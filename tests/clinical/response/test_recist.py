"""Limits and tables of RECIST 1.1 (Eur J Cancer 2009;45:228-247)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.response_vocabulary import Response
from timeline.clinical.response.recist import (
    NonTarget,
    has_grown,
    has_shrunk,
    overall_response,
)

TENTHS = st.integers(1, 5000)
"""Tenths of millimetres, as far as a report states them."""


@given(TENTHS, TENTHS)
def test_the_limits_hold_to_the_tenth_of_a_millimetre(now: int, before: int) -> None:
    """In exact fractions: at least 30 % below, at least 20 % and 5 mm above."""
    change = Fraction(now - before, before)
    assert has_shrunk(now / 10, before / 10) is (change <= Fraction(-30, 100))
    grown = change >= Fraction(20, 100) and now - before >= 50
    assert has_grown(now / 10, before / 10) is grown


def test_what_comes_back_from_nothing_has_grown_from_5_mm_on() -> None:
    assert has_grown(5, 0)
    assert not has_grown(4.9, 0)


CR, PR, SD, PD, NE = (
    Response.CR,
    Response.PR,
    Response.SD,
    Response.PD,
    Response.NE,
)
NON = Response.NON_CR_NON_PD
Rows = list[tuple[Response | None, NonTarget, bool, Response]]
TABLE_1: Rows = [
    (CR, NonTarget.CR, False, CR),
    (CR, NonTarget.NONE, False, CR),
    (CR, NonTarget.PRESENT, False, PR),
    (CR, NonTarget.UNKNOWN, False, PR),
    (PR, NonTarget.PRESENT, False, PR),
    (PR, NonTarget.UNKNOWN, False, PR),
    (SD, NonTarget.PRESENT, False, SD),
    (SD, NonTarget.UNKNOWN, False, SD),
    (NE, NonTarget.PRESENT, False, NE),
    (PD, NonTarget.CR, False, PD),
    (PR, NonTarget.PD, False, PD),
    (CR, NonTarget.CR, True, PD),
]
TABLE_2: Rows = [
    (None, NonTarget.CR, False, CR),
    (None, NonTarget.PRESENT, False, NON),
    (None, NonTarget.UNKNOWN, False, NE),
    (None, NonTarget.PD, False, PD),
    (None, NonTarget.CR, True, PD),
]


@pytest.mark.parametrize(("target", "others", "new", "overall"), TABLE_1 + TABLE_2)
def test_the_tables_of_overall_response(
    target: Response | None, others: NonTarget, new: bool, overall: Response
) -> None:
    assert overall_response(target, others, new_lesion=new) is overall
