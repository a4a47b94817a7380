"""Where everything stands on the sheet: rows, lane titles and labels, in pixels."""

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from timeline.charts.geometry import (
    cutoff_edge,
    first_mark_row,
    footprint,
    time_scale,
)
from timeline.charts.horizontal import Horizontal
from timeline.charts.pieces import shown_day
from timeline.charts.text_width import cut_to, text_width
from timeline.language.words import Words
from timeline.swimlane.labels import LabelItem, Placement, place
from timeline.swimlane.model import Bar, Group, Lane, Mark, Swimlane

FONT = 13
ROW = 24
"""Height of one row in pixels."""
WIDTH = 1000
"""Width for which labels are placed; a wider figure has the more room."""
RIGHT = 36
MARK = 13
GAP = 6
_SMALLEST_LEFT, _LARGEST_LEFT = 190, 340
_ARROW_ROOM = 16
_GROUP_GAP = 0.35


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    """A bar or a mark with its row and the place of its label."""

    event: Bar | Mark
    y: float
    label: Placement
    """In pixels from the left edge of the drawing area."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lanes with their rows."""

    axis: Horizontal
    left: int
    """Width of the column of lane titles in pixels."""
    drawn: tuple[DrawnEvent, ...]
    strip: tuple[DrawnEvent, ...]
    """The response strip, above the lanes; empty for none."""
    lanes: tuple[tuple[float, Lane], ...]
    """Each lane with the row of its title."""
    groups: tuple[tuple[float, float, Group], ...]
    """Each group with its first and last edge."""
    rows: float
    """Height of all lanes, in rows."""
    word: Words
    """The fixed words of the picture."""


def sheet(swimlane: Swimlane) -> Sheet:
    """Lay out a swimlane for a sheet of `WIDTH` pixels."""
    left = _left(swimlane)
    pixels = WIDTH - left - RIGHT
    axis = time_scale(swimlane, pixels, before=0, after=_ARROW_ROOM)
    high = _label_edge(swimlane, axis)
    drawn: list[DrawnEvent] = []
    lanes: list[tuple[float, Lane]] = []
    groups: list[tuple[float, float, Group]] = []
    strip, y = _strip(swimlane.strip, axis)
    if swimlane.strip:
        lanes.append((0.5, swimlane.strip))
    for group, members_of_group in groupby(swimlane.lanes, key=lambda lane: lane.group):
        members = tuple(members_of_group)
        top, y = y, y + (0 if members[0].folded else 1)
        for lane in members:
            events, rows = _lane(lane, y + 0.5, axis, high)
            lanes.append((y + 0.5, lane))
            drawn += events
            y += rows
        y += _GROUP_GAP
        groups.append((top, y, group))
    placed = tuple(drawn), strip, tuple(lanes), tuple(groups)
    return Sheet(axis, left, *placed, y, swimlane.word)


def _left(swimlane: Swimlane) -> int:
    lanes = [*swimlane.lanes, *([swimlane.strip] if swimlane.strip else [])]
    widths = [text_width(lane_title(lane), FONT) for lane in lanes]
    if swimlane.ordered:
        widths.append(text_width(swimlane.word("axis.order_note"), FONT))
    needed = max(widths, default=0) + 20
    return round(min(max(needed, _SMALLEST_LEFT), _LARGEST_LEFT))


def _label_edge(swimlane: Swimlane, axis: Horizontal) -> float:
    """Labels stay left of the cut-off, so that its line crosses none."""
    edge = cutoff_edge(swimlane)
    return axis.pixels if edge is None else axis.pixel(edge)


def lane_title(lane: Lane) -> str:
    """Title and subtitle in one line."""
    return f"{lane.title} {lane.subtitle}".rstrip()


def shortened_subtitle(lane: Lane) -> str:
    """The subtitle as far as the widest column of titles has room for it."""
    room = _LARGEST_LEFT - 20 - text_width(f"{lane.title} ", FONT)
    return cut_to(lane.subtitle, room, partial(text_width, size=FONT))


def _strip(lane: Lane | None, axis: Horizontal) -> tuple[tuple[DrawnEvent, ...], float]:
    """The strip in rows from 0, and where what is below it begins."""
    if lane is None:
        return (), 0.0
    items = [_mark_item(replace(mark, label=""), axis, 0) for mark in lane.marks]
    wide = [replace(i, start=i.start - MARK / 2, end=i.end + MARK / 2) for i in items]
    placed = place(wide, low=0.0, high=axis.pixels, gap=1)
    boxes = tuple(
        DrawnEvent(mark, placement.row + 0.5, placement)
        for mark, placement in zip(lane.marks, placed, strict=True)
    )
    return boxes, max(placement.row for placement in placed) + 1 + _GROUP_GAP


def _lane(
    lane: Lane, y: float, axis: Horizontal, high: float
) -> tuple[list[DrawnEvent], int]:
    bars = [_bar_item(bar, axis) for bar in lane.bars]
    marks = [_mark_item(mark, axis, first_mark_row(lane)) for mark in lane.marks]
    placements = place([*bars, *marks], low=0.0, high=high, gap=GAP)
    things: list[Bar | Mark] = [*lane.bars, *lane.marks]
    drawn = [
        DrawnEvent(event, y + placement.row, placement)
        for event, placement in zip(things, placements, strict=True)
    ]
    return drawn, max((p.row for p in placements), default=0) + 1


def _bar_item(bar: Bar, axis: Horizontal) -> LabelItem:
    covered = footprint(bar, axis)
    arrow = _ARROW_ROOM if bar.ongoing else 0
    end, width = axis.pixel(covered.last) + arrow, text_width(bar.label, FONT - 1)
    return LabelItem(axis.pixel(covered.first), end, width, roomy=covered.plain)


def _mark_item(mark: Mark, axis: Horizontal, first_row: int) -> LabelItem:
    middle, covered = axis.pixel(shown_day(mark, axis)), footprint(mark, axis)
    start = min(axis.pixel(covered.first), middle - MARK / 2)
    end = max(axis.pixel(covered.last), middle + MARK / 2)
    return LabelItem(start, end, text_width(mark.label, FONT - 1), first_row=first_row)
