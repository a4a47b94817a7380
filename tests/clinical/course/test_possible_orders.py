"""Orders of events against every choice of days, tried one by one."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinical.small_case import case_of, order, record
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.course.possible_orders import (
    MOST_ASKED,
    TOO_MANY,
    PossibleOrder,
    answers,
)
from timeline.clinical.course.recorded_orders import CONTRADICTORY, UnclearOrderError

ZERO = dt.date(2020, 1, 1).toordinal()
NAMES = "abcd"
Window = tuple[int, int]


def text(window: Window) -> str:
    first, last = (dt.date.fromordinal(ZERO + day).isoformat() for day in window)
    return first if window[0] == window[1] else f"[{first}..{last}]"


def chronology(windows: dict[str, Window], orders: list[tuple[str, str]]) -> Chronology:
    entries: list[Entry] = [
        record("finding", name, type="imaging", date=text(window))
        for name, window in windows.items()
    ]
    return Chronology(case_of(*entries, *(order(a, b) for a, b in orders)))


windows_of_four = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=4, max_size=4
).map(lambda spans: {n: (a, a + b) for n, (a, b) in zip(NAMES, spans, strict=True)})
orders_of_four = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
        lambda pair: pair[0] < pair[1]
    ),
    max_size=2,
)


def choices(
    windows: dict[str, Window], orders: list[tuple[str, str]]
) -> list[dict[str, int]]:
    spans = (range(first, last + 1) for first, last in windows.values())
    tried = (
        dict(zip(windows, days, strict=True)) for days in itertools.product(*spans)
    )
    return [days for days in tried if all(days[a] <= days[b] for a, b in orders)]


def point(name: str) -> str:
    return f"{name}.date"


@given(windows_of_four, orders_of_four)
def test_first_and_last_are_those_of_some_choice_of_days(
    windows: dict[str, Window], orders: list[tuple[str, str]]
) -> None:
    possible = choices(windows, orders)
    points = [point(name) for name in windows]
    if not possible:
        return
    known = chronology(windows, orders)
    first = {a.value for a in answers(known, lambda o: o.first(points))}
    last = {a.value for a in answers(known, lambda o: o.last(points))}
    assert first == {point(min(days, key=lambda n: (days[n], n))) for days in possible}
    assert last == {point(max(days, key=lambda n: (days[n], n))) for days in possible}


@given(windows_of_four, orders_of_four, st.integers(0, 2))
def test_lengths_in_each_order_are_those_of_its_choices_of_days(
    windows: dict[str, Window], orders: list[tuple[str, str]], days: int
) -> None:
    """One comparison leaves two orders; each holds the lengths of its own days."""
    possible = choices(windows, orders)
    if not possible:
        return
    known = chronology(windows, orders)
    follows = any({pair} <= {("a", "b")} for pair in orders)

    def later(chosen: dict[str, int]) -> bool:
        gap = chosen["b"] - chosen["a"]
        return gap > days or (days == 0 and follows and gap == 0)

    def question(tried: PossibleOrder) -> bool:
        return tried.later("b.date", "a.date", days)

    given_answers = answers(known, question)
    direct = {later(chosen) for chosen in possible}
    assert {answer.value for answer in given_answers} >= direct
    for value, tried in given_answers:
        lengths = [c["d"] - c["c"] for c in possible if later(c) is value]
        if lengths:
            assert tried.least("c.date", "d.date") <= min(lengths)
            assert -tried.least("d.date", "c.date") >= max(lengths)


def test_what_an_order_settles_is_kept_in_what_is_asked_next() -> None:
    known = chronology({"a": (0, 9), "b": (0, 9), "c": (5, 5)}, [])

    def question(tried: PossibleOrder) -> tuple[bool, bool, bool]:
        return (
            tried.later("a.date", "c.date"),
            tried.later("b.date", "a.date"),
            tried.later("b.date", "c.date"),
        )

    found = {answer.value for answer in answers(known, question)}
    # What is after a, which is after c, is after c; and the other way round.
    assert (True, True, False) not in found
    assert (False, False, True) not in found
    assert len(found) == 6


def test_many_open_events_stand_beside_the_certain_ones() -> None:
    count = MOST_ASKED + 1
    names = [f"x{number}" for number in range(count)]
    windows = {"start": (3, 3), "sure": (8, 8), **dict.fromkeys(names, (0, 9))}
    known = chronology(windows, [])
    points = [point(name) for name in (*names, "sure")]
    ((within, _),) = answers(known, lambda o: o.within(points, "start.date", None))
    assert within.certain == ("sure.date",)
    assert within.possible == tuple(point(name) for name in names)
    first = {a.value for a in answers(known, lambda o: o.first_of(within))}
    assert first == {point(name) for name in (*names, "sure")}


def test_dates_that_contradict_each_other_have_no_order() -> None:
    known = chronology({"a": (5, 5), "b": (1, 1)}, [("a", "b")])
    with pytest.raises(UnclearOrderError, match=CONTRADICTORY):
        answers(known, lambda o: o.later("b.date", "a.date"))


def test_too_many_orders_are_not_gone_through() -> None:
    names = [f"x{number}" for number in range(9)]
    pairs = list(itertools.pairwise(point(name) for name in names))
    known = chronology(dict.fromkeys(names, (0, 50)), [])
    with pytest.raises(UnclearOrderError, match=TOO_MANY):
        answers(known, lambda o: [o.later(first, second) for first, second in pairs])


def test_what_nothing_places_keeps_the_place_that_the_case_sorts_it_to() -> None:
    entries = [
        record("finding", "a", type="imaging", date="2020-01-05"),
        record("finding", "b", type="imaging"),
    ]
    known = Chronology(case_of(*entries))
    ((value, tried),) = answers(known, lambda o: o.later("b.date", "a.date"))
    assert value is True
    assert tried.unsettled == []
