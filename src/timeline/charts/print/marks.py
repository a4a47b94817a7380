"""Draws a mark: its shape tells the kind of event, and hollow means no stated date."""

from collections.abc import Iterable, Iterator

from timeline.charts.geometry import DrawnMark
from timeline.charts.palette import INK, PAPER, QUIET, SYMBOL, text_on, tint
from timeline.charts.pieces import Whisker
from timeline.charts.print.bars import cut
from timeline.charts.print.shapes import (
    Box,
    Pen,
    Rect,
    Shape,
    Strokes,
)
from timeline.charts.print.sheet import Across, box_width
from timeline.charts.print.style import Style
from timeline.charts.print.symbols import symbol
from timeline.swimlane.model import FIRM, Certainty, Tone
from timeline.swimlane.model import Shape as Kind

_NARRATIVE = (4.0, 2.0)
_UNSTATED = (1.0, 1.6)


def mark(
    drawn: DrawnMark, middle: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Draw a mark and the days on which it may have happened."""
    event, centre = drawn.event, (across.x(drawn.day), middle)
    certainty = event.certainty
    if event.shape is Kind.BOX:
        known = certainty in FIRM
        fill = style.fill(Tone.LINE) if known else PAPER
        yield from _box(drawn, fill, middle, style, across)
        return
    yield from whisker_lines(drawn.whiskers, certainty, middle, style, across)
    hollow = certainty not in FIRM
    name, fill = SYMBOL[event.shape], style.fill(event.tone)
    yield from symbol(name, centre, style.mark, fill, style, hollow=hollow)
    yield from _cuts(drawn, middle, style, across)


def response_box(
    drawn: DrawnMark, middle: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Draw a response of the strip: its category in a box at its date."""
    fill = style.response(drawn.event.label)
    yield from _box(drawn, fill, middle, style, across)


def _box(
    drawn: DrawnMark, fill: str, middle: float, style: Style, across: Across
) -> Iterator[Shape]:
    label, half = drawn.event.label, 0.5 * style.em
    certainty = drawn.event.certainty
    yield from whisker_lines(drawn.whiskers, certainty, middle, style, across)
    yield from _cuts(drawn, middle, style, across)
    centre, width = across.x(drawn.day), box_width(label, style)
    left, right = centre - width / 2, centre + width / 2
    yield Rect(Box(left, middle - half, right, middle + half), fill, style.pen(INK))
    start = centre - style.measure(label) / 2
    yield style.text(label, start, middle, colour=text_on(fill))


def whisker_lines(
    whiskers: Iterable[Whisker],
    certainty: Certainty,
    middle: float,
    style: Style,
    across: Across,
) -> Iterator[Strokes]:
    """The days on which a mark may have happened, as lines through it."""
    for whisker in whiskers:
        colour = tint(QUIET, 0.45) if whisker.faint else QUIET
        ends = (across.x(whisker.start), middle), (across.x(whisker.end), middle)
        yield Strokes((ends,), whisker_pen(certainty, colour, style))


def _cuts(
    drawn: DrawnMark, middle: float, style: Style, across: Across
) -> Iterator[Strokes]:
    return (cut(across.x(edge), middle, style) for edge in drawn.cuts)


def whisker_pen(certainty: Certainty, colour: str, style: Style) -> Pen:
    """The line through a mark: solid within a period, dotted within limits."""
    if certainty in FIRM:
        return style.pen(colour)
    narrative = certainty is Certainty.NARRATIVE
    return style.pen(colour, dashes=_NARRATIVE if narrative else _UNSTATED)
