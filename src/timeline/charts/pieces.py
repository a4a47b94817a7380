"""How a bar and a mark are cut up by what is known of their ends.

Which days are certain is a matter of the model (`bar_days`); here is how they look.
What is certain is solid, a month's uncertainty is lighter, a window or an order is
hatched, and an open side fades out over a fixed number of units of the axis.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.charts.horizontal import Horizontal
from timeline.swimlane.bar_days import BarDays, bar_days
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


def bar_pieces(
    bar: Bar, axis: Horizontal, least: float = 0, after: float = 0
) -> tuple[Piece, ...]:
    """Cut a bar into pieces from left to right, and off at the edges of the axis.

    Args:
        bar: The bar.
        axis: The time axis.
        least: Units that it covers at least, so that a day within years is seen.
        after: Units at the right end of the axis that are kept for its arrow.

    Returns:
        One piece at least: a pale one at the edge where nothing else is on the axis.
    """
    first, last = axis.first, axis.last - axis.days(after)
    whole = (*_pieces(bar, bar_days(bar, first, axis.last - 1), axis),)
    missing = axis.days(least) - (whole[-1].end - whole[0].start)
    if missing > 0:
        whole = (*whole[:-1], whole[-1]._replace(end=whole[-1].end + missing))
    if first <= whole[0].start and whole[-1].end <= last:
        return whole
    clipped = (
        piece._replace(start=max(piece.start, first), end=min(piece.end, last))
        for piece in whole
    )
    visible = tuple(piece for piece in clipped if piece.start < piece.end)
    stub = max(axis.days(least), 1)
    edge = first if whole[0].start < first else last - stub
    return visible or (Piece(edge, edge + stub, Look.PLAIN, FADE_STEPS[-1]),)


def _pieces(bar: Bar, days: BarDays, axis: Horizontal) -> Iterator[Piece]:
    """What is certain between what is not; an open side fades out from there."""
    certain = days.solid_from < days.solid_to
    first = days.last if days.open_start and not certain else days.first
    fade = axis.days(FADE_PIXELS)
    if days.open_start:
        yield from tuple(_fade(first, -fade))[::-1]
    begun, ended = (days.solid_from, days.solid_to) if certain else (days.last,) * 2
    if first < begun:
        yield _edge(bar, first, begun)
    if certain:
        yield Piece(begun, ended, Look.PLAIN)
    if ended < days.last:
        yield _edge(bar, ended, days.last)
    if days.open_end:
        yield from _fade(days.last, fade)


def cuts(event: Bar | Mark, first: float, last: float) -> tuple[float, ...]:
    """The edges of the drawing beyond which something goes on.

    Args:
        event: The bar or the mark.
        first: Day at which it is cut where it begins earlier.
        last: Day at which it is cut where it goes on.
    """
    edges = ((event.cut_start, first), (event.cut_end, last))
    return tuple(edge for cut, edge in edges if cut)


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
    """Where a mark stands: in the middle of those of its days that are shown."""
    first, last = mark.at.earliest, mark.at.latest
    if first is None or last is None:
        return mark_day(mark.at)
    return (max(first, axis.first) + min(last + 1, axis.last)) / 2


def mark_whiskers(mark: Mark, axis: Horizontal) -> tuple[Whisker, ...]:
    """The days on which a mark may have happened; none for an exact day."""
    clipped = (
        replace(w, start=max(w.start, axis.first), end=min(w.end, axis.last))
        for w in _whiskers(mark, axis)
    )
    return tuple(whisker for whisker in clipped if whisker.start < whisker.end)


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


def possible_days(at: Bounds, reach: float) -> tuple[float, float] | None:
    """Days on which a sample may have been taken; None for a day that is known.

    Args:
        at: The days between which it was taken.
        reach: Days that an open side stands for.
    """
    if at.earliest == at.latest:
        return None
    middle = mark_day(at)
    start = middle - reach if at.earliest is None else at.earliest
    return start, middle + reach if at.latest is None else at.latest + 1
