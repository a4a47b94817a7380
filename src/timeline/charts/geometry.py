"""Where everything of a swimlane stands, for the page and for print alike.

Lengths across are in units of the axis, of which the page has one for each pixel and
print five for each millimetre; lengths down are in rows. A renderer says how large its
marks, gaps and letters are, and turns what stands here into its own shapes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from timeline.charts.horizontal import Horizontal
from timeline.charts.label_places import LabelItem, LabelPlace, Room, Span, place
from timeline.charts.pieces import (
    LEAST_PIXELS,
    Look,
    Piece,
    Whisker,
    bar_pieces,
    cuts,
    mark_whiskers,
    shown_day,
)
from timeline.charts.text_lines import Measure
from timeline.swimlane.model import (
    UNLABELLED,
    Bar,
    Group,
    Lane,
    Mark,
    Shape,
    Swimlane,
    Tone,
)


@dataclass(frozen=True, slots=True)
class Area:
    """The drawing area and the sizes of what stands in it, in units of its axis."""

    axis: Horizontal
    cutoff: float | None
    """The day after the cut-off; None where there is none."""
    mark: float
    """Half the size of a mark."""
    arrow: float
    """Length of the arrow of what goes on."""
    gap: float
    """Room between an item, its label and its neighbours."""
    measure: Measure
    """Width of a line of a label."""
    box: Measure
    """Width of the box around a score or a category of response."""
    low: float = 0.0
    """Left edge of labels."""
    tight: bool = False
    """Whether rows are so few that a label is broken into lines to save one."""

    def place(self, day: float) -> float:
        """Where a day begins, kept inside the area."""
        return min(max(self.axis.pixel(day), 0.0), self.axis.pixels)

    @property
    def room(self) -> Room:
        """Labels stay left of the cut-off line, unless that leaves them no room."""
        edge, high = self.cutoff, self.axis.pixels
        if edge is not None and self.axis.pixel(edge) >= high / 2:
            high = self.axis.pixel(edge) - self.gap / 2
        return Room(self.low, high, self.gap, self.measure, self.tight)


class RowHeights(NamedTuple):
    """Heights in rows of what stands between the rows."""

    heading: float
    """Of the name of a group."""
    no_heading: float
    """Above a group whose only lane has its name."""
    below_lane: float
    below_group: float


class LaneTitle(NamedTuple):
    """The title of a lane, as a renderer breaks it."""

    lines: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    """What each line takes of its row, where it stands in the drawing area."""


class DrawnBar(NamedTuple):
    """A bar in its place."""

    event: Bar
    pieces: tuple[Piece, ...]
    """From left to right, in days."""
    cuts: tuple[float, ...]
    """Days at which it is cut because it goes on beyond the drawing."""

    @property
    def first(self) -> float:
        """First day over which it is drawn."""
        return self.pieces[0].start

    @property
    def last(self) -> float:
        """The day after the last one; the arrow of what goes on begins there."""
        return self.pieces[-1].end


class DrawnMark(NamedTuple):
    """A mark in its place."""

    event: Mark
    day: float
    """The day of its middle."""
    whiskers: tuple[Whisker, ...]
    cuts: tuple[float, ...]
    """Days at which it is cut because it may lie beyond the drawing."""

    @property
    def first(self) -> float:
        """First day over which it is drawn."""
        return min([self.day, *(whisker.start for whisker in self.whiskers)])

    @property
    def last(self) -> float:
        """The day after the last one."""
        return max([self.day, *(whisker.end for whisker in self.whiskers)])


Drawn = DrawnBar | DrawnMark


@dataclass(frozen=True, slots=True)
class LaneRows:
    """A lane in its place, in rows."""

    lane: Lane
    title: tuple[str, ...]
    top: float
    """Upper edge, from that of the first group."""
    height: float
    bars: tuple[tuple[DrawnBar, LabelPlace], ...]
    """Each with its row, counted from the top of the lane, and its label."""
    marks: tuple[tuple[DrawnMark, LabelPlace], ...]

    @property
    def drawn(self) -> tuple[tuple[Drawn, LabelPlace], ...]:
        """The bars, then the marks."""
        return (*self.bars, *self.marks)


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A group of lanes in its place, in rows."""

    group: Group
    top: float
    bottom: float
    lanes: tuple[LaneRows, ...]


def cutoff_edge(swimlane: Swimlane) -> float | None:
    """The end of the day of the cut-off; None where there is none."""
    last = swimlane.cutoff.latest
    return None if last is None else last + 1


def lay_groups(
    swimlane: Swimlane,
    area: Area,
    heights: RowHeights,
    title: Callable[[Lane], LaneTitle],
) -> Iterator[GroupRows]:
    """Put all lanes below each other, and in each its bars, marks and labels.

    Args:
        swimlane: The picture.
        area: The drawing area.
        heights: Heights of what stands between the rows.
        title: Breaks the title of a lane into lines.
    """
    top = 0.0
    for group, lanes_of_group in groupby(swimlane.lanes, key=lambda lane: lane.group):
        members = tuple(lanes_of_group)
        edge = top + (heights.no_heading if members[0].folded else heights.heading)
        lanes: list[LaneRows] = []
        for lane in members:
            lanes.append(_lane(lane, area, title(lane), edge, heights.below_lane))
            edge += lanes[-1].height
        edge += heights.below_group
        yield GroupRows(group, top, edge, tuple(lanes))
        top = edge


def _lane(
    lane: Lane, area: Area, title: LaneTitle, top: float, below: float
) -> LaneRows:
    bars = [_bar(bar, area) for bar in lane.bars]
    marks = [
        _boxed(mark, area) if mark.shape is Shape.BOX else _mark(mark, area)
        for mark in lane.marks
    ]
    # Marks stand below the bars, so that no bar hides one.
    first_row = max((bar.row for bar in lane.bars), default=-1) + 1
    items = [_bar_item(bar, area) for bar in bars]
    items += [_mark_item(mark, area, _half(mark, area), first_row) for mark in marks]
    places = _placed(items, [*bars, *marks], area, title)
    height, labels = _rows(places, title) + below, iter(places)
    drawn_bars = tuple((bar, next(labels)) for bar in bars)
    drawn_marks = tuple((mark, next(labels)) for mark in marks)
    return LaneRows(lane, title.lines, top, height, drawn_bars, drawn_marks)


def _half(mark: DrawnMark, area: Area) -> float:
    boxed = mark.event.shape is Shape.BOX
    return area.box(mark.event.label) / 2 if boxed else area.mark


def _placed(
    items: list[LabelItem], drawn: Sequence[Drawn], area: Area, title: LaneTitle
) -> tuple[LabelPlace, ...]:
    """A place for each item; strokes share a row, however close they are."""
    strokes = [number for number, each in enumerate(drawn) if _is_stroke(each)]
    if not strokes:
        return place(items, area.room, title.spans)
    together = replace(
        items[strokes[0]],
        start=min(items[number].start for number in strokes),
        end=max(items[number].end for number in strokes),
    )
    others = [item for number, item in enumerate(items) if number not in strokes]
    row, *rest = place([together, *others], area.room, title.spans)
    remaining = iter(rest)
    return tuple(
        row if number in strokes else next(remaining) for number in range(len(items))
    )


def _is_stroke(drawn: Drawn) -> bool:
    return isinstance(drawn, DrawnMark) and drawn.event.shape is Shape.STROKE


def lay_strip(lane: Lane, area: Area, title: LaneTitle) -> LaneRows:
    """Put the boxes of the response strip in rows; a box that would leave it is moved.

    Args:
        lane: The strip.
        area: The drawing area.
        title: Its title.
    """
    marks: list[DrawnMark] = []
    items: list[LabelItem] = []
    for mark in lane.marks:
        marks.append(_boxed(mark, area))
        item = _mark_item(marks[-1], area, area.box(mark.label) / 2)
        items.append(replace(item, label=""))
    room = replace(area.room, low=0.0, high=area.axis.pixels, gap=area.gap / 2)
    places = place(items, room, title.spans)
    drawn_marks = tuple(zip(marks, places, strict=True))
    return LaneRows(lane, title.lines, 0.0, _rows(places, title), (), drawn_marks)


def _rows(places: Sequence[LabelPlace], title: LaneTitle) -> int:
    """Rows that a lane takes, with its labels and the lines of its title."""
    last = [line.row for placed in places for line in placed.lines]
    last += [placed.row for placed in places]
    return max([*last, len(title.lines) - 1, 0]) + 1


def _bar(bar: Bar, area: Area) -> DrawnBar:
    pieces = bar_pieces(bar, area.axis, LEAST_PIXELS, area.arrow)
    last = area.axis.last - area.axis.days(area.arrow)
    return DrawnBar(bar, pieces, cuts(bar, area.axis.first, last))


def _mark(mark: Mark, area: Area) -> DrawnMark:
    day, whiskers = shown_day(mark, area.axis), mark_whiskers(mark, area.axis)
    return DrawnMark(mark, day, whiskers, cuts(mark, area.axis.first, area.axis.last))


def _boxed(mark: Mark, area: Area) -> DrawnMark:
    """A mark in a box, which is moved where it would leave the area."""
    drawn, half = _mark(mark, area), area.box(mark.label) / 2
    middle = min(area.axis.pixel(drawn.day), area.axis.pixels - half)
    return drawn._replace(day=area.axis.day(max(half, middle)))


def _bar_item(bar: DrawnBar, area: Area) -> LabelItem:
    arrow = area.arrow if bar.event.ongoing else 0
    start, end = area.place(bar.first), area.place(bar.last) + arrow
    if bar.event.tone is Tone.LINE and end - start > 2 * area.gap:
        # lines follow one another closely, and their numbers share a row
        start, end = start + area.gap / 2, end - area.gap / 2
    # an interruption stands below the drug that it interrupts
    row = 1 if bar.event.tone is Tone.INTERRUPTION else 0
    # a number can be read on the pale bar of its line, however that is filled
    numbers = bar.event.tone is Tone.LINE and not bar.event.ongoing
    label, roomy = bar.event.label, numbers or _is_plain(bar)
    return LabelItem(start, end, label, roomy=roomy, first_row=row)


def _mark_item(mark: DrawnMark, area: Area, half: float, row: int = 0) -> LabelItem:
    middle = area.place(mark.day)
    start = min(area.place(mark.first), middle - half)
    end = max(area.place(mark.last), middle + half)
    label = "" if mark.event.shape in UNLABELLED else mark.event.label
    return LabelItem(start, end, label, first_row=row)


def _is_plain(bar: DrawnBar) -> bool:
    """Whether it is one stretch of its full colour, on which a label can be read."""
    looks = {(piece.look, piece.share) for piece in bar.pieces}
    several = bar.event.further or bar.event.ongoing
    return looks == {(Look.PLAIN, 1.0)} and not several
