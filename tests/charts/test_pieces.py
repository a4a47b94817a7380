"""Bars and marks cut by what is known of their ends; days count from 100."""

import pytest

from timeline.case.chronology import Bounds
from timeline.charts.horizontal import Horizontal
from timeline.charts.pieces import (
    FADE_PIXELS,
    MONTH_SHARE,
    Look,
    Piece,
    bar_pieces,
    mark_day,
    mark_whiskers,
    possible_days,
)
from timeline.swimlane.model import Bar, Certainty, Mark, Shape, Tone

AXIS = Horizontal(first=0, last=1000, pixels=1000, relative=True)
FADE = FADE_PIXELS  # a day is a pixel wide


def _bar(
    start: Bounds,
    stop: Bounds,
    certainty: Certainty,
    *,
    ongoing: bool = False,
) -> Bar:
    tone = Tone.CHEMOTHERAPY
    return Bar("r", start, stop, tone, certainty, "", (), ongoing=ongoing)


def _mark(at: Bounds, certainty: Certainty) -> Mark:
    return Mark("r", at, Tone.FINDING, Shape.TICK, certainty, "", ())


def _cut(bar: Bar) -> list[tuple[float, float, Look, float]]:
    return [(p.start, p.end, p.look, p.share) for p in bar_pieces(bar, AXIS)]


def test_exact_days_are_solid_to_the_end_of_the_last_day() -> None:
    bar = _bar(Bounds(100, 100), Bounds(200, 200), Certainty.DAY)
    assert _cut(bar) == [(100, 201, Look.PLAIN, 1)]


def test_months_are_lighter_at_both_ends() -> None:
    bar = _bar(Bounds(100, 130), Bounds(200, 230), Certainty.MONTH)
    start, middle, end = _cut(bar)
    assert start[:3] == (100, 130, Look.PLAIN)
    assert middle == (130, 201, Look.PLAIN, 1)
    assert end[:3] == (201, 231, Look.PLAIN)
    assert start[3] == end[3] < 1


@pytest.mark.parametrize(
    ("certainty", "look"),
    [(Certainty.ORDER, Look.HATCHED), (Certainty.NARRATIVE, Look.DOTTED)],
)
def test_an_undated_course_fills_its_window(certainty: Certainty, look: Look) -> None:
    bar = _bar(Bounds(100, 300), Bounds(100, 300), certainty)
    assert _cut(bar) == [(100, 301, look, 1)]


def test_an_open_start_fades_and_draws_no_start() -> None:
    bar = _bar(Bounds(None, 300), Bounds(None, 300), Certainty.UNPLACED)
    pieces = _cut(bar)
    assert max(end for _, end, _, _ in pieces) == 301
    assert min(start for start, *_ in pieces) == pytest.approx(301 - FADE)
    assert all(share < 1 for *_, share in pieces)


def test_an_open_start_is_solid_where_it_certainly_ran() -> None:
    bar = _bar(Bounds(None, 300), Bounds(400, 420), Certainty.UNPLACED)
    *fade, solid, edge = _cut(bar)
    assert fade[0][0] == pytest.approx(300 - FADE)
    assert fade[-1][1] == 300
    assert [share for *_, share in fade] == sorted(share for *_, share in fade)
    assert solid == (300, 401, Look.PLAIN, 1)
    assert (edge[0], edge[1]) == (401, 421)


def test_a_bar_that_is_open_on_both_sides_fades_on_both() -> None:
    bar = _bar(Bounds(None, None), Bounds(300, None), Certainty.UNPLACED)
    pieces = _cut(bar)
    assert pieces[0][0] == pytest.approx(301 - FADE)
    assert pieces[-1][1] == pytest.approx(301 + FADE)
    assert all(share < 1 for *_, share in pieces)


def test_an_unknown_end_fades_after_what_is_known() -> None:
    bar = _bar(Bounds(100, 100), Bounds(100, None), Certainty.DAY)
    pieces = _cut(bar)
    assert pieces[0] == (100, 101, Look.PLAIN, 1)
    assert pieces[-1][1] == pytest.approx(101 + FADE)


def test_of_an_end_with_a_last_limit_only_the_first_day_is_certain() -> None:
    bar = _bar(Bounds(100, 100), Bounds(None, 120), Certainty.WINDOW)
    solid, edge = _cut(bar)
    assert solid == (100, 101, Look.PLAIN, 1)
    assert edge[:3] == (101, 121, Look.HATCHED)


def test_what_goes_on_is_solid_up_to_the_first_day_that_the_cutoff_may_be() -> None:
    stop = Bounds(470, 500)
    bar = _bar(Bounds(100, 100), stop, Certainty.DAY, ongoing=True)
    # the last follow-up was in that month: until its first day it certainly went on
    assert _cut(bar) == [(100, 471, Look.PLAIN, 1), (471, 501, Look.PLAIN, 0.4)]


def test_what_goes_on_without_a_cutoff_reaches_the_edge() -> None:
    bar = _bar(Bounds(100, 100), Bounds(), Certainty.DAY, ongoing=True)
    assert _cut(bar) == [(100, 1000, Look.PLAIN, 1)]
    (piece,) = bar_pieces(bar, AXIS, after=16)
    assert piece.end == 984


def test_a_contradiction_is_drawn_from_left_to_right() -> None:
    # begins on day 200 and would have to end by day 100
    bar = _bar(Bounds(200, 200), Bounds(100, 100), Certainty.DAY)
    assert _cut(bar) == [(200, 201, Look.PLAIN, 1)]


def test_a_fade_is_cut_off_at_the_edge() -> None:
    bar = _bar(Bounds(900, 900), Bounds(980, None), Certainty.DAY)
    solid, *fade = _cut(bar)
    assert solid == (900, 981, Look.PLAIN, 1)
    # five steps of 48 / 5 days each, of which the second one reaches the edge
    assert [(start, end) for start, end, *_ in fade] == [
        pytest.approx((981, 990.6)),
        pytest.approx((990.6, 1000)),
    ]


@pytest.mark.parametrize(("day", "stub"), [(-90, (0, 5)), (1200, (995, 1000))])
def test_of_a_bar_beyond_the_edge_a_pale_stub_stays(
    day: int, stub: tuple[float, float]
) -> None:
    (piece,) = bar_pieces(
        _bar(Bounds(day, day), Bounds(day + 9, day + 9), Certainty.DAY), AXIS, least=5
    )
    assert (piece.start, piece.end) == stub
    assert piece.share < MONTH_SHARE


def test_a_bar_of_one_day_is_as_wide_as_can_be_seen() -> None:
    bar = _bar(Bounds(100, 100), Bounds(100, 100), Certainty.DAY)
    assert bar_pieces(bar, AXIS, least=5) == (Piece(100, 105, Look.PLAIN),)


def test_a_mark_stands_in_the_middle_of_its_days() -> None:
    mark = _mark(Bounds(100, 129), Certainty.MONTH)
    assert mark_day(mark.at) == 115
    (whisker,) = mark_whiskers(mark, AXIS)
    assert (whisker.start, whisker.end) == (100, 130)
    assert mark_whiskers(_mark(Bounds(100, 100), Certainty.DAY), AXIS) == ()


def test_a_mark_with_one_limit_stands_at_it() -> None:
    late = _mark(Bounds(None, 300), Certainty.UNPLACED)
    assert mark_day(late.at) == 300.5
    assert min(w.start for w in mark_whiskers(late, AXIS)) == 300.5 - FADE
    early = _mark(Bounds(300, None), Certainty.UNPLACED)
    assert max(w.end for w in mark_whiskers(early, AXIS)) == 300.5 + FADE


def test_a_whisker_is_cut_off_at_the_edge() -> None:
    (whisker,) = mark_whiskers(_mark(Bounds(990, 1100), Certainty.WINDOW), AXIS)
    assert (whisker.start, whisker.end) == (990, 1000)


def test_a_sample_was_taken_between_its_limits() -> None:
    assert possible_days(Bounds(5, 5), 10) is None
    assert possible_days(Bounds(5, 8), 10) == (5, 9)
    # an open side reaches ten days from where the point stands
    assert possible_days(Bounds(None, 8), 10) == (-1.5, 9)
    assert possible_days(Bounds(5, None), 10) == (5, 15.5)
