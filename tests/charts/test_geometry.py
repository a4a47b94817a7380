"""Where page and print put a swimlane, worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from charts.print.random_swimlanes import swimlanes
from effort import effort
from timeline.case.chronology import Bounds
from timeline.charts.geometry import (
    Area,
    Drawn,
    LaneRows,
    LaneTitle,
    RowHeights,
    lay_groups,
    lay_strip,
)
from timeline.charts.horizontal import Horizontal
from timeline.charts.label_places import LabelPlace, LabelSide
from timeline.charts.sheet import WIDTH, sheet
from timeline.swimlane.model import (
    Bar,
    Certainty,
    Group,
    Lane,
    Mark,
    Shape,
    Swimlane,
    Tone,
)
from tui.scenes import swimlane

AXIS = Horizontal(0, 1000, 1000, relative=True)
"""One day is one unit."""
AREA = Area(AXIS, cutoff=None, mark=5, arrow=20, gap=2, measure=len, box=lambda _: 30)
HEIGHTS = RowHeights(heading=1.25, no_heading=0.5, below_lane=0.25, below_group=0.5)
BAR = Bar(
    "b", Bounds(100, 100), Bounds(199, 199), Tone.CHEMOTHERAPY, Certainty.DAY, "x", ()
)
MARK = Mark("m", Bounds(100, 109), Tone.SURGERY, Shape.SQUARE, Certainty.WINDOW, "", ())


def _title(lane: Lane) -> LaneTitle:
    return LaneTitle((lane.title,))


def _laid(*events: Bar | Mark, area: Area = AREA) -> LaneRows:
    bars = tuple(event for event in events if isinstance(event, Bar))
    marks = tuple(event for event in events if isinstance(event, Mark))
    lane = Lane(Group.SYSTEMIC, "Drug", "", bars, marks)
    picture = replace(swimlane(), lanes=(lane,))
    (group,) = lay_groups(picture, area, HEIGHTS, _title)
    return group.lanes[0]


def _only(event: Bar | Mark, area: Area = AREA) -> tuple[Drawn, LabelPlace]:
    ((drawn, label),) = _laid(event, area=area).drawn
    return drawn, label


def test_a_bar_of_exact_days_holds_its_label() -> None:
    drawn, label = _only(BAR)
    assert (drawn.first, drawn.last, drawn.cuts) == (100, 200, ())
    assert label.side is LabelSide.INSIDE


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
def test_a_bar_that_is_not_of_one_full_colour_does_not(bar: Bar) -> None:
    assert _only(bar)[1].side is LabelSide.RIGHT


def test_behind_the_arrow_of_what_goes_on_its_label_begins() -> None:
    _, label = _only(replace(BAR, ongoing=True))
    # 200 where it ends, 20 for the arrow, 2 for the gap
    assert [line.left for line in label.lines] == [222]


def test_a_bar_leaves_room_for_an_arrow_at_the_edge() -> None:
    drawn, _ = _only(replace(BAR, stop=Bounds(2000, 2000), cut_end=True))
    assert (drawn.last, drawn.cuts) == (980, (980,))


def test_a_mark_reaches_over_the_days_on_which_it_may_have_happened() -> None:
    drawn, _ = _only(MARK)
    assert (drawn.first, drawn.last) == (100, 110)
    drawn, _ = _only(replace(MARK, at=Bounds(100, 100)))
    assert (drawn.first, drawn.last) == (100.5, 100.5)


def test_marks_stand_below_the_bars_of_their_lane() -> None:
    rows = [label.row for _, label in _laid(BAR, replace(BAR, row=2), MARK).drawn]
    assert rows == [0, 1, 3]


@pytest.mark.parametrize(
    ("cutoff", "side", "left"),
    [
        # right of the mark: 894.5, 5 for the mark and 2 for the gap; ends at 994.5
        (None, LabelSide.RIGHT, 901.5),
        (400, LabelSide.RIGHT, 901.5),  # too little room left of the line
        # left of it: 894.5 without 5, 2 and the label
        (930, LabelSide.LEFT, 794.5),
    ],
)
def test_labels_stay_left_of_a_cutoff_that_leaves_them_room(
    cutoff: float | None, side: LabelSide, left: float
) -> None:
    mark = replace(MARK, at=Bounds(894, 894), label="x" * 93)
    _, label = _only(mark, replace(AREA, cutoff=cutoff))
    assert label.side is side
    assert [line.left for line in label.lines] == [left]


def test_lanes_stand_below_each_other() -> None:
    drug, other = Lane(Group.SYSTEMIC, "A", "", (BAR,)), Lane(Group.SYSTEMIC, "B", "")
    events = Lane(Group.LOCAL, "Local", "", marks=(MARK,), folded=True)
    picture = replace(swimlane(), lanes=(drug, other, events))
    first, second = lay_groups(picture, AREA, HEIGHTS, _title)
    # the heading, then a row and its gap for each lane
    assert [(lane.top, lane.height) for lane in first.lanes] == [
        (1.25, 1.25),
        (2.5, 1.25),
    ]
    assert (first.bottom, second.top, second.lanes[0].top) == (4.25, 4.25, 4.75)


def test_a_title_of_several_lines_makes_its_lane_higher() -> None:
    picture = replace(swimlane(), lanes=(Lane(Group.LOCAL, "", "", (BAR,)),))
    (group,) = lay_groups(
        picture, AREA, HEIGHTS, lambda _: LaneTitle(("one", "two", "three"))
    )
    assert group.lanes[0].height == 3.25


def test_a_box_of_the_strip_stays_in_the_drawing() -> None:
    marks = tuple(replace(MARK, at=Bounds(day, day)) for day in (3, 500, 998))
    lane = Lane(Group.STATUS, "Response", "", marks=marks)
    laid = lay_strip(lane, AREA, LaneTitle(("",)))
    days = [drawn.day for drawn, _ in laid.marks]
    assert days == pytest.approx([15, 500.5, 985])


def test_boxes_of_the_strip_that_meet_stand_below_each_other() -> None:
    marks = tuple(replace(MARK, at=Bounds(day, day)) for day in (100, 120, 140))
    lane = Lane(Group.STATUS, "Response", "", marks=marks)
    laid = lay_strip(lane, AREA, LaneTitle(("",)))
    assert [label.row for _, label in laid.drawn] == [0, 1, 0]
    assert laid.height == 2


@settings(
    max_examples=effort(40, 400),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(swimlanes())
def test_no_label_leaves_the_page(picture: Swimlane) -> None:
    laid = sheet(picture)
    lines = [line for placed in laid.placed for line in placed.label.lines]
    assert all(line.left >= -1e-6 for line in lines)
    assert all(line.left + line.width <= laid.axis.pixels + 1e-6 for line in lines)
    assert laid.left + laid.axis.pixels < WIDTH
