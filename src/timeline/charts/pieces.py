"""How a bar and a mark are cut up by what is known of their ends.

What is certain is solid, a month's uncertainty is lighter, a window or an order is
hatched, and an open side fades out over a fixed number of pixels.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.charts.horizontal import Horizontal
from timeline.swimlane.model import FIRM, Bar, Certainty, Mark

FADE_PIXELS = 48
LEAST_PIXELS = 5
"""Width below which a bar in the picture of one patient would be overlooked."""
FADE_STEPS = (0.85, 0.65, 0.45, 0.3, 0.16)
MONTH_SHARE = 0.4


class Look(StrEnum):
    """How a piece of a bar is filled."""

    PLAIN = "plain"
    HATCHED = "hatched"
    DOTTED = "dotted"  # narrative order


class Piece(NamedTuple):
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


def bar_pieces(bar: Bar, axis: Horizontal, least: float = 0) -> tuple[Piece, ...]:
    """Cut a bar into pieces from left to right, and off at the edges of a window.

    Args:
        bar: The bar.
        axis: The time axis.
        least: Pixels that it covers at least, so that a day within years is seen.
    """
    pieces = _at_least(_whole(bar) or _pieces(bar, axis), axis.days(least))
    if not (bar.cut_start or bar.cut_end):
        return pieces
    clipped = (
        piece._replace(
            start=max(piece.start, axis.first), end=min(piece.end, axis.last)
        )
        for piece in pieces
    )
    visible = tuple(piece for piece in clipped if piece.start < piece.end)
    edge = axis.first if bar.cut_start else axis.last - 1
    return visible or (Piece(edge, edge + 1, Look.PLAIN, FADE_STEPS[-1]),)


def _at_least(pieces: tuple[Piece, ...], days: float) -> tuple[Piece, ...]:
    missing = days - (pieces[-1].end - pieces[0].start)
    if missing <= 0:
        return pieces
    return (*pieces[:-1], pieces[-1]._replace(end=pieces[-1].end + missing))


def cuts(thing: Bar | Mark, axis: Horizontal) -> tuple[float, ...]:
    """The edges of the drawing beyond which something goes on."""
    edges = ((thing.cut_start, axis.first), (thing.cut_end, axis.last))
    return tuple(edge for cut, edge in edges if cut)


def _whole(bar: Bar) -> tuple[Piece, ...]:
    """The only piece of a bar between exact days, as most bars of a cohort are."""
    first, last = bar.start.earliest, bar.stop.latest
    if first is None or last is None or first > last:
        return ()
    if bar.start.latest != first or bar.stop.earliest != last:
        return ()
    narrative = bar.certainty is Certainty.NARRATIVE
    return (Piece(first, last + 1, Look.DOTTED if narrative else Look.PLAIN),)


def _pieces(bar: Bar, axis: Horizontal) -> tuple[Piece, ...]:
    start, end = bar.start.earliest, bar_end(bar, axis)
    if start is not None and end is not None:
        return tuple(_between(bar, start, end))
    fade = axis.days(FADE_PIXELS)
    if start is None:
        return tuple(_open_start(bar, end, fade))
    known = max(start + 1.0, _known_end(bar))
    return (*_between(bar, start, known), *_fade(known, fade))


def _open_start(bar: Bar, end: float | None, fade: float) -> Iterator[Piece]:
    """A bar of which nothing says how early it began, from left to right."""
    right = end if end is not None else _known_end(bar)
    begun, over = bar.start.latest, bar.stop.earliest
    if over is None and bar.ongoing and bar.stop.latest is None:
        over = begun  # nothing says until when, as for one whose start is known
    certain = begun is not None and over is not None and begun <= over
    left = begun if certain and begun is not None else right
    yield from tuple(_fade(left, -fade))[::-1]
    if certain:
        yield from _between(bar, left, right)
    if end is None:
        yield from _fade(right, fade)


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
    over = bar.stop.earliest  # of one that goes on, the cut-off until which it is known
    ended = begun if over is None else over + 1
    if bar.ongoing and bar.stop == Bounds():
        ended = end  # nothing says until when, as for one whose start is known
    if bar.start.earliest is not None and bar.start.earliest == bar.start.latest:
        ended = max(ended, begun + 1)  # an exact first day is certain
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
    if bar.certainty in FIRM:
        return Piece(start, end, Look.PLAIN, MONTH_SHARE)
    narrative = bar.certainty is Certainty.NARRATIVE
    return Piece(start, end, Look.DOTTED if narrative else Look.HATCHED)


def _fade(edge: float, length: float) -> Iterator[Piece]:
    step = length / len(FADE_STEPS)
    for number, share in enumerate(FADE_STEPS):
        near, far = edge + number * step, edge + (number + 1) * step
        yield Piece(min(near, far), max(near, far), Look.PLAIN, share)


def mark_day(at: Bounds) -> float:
    """Where a mark stands: the middle of its days, or its only limit."""
    first, last = at
    if first is None or last is None:
        limit = first if last is None else last
        return (limit or 0) + 0.5
    return (first + last + 1) / 2


def shown_day(mark: Mark, axis: Horizontal) -> float:
    """Where a mark stands: in a window, in the middle of those of its days it shows."""
    first, last = mark.at.earliest, mark.at.latest
    if first is None or last is None or not (mark.cut_start or mark.cut_end):
        return mark_day(mark.at)
    return (max(first, axis.first) + min(last + 1, axis.last)) / 2


def mark_whiskers(mark: Mark, axis: Horizontal) -> tuple[Whisker, ...]:
    """The days on which a mark may have happened; none for an exact day."""
    whiskers = _whiskers(mark, axis)
    if not (mark.cut_start or mark.cut_end):
        return whiskers
    return tuple(
        replace(w, start=max(w.start, axis.first), end=min(w.end, axis.last))
        for w in whiskers
    )


def _whiskers(mark: Mark, axis: Horizontal) -> tuple[Whisker, ...]:
    first, last = mark.at.earliest, mark.at.latest
    if first is not None and last is not None:
        return (Whisker(first, last + 1),) if last > first else ()
    length = axis.days(FADE_PIXELS)
    near = mark_day(mark.at)
    far = near - length if first is None else near + length
    middle = (near + far) / 2
    halves = ((near, middle, False), (middle, far, True))
    return tuple(Whisker(min(a, b), max(a, b), faint) for a, b, faint in halves)
