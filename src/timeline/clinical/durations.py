"""How long something lasted, when neither end need be an exact day.

A duration is the range of all lengths that the two dates allow. Months are days
divided by 30.4375 (365.25 / 12). Calendar months, which authors count, stand beside.
"""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH, Precision
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.vocabulary import DurationUnit

_DAYS_PER_UNIT = {
    DurationUnit.DAYS: 1.0,
    DurationUnit.WEEKS: 7.0,
    DurationUnit.MONTHS: DAYS_PER_MONTH,
    DurationUnit.YEARS: 12 * DAYS_PER_MONTH,
}
_TENTH = Decimal("0.1")
_TOO_LARGE = 1e15
"""From here on a number has no decimals that mean anything."""
_WITH_MONTH = (Precision.MONTH, Precision.DAY)


class Agreement(StrEnum):
    """How a reported number compares with what the dates allow."""

    WITHIN = "within"
    EXCEEDS_MAX = "exceeds_max"
    BELOW_MIN = "below_min"
    NOT_COMPUTABLE = "not_computable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on a reported number, and by how much it lies outside."""

    agreement: Agreement
    gap: float | None
    """Months by which the number lies outside the range; 0 inside, None if the side
    that would decide it is open."""


class Duration(NamedTuple):
    """A range of lengths in days."""

    days_min: int | None = None
    """Shortest length; None: not limited."""
    days_max: int | None = None
    """Longest length; None: not limited."""
    months_calendar: int | None = None
    """Difference of the month fields, less one where the day of an exact end lies
    before the day of an exact start; None unless both ends have a month."""

    @property
    def computable(self) -> bool:
        """Whether anything is known of the length."""
        return self.days_min is not None or self.days_max is not None

    @property
    def months_min(self) -> float | None:
        """Shortest length in months, not rounded."""
        return in_months(self.days_min)

    @property
    def months_max(self) -> float | None:
        """Longest length in months, not rounded."""
        return in_months(self.days_max)

    @property
    def text(self) -> str:
        """For reading: `14.0-16.0 mo (calendar 15)`, `≥ 12.9 mo`, `not computable`."""
        shortest, longest = self.months_min, self.months_max
        if shortest is None and longest is None:
            return "not computable"
        if longest is None:
            words = f"≥ {rounded(shortest)} mo"
        elif shortest is None:
            words = f"≤ {rounded(longest)} mo"
        elif self.days_min == self.days_max:
            words = f"{rounded(shortest)} mo"
        else:
            words = f"{rounded(shortest)}-{rounded(longest)} mo"
        if self.months_calendar is None:
            return words
        return f"{words} (calendar {self.months_calendar})"


NOT_COMPUTABLE = Duration()


def between(
    start: Bounds,
    end: Bounds,
    *,
    ordered: bool,
    start_date: PartialDate = UNKNOWN,
    end_date: PartialDate = UNKNOWN,
) -> Duration:
    """Measure from one uncertain day to another.

    Args:
        start: Bounds of the first day.
        end: Bounds of the second day.
        ordered: Whether the end is known not to lie before the start; the length is
            then at least 0.
        start_date: The date recorded for the start, for calendar months only.
        end_date: The date recorded for the end, for calendar months only.

    Returns:
        The range of lengths; a side is None where a bound that it needs is open. Both
        are None where the bounds contradict the order.
    """
    shortest = _difference(start.latest, end.earliest)
    longest = _difference(start.earliest, end.latest)
    if ordered:
        if longest is not None and longest < 0:
            return NOT_COMPUTABLE
        if shortest is not None:
            shortest = max(0, shortest)
    if shortest is not None and longest is not None and shortest > longest:
        return NOT_COMPUTABLE
    return Duration(shortest, longest, calendar_months(start_date, end_date))


def _difference(earlier: int | None, later: int | None) -> int | None:
    return None if earlier is None or later is None else later - earlier


def calendar_months(start: PartialDate, end: PartialDate) -> int | None:
    """Count months by their names, as authors do.

    Returns:
        The difference of the month fields, less one if both dates are exact days and
        the month is not completed; None unless both dates have a calendar month.
    """
    if not (_has_month(start) and _has_month(end)):
        return None
    year, month, *day = _numbers(start.canonical)
    end_year, end_month, *end_day = _numbers(end.canonical)
    months = 12 * (end_year - year) + end_month - month
    incomplete = bool(day and end_day) and end_day < day
    return months - 1 if incomplete else months


def _has_month(date: PartialDate) -> bool:
    return date.precision in _WITH_MONTH and not date.relative


@lru_cache(maxsize=4096)
def _numbers(canonical: str) -> tuple[int, ...]:
    """Year, month and, for an exact day, day."""
    return tuple(int(part) for part in canonical.split("-"))


def in_months(days: int | None) -> float | None:
    """Turn days into months of 30.4375 days.

    Returns:
        Months, not rounded; None for an open side.
    """
    return None if days is None else days / DAYS_PER_MONTH


def reported_months(value: float, unit: DurationUnit) -> float:
    """Turn a reported number into months of 30.4375 days.

    Returns:
        Months, not rounded; weeks count 7 days and years 365.25.
    """
    return value * _DAYS_PER_UNIT[unit] / DAYS_PER_MONTH


def agreement(
    reported: float, duration: Duration, *, allowance: float = 0.5
) -> Comparison:
    """Compare a reported number of months with a computed range.

    A reported number stands for everything that rounds to it, from `allowance` below
    to just under `allowance` above. It never counts as agreeing where the side that
    could disprove it is open.

    Args:
        reported: Months as reported.
        duration: What the dates allow.
        allowance: Half the unit that the number was rounded to, in months.

    Returns:
        The verdict and the gap in months; not computable where the side that could
        disprove the number is open. Rule: product choice.
    """
    shortest, longest = duration.months_min, duration.months_max
    if longest is not None and reported - allowance > longest:
        return Comparison(Agreement.EXCEEDS_MAX, reported - longest)
    if shortest is not None and reported + allowance <= shortest:
        return Comparison(Agreement.BELOW_MIN, shortest - reported)
    if shortest is None or longest is None:
        return Comparison(Agreement.NOT_COMPUTABLE, None)
    return Comparison(
        Agreement.WITHIN, max(0.0, reported - longest, shortest - reported)
    )


def rounded(value: float | None) -> str:
    """Write a number with one decimal, halves away from zero.

    The decimal that a person sees is rounded, not the binary fraction behind it, so
    that 2.25 is written 2.3 and 0.35 is written 0.4.

    Returns:
        The number as text; `unknown` for None and for what is not finite.
    """
    if value is None or not math.isfinite(value):
        return "unknown"
    if abs(value) >= _TOO_LARGE:
        return f"{value:.3g}"
    return str(Decimal(repr(value)).quantize(_TENTH, rounding=ROUND_HALF_UP))
