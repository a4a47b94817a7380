"""Months since time zero, counted as the axis of the picture counts them."""

import datetime as dt
import math

from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.swimlane.model import Swimlane


def calendar_months(start: int, day: int) -> int:
    """Completed calendar months from one calendar day to another; negative before."""
    first, last = dt.date.fromordinal(start), dt.date.fromordinal(day)
    months = 12 * (last.year - first.year) + last.month - first.month
    return months - (last.day < first.day)


def month_of(day: int) -> int:
    """The month in which a day since time zero lies; month 0 begins on day 0.

    A month without a calendar has 30.4375 days, rounded to whole ones.
    """
    month = int(day // DAYS_PER_MONTH)
    return next(
        number
        for number in (month + 1, month, month - 1)
        if round(number * DAYS_PER_MONTH) <= day
    )


def nearest_month(months: float) -> int:
    """A length in months as the nearest whole number.

    No whole or half number of days lies halfway between two months of 30.4375 days.
    """
    return math.floor(months + 0.5)


def first_day_nearest(month: int) -> int:
    """The first day since time zero to which no other whole month is nearer."""
    return math.ceil((month - 0.5) * DAYS_PER_MONTH)


def month_numbers(bounds: Bounds, swimlane: Swimlane) -> tuple[int | None, int | None]:
    """First and last month since time zero in which something may lie."""
    zero = swimlane.time_zero.earliest
    if zero is None:
        return None, None

    def number(day: int | None) -> int | None:
        if day is None:
            return None
        return month_of(day - zero) if swimlane.relative else calendar_months(zero, day)

    return number(bounds.earliest), number(bounds.latest)


def months(bounds: Bounds, swimlane: Swimlane) -> str:
    """The same in words: `18`, `0 to 18`, `by 90`, `from 3`, or empty."""
    first, last = month_numbers(bounds, swimlane)
    word = swimlane.word
    if first is None:
        return "" if last is None else word("months.by", last=last)
    if last is None:
        return word("months.from", first=first)
    if first == last:
        return f"{first}"
    return word("label.span", first=first, last=last)
