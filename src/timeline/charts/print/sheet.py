"""Where lanes, bars, marks and labels stand: millimetres across, rows down."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial

from timeline.charts.geometry import (
    Area,
    GroupRows,
    LaneTitle,
    RowHeights,
    cutoff_edge,
    lay_groups,
)
from timeline.charts.horizontal import Horizontal
from timeline.charts.print.faces import Face, width
from timeline.charts.print.style import Style
from timeline.charts.text_lines import Measure, evenly, filled
from timeline.swimlane.model import Lane, Swimlane
from timeline.swimlane.value_scale import tick_text

TICK = 0.3
"""Length of a tick of a value axis in font sizes."""
UNITS_PER_MM = 5
"""Units in which the pieces of a bar are measured, which the page calls pixels."""
MARGIN = 1.2
_WIDEST = 0.37
"""Share of the width that the column of lane titles takes at most."""
_BESIDE = RowHeights(1.25, no_heading=0.15, below_lane=0.12, below_group=0.3)
_STACKED = RowHeights(1.1, no_heading=0.15, below_lane=0.06, below_group=0.1)


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
        return min(max(self.at(self.axis.pixel(day)), self.left), self.right)

    def at(self, units: float) -> float:
        """Where a number of units of the axis lies, such as the edge of a label."""
        return self.left + units / UNITS_PER_MM


def across(swimlane: Swimlane, style: Style) -> Across:
    """Divide the width into the column of titles, if there is one, and the drawing."""
    beside = _values if style.stacked else _titles
    left = MARGIN + beside(swimlane, style) + style.gap
    right = style.preset.width - MARGIN
    units = (right - left) * UNITS_PER_MM
    before, after = style.mark * UNITS_PER_MM, (style.arrow + 0.1) * UNITS_PER_MM
    axis = Horizontal.spanning(swimlane, units, before=before, after=after)
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
        tick_text(value) for series in swimlane.series for value in series.scale.ticks
    )
    return max((style.measure(text) + TICK * style.em for text in texts), default=0.0)


def area(swimlane: Swimlane, style: Style, span: Across) -> Area:
    """The drawing area; labels reach left of it where titles stand above."""
    low = MARGIN - span.left if style.stacked else 0.0
    return Area(
        axis=span.axis,
        cutoff=cutoff_edge(swimlane),
        mark=style.mark * UNITS_PER_MM,
        arrow=style.arrow * UNITS_PER_MM,
        gap=style.gap * UNITS_PER_MM,
        measure=lambda text: style.measure(text) * UNITS_PER_MM,
        box=lambda text: box_width(text, style) * UNITS_PER_MM,
        low=low * UNITS_PER_MM,
        tight=True,
    )


def box_width(text: str, style: Style) -> float:
    """Width of the box around a score or a category of response."""
    return style.measure(text) + 0.3 * style.em


def bands(swimlane: Swimlane, style: Style, span: Across) -> tuple[GroupRows, ...]:
    """Lay out all groups of lanes from the top down."""
    heights = _STACKED if style.stacked else _BESIDE
    lanes = _joined(swimlane) if style.stacked else swimlane
    title = partial(lane_title, style=style, span=span)
    return tuple(lay_groups(lanes, area(swimlane, style, span), heights, title))


def _joined(swimlane: Swimlane) -> Swimlane:
    """The title of a lane that is alone in its group joins that of the group."""
    members = Counter(lane.group for lane in swimlane.lanes)
    lanes = tuple(
        lane
        if members[lane.group] > 1 or lane.folded
        else replace(
            lane,
            title=swimlane.word.of(lane.group),
            subtitle=f"{lane.title} {lane.subtitle}".strip(),
            folded=True,
        )
        for lane in swimlane.lanes
    )
    return replace(swimlane, lanes=lanes)


def lane_title(lane: Lane, style: Style, span: Across) -> LaneTitle:
    """The lines of the title of a lane; above it, they take room in its first rows."""
    measure, lines = title_measure(lane, style), _title(lane, style, span)
    if not style.stacked:
        return LaneTitle(lines)
    low = (MARGIN - span.left) * UNITS_PER_MM
    widths = [(measure(line) + style.gap) * UNITS_PER_MM for line in lines]
    return LaneTitle(lines, tuple((low, low + width) for width in widths))


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
