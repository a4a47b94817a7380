"""What page and print measure alike, worked out by hand."""

from dataclasses import replace

import pytest

from timeline.case.chronology import Bounds
from timeline.charts.geometry import (
    first_mark_row,
    footprint,
    possible_days,
    time_scale,
)
from timeline.charts.horizontal import Horizontal
from timeline.swimlane.model import Bar, Certainty, Group, Lane, Mark, Shape, Tone
from tui.scenes import swimlane

AXIS = Horizontal(0, 1000, 1000, relative=True)
"""One day is one unit."""
BAR = Bar(
    "b", Bounds(100, 100), Bounds(199, 199), Tone.CHEMOTHERAPY, Certainty.DAY, "", ()
)
MARK = Mark("m", Bounds(100, 109), Tone.SURGERY, Shape.SQUARE, Certainty.WINDOW, "", ())


def test_a_bar_of_exact_days_can_hold_its_label() -> None:
    assert footprint(BAR, AXIS) == (100, 200, True)


@pytest.mark.parametrize(
    "bar",
    [
        replace(BAR, start=Bounds(100, 120), certainty=Certainty.MONTH),
        replace(BAR, ongoing=True),
        replace(BAR, further=(Tone.ANTI_HER2,)),
        # began before the drawing, and nothing of it is known within: a pale stub
        replace(BAR, start=Bounds(-90, -90), stop=Bounds(-50, -50), cut_start=True),
    ],
)
def test_a_bar_that_is_not_of_one_full_colour_cannot(bar: Bar) -> None:
    assert not footprint(bar, AXIS).plain


def test_a_mark_reaches_over_the_days_on_which_it_may_have_happened() -> None:
    assert footprint(MARK, AXIS) == (100, 110, False)
    exact = replace(MARK, at=Bounds(100, 100))
    assert footprint(exact, AXIS) == (100.5, 100.5, False)


def test_marks_stand_below_the_bars_of_their_lane() -> None:
    lane = Lane(Group.SYSTEMIC, "", "")
    assert first_mark_row(lane) == 0
    assert first_mark_row(replace(lane, bars=(BAR, replace(BAR, row=2)))) == 3


def test_the_axis_has_room_at_its_ends() -> None:
    # 100 days on 100 of 120 units: a day for each unit
    picture = replace(swimlane(), first_day=0, last_day=99)
    axis = time_scale(picture, 120, before=5, after=15)
    assert (axis.first, axis.last) == (-5, 115)
    assert axis.pixel(0) == pytest.approx(5)


def test_a_sample_was_taken_between_its_limits() -> None:
    assert possible_days(Bounds(5, 5), 10) is None
    assert possible_days(Bounds(5, 8), 10) == (5, 9)
    # an open side reaches ten days from where the point stands
    assert possible_days(Bounds(None, 8), 10) == (-1.5, 9)
    assert possible_days(Bounds(5, None), 10) == (5, 15.5)
