"""The symbols of a cohort: the same shapes as on its page, drawn as lines and areas."""

import math
from collections.abc import Callable, Iterator

from timeline.charts.cohort.style import MarkLook
from timeline.charts.palette import PAPER, contrast
from timeline.charts.print.presets import Inks
from timeline.charts.print.shapes import Circle, Pen, Place, Polygon, Shape, Strokes
from timeline.charts.print.style import Style

_TAU = 360


def ink(colour: str, style: Style) -> str:
    """A colour, or the grey that stands out from paper as much."""
    if style.preset.inks is not Inks.GREY:
        return colour
    greys = (f"#{level:02x}{level:02x}{level:02x}" for level in range(256))
    target = contrast(colour, PAPER)
    return min(greys, key=lambda grey: abs(contrast(grey, PAPER) - target))


def draw_mark(
    look: MarkLook, centre: Place, half: float, style: Style, *, hollow: bool = False
) -> Iterator[Shape]:
    """Draw a symbol around a point.

    Args:
        look: Which symbol, and its colour.
        centre: Where it stands.
        half: Half its size.
        style: Pens and inks.
        hollow: Whether its day is not stated.
    """
    colour = ink(look.fill, style)
    pen = style.pen(colour, firm=half > 0.6 * style.mark)
    radius = max(half - pen.width / 2, 0.1)
    name = look.symbol.removesuffix("-open")
    inside = PAPER if hollow or name != look.symbol else colour
    if name in _LINES:
        yield _strokes(_LINES[name], centre, radius, pen)
    elif name in _ROUND:
        yield Circle(centre, 0.92 * radius, inside, pen)
        inner = pen if inside == PAPER else Pen(PAPER, pen.width)
        if _ROUND[name]:
            yield _strokes(_ROUND[name], centre, radius, inner)
    else:
        points = tuple(_at(centre, radius, place) for place in _AREAS[name]())
        yield Polygon(points, inside, pen)


def _strokes(
    lines: tuple[tuple[Place, Place], ...], centre: Place, radius: float, pen: Pen
) -> Strokes:
    ends = ((_at(centre, radius, a), _at(centre, radius, b)) for a, b in lines)
    return Strokes(tuple(ends), pen)


def _at(centre: Place, radius: float, place: Place) -> Place:
    return centre[0] + radius * place[0], centre[1] + radius * place[1]


def _star(points: int, inner: float, first: float) -> list[Place]:
    turns = ((1.0 if i % 2 == 0 else inner, i) for i in range(2 * points))
    return [
        (
            r * math.cos(math.radians(first + _TAU * i / (2 * points))),
            r * math.sin(math.radians(first + _TAU * i / (2 * points))),
        )
        for r, i in turns
    ]


def _cross(turn: float) -> list[Place]:
    arm = 0.34
    plus = [
        (-arm, -1), (arm, -1), (arm, -arm), (1, -arm), (1, arm), (arm, arm),
        (arm, 1), (-arm, 1), (-arm, arm), (-1, arm), (-1, -arm), (-arm, -arm),
    ]  # fmt: skip
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    turned = [(c * x - s * y, s * x + c * y) for x, y in plus]
    most = max(max(abs(x), abs(y)) for x, y in turned)
    return [(x / most, y / most) for x, y in turned]


_AREAS: dict[str, Callable[[], list[Place]]] = {
    "star": lambda: _star(5, 0.42, -90),
    "bowtie": lambda: [(-1, -0.85), (1, 0.85), (1, -0.85), (-1, 0.85)],
    "triangle-down": lambda: [(-0.95, -0.8), (0.95, -0.8), (0.0, 0.9)],
    "triangle-up": lambda: [(-0.95, 0.8), (0.95, 0.8), (0.0, -0.9)],
    "triangle-right": lambda: [(-0.8, -0.95), (-0.8, 0.95), (1.0, 0.0)],
    "square": lambda: [(-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)],
    "diamond": lambda: [(1, 0), (0, 1), (-1, 0), (0, -1)],
    "star-diamond": lambda: _star(4, 0.45, 0),
    "cross": lambda: _cross(0),
    "x": lambda: _cross(45),
}
_SLANTED = (((-0.6, -0.6), (0.6, 0.6)), ((-0.6, 0.6), (0.6, -0.6)))
_ROUND: dict[str, tuple[tuple[Place, Place], ...]] = {
    "circle": (),
    "circle-x": _SLANTED,
}
_LINES: dict[str, tuple[tuple[Place, Place], ...]] = {
    "line-ns": (((0.0, -1.0), (0.0, 1.0)),),
    "asterisk": (
        ((0.0, -1.0), (0.0, 1.0)),
        ((-0.87, -0.5), (0.87, 0.5)),
        ((-0.87, 0.5), (0.87, -0.5)),
    ),
}
