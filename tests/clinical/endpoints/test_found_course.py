"""Courses on which the product was wrong, with the right values of `found/README.md`.

Each is an example of a kind that stands inline elsewhere, so that nothing rests on the
folder alone: best responses in `test_response`, HER2 in `her2/test_ish`.
"""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.response_vocabulary import Response
from timeline.clinical.response.course import response_course_of
from timeline.clinical.response.words import measured_in_words
from timeline.clinical.review import Review, review
from timeline.exchange.case_file import read

FOUND = Path(__file__).parents[4] / "shared/found/course"
TODAY = dt.date(2026, 1, 15)


def reviewed(name: str) -> Review:
    file = FOUND / f"{name}.toml"
    if not file.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (case,) = read(file, today=TODAY).cases
    return review(case)


@pytest.mark.parametrize("name", ["BOR-NE-PD", "BOR-PD-PR"])
def test_the_best_response_goes_as_far_as_the_first_progression(name: str) -> None:
    (line,) = reviewed(name).endpoints.lines
    assert line.best_response.category is Response.PD


def test_what_comes_after_the_progression_is_asked_about() -> None:
    asked = [query.text for query in reviewed("BOR-PD-PR").open_queries]
    assert any(text.startswith("PR") and "after it" in text for text in asked)


def test_drugs_of_one_day_are_one_line_with_each_drug_named() -> None:
    case = reviewed("LOT-SAMEDAY")
    assert [line.number for line in case.endpoints.lines] == [1]
    assert case.endpoints.count.text.startswith("LoT 1")


def test_polysomy_does_not_hide_an_amplification() -> None:
    (standing,) = reviewed("CT-1").her2.standings
    assert standing.entry is not None
    assert standing.entry.classification.her2_class.value == "positive"
    codes = [warning.code for warning in standing.entry.classification.warnings]
    assert "W-POLYSOMY" in codes


def test_sums_of_100_60_and_75_mm_are_a_response_and_then_progression() -> None:
    course = reviewed("Q-1")
    found = response_course_of(course.case, course.chronology, course.settings)
    assert [(r.record.id, r.text) for r in found] == [("b1", "PR"), ("b2", "PD")]
    assert measured_in_words(course.case, found[1]) == (
        "PD (75 mm, +25.0 % and +15 mm over the smallest sum of 60 mm)"
    )
    best = course.endpoints.line(1).best_response
    assert (best.stated, best.measured[0].category) == (None, Response.PR)
    assert not any(query.rule == "best-response" for query in course.open_queries)
