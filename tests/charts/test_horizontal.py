"""Days as x values: one, or many at once."""

from dataclasses import replace

import pytest

from timeline.charts.horizontal import Horizontal
from tui.scenes import swimlane


def test_a_month_has_30_4375_days() -> None:
    axis = Horizontal(first=0, last=100, pixels=100, relative=True)
    starts, lengths = axis.columns([0, 30.4375, 0], [30.4375, 60.875, 15])
    assert starts == [0, 1, 0]
    assert lengths == [1, 1, 0.4928]


def test_a_calendar_has_dates_and_milliseconds() -> None:
    axis = Horizontal(first=730000, last=731000, pixels=100, relative=False)
    starts, lengths = axis.columns([730120], [730121.5])
    assert starts == ["2000-01-01"]
    assert lengths == [129_600_000]


def test_the_axis_has_room_at_its_ends() -> None:
    # 100 days on 100 of 120 pixels: a day for each pixel
    picture = replace(swimlane(), first_day=0, last_day=99)
    axis = Horizontal.spanning(picture, 120, before=5, after=15)
    assert (axis.first, axis.last) == (-5, 115)
    assert axis.pixel(0) == pytest.approx(5)
