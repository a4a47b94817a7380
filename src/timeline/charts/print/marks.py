"""Draws a mark: its shape tells the kind of event, and hollow means no stated date."""

import math
from collections.abc import Callable, Iterator

from timeline.charts.geometry import DrawnMark
from timeline.charts.palette import INK, PAPER, QUIET, text_on, tint
from timeline.charts.print.bars import cut
from timeline.charts.print.shapes import (
    Box,
    Circle,
    Pen,
    Place,
    Polygon,
    Rect,
    Shape,
    Strokes,
)
from timeline.charts.print.sheet import Across
from timeline.charts.print.style import Style
from timeline.swimlane.model import FIRM, Certainty
from timeline.swimlane.model import Shape as Kind

_NARRATIVE = (4.0, 2.0)
_UNSTATED = (1.0, 1.6)


def mark(
    drawn: DrawnMark, middle: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Draw a mark and the days on which it may have happened."""
    event, centre = drawn.event, (across.x(drawn.day), middle)
    yield from _whiskers(drawn, middle, style, across)
    hollow = event.certainty not in FIRM
    yield symbol(event.shape, centre, style.fill(event.tone), style, hollow=hollow)
    yield from _cuts(drawn, middle, style, across)


def response_box(
    drawn: DrawnMark, middle: float, style: Style, across: Across
) -> Iterator[Shape]:
    """Draw a response of the strip: its category in a box at its date."""
    label, half = drawn.event.label, 0.5 * style.em
    yield from _whiskers(drawn, middle, style, across)
    yield from _cuts(drawn, middle, style, across)
    centre, width = across.x(drawn.day), box_width(label, style)
    left, right = centre - width / 2, centre + width / 2
    fill = style.response(label)
    yield Rect(Box(left, middle - half, right, middle + half), fill, style.pen(INK))
    start = centre - style.measure(label) / 2
    yield style.text(label, start, middle, colour=text_on(fill))


def box_width(category: str, style: Style) -> float:
    """Width of the box around a category of response."""
    return style.measure(category) + 0.3 * style.em


def _whiskers(
    drawn: DrawnMark, middle: float, style: Style, across: Across
) -> Iterator[Strokes]:
    for whisker in drawn.whiskers:
        colour = tint(QUIET, 0.45) if whisker.faint else QUIET
        ends = (across.x(whisker.start), middle), (across.x(whisker.end), middle)
        yield Strokes((ends,), whisker_pen(drawn.event.certainty, colour, style))


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


def symbol(
    kind: Kind, centre: Place, fill: str, style: Style, *, hollow: bool = False
) -> Shape:
    """Draw the shape of a kind of event, within the size of a mark."""
    pen = style.pen(fill, firm=True)
    radius = style.mark - pen.width / 2
    inside = PAPER if hollow else fill
    if kind in (Kind.CIRCLE, Kind.RING):
        return Circle(centre, 0.92 * radius, inside, pen)
    x, y = centre
    corners = _CORNERS[kind]()
    points = tuple((x + radius * dx, y + radius * dy) for dx, dy in corners)
    return Polygon(points, inside, pen)


def _regular(
    count: int, first: float, radii: tuple[float, ...] = (1.0,)
) -> list[Place]:
    turns = ((radii[i % len(radii)], first + 360 * i / count) for i in range(count))
    return [
        (r * math.cos(math.radians(turn)), r * math.sin(math.radians(turn)))
        for r, turn in turns
    ]


def _plus(first: float) -> list[Place]:
    """A cross with arms a third as wide as it is."""
    arm = math.hypot(1, 0.36)
    inner = math.hypot(0.36, 0.36)
    angle = math.degrees(math.atan2(0.36, 1))
    return [
        (
            r * math.cos(math.radians(turn + first)),
            r * math.sin(math.radians(turn + first)),
        )
        for quarter in range(4)
        for r, turn in (
            (arm, 90 * quarter - angle),
            (arm, 90 * quarter + angle),
            (inner, 90 * quarter + 45),
        )
    ]


_CORNERS: dict[Kind, Callable[[], list[Place]]] = {
    Kind.SQUARE: lambda: [(-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)],
    Kind.DIAMOND: lambda: _regular(4, 0),
    Kind.STAR: lambda: _regular(8, 0, (1.0, 0.42)),
    Kind.HEXAGON: lambda: _regular(6, 0),
    Kind.CROSS: lambda: _scaled(_plus(0)),
    Kind.DOWN: lambda: [(-0.95, -0.8), (0.95, -0.8), (0.0, 0.9)],
    Kind.UP: lambda: [(-0.95, 0.8), (0.95, 0.8), (0.0, -0.9)],
    Kind.TICK: lambda: [(0.0, -1.0), (0.5, 0.0), (0.0, 1.0), (-0.5, 0.0)],
    Kind.ARROW: lambda: [(-0.8, -0.95), (-0.8, 0.95), (0.9, 0.0)],
    Kind.DEATH: lambda: _scaled(_plus(45)),
}


def _scaled(points: list[Place]) -> list[Place]:
    """The same shape, no larger than a mark."""
    largest = max(max(abs(x), abs(y)) for x, y in points)
    return [(x / largest, y / largest) for x, y in points]
