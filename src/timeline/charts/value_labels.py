"""Where the text of a value may stand beside a curve, on the page and on paper.

A text is nearest to its own value, or it is not drawn: beside another one it would give
that one a number that was never measured.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from timeline.charts.print.shapes import Box, Place

_STEPS = 12
"""Boxes that stand for a line where texts keep off it."""
_CLEARER = 1.5
"""How many times further away any other value has to be."""
_HEIGHTS = (0, -0.9, 0.9, -1.8, 1.8)
"""Heights at which a text may stand, in lines below its value."""


def spots_around(
    own: Place, places: Sequence[Place], box: Box, beside: float, pitch: float
) -> list[Box]:
    """The spots for the text of a value that are nearest to it, the best first.

    Args:
        own: Where the value is drawn.
        places: Where each value is drawn, this one among them.
        box: A box of the size of the text.
        beside: Room between a value and a text on its right or left.
        pitch: Height of a line of text.
    """
    (x, y), wide = own, box.right - box.left
    others = [place for place in places if place != own]
    spots = (
        moved(box, left, y + down * pitch)
        for down in _HEIGHTS
        for left in _lefts(x, wide, beside, centred=bool(down))
    )
    return [spot for spot in spots if is_nearest(spot, own, others)]


def _lefts(x: float, wide: float, beside: float, *, centred: bool) -> Iterator[float]:
    """Left edges: right of the value, left of it, and above or below it centred."""
    if centred:
        yield x - wide / 2
    yield x + beside
    yield x - beside - wide


def is_nearest(spot: Box, own: Place, others: Iterable[Place]) -> bool:
    """Whether a text is clearly nearer to its value than to any other."""
    edge, middle = _from_edge(spot, own), _from_middle(spot, own)
    return all(
        edge * _CLEARER < _from_edge(spot, other) and middle < _from_middle(spot, other)
        for other in others
    )


def _from_edge(box: Box, place: Place) -> float:
    x, y = place
    across = max(box.left - x, 0, x - box.right)
    return math.hypot(across, max(box.top - y, 0, y - box.bottom))


def _from_middle(box: Box, place: Place) -> float:
    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    return math.dist(middle, place)


def first_free(
    spots: Iterable[Box], taken: list[Box], frame: Box, gap: float
) -> Box | None:
    """The first spot within a frame that comes near nothing; None where all do."""
    for spot in spots:
        inside = (
            spot.left >= frame.left
            and spot.right <= frame.right
            and spot.top >= frame.top
            and spot.bottom <= frame.bottom
        )
        if inside and not any(spot.overlaps(other, gap) for other in taken):
            return spot
    return None


def along(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Box]:
    """A line as small boxes, so that texts keep off it."""
    (x1, y1), (x2, y2) = start, end
    for step in range(_STEPS):
        a, b = step / _STEPS, (step + 1) / _STEPS
        xs = sorted((x1 + a * (x2 - x1), x1 + b * (x2 - x1)))
        ys = sorted((y1 + a * (y2 - y1), y1 + b * (y2 - y1)))
        yield Box(xs[0], ys[0], xs[1], ys[1])


def moved(box: Box, left: float, middle: float) -> Box:
    """A box of the same size at another place."""
    height = box.bottom - box.top
    top = middle - height / 2
    return Box(left, top, left + box.right - box.left, top + height)
