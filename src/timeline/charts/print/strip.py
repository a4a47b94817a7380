"""The response strip: CR, PR, SD, PD and NE as reported, each in a box at its date."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.charts.geometry import footprint
from timeline.charts.palette import INK, text_on
from timeline.charts.pieces import cuts, mark_whiskers, shown_day
from timeline.charts.print.bars import cut
from timeline.charts.print.head import axis_text
from timeline.charts.print.marks import whisker_pen
from timeline.charts.print.placing import PrintedItem, PrintedPlace, Room, place
from timeline.charts.print.shapes import Box, Rect, Shape, Strokes
from timeline.charts.print.sheet import MARGIN, Across
from timeline.charts.print.style import Style
from timeline.charts.print.wrapping import evenly
from timeline.swimlane.model import Lane, Mark

_GAP = 0.35
"""Room above and below the strip, in rows."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip on the sheet."""

    lane: Lane
    title: tuple[str, ...]
    placed: tuple[PrintedPlace, ...]
    height: float


def strip(lane: Lane | None, style: Style, across: Across) -> Strip | None:
    """Lay out the strip; None where there is none."""
    if lane is None:
        return None
    edge = across.right if style.stacked else across.left - style.gap
    title = evenly(lane.title, edge - MARGIN, style.measure)
    room = Room(across.left, across.right, style.gap / 2, style.measure)
    items = [_item(mark, style, across) for mark in lane.marks]
    reserved = [(MARGIN, MARGIN + style.measure(line) + style.gap) for line in title]
    placed = place(items, room, reserved if style.stacked else ())
    rows = max([len(title) - 1, *(placement.row for placement in placed)]) + 1
    return Strip(lane, title, placed, (rows + 2 * _GAP) * style.pitch)


def strip_shapes(
    laid: Strip, top: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Draw the strip from its upper edge on."""
    first = top + (_GAP + 0.5) * style.pitch
    for number, line in enumerate(laid.title):
        yield axis_text(line, first + number * style.pitch, style, across)
    for mark, placed in zip(laid.lane.marks, laid.placed, strict=True):
        middle = first + placed.row * style.pitch
        for whisker in mark_whiskers(mark, across.axis):
            ends = (across.x(whisker.start), middle), (across.x(whisker.end), middle)
            yield Strokes((ends,), whisker_pen(mark.certainty, style.quiet, style))
        for edge in cuts(mark, across.axis):
            yield cut(across.x(edge), middle, style)
        yield from _box(mark, middle, style, across)


def _item(mark: Mark, style: Style, across: Across) -> PrintedItem:
    (left, right), covered = _edges(mark, style, across), footprint(mark, across.axis)
    start, end = across.x(covered.first), across.x(covered.last)
    return PrintedItem(min(start, left), max(end, right), "")


def _edges(mark: Mark, style: Style, across: Across) -> tuple[float, float]:
    half = style.measure(mark.label) / 2 + 0.15 * style.em
    middle = across.x(shown_day(mark, across.axis))
    left = max(across.left, min(middle - half, across.right - 2 * half))
    return left, left + 2 * half


def _box(mark: Mark, middle: float, style: Style, across: Across) -> Iterator[Shape]:
    left, right = _edges(mark, style, across)
    half = 0.5 * style.em
    fill = style.response(mark.label)
    yield Rect(Box(left, middle - half, right, middle + half), fill, style.pen(INK))
    start = (left + right - style.measure(mark.label)) / 2
    yield style.text(mark.label, start, middle, colour=text_on(fill))
