"""Where lanes, bars, marks and labels stand: millimetres across, rows down."""

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
from timeline.charts.print.faces import Face, width
from timeline.charts.print.placing import PrintedItem, PrintedPlace, Room, Span, place
from timeline.charts.print.style import Style
from timeline.charts.print.wrapping import Measure, evenly, filled
from timeline.swimlane.model import Bar, Lane, Mark, Swimlane
from timeline.swimlane.value_scale import tick_text

TICK = 0.3
"""Length of a tick of a value axis in font sizes."""
UNITS_PER_MM = 5
"""Units in which the pieces of a bar are measured, which the page calls pixels."""
MARGIN = 1.2
_WIDEST = 0.37
"""Share of the width that the column of lane titles takes at most."""
_ROW_GAP = 0.12
"""Room below a lane, in rows."""


@dataclass(frozen=True, slots=True)
class Across:
    """The time axis of the figure."""

    axis: Horizontal
    left: float
    """Left edge of the drawing area."""
    right: float
    """Right edge of the drawing area."""
    cutoff: float | None
    """Where the cut-off line is; None where there is none."""

    def x(self, day: float) -> float:
        """Where a day begins, kept inside the drawing area."""
        place = self.left + self.axis.pixel(day) / UNITS_PER_MM
        return min(max(place, self.left), self.right)

    def end(self, day: float, style: Style) -> float:
        """Where a bar ends at the latest, with room for its arrow behind it."""
        return min(self.x(day), self.right - style.arrow)


@dataclass(frozen=True, slots=True)
class PrintedEvent:
    """A bar or a mark with its place; its rows count from the top of its lane."""

    event: Bar | Mark
    placed: PrintedPlace


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A lane on the sheet."""

    lane: Lane
    top: float
    """Upper edge in millimetres below that of all lanes."""
    height: float
    title: tuple[str, ...]
    """Lines of the title; the subtitle begins within the last line of its own."""
    drawn: tuple[PrintedEvent, ...]


@dataclass(frozen=True, slots=True)
class GroupBand:
    """A group of lanes on the sheet."""

    title: str
    top: float
    bottom: float
    rows: tuple[LaneRow, ...]


def across(swimlane: Swimlane, style: Style) -> Across:
    """Divide the width into the column of titles, if there is one, and the drawing."""
    beside = _values if style.stacked else _titles
    left = MARGIN + beside(swimlane, style) + style.gap
    right = style.preset.width - MARGIN
    units = (right - left) * UNITS_PER_MM
    before, after = style.mark * UNITS_PER_MM, (style.arrow + 0.1) * UNITS_PER_MM
    axis = time_scale(swimlane, units, before=before, after=after)
    edge = cutoff_edge(swimlane)
    cutoff = None if edge is None else left + axis.pixel(edge) / UNITS_PER_MM
    return Across(axis, left, right, cutoff)


def _titles(swimlane: Swimlane, style: Style) -> float:
    """Width of the column of lane titles."""
    texts = [f"{lane.title} {lane.subtitle}".strip() for lane in swimlane.lanes]
    widths = [style.measure(text) for text in texts]
    name = "axis.order" if swimlane.ordered else "axis.months"
    least = style.measure(swimlane.word(name)) + 0.6 * style.em
    most = _WIDEST * style.preset.width
    return min(max([least, *widths]), most)


def _values(swimlane: Swimlane, style: Style) -> float:
    """Width of the numbers beside the axes of markers."""
    texts = (
        tick_text(value)
        for series in swimlane.series
        for value in series.log_scale.ticks
    )
    return max((style.measure(text) + TICK * style.em for text in texts), default=0.0)


def bands(swimlane: Swimlane, style: Style, span: Across) -> tuple[GroupBand, ...]:
    """Lay out all groups of lanes from the top down."""
    groups: list[GroupBand] = []
    top = 0.0
    for group, lanes in groupby(swimlane.lanes, key=lambda lane: lane.group):
        title = swimlane.word.of(group)
        members = _members(title, tuple(lanes), style)
        heading = 1.1 if style.stacked else 1.25
        edge = top + (0.15 if members[0].folded else heading) * style.pitch
        rows: list[LaneRow] = []
        for lane in members:
            rows.append(_row(lane, edge, style, span))
            edge += rows[-1].height
        edge += (0.1 if style.stacked else 0.3) * style.pitch
        groups.append(GroupBand(title, top, edge, tuple(rows)))
        top = edge
    return tuple(groups)


def _members(group: str, lanes: tuple[Lane, ...], style: Style) -> tuple[Lane, ...]:
    """The lanes of a group; above a single lane its title joins that of the group."""
    if not style.stacked or len(lanes) > 1 or lanes[0].folded:
        return lanes
    own = f"{lanes[0].title} {lanes[0].subtitle}".strip()
    return (replace(lanes[0], title=group, subtitle=own, folded=True),)


def _row(lane: Lane, top: float, style: Style, span: Across) -> LaneRow:
    title = _title(lane, style, span)
    low = MARGIN if style.stacked else span.left
    room = Room(low, _label_edge(style, span), style.gap, style.measure)
    things: list[Bar | Mark] = [*lane.bars, *lane.marks]
    below = first_mark_row(lane)
    items = [_item(thing, style, span, below) for thing in things]
    reserved = _reserved(lane, title, style) if style.stacked else ()
    placed = place(items, room, reserved)
    drawn = tuple(PrintedEvent(*pair) for pair in zip(things, placed, strict=True))
    rows = [line.row for placement in placed for line in placement.lines]
    rows += [placement.row for placement in placed]
    count = max([*rows, len(title) - 1]) + 1
    gap = _ROW_GAP / 2 if style.stacked else _ROW_GAP
    return LaneRow(lane, top, (count + gap) * style.pitch, title, drawn)


def _label_edge(style: Style, span: Across) -> float:
    """Labels stay left of the cut-off line, unless that leaves them no room."""
    if span.cutoff is None or span.cutoff < (span.left + span.right) / 2:
        return span.right
    return span.cutoff - style.gap / 2


def _title(lane: Lane, style: Style, span: Across) -> tuple[str, ...]:
    edge = span.right if style.stacked else span.left - style.gap
    room = edge - MARGIN
    measure = title_measure(lane, style)
    whole = f"{lane.title} {lane.subtitle}".strip()
    if measure(whole) <= room:
        return (whole,)
    if style.stacked:
        return filled(lane.title, room, measure) + filled(lane.subtitle, room, measure)
    lines = evenly(lane.title, room, measure)
    return lines + evenly(lane.subtitle, room, measure)


def title_measure(lane: Lane, style: Style) -> Measure:
    """Measures a line of the title of a lane; that of a folded group is bold."""
    face = Face.BOLD if lane.folded else Face.REGULAR
    return partial(width, points=style.font, face=face)


def _reserved(lane: Lane, title: tuple[str, ...], style: Style) -> tuple[Span, ...]:
    """What a title above its lane takes of the rows in which its items may stand."""
    measure = title_measure(lane, style)
    return tuple((MARGIN, MARGIN + measure(line) + style.gap) for line in title)


def _item(event: Bar | Mark, style: Style, span: Across, below: int) -> PrintedItem:
    covered = footprint(event, span.axis)
    if isinstance(event, Bar):
        arrow = style.arrow if event.ongoing else 0
        start, end = span.end(covered.first, style), span.end(covered.last, style)
        return PrintedItem(start, end + arrow, event.label, roomy=covered.plain)
    middle = span.x(shown_day(event, span.axis))
    start = min(span.x(covered.first), middle - style.mark)
    end = max(span.x(covered.last), middle + style.mark)
    return PrintedItem(start, end, event.label, first_row=below)
