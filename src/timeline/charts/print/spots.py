"""Finds a free spot for a text among things that are already drawn."""

from collections.abc import Iterable, Iterator

from timeline.charts.print.shapes import Box

_STEPS = 12


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
