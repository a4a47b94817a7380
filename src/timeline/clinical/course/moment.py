"""A point in time at which something starts or ends, as one reads it in a course."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.case.partial_date import UNKNOWN, PartialDate


class Moment(NamedTuple):
    """A point in time at which something starts or ends."""

    bounds: Bounds
    date: PartialDate
    """The date as recorded, which may be unknown where only an order is; what is
    counted from another record has the days that are left for it."""
    label: str
    """Such as `death`, `progression (RECIST 1.1)` or `first operation`."""
    records: tuple[str, ...]
    """Ids of the records that establish it."""
    points: tuple[str, ...] = ()
    """The date fields of these records, as `id.field`; several of which it is the
    first or the last; empty where only the bounds are known."""


def first_of(moments: Sequence[Moment]) -> Moment:
    """The earliest of several moments whose windows may overlap.

    Args:
        moments: In their likely order; the first gives the name. Moments without an
            earliest day are placed by nothing and count only if they are the first.

    Returns:
        The first moment in the bounds that hold for the earliest of all, in days; its
        own date becomes unknown where others narrow it.
    """
    first = moments[0]
    placed = [m.bounds for m in moments if m.bounds.earliest is not None]
    if first.bounds.earliest is None:
        return first
    bounds = Bounds(
        min(b.earliest for b in placed if b.earliest is not None),
        min((b.latest for b in placed if b.latest is not None), default=None),
    )
    return _with_bounds(first, bounds, moments)


def last_of(moments: Sequence[Moment]) -> Moment:
    """The latest of several moments whose windows may overlap.

    Args:
        moments: In their likely order; the last gives the name.

    Returns:
        The last moment in the bounds that hold for the latest of all, in days; open at
        the end where one of them is.
    """
    latest = [m.bounds.latest for m in moments]
    days = [day for day in latest if day is not None]
    earliest = [m.bounds.earliest for m in moments if m.bounds.earliest is not None]
    bounds = Bounds(
        max(earliest, default=None), max(days) if len(days) == len(latest) else None
    )
    return _with_bounds(moments[-1], bounds, moments)


def _with_bounds(moment: Moment, bounds: Bounds, others: Sequence[Moment]) -> Moment:
    """The moment in other bounds; its own date then no longer says when it was."""
    points = tuple(point for other in others for point in other.points)
    if bounds == moment.bounds:
        return moment._replace(points=points)
    return moment._replace(bounds=bounds, date=UNKNOWN, points=points)


def undated(label: str) -> Moment:
    """A moment of which nothing is known, with what is missing."""
    return Moment(Bounds(), UNKNOWN, label, ())
