"""The symbols of the page, drawn as lines and areas."""

import math

from timeline.charts.cohort.style import MarkLook
from timeline.charts.palette import PAPER, contrast
from timeline.charts.print.presets import Inks
from timeline.charts.print.shapes import Circle, Pen, Place, Polygon, Shape, Strokes
from timeline.charts.print.style import Style


def ink(colour: str, style: Style) -> str:
    """A colour, or the grey that stands out from paper as much."""
    if style.preset.inks is not Inks.GREY:
        return colour
    greys = (f"#{level:02x}{level:02x}{level:02x}" for level in range(256))
    target = contrast(colour, PAPER)
    return min(greys, key=lambda grey: abs(contrast(grey, PAPER) - target))


def draw_mark(
    look: MarkLook, centre: Place, half: float, style: Style, *, hollow: bool = False
) -> tuple[Shape, ...]:
    """Draw a mark of a cohort; see `symbol`."""
    fill = ink(look.fill, style)
    return symbol(look.symbol, centre, half, fill, style, hollow=hollow)


def symbol(
    name: str,
    centre: Place,
    half: float,
    fill: str,
    style: Style,
    *,
    hollow: bool = False,
) -> tuple[Shape, ...]:
    """Draw a symbol around a point.

    Args:
        name: Which symbol, as the page calls it.
        centre: Where it stands.
        half: Half its size.
        fill: Its colour.
        style: Its pens.
        hollow: Whether its day is not stated.
    """
    pen = style.pen(fill, firm=half > 0.6 * style.mark)
    radius = max(half - pen.width / 2, 0.1)
    shape = name.removesuffix("-open")
    inside = PAPER if hollow or shape != name else fill
    if shape in _LINES:
        return (_strokes(_LINES[shape], centre, radius, pen),)
    if shape in _ROUND:
        disc = Circle(centre, 0.92 * radius, inside, pen)
        inner = pen if inside == PAPER else Pen(PAPER, pen.width)
        lines = _ROUND[shape]
        return (disc, _strokes(lines, centre, radius, inner)) if lines else (disc,)
    corners = _AREAS[shape.removesuffix("-x")]
    points = tuple(_at(centre, radius, place) for place in corners)
    area = Polygon(points, inside, pen)
    if shape not in _CROSSED:
        return (area,)
    return area, _strokes(_CROSSED[shape], centre, radius, pen)


def _strokes(
    lines: tuple[tuple[Place, Place], ...], centre: Place, radius: float, pen: Pen
) -> Strokes:
    ends = ((_at(centre, radius, a), _at(centre, radius, b)) for a, b in lines)
    return Strokes(tuple(ends), pen)


def _at(centre: Place, radius: float, place: Place) -> Place:
    return centre[0] + radius * place[0], centre[1] + radius * place[1]


def _corners(count: int, first: float, inner: float = 1.0) -> list[Place]:
    """Corners of a regular shape; every other one may lie further inwards."""
    turns = [math.radians(first + 360 * number / count) for number in range(count)]
    radii = [inner if number % 2 else 1.0 for number in range(count)]
    return [
        (r * math.cos(turn), r * math.sin(turn))
        for r, turn in zip(radii, turns, strict=True)
    ]


def _cross(turn: float) -> list[Place]:
    arm = 0.36
    plus = [
        (-arm, -1), (arm, -1), (arm, -arm), (1, -arm), (1, arm), (arm, arm),
        (arm, 1), (-arm, 1), (-arm, arm), (-1, arm), (-1, -arm), (-arm, -arm),
    ]  # fmt: skip
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    turned = [(c * x - s * y, s * x + c * y) for x, y in plus]
    most = max(max(abs(x), abs(y)) for x, y in turned)
    return [(x / most, y / most) for x, y in turned]


_AREAS: dict[str, list[Place]] = {
    "star": _corners(10, -90, 0.42),
    "bowtie": [(-1, -0.85), (1, 0.85), (1, -0.85), (-1, 0.85)],
    "triangle-down": [(-0.95, -0.8), (0.95, -0.8), (0.0, 0.9)],
    "triangle-up": [(-0.95, 0.8), (0.95, 0.8), (0.0, -0.9)],
    "triangle-right": [(-0.8, -0.95), (-0.8, 0.95), (0.9, 0.0)],
    "square": [(-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)],
    "diamond": [(1, 0), (0, 1), (-1, 0), (0, -1)],
    "diamond-tall": [(0.0, -1.0), (0.5, 0.0), (0.0, 1.0), (-0.5, 0.0)],
    "hexagon": _corners(6, 0),
    "pentagon": _corners(5, -90),
    "octagon": _corners(8, 22.5),
    "star-diamond": _corners(8, 0, 0.42),
    "cross": _cross(0),
    "x": _cross(45),
}
_SLANTED = (((-0.6, -0.6), (0.6, 0.6)), ((-0.6, 0.6), (0.6, -0.6)))
_ROUND: dict[str, tuple[tuple[Place, Place], ...]] = {
    "circle": (),
    "circle-x": _SLANTED,
}
_CROSSED = {
    "square-x": tuple((_AREAS["square"][n], _AREAS["square"][n + 2]) for n in (0, 1))
}
_LINES: dict[str, tuple[tuple[Place, Place], ...]] = {
    "line-ns": (((0.0, -1.0), (0.0, 1.0)),),
    "asterisk": (
        ((0.0, -1.0), (0.0, 1.0)),
        ((-0.87, -0.5), (0.87, 0.5)),
        ((-0.87, 0.5), (0.87, -0.5)),
    ),
}
