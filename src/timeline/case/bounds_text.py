"""Puts bounds into words without naming a day that nobody stated."""

import datetime as dt

from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH, MONTHS


def bounds_in_words(bounds: Bounds, *, relative: bool = False) -> str:
    """Say when something was, as far as its bounds tell.

    A bound that is the first or last day of a month came from a month, and only the
    month is named.

    Args:
        bounds: First and last possible day.
        relative: Whether days count from time zero, without a calendar.

    Returns:
        Such as `between May 2020 and Feb 2021`, `by Mar 2025`, `14 Sep 2017` or
        `unknown`.
    """
    if bounds.earliest is not None and bounds.earliest == bounds.latest:
        return _day(bounds.earliest, relative=relative)
    first = _first(bounds.earliest, relative=relative)
    last = _last(bounds.latest, relative=relative)
    if first and last:
        return last if first == last else f"between {first} and {last}"
    if last:
        return f"by {last}"
    return f"from {first} on" if first else "unknown"


def _day(day: int, *, relative: bool) -> str:
    if relative:
        return f"day {day}"
    date = dt.date.fromordinal(day)
    return f"{date.day} {_month(date)}"


def _first(day: int | None, *, relative: bool) -> str:
    if day is None:
        return ""
    if relative:
        month = round(day / DAYS_PER_MONTH)
        starts = day == round(month * DAYS_PER_MONTH)
        return f"month {month}" if starts else _day(day, relative=True)
    date = dt.date.fromordinal(day)
    return _month(date) if date.day == 1 else _day(day, relative=False)


def _last(day: int | None, *, relative: bool) -> str:
    if day is None:
        return ""
    if relative:
        month = round((day + 1) / DAYS_PER_MONTH) - 1
        ends = day == round((month + 1) * DAYS_PER_MONTH) - 1
        return f"month {month}" if ends else _day(day, relative=True)
    date = dt.date.fromordinal(day)
    month_ends = (date + dt.timedelta(days=1)).day == 1
    return _month(date) if month_ends else _day(day, relative=False)


def _month(date: dt.date) -> str:
    return f"{MONTHS[date.month - 1]} {date.year}"
