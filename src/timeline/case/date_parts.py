"""Takes a written date apart into year, month and day, whether or not it exists.

The writings are those of people in English, German, French, Spanish, Italian,
Portuguese and Chinese letters, with the signs that `plain_signs` leaves.
"""

import datetime as dt
import re
from collections.abc import Callable

from timeline.case.date_text import DateParts, iso_parts
from timeline.case.locale import DateOrder
from timeline.case.month_names import month_number

_DAYS_IN_WEEK = 7
_ORDINAL = r"(?:st|nd|rd|th|er|[.\u00ba\u00b0])"
_OF = r"(?:(?:de|del|di|of) )?"
_IN = r"(?:(?:on|in|am|im|le|el|il|en|em|nel) )?"
_NAME = r"([^\W\d_]+)"

_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})", re.ASCII)
_NAMED = re.compile(
    rf"{_IN}(?:([0-9]{{1,2}})(?:{_ORDINAL} ?| |[-/]){_OF})?"
    rf"{_NAME}(?:\.?,? |[-/]){_OF}([0-9]{{4}})",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    rf"{_IN}{_NAME}\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})", re.IGNORECASE
)
_CHINESE = re.compile(
    r"([0-9]{4}) ?年(?: ?([0-9]{1,2}) ?月(?:份| ?([0-9]{1,2}) ?[日号號])?)?"
)
_EITHER_ORDER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})", re.ASCII)
_WEEK = re.compile(
    r"([12]\d{3})-?W(\d{1,2})(?:-(\d))?|[KC]?W ?(\d{1,2})[/ -]([12]\d{3})",
    re.ASCII | re.IGNORECASE,
)


def has_two_orders(text: str) -> bool:
    """Whether a date in it may be day and month or month and day: `3/15/2019` too."""
    return _EITHER_ORDER.search(text) is not None


def in_either_order(text: str, order: DateOrder) -> tuple[DateParts, ...]:
    """The two readings of `03/04/2024`, that of the order first; empty for others."""
    match = _EITHER_ORDER.fullmatch(text)
    if match is None:
        return ()
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    readings = (DateParts(year, second, first), DateParts(year, first, second))
    return readings[::-1] if order is DateOrder.MONTH_FIRST else readings


def date_parts(text: str) -> DateParts | None:
    """Year, month and day of a date that is written in one order; None for others."""
    for reader in _READERS:
        if parts := reader(text):
            return parts
    return None


def week_days(text: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of an ISO week, `KW 12/2023`, or the day `2023-W12-5`.

    The weeks are those of ISO 8601, which DIN 1355 counts as Kalenderwochen.

    Raises:
        ValueError: If the year has no such week, or a week no such day.
    """
    match = _WEEK.fullmatch(text)
    if match is None:
        return None
    year, week = int(match[1] or match[5]), int(match[2] or match[4])
    weeks = dt.date(year, 12, 28).isocalendar().week  # in the last one, by ISO 8601
    if not 1 <= week <= weeks:
        raise ValueError(f"{year:04d} has {weeks} weeks, so there is no week {week}.")
    if match[3] and not 1 <= int(match[3]) <= _DAYS_IN_WEEK:
        raise ValueError(f"A week has 7 days, so there is no day {match[3]}.")
    first, last = (int(match[3]),) * 2 if match[3] else (1, _DAYS_IN_WEEK)
    return (
        dt.date.fromisocalendar(year, week, first),
        dt.date.fromisocalendar(year, week, last),
    )


def _year_first(text: str) -> DateParts | None:
    match = _YEAR_FIRST.fullmatch(text)
    return _of(match[1], match[3], match[4]) if match else None


def _dotted(text: str) -> DateParts | None:
    match = _DOTTED.fullmatch(text)
    return _of(match[3], match[2], match[1]) if match else None


def _month_year(text: str) -> DateParts | None:
    match = _MONTH_YEAR.fullmatch(text)
    return _of(match[2], match[1], None) if match else None


def _chinese(text: str) -> DateParts | None:
    match = _CHINESE.fullmatch(text)
    return _of(match[1], match[2], match[3]) if match else None


def _named(text: str) -> DateParts | None:
    if (match := _NAMED.fullmatch(text)) and (month := month_number(match[2])):
        return _of(match[3], str(month), match[1])
    if (match := _AMERICAN.fullmatch(text)) and (month := month_number(match[1])):
        return _of(match[3], str(month), match[2])
    return None


def _of(year: str, month: str | None, day: str | None) -> DateParts:
    return DateParts(
        int(year), int(month) if month else None, int(day) if day else None
    )


_READERS: tuple[Callable[[str], DateParts | None], ...] = (
    iso_parts,
    _year_first,
    _dotted,
    _month_year,
    _named,
    _chinese,
)
