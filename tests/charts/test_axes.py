"""Finer ticks of a time axis."""

from timeline.charts.axes import finer_ticks
from timeline.charts.horizontal import Horizontal
from timeline.charts.traces import MOST
from timeline.swimlane.time_axis import Tick

AXIS = Horizontal(0, 96, 1000, relative=True)


def every(step: int) -> tuple[Tick, ...]:
    return tuple(Tick(day, str(day)) for day in range(0, 97, step))


def test_each_level_has_room_for_twice_as_many() -> None:
    asked: list[int] = []

    def ticks(most: int) -> tuple[Tick, ...]:
        asked.append(most)
        return every(max(1, 96 // most))

    levels = finer_ticks(ticks, AXIS)
    assert asked == [MOST, 24, 48, 96, 192]
    # steps of 8, 4, 2 and 1 days over 96 days; nothing is finer than a day
    assert [len(level["ticktext"]) for level in levels] == [13, 25, 49, 97]


def test_levels_that_add_nothing_are_left_out() -> None:
    (only,) = finer_ticks(lambda _: every(48), AXIS)
    # 48 days are 48 / 30.4375 months
    assert only == {"tickvals": [0, 1.577, 3.154], "ticktext": ["0", "48", "96"]}
