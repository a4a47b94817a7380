"""Whether days and orders say which of two points came first."""

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.partial_date import PartialDate
from timeline.case.records.bookkeeping import Order
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.vocabulary import Confidence


def case_of(dates: dict[str, str], *orders: tuple[str, str, Confidence]) -> Case:
    visits = [
        FollowUp(id=name, date=PartialDate.parse(date)) for name, date in dates.items()
    ]
    links = [
        Order(id=f"o{number}", earlier=earlier, later=later, confidence=confidence)
        for number, (earlier, later, confidence) in enumerate(orders)
    ]
    return Case(Patient(id="p", code="P1"), (*visits, *links))


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ("2020-01", "2020-02", True),
        ("2020-01-05", "2020-01-05", True),
        ("2020-01", "2020-01", False),
        ("2020-02", "2020-01", False),
        ("", "2020-01", False),
        ("2020-01", "", False),
        ("[..2020-01]", "[2020-02..]", True),
    ],
)
def test_days(first: str, second: str, known: bool) -> None:
    chronology = Chronology(case_of({"a": first, "b": second}))
    assert chronology.not_later("a", "b") is known


def test_orders_are_followed_through_other_records() -> None:
    stated = Confidence.STATED
    case = case_of(
        {"a": "", "b": "", "c": "", "d": ""}, ("a", "b", stated), ("b", "c", stated)
    )
    chronology = Chronology(case)
    assert chronology.not_later("a", "c")
    assert not chronology.not_later("c", "a")
    assert not chronology.not_later("a", "d")


def test_the_order_of_sentences_counts_only_where_it_is_accepted() -> None:
    case = case_of({"a": "", "b": ""}, ("a", "b", Confidence.NARRATIVE))
    assert not Chronology(case).not_later("a", "b")
    assert Chronology(case, accept_narrative=True).not_later("a", "b")


def test_an_unknown_point() -> None:
    chronology = Chronology(case_of({"a": "2020"}))
    with pytest.raises(KeyError):
        chronology.not_later("a", "nothing")
