"""What page and print measure alike: the axis, and the days over which things reach.

Lengths are in units of the axis, of which the page has one for each pixel and print
five for each millimetre.
"""

from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.charts.horizontal import Horizontal
from timeline.charts.pieces import (
    LEAST_PIXELS,
    Look,
    bar_pieces,
    mark_day,
    mark_whiskers,
    shown_day,
)
from timeline.swimlane.model import Bar, Lane, Mark, Swimlane


class Footprint(NamedTuple):
    """What a bar, or a mark with its whiskers, covers of the axis."""

    first: float
    """First day over which it is drawn."""
    last: float
    """The day after the last one."""
    plain: bool
    """Whether it is one stretch of its full colour, on which a label can be read."""


def time_scale(
    swimlane: Swimlane, width: float, *, before: float, after: float
) -> Horizontal:
    """The axis of a picture of some width, with room for marks and arrows at its ends.

    Args:
        swimlane: The picture.
        width: Width of the drawing area in units.
        before: Units of it that are left of the first day.
        after: Units of it that are right of the last day.
    """
    per_unit = (swimlane.last_day + 1 - swimlane.first_day) / (width - before - after)
    first = swimlane.first_day - before * per_unit
    last = swimlane.last_day + 1 + after * per_unit
    return Horizontal.of(swimlane, first, last, width)


def cutoff_edge(swimlane: Swimlane) -> float | None:
    """The end of the day of the cut-off; None where there is none."""
    last = swimlane.cutoff.latest
    return None if last is None else last + 1


def footprint(event: Bar | Mark, axis: Horizontal) -> Footprint:
    """What something covers of the axis."""
    if isinstance(event, Bar):
        pieces = bar_pieces(event, axis, LEAST_PIXELS)
        looks = {(piece.look, piece.share) for piece in pieces}
        full = looks == {(Look.PLAIN, 1.0)}
        plain = full and not event.further and not event.ongoing
        first = min(piece.start for piece in pieces)
        return Footprint(first, max(piece.end for piece in pieces), plain)
    day, whiskers = shown_day(event, axis), mark_whiskers(event, axis)
    return Footprint(
        min([day, *(whisker.start for whisker in whiskers)]),
        max([day, *(whisker.end for whisker in whiskers)]),
        plain=False,
    )


def first_mark_row(lane: Lane) -> int:
    """Row from which on marks stand: below the bars, so that no bar hides one."""
    return max((bar.row for bar in lane.bars), default=-1) + 1


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
