"""One endpoint with its range, its evidence and what was reported of it.

A result never hides how it came about: it carries the two points in time, the rule,
the records and, where it is not computable, the reason.
"""

from typing import NamedTuple

from timeline.clinical.durations import (
    NOT_COMPUTABLE,
    Agreement,
    Duration,
    rounded,
)
from timeline.clinical.endpoints.reported import Reported


class EndpointOutcome(NamedTuple):
    """One of the ways in which a quantity may have ended."""

    duration: Duration
    censored: bool | None
    """Whether the event had not happened; None where it has no event, or where no
    record tells the end."""
    end: str
    """The event, or what it was censored at; or why no end is known."""

    @property
    def text(self) -> str:
        """For reading: `event at 11.6 mo`, `censored at 3.3 mo`."""
        status = "censored" if self.censored else "event"
        if self.censored is None or not self.duration.computable:
            return f"not computable ({self.end})"
        # Two lengths with calendar months beside each would be hard to take in.
        return f"{status} at {self.duration._replace(months_calendar=None).text}"


class SettlingDate(NamedTuple):
    """A date that would decide between several outcomes."""

    point: str
    """The date field, as `id.field`."""
    words: str
    """Such as `start of GP (2020-12)`."""


class Endpoint(NamedTuple):
    """One computed quantity of one line or of the whole course."""

    name: str
    """Such as `progression-free survival`."""
    rule: str
    """What it is counted from and to, and which choices were made."""
    duration: Duration = NOT_COMPUTABLE
    censored: bool | None = None
    """Whether the event had not happened; None where that is not known, where the
    dates allow both or where the quantity has no event."""
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
    outcomes: tuple[EndpointOutcome, ...] = ()
    """The ways in which it may have ended, where the dates allow several: one for each
    status, the event first."""
    settled_by: SettlingDate | None = None
    """The date that decides between them."""
    unsettled: tuple[str, ...] = ()
    """Contradictions between records on which it depends; it holds for each reading."""

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
        """For reading: `89.0-90.9 mo (calendar 90), censored`.

        Where the dates allow both: `event at 11.6 mo or censored at 3.3 mo`.
        """
        if self.outcomes:
            return " or ".join(outcome.text for outcome in self.outcomes)
        censored = ", censored" if self.censored else ""
        return f"{self.duration.text}{censored}"

    @property
    def open_question(self) -> str:
        """Such as `not settled: PD and PR (1 Jul 2020)`; empty where all agrees."""
        return f"not settled: {'; '.join(self.unsettled)}" if self.unsettled else ""

    @property
    def label(self) -> str:
        """For a figure: `90+ mo` where censored; a range otherwise."""
        if self.outcomes:
            return self.text
        if not self.censored or not self.duration.computable:
            return self.duration.text
        if self.months_calendar is not None:
            return f"{self.months_calendar}+ mo"
        if self.duration.days_min == self.duration.days_max:
            return f"{rounded(self.months_min)}+ mo"
        return f"{self.duration.text}, censored"


def unordered(endpoint: Endpoint) -> Endpoint:
    """The endpoint without a length, because nothing says which end came first."""
    end = f"{endpoint.end}, order not established"
    return endpoint._replace(duration=NOT_COMPUTABLE, end=end, undated=())
