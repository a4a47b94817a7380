"""Ends, ticks and places of a marker's values, worked out by hand."""

from math import log10

import pytest

from timeline.case.chronology import Bounds
from timeline.language.words import ENGLISH
from timeline.swimlane.model import Certainty, Point, Series
from timeline.swimlane.value_scale import linear_scale, log_scale, tick_text


def series(*points: Point, limit: float | None = 37) -> Series:
    return Series("CA19-9", "U/mL", limit, limit is not None, points, "")


def point(value: float, certainty: Certainty = Certainty.DAY, day: int = 3) -> Point:
    unplaced = certainty is Certainty.UNPLACED
    at = Bounds(None, day) if unplaced else Bounds(day, day)
    return Point("p", at, value, "=", certainty, "", ())


def test_a_log_scale_has_room_around_its_values() -> None:
    # 37 to 1200 spans 1.51 powers; 12 % of that is 0.18 at either end
    scale = series(point(1200)).log_scale
    span = log10(1200) - log10(37)
    assert scale.low == pytest.approx(log10(37) - 0.12 * span)
    assert scale.high == pytest.approx(log10(1200) + 0.12 * span)
    assert scale.ticks == (50, 100, 200, 500, 1000)
    assert scale.main_ticks == (100, 1000)


def test_close_values_do_not_fill_a_log_scale() -> None:
    # one power around the middle of 10 and 10, and the least room of 0.15
    scale = log_scale([10])
    assert (scale.low, scale.high) == pytest.approx((0.35, 1.65))
    assert scale.ticks == (5, 10, 20)
    assert scale.share(10) == pytest.approx(0.5)


def test_a_long_log_scale_has_whole_powers_alone() -> None:
    # log10: -0.22 to 4.18, and 0.53 of room
    assert log_scale([0.6, 15_000]).ticks == (1, 10, 100, 1000, 10_000)


def test_no_two_ticks_are_named_in_one_row() -> None:
    scale = log_scale([37, 1200])
    # from the top down, of 1.87 powers: 1000 at 14 %, 500 at 30, 200 at 51, 100 at 67,
    # 50 at 83; on three rows 0.28, 0.60, 1.03, 1.35, 1.67
    assert scale.named(3) == {0: 1000, 1: 100, 2: 50}
    assert scale.named(7) == {1: 1000, 4: 100, 2: 500, 3: 200, 5: 50}


def test_few_rows_still_tell_a_high_value_from_a_normal_one() -> None:
    scale = series(point(1200), point(85)).log_scale
    assert scale.row(1200, 3) == 0
    assert scale.row(85, 3) == 1


def test_a_value_beyond_the_scale_stands_at_its_end() -> None:
    scale = linear_scale([37])
    assert scale.down(1000, 5) == 0
    assert scale.down(-1, 5) == 4


def test_a_linear_scale_ends_at_a_round_number() -> None:
    scale = series().linear_scale
    assert (scale.low, scale.high, scale.ticks) == (0, 50, (0, 25, 50))
    assert scale.down(25, 5) == 2


def test_a_series_without_values_still_has_a_scale() -> None:
    scale = series(limit=None).log_scale
    assert scale.ticks == (0.5, 1, 2)
    assert series(limit=None).linear_scale.high == 1


def test_the_lowest_tick_is_0_and_not_minus_0() -> None:
    assert tick_text(linear_scale([56, 36]).ticks[0]) == "0"


def test_the_text_of_a_tick_is_a_plain_number() -> None:
    assert [tick_text(v) for v in (0.05, 10, 1e6)] == ["0.05", "10", "1000000"]


def test_a_curve_joins_what_has_a_stated_date() -> None:
    day, month = point(1), point(2, Certainty.MONTH)
    window, before = point(3, Certainty.WINDOW), point(4, Certainty.UNPLACED)
    nowhere = Point("p", Bounds(), 5, "=", Certainty.UNPLACED, "", ())
    several = series(day, month, window, before, nowhere)
    assert several.placed == (day, month, window, before)
    assert several.joined == (day, month)
    assert not several.names_values
    assert series(day, month, window, nowhere).names_values


def test_the_line_of_a_limit_says_whose_limit_it_is() -> None:
    assert series().limit_text(ENGLISH) == "Upper limit 37 (setting)"
    assert series(limit=None).limit_text(ENGLISH) == ""


@pytest.mark.parametrize("value", [1e40, 1e308, 5e-300])
def test_a_scale_holds_any_number(value: float) -> None:
    """People mistype; a picture of it is wrong by its number and not by a crash."""
    scale = log_scale([value, 40.0])
    assert 0 < scale.share(value) < 1
    assert scale.value(1.0) > 0
