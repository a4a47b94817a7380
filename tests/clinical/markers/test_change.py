"""Changes and doubling times calculated by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinical.marker_examples import value
from timeline.clinical.markers.change import (
    NO_CHANGE,
    UNDECIDED,
    log_linear_slope,
    percent_change,
    tempo,
    turned,
)


@pytest.mark.parametrize(
    ("first", "later", "text"),
    [
        ("1200", "600", "-50.0 %"),
        ("100", "150", "+50.0 %"),
        ("1200", "300", "-75.0 %"),
        ("1200", "<37", "< -96.9 %"),
        (">10000", "500", "< -95.0 %"),
        ("500", ">10000", "> +1900.0 %"),
        ("<37", "74", "> +100.0 %"),
        ("<37", ">100", "> +170.3 %"),
        (">100", "<37", "< -63.0 %"),
        ("<37", "<37", NO_CHANGE),
        ("<37", "<20", NO_CHANGE),
        (">100", ">200", NO_CHANGE),
        ("100", "100", "0.0 %"),
        ("100000", "99999", "0.0 %"),
    ],
)
def test_percent_change(first: str, later: str, text: str) -> None:
    assert percent_change(value(first), value(later)).text == text


@pytest.mark.parametrize(
    ("first", "later"), [("<37", "30"), ("30", "<37"), (">100", "200")]
)
def test_a_change_that_may_go_either_way_is_no_decrease(first: str, later: str) -> None:
    change = percent_change(value(first), value(later))
    assert change.text.startswith("not computable")
    assert (change.low, change.high) == (None, None)


@pytest.mark.parametrize(
    ("later", "small"), [("61", True), ("60", False), ("139", True), ("140", False)]
)
def test_a_change_below_40_percent_is_small(later: str, small: bool) -> None:
    assert percent_change(value("100"), value(later)).small is small


@pytest.mark.parametrize(
    ("first", "later", "days", "halving", "expected"),
    [
        ("1200", "600", 30, True, 30.0),
        ("100", "150", 60, False, 102.57),
        ("1200", "300", 60, True, 30.0),
    ],
)
def test_tempo(
    first: str, later: str, days: int, halving: bool, expected: float
) -> None:
    found = tempo(value(first, 0), value(later, days))
    assert found.halving is halving
    assert found.days_min == found.days_max == pytest.approx(expected, abs=0.005)


def test_uncertain_dates_give_a_range() -> None:
    # 1200 -> 600 between days 0..29 and 31..60: 2 to 60 days apart
    found = tempo(value("1200", 0, 29), value("600", 31, 60))
    assert (found.days_min, found.days_max) == pytest.approx((2.0, 60.0))
    assert found.text == "halving time 2.0-60.0 days"


def test_dates_that_may_be_one_day_give_an_upper_end_only() -> None:
    found = tempo(value("100", 0, 30), value("200", 0, 30))
    assert found.days_min is None
    assert found.text == "doubling time ≤ 30.0 days"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (value("1200"), value("<37", 30)),
        (value(">1200"), value("37", 30)),
        (value("100"), value("100", 30)),
        (value("100"), value("200", 0)),
        (value("100", None), value("200", None)),
    ],
)
def test_no_tempo(first: object, later: object) -> None:
    found = tempo(first, later)  # type: ignore[arg-type]
    assert found.halving is None
    assert found.text.startswith("not computable")


positive = st.floats(0.1, 1e6)


@given(positive, positive, st.integers(1, 4000))
def test_going_on_at_the_tempo_gives_the_second_value(
    first: float, later: float, days: int
) -> None:
    found = tempo(value(f"{first}"), value(f"{later}", days))
    if found.days_max is None:
        return
    factor = 2.0 ** (days / found.days_max * (-1 if found.halving else 1))
    assert first * factor == pytest.approx(later, rel=1e-6)


def test_slope_of_a_series_that_doubles_every_thirty_days() -> None:
    series = (value("100", 0), value("200", 30), value("400", 60))
    slope = log_linear_slope(series)
    assert slope.per_day == pytest.approx(math.log(2) / 30)
    assert slope.text == "doubling time 30.0 days by the slope"


def test_slope_by_hand() -> None:
    # ln 1, ln 2, ln 2 on days 0, 1, 2: slope (1 * ln 2) / 2
    slope = log_linear_slope((value("1", 0), value("2", 1), value("2", 2)))
    assert slope.per_day == pytest.approx(math.log(2) / 2)


@pytest.mark.parametrize(
    "series",
    [
        (value("100", 0), value("200", 30)),
        (value("100", 0), value("200", 30), value("<37", 60)),
        (value("100", 0), value("200", 30), value("400", 60, 90)),
        (value("100", 5), value("200", 5), value("400", 5)),
    ],
)
def test_no_slope(series: object) -> None:
    slope = log_linear_slope(series)  # type: ignore[arg-type]
    assert slope.per_day is None
    assert slope.text.startswith("not computable")


@pytest.mark.parametrize(
    ("first", "later", "words"),
    [
        ("10", "0", "-100.0 %"),
        ("0", "10", "not computable: a share of a value that is not above 0"),
        ("<37", "5", UNDECIDED),
    ],
)
def test_zero_is_a_value_and_no_hundred_percent(
    first: str, later: str, words: str
) -> None:
    assert percent_change(value(first), value(later, 30)).text == words


def test_zero_has_no_logarithm() -> None:
    fall = tempo(value("10"), value("0", 30))
    assert fall.text == "not computable: a value is not above 0"
    series = (value("8", 0), value("0", 10), value("4", 20), value("2", 40))
    assert log_linear_slope(series) == log_linear_slope((*series[:1], *series[2:]))


@pytest.mark.parametrize(
    ("texts", "critical", "answer"),
    [
        (("18", "<0.1", "14"), 40, True),
        (("100", "60", "84"), 40, True),  # -40 % and +40 %
        (("100", "61", "84"), 40, False),
        (("100", "60", "83"), 40, False),
        (("60", "84", "50"), 40, True),  # +40 %, then -40.5 %
        (("100", "95", "98", "40", "20"), 40, False),
        (("0", "5", "9"), 40, False),
        (("1.9", "0", "0.7"), 40, True),
        (("5", "<5", "<5"), 40, False),
    ],
)
def test_a_course_that_fell_and_rose_beyond_variation(
    texts: tuple[str, ...], critical: float, answer: bool
) -> None:
    values = [value(text, 30 * number) for number, text in enumerate(texts)]
    assert turned(values, critical) is answer
