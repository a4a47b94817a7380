"""Two recorded lines that began on one day are one line with all of their drugs."""

import datetime as dt
from pathlib import Path

import pytest

from clinical.small_case import case_of, record
from timeline.case.case import Case
from timeline.clinical.review import review
from timeline.exchange.case_file import read
from timeline.report.build import document_of
from timeline.report.text import as_text

FILE = Path(__file__).parents[4] / "shared/found/course/LOT-SAMEDAY.toml"


def _inline() -> Case:
    when = {"start": "2015-01-10", "setting": "palliative"}
    return case_of(
        record("therapy_line", "l1", regimen="GP", stop="2015-07-10", **when),
        record("therapy_line", "l2", regimen="trastuzumab", stop="2016-07-10", **when),
    )


def _found() -> Case:
    if not FILE.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (case,) = read(FILE, today=dt.date(2026, 1, 1)).cases
    return case


@pytest.fixture(params=[_inline, _found], ids=["inline", "file"])
def course(request: pytest.FixtureRequest) -> Case:
    case: Case = request.param()
    return case


def test_every_agent_against_her2_is_counted_and_named(course: Case) -> None:
    reviewed = review(course)
    count = reviewed.endpoints.count
    assert count.total == 1
    assert count.anti_her2_lines == (1,)
    assert count.anti_her2_drugs == ("trastuzumab",)
    text = as_text(document_of(reviewed))
    assert "1 [P] GP + trastuzumab" in text
