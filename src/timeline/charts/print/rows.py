"""Draws groups of lanes: their grounds, their titles, and what stands in them."""

from collections.abc import Iterator

from timeline.charts.palette import BAND, INK, QUIET, text_on
from timeline.charts.pieces import cuts
from timeline.charts.print.bars import bar, cut
from timeline.charts.print.faces import Face
from timeline.charts.print.marks import mark
from timeline.charts.print.shapes import Box, Rect, Shape, Text
from timeline.charts.print.sheet import (
    MARGIN,
    Across,
    GroupBand,
    LaneRow,
    title_measure,
)
from timeline.charts.print.style import Style
from timeline.swimlane.model import Bar


def grounds(groups: tuple[GroupBand, ...], top: float, style: Style) -> Iterator[Rect]:
    """A light ground behind every other group."""
    for number, group in enumerate(groups):
        if number % 2 == 0:
            box = Box(0, top + group.top, style.preset.width, top + group.bottom)
            yield Rect(box, BAND)


def band(group: GroupBand, top: float, style: Style, across: Across) -> Iterator[Shape]:
    """Draw a group of lanes below a height."""
    if not group.rows[0].lane.folded:
        middle = top + group.top + 0.68 * style.pitch
        yield style.text(group.title, MARGIN + 0.4, middle, face=Face.BOLD)
    for lane_row in group.rows:
        yield from row(lane_row, top + lane_row.top, style, across)


def row(lane_row: LaneRow, top: float, style: Style, across: Across) -> Iterator[Shape]:
    """Draw a lane from its upper edge on."""
    for number, line in enumerate(lane_row.title):
        middle = top + (number + 0.5) * style.pitch
        yield from _title_line(lane_row, number, line, middle, style, across)
    for drawn in lane_row.drawn:
        event, placed = drawn.event, drawn.placed
        middle = top + (placed.row + 0.5) * style.pitch
        if isinstance(event, Bar):
            yield from bar(event, middle, style, across)
        else:
            yield from mark(event, middle, style, across)
            for edge in cuts(event, across.axis):
                yield cut(across.x(edge), middle, style)
        colour = text_on(style.fill(event.tone)) if placed.inside else INK
        for part in placed.lines:
            height = top + (part.row + 0.5) * style.pitch
            inside = placed.inside
            yield style.text(part.text, part.left, height, colour=colour, tails=inside)


def _title_line(
    lane_row: LaneRow,
    number: int,
    line: str,
    middle: float,
    style: Style,
    across: Across,
) -> Iterator[Text]:
    """A line of a lane's title; what belongs to the subtitle is quieter."""
    lane = lane_row.lane
    measure = title_measure(lane, style)
    face = Face.BOLD if lane.folded else Face.REGULAR
    beside = across.left - style.gap - measure(line)
    left = (MARGIN + 0.4) if style.stacked else beside
    if len(lane_row.title) > 1 or not lane.subtitle or not lane.title:
        whole = " ".join(lane_row.title[: number + 1])
        quiet = len(whole) > len(" ".join(lane.title.split()))
        colour = QUIET if quiet else INK
        yield style.text(line, left, middle, colour=colour, face=face)
        return
    yield style.text(lane.title, left, middle, face=face)
    after = left + measure(f"{lane.title} ")
    yield style.text(lane.subtitle, after, middle, colour=QUIET)
