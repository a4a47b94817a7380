"""Courses on which the product was wrong, with the right values of `found/README.md`.

Each is an example of a kind that stands inline elsewhere, so that nothing rests on the
folder alone: best responses in `test_response`, HER2 in `her2/test_ish`.
"""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.response_vocabulary import Response
from timeline.clinical.case_state import case_state
from timeline.clinical.response.course import response_course_of
from timeline.clinical.response.words import measured_in_words
from timeline.clinical.review import Review, review
from timeline.clinical.summary import summary
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


def test_a_progression_may_belong_to_either_line() -> None:
    found = reviewed("PFS-1")
    first, second = found.endpoints.lines
    free = first.progression_free
    assert free.text == "event at 11.6 mo or censored at 3.3 mo"
    assert free.settled_by is not None
    assert free.settled_by.point == "l2.start"
    assert second.progression_free.outcomes
    asked = [query for query in found.open_queries if query.rule == "order-open"]
    assert [query.records for query in asked] == [("l2", "l1")]
    assert asked[0].blocks[0] == "progression-free survival of lines 1 and 2"
    assert "start of GP" in asked[0].text
    assert "line 1" in asked[0].text


def test_a_progression_of_a_month_may_lie_before_or_after_the_next_line() -> None:
    first = reviewed("AMB-2").endpoints.line(1)
    event, censored = first.progression_free.outcomes
    # 1 to 10 December 2020 after 1 January 2020; the response on 10 April
    assert (event.duration.days_min, event.duration.days_max) == (335, 344)
    assert (censored.duration.days_min, censored.duration.days_max) == (100, 100)
    assert first.to_next_treatment.duration.days_max == 344


def test_one_reading_of_life_and_progression() -> None:
    found = reviewed("Q-1")
    survival = found.endpoints.survival
    # 20 December 2019 to the assessment of 5 June 2021
    assert survival.duration.days_min == survival.duration.days_max == 533
    assert survival.censored
    assert survival.text.startswith("17.5 mo")
    assert "Alive 5 Jun 2021" in summary(found).lines[1]
    free = found.endpoints.line(1).progression_free
    assert free.censored is False
    # 10 January to the sums of 60 mm on 5 March and of 75 mm, PD, on 5 August 2020
    assert (free.duration.days_min, free.duration.days_max) == (55, 208)


def test_a_death_of_a_year_lies_after_the_last_day_alive() -> None:
    found = reviewed("PD-DEATHYEAR")
    survival = found.endpoints.survival
    # 20 February 2018 to 12 August and to 31 December 2019
    assert (survival.duration.days_min, survival.duration.days_max) == (538, 679)
    assert survival.censored is False
    assert summary(found).lines[1].startswith("Dead 2019")
    state = case_state(found.case)
    assert state.deceased


def test_a_death_that_a_later_contact_denies_is_told_as_not_settled() -> None:
    """The header said alive, while survival ended with death."""
    found = reviewed("../records/DEAD-ALIVE")
    said = "dead 1 Oct 2020 and alive 1 Jan 2021"
    assert summary(found).course[0] == f"Not settled: {said}"
    assert case_state(found.case).deceased is None
    survival = found.endpoints.survival
    assert survival.unsettled == (said,)
    # 10 January 2020 to 1 October 2020 and to 1 January 2021
    lengths = [(o.duration.days_min, o.censored) for o in survival.outcomes]
    assert lengths == [(265, False), (357, True)]


def test_without_an_index_tumour_survival_has_no_start() -> None:
    found = reviewed("TWO-PRIM")
    assert not found.endpoints.survival.duration.computable
    assert "index tumour" in found.endpoints.survival.reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("BARE-1", "neither a date of diagnosis nor an operation is recorded"),
        ("BARE-2", "neither a date of diagnosis nor an operation is recorded"),
    ],
)
def test_a_bare_case_says_why_nothing_is_computed(name: str, reason: str) -> None:
    survival = reviewed(name).endpoints.survival
    assert survival.reason == reason
    assert survival.rule.startswith("from the index event to death")


def test_a_progression_that_is_recorded_is_never_denied() -> None:
    (line,) = reviewed("BARE-1").endpoints.lines
    assert "no progression" not in line.progression_free.reason


def test_regimens_with_one_number_set_by_hand_are_kept_apart() -> None:
    found = reviewed("LOT-WRONGORDER")
    assert [part.line.id for line in found.endpoints.lines for part in line.parts] == [
        "l1",
        "l2",
    ]
    assert len(found.endpoints.lines) == 2
    assert any(query.rule.startswith("line") for query in found.open_queries)


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
