"""Dates in cells: with a time of day behind them, or made by a spreadsheet."""

import datetime as dt
import re

_CLOCK = re.compile(
    r"(.*\d)(?:T| +|, ?)(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"(?: ?Z| ?[+-]\d{2}:?\d{2}| Uhr)?",
    re.ASCII,
)
_SERIAL_ZERO = dt.date(1899, 12, 30)
"""Day 0 of Excel's calendar from 1 March 1900 on; CALENDAR_WINDOWS_1900 of openpyxl."""
_YEARS = range(1950, 2051)


def split_time(text: str) -> tuple[str, str]:
    """A date and the time of day behind it, `07:30`; the latter may be empty."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return text, ""
    return match[1], match[2].zfill(5)


def without_time(text: str) -> str:
    """The date alone."""
    return split_time(text)[0]


def year_shown_as_day(canonical: str) -> int | None:
    """The year that Excel shows as this day, as it does where a year is made a date.

    Args:
        canonical: `1905-06-27`, which is day 2005 of Excel's calendar.
    """
    try:
        number = (dt.date.fromisoformat(canonical) - _SERIAL_ZERO).days
    except ValueError:
        return None
    return number if number in _YEARS else None
