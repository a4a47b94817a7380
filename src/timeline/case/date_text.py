"""Reads the ways in which people write a date that is only partly known.

The one reader of dates: `readings` gives what a text can mean, one reading or two, and
`read` the one where it is settled. No text gets a day that it does not state.

- `3/4/2019` has two readings, unless the locale says which; `25/3/2019` has one.
- `early 2019` is the year 2019, which is certain, with its words in `beyond`: whoever
  stores the date keeps them (`date_stated`), or refuses it, as `PartialDate` does.
- `12 to 14 May 2020` is one day within these limits, for days of one month. Two whole
  dates (`May 2020 to Feb 2021`) are no date; a beginning and an end have two fields.
- Two digits are no year here: see `case.short_date` for what is typed in a hurry.
- `out`, `set`, `ago` (Portuguese, Italian) and `fine` are English words, too: who looks
  for a date within a line weighs that; a whole text such as `out 2020` is a date.

What has no reading raises `DateTextError` with the true reason; what has two raises
`AmbiguousDateError`, which holds both, from `read`.
"""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from timeline.case.locale import ASK, Locale

FIRST_YEAR, LAST_YEAR = 1900, 2100
DAYS_PER_MONTH = 30.4375
MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    WINDOW = "window"
    OFFSET = "offset"
    UNKNOWN = "unknown"


class DateParts(NamedTuple):
    """Numbers as they are written; the month may be 15."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a text says of a date, in day numbers."""

    canonical: str
    """ISO 8601 or EDTF text: `2017-09`, `[2020-05..2021-02]`; empty when unknown."""
    precision: Precision
    earliest: int | None
    """First possible day: proleptic ordinal, or days since time zero."""
    latest: int | None
    """Last possible day, inclusive."""
    relative: bool = False
    """Whether days count from time zero, without a calendar."""
    beyond: str = ""
    """The words, where they say more than the date can hold: `early 2019`."""

    def __str__(self) -> str:
        """A day as `3 Apr 2019`, anything else in its canonical form."""
        if self.precision is not Precision.DAY or self.earliest is None:
            return self.canonical
        if self.relative:
            return self.canonical
        day = dt.date.fromordinal(self.earliest)
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


NOTHING = DateReading("", Precision.UNKNOWN, None, None)


class DateTextError(ValueError):
    """A text that is not a date, or that could be more than one."""


class AmbiguousDateError(DateTextError):
    """A text that is one of two dates.

    Attributes:
        readings: Both, the one with the day first in front.
    """

    def __init__(self, readings: tuple[DateReading, ...]) -> None:
        """Take the readings and name them."""
        self.readings = readings
        either = " or ".join(map(str, readings))
        written = " or ".join(reading.canonical for reading in readings)
        super().__init__(
            f"Day and month could be either way round: {either}. Write {written}."
        )


def read(text: str, locale: Locale = ASK) -> DateReading:
    """Read a date as typed.

    Args:
        text: For example `2017-09`, `5. März 2024`, `[2020-05..2021-02]`, `M18` or
            empty.
        locale: Which way round dates are written.

    Raises:
        DateTextError: If the text is no date, with the reason; an
            `AmbiguousDateError` if it has two readings.
    """
    found = readings(text, locale)
    if len(found) > 1:
        raise AmbiguousDateError(found)
    return found[0]


@lru_cache(maxsize=4096)
def readings(text: str, locale: Locale = ASK) -> tuple[DateReading, ...]:
    """What a text can mean: one reading or two, the one with the day first in front.

    Raises:
        DateTextError: If it has none; the message says why.
    """
    if not text:
        return (NOTHING,)
    if stored := iso_parts(text):
        return (calendar_date(stored),)
    # its patterns take 10 ms, which no start has to wait for
    from timeline.case.date_grammar import meanings

    return meanings(text, locale)


def iso_parts(text: str) -> DateParts | None:
    """Year, month and day of a date as it is stored, `2017-09`; None for others."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    return DateParts(
        int(year), int(month) if month else None, int(day) if day else None
    )


def window(start: DateReading, end: DateReading) -> DateReading:
    """One day between two dates, of which one may be open.

    Raises:
        DateTextError: If they do not fit together.
    """
    if start.canonical and end.canonical:
        if start.relative != end.relative:
            raise DateTextError("A window cannot mix calendar and relative dates.")
        if start.canonical == end.canonical:
            return start
        if _reversed(start, end):
            message = f"The window ends before it starts: {start.canonical} is later."
            raise DateTextError(message)
    return DateReading(
        canonical=f"[{start.canonical}..{end.canonical}]",
        precision=Precision.WINDOW,
        earliest=start.earliest,
        latest=end.latest,
        relative=start.relative or end.relative,
    )


def _reversed(start: DateReading, end: DateReading) -> bool:
    if start.earliest is None or end.latest is None:
        return False
    if start.latest is None or end.earliest is None:
        return False
    return start.earliest > end.earliest or start.latest > end.latest


def calendar_date(parts: DateParts) -> DateReading:
    """A year, a month or a day.

    Raises:
        DateTextError: If there is none with these numbers.
    """
    year, month, day = parts
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"The year {year:04d} is outside {FIRST_YEAR} to {LAST_YEAR}."
        raise DateTextError(message)
    if month is None:
        return _days(f"{year:04d}", Precision.YEAR, (year, 1, 1), (year, 12, 31))
    if not 1 <= month <= len(MONTHS):
        raise DateTextError(f"There is no month {month}. Months run from 1 to 12.")
    canonical, length = f"{year:04d}-{month:02d}", monthrange(year, month)[1]
    if day is None:
        first, last = (year, month, 1), (year, month, length)
        return _days(canonical, Precision.MONTH, first, last)
    if not 1 <= day <= length:
        name = f"{MONTHS[month - 1]} {year}"
        raise DateTextError(f"{name} has {length} days, so there is no day {day}.")
    only = (year, month, day)
    return _days(f"{canonical}-{day:02d}", Precision.DAY, only, only)


def _days(
    canonical: str,
    precision: Precision,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
) -> DateReading:
    earliest, latest = dt.date(*first).toordinal(), dt.date(*last).toordinal()
    return DateReading(canonical, precision, earliest, latest)
