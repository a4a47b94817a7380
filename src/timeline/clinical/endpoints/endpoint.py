"""One endpoint with its range, its evidence and what was reported of it.

A result never hides how it came about: it carries the two points in time, the rule,
the records and, where it is not computable, the reason.
"""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.clinical.durations import (
    NOT_COMPUTABLE,
    Agreement,
    Duration,
    between,
    rounded,
)
from timeline.clinical.endpoints.reported import Reported


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


class EndpointSpan(NamedTuple):
    """What an endpoint runs from and to."""

    start: Moment
    end: Moment
    censored: bool | None = None
    """Whether the end is no event; None where that is not known or not asked."""


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
    return _with_bounds(first, bounds)


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
    return _with_bounds(moments[-1], bounds)


def _with_bounds(moment: Moment, bounds: Bounds) -> Moment:
    """The moment in other bounds; its own date then no longer says when it was."""
    if bounds == moment.bounds:
        return moment
    return moment._replace(bounds=bounds, date=UNKNOWN)


class Endpoint(NamedTuple):
    """One computed quantity of one line or of the whole course."""

    name: str
    """Such as `progression-free survival`."""
    rule: str
    """What it is counted from and to, and which choices were made."""
    duration: Duration = NOT_COMPUTABLE
    censored: bool | None = None
    """Whether the event had not happened; None where that is not known or where the
    quantity has no event."""
    start: str = ""
    """What it is counted from."""
    end: str = ""
    """The event, or what it was censored at; where neither is known, the reason."""
    line: int | None = None
    """Number of the line of therapy; None for the whole course."""
    records: tuple[str, ...] = ()
    """Ids of the records that it rests on."""
    comparisons: tuple[Reported, ...] = ()
    """What the source reports of the same quantity and the same line."""
    uses_narrative: bool = False
    """Whether it would be different without orders that only the sequence of the
    sentences suggests."""
    undated: tuple[str, ...] = ()
    """Which of its two ends the records do not date."""

    @property
    def reason(self) -> str:
        """Why it is not computable; empty where it is."""
        if self.duration.computable:
            return ""
        return f"not dated: {' and '.join(self.undated)}" if self.undated else self.end

    @property
    def months_min(self) -> float | None:
        """Shortest length in months, not rounded."""
        return self.duration.months_min

    @property
    def months_max(self) -> float | None:
        """Longest length in months, not rounded."""
        return self.duration.months_max

    @property
    def months_calendar(self) -> int | None:
        """Difference of the month fields."""
        return self.duration.months_calendar

    @property
    def reported(self) -> float | None:
        """The first number that the source states, in months."""
        return self.comparisons[0].months if self.comparisons else None

    @property
    def agreement(self) -> Agreement | None:
        """How that number compares; None where the source states none."""
        return self.comparisons[0].comparison.agreement if self.comparisons else None

    @property
    def gap(self) -> float | None:
        """By how many months that number lies outside; None where not known."""
        return self.comparisons[0].comparison.gap if self.comparisons else None

    @property
    def text(self) -> str:
        """For reading: `89.0-90.9 mo (calendar 90), censored`."""
        censored = ", censored" if self.censored else ""
        return f"{self.duration.text}{censored}"

    @property
    def label(self) -> str:
        """For a figure: `90+ mo` where censored; a range otherwise."""
        if not self.censored or not self.duration.computable:
            return self.duration.text
        if self.months_calendar is not None:
            return f"{self.months_calendar}+ mo"
        if self.duration.days_min == self.duration.days_max:
            return f"{rounded(self.months_min)}+ mo"
        return f"{self.duration.text}, censored"


def elapsed(start: Moment, end: Moment) -> Duration:
    """Measure from one moment to a later one.

    Returns:
        The range; not computable where it would only repeat what the records leave
        open: two undated ends in overlapping windows, or no more than "0 or longer".
    """
    duration = between(
        start.bounds,
        end.bounds,
        ordered=True,
        start_date=start.date,
        end_date=end.date,
    )
    undated = not start.date.known and not end.date.known
    if duration.days_min == 0 and (undated or duration.days_max is None):
        return NOT_COMPUTABLE
    return duration


def unordered(endpoint: Endpoint) -> Endpoint:
    """The endpoint without a length, because nothing says which end came first."""
    end = f"{endpoint.end}, order not established"
    return endpoint._replace(duration=NOT_COMPUTABLE, end=end, undated=())


def undated(label: str) -> Moment:
    """A moment of which nothing is known, with what is missing."""
    return Moment(Bounds(), UNKNOWN, label, ())
