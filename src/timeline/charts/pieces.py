"""How a bar and a mark are cut up by what is known of their ends.

What is certain is solid, a month's uncertainty is lighter, a window or an order is
hatched, and an open side fades out over a fixed number of pixels.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline.charts.horizontal import Horizontal
from timeline.swimlane.model import Bar, Certainty, Mark

FADE_PIXELS = 48
_FADE_STEPS = (0.85, 0.65, 0.45, 0.3, 0.16)
_MONTH_SHARE = 0.4
FILLED = {Certainty.DAY, Certainty.MONTH}
"""Certainties of a date that is stated: such a mark is filled, any other hollow."""


class Look(StrEnum):
    """How a piece of a bar is filled."""

    PLAIN = "plain"
    HATCHED = "hatched"
    DOTTED = "dotted"  # narrative order


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar that is filled in one way."""

    start: float
    end: float
    look: Look
    share: float = 1.0
    """Share of the full colour, the rest being paper."""


@dataclass(frozen=True, slots=True)
class Whisker:
    """The line through a mark over the days on which it may have happened."""

    start: float
    end: float
    faint: bool = False


def bar_pieces(bar: Bar, axis: Horizontal) -> tuple[Piece, ...]:
    """Cut a bar into pieces from left to right."""
    start, end = bar.start.earliest, bar_end(bar, axis)
    fade = axis.days(FADE_PIXELS)
    if start is None:
        right = end if end is not None else _known_end(bar)
        return tuple(_fade(right, -fade))
    if end is None:
        known = max(start + 1.0, _known_end(bar))
        return (*_between(bar, start, known), *_fade(known, fade))
    return tuple(_between(bar, start, end))


def bar_end(bar: Bar, axis: Horizontal) -> float | None:
    """Right edge of a bar; None where its end is open."""
    if bar.stop.latest is not None:
        return bar.stop.latest + 1
    return axis.last if bar.ongoing else None


def _known_end(bar: Bar) -> float:
    known = (bar.stop.earliest, bar.start.latest, bar.start.earliest)
    days = [day for day in known if day is not None]
    return max(days) + 1.0


def _between(bar: Bar, start: float, end: float) -> Iterator[Piece]:
    begun = bar.start.latest if bar.start.latest is not None else end
    over = end if bar.ongoing else bar.stop.earliest
    ended = end if over is None or bar.ongoing else over + 1
    begun, ended = max(start, begun), min(end, ended)
    if begun >= ended:
        yield _edge(bar, start, end)
        return
    if start < begun:
        yield _edge(bar, start, begun)
    yield Piece(begun, ended, Look.PLAIN)
    if ended < end:
        yield _edge(bar, ended, end)


def _edge(bar: Bar, start: float, end: float) -> Piece:
    if bar.certainty in FILLED:
        return Piece(start, end, Look.PLAIN, _MONTH_SHARE)
    narrative = bar.certainty is Certainty.NARRATIVE
    return Piece(start, end, Look.DOTTED if narrative else Look.HATCHED)


def _fade(edge: float, length: float) -> Iterator[Piece]:
    step = length / len(_FADE_STEPS)
    for number, share in enumerate(_FADE_STEPS):
        near, far = edge + number * step, edge + (number + 1) * step
        yield Piece(min(near, far), max(near, far), Look.PLAIN, share)


def mark_day(mark: Mark) -> float:
    """Where a mark stands: the middle of its days, or its only limit."""
    first, last = mark.at.earliest, mark.at.latest
    if first is None or last is None:
        limit = first if last is None else last
        return (limit or 0) + 0.5
    return (first + last + 1) / 2


def mark_whiskers(mark: Mark, axis: Horizontal) -> tuple[Whisker, ...]:
    """The days on which a mark may have happened; none for an exact day."""
    first, last = mark.at.earliest, mark.at.latest
    if first is not None and last is not None:
        return (Whisker(first, last + 1),) if last > first else ()
    length = axis.days(FADE_PIXELS)
    near = mark_day(mark)
    far = near - length if first is None else near + length
    middle = (near + far) / 2
    halves = ((near, middle, False), (middle, far, True))
    return tuple(Whisker(min(a, b), max(a, b), faint) for a, b, faint in halves)
