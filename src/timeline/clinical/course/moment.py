"""A point in time at which something starts or ends, as one reads it in a course."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.clinical.durations import NOT_COMPUTABLE, Duration, calendar_months


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


def any_of(moments: Sequence[Moment]) -> Moment:
    """Several statements of one moment, of which any may be the right one.

    Returns:
        The first of them in the bounds of all, with the records and points of all.
    """
    firsts = [m.bounds.earliest for m in moments]
    lasts = [m.bounds.latest for m in moments]
    bounds = Bounds(
        None if None in firsts else min(day for day in firsts if day is not None),
        None if None in lasts else max(day for day in lasts if day is not None),
    )
    records = tuple(record for moment in moments for record in moment.records)
    return _with_bounds(moments[0], bounds, moments)._replace(records=records)


def _with_bounds(moment: Moment, bounds: Bounds, others: Sequence[Moment]) -> Moment:
    """The moment in other bounds; its own date then no longer says when it was."""
    points = tuple(point for other in others for point in other.points)
    if bounds == moment.bounds:
        return moment._replace(points=points)
    return moment._replace(bounds=bounds, date=UNKNOWN, points=points)


def undated(label: str) -> Moment:
    """A moment of which nothing is known, with what is missing."""
    return Moment(Bounds(), UNKNOWN, label, ())


def elapsed(start: Moment, end: Moment) -> Duration:
    """Measure from one moment to a later one by their bounds alone.

    Returns:
        The range; not computable where it would only repeat what the records leave
        open: two undated ends in overlapping windows, or no more than "0 or longer".
    """
    shortest, longest = least_days(start, end), -least_days(end, start)
    both = not start.date.known and not end.date.known
    duration = duration_of(shortest, longest, both_undated=both)
    if not duration.computable:
        return duration
    return duration._replace(months_calendar=calendar_months(start.date, end.date))


def least_days(start: Moment, end: Moment) -> float:
    """The least days between the bounds of two moments; minus infinity if open."""
    first, last = end.bounds.earliest, start.bounds.latest
    return float("-inf") if first is None or last is None else first - last


def duration_of(shortest: float, longest: float, *, both_undated: bool) -> Duration:
    """The range; none where it would only repeat what the records leave open.

    That is two undated ends in overlapping windows, or no more than "0 or longer".
    """
    if longest < 0:
        return NOT_COMPUTABLE
    days_min = max(0, int(shortest)) if shortest > float("-inf") else None
    days_max = int(longest) if longest < float("inf") else None
    if days_min == 0 and (both_undated or days_max is None):
        return NOT_COMPUTABLE
    return Duration(days_min, days_max)
