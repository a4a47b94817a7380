import csv
from pathlib import Path

import pytest

from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.vocabulary import CtcaeVersion
from timeline.clinical.catalogues.ctcae import (
    all_ctcae_terms,
    complete_ctcae_term,
    find_ctcae_term,
)


def grades_of(term: str, edition: str) -> frozenset[int] | None:
    known = find_ctcae_term(term, edition)
    return known.grades if known else None


@pytest.mark.parametrize(
    ("term", "grades"),
    [  # as CTCAE 5.0 prints them
        ("Fatigue", {1, 2, 3}),
        ("febrile neutropenia", {3, 4, 5}),
        ("Alopecia", {1, 2}),
        ("diarrhoea", {1, 2, 3, 4, 5}),
        ("Anaemia", {1, 2, 3, 4, 5}),
        ("Palmar-plantar erythrodysesthesia syndrome", {1, 2, 3}),
    ],
)
def test_a_term_has_the_grades_of_its_edition(term: str, grades: set[int]) -> None:
    assert grades_of(term, "5.0") == frozenset(grades)


@pytest.mark.parametrize("edition", ["3.0", "4.0", "4.03", "6.0", ""])
def test_nothing_is_said_of_an_edition_that_is_not_at_hand(edition: str) -> None:
    assert grades_of("Fatigue", edition) is None


def test_nothing_is_said_of_a_term_that_ctcae_does_not_have() -> None:
    assert grades_of("tired after lunch", "5.0") is None


def test_every_term_has_grades_and_one_spelling() -> None:
    for each in all_ctcae_terms():
        assert each.grades
        assert each.grades <= {1, 2, 3, 4, 5}
        assert each.source
        assert find_ctcae_term(each.term, each.edition) is each


def test_terms_are_completed_in_either_spelling() -> None:
    assert complete_ctcae_term("diarrho") == ("Diarrhea",)
    assert complete_ctcae_term("fatig") == ("Fatigue",)


@pytest.mark.parametrize("edition", CtcaeVersion)
def test_the_record_takes_every_grade_that_a_source_states(
    edition: CtcaeVersion,
) -> None:
    event = AdverseEvent(id="ae", term="fatigue", grade=4, ctcae_version=edition)
    assert event.label == "G4 fatigue"


def test_the_whole_table_is_that_of_the_institute(shared_data: Path) -> None:
    with (shared_data / "vocab" / "ctcae_v5.csv").open(encoding="utf-8") as file:
        terms = {row["term"]: row["grades_that_exist"] for row in csv.DictReader(file)}
    assert len(terms) == len(all_ctcae_terms())
    for term, grades in terms.items():
        assert grades_of(term, "5.0") == frozenset(map(int, grades))
