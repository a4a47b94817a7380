"""The length of time between an event and the one that its date is counted from.

`D28` is 28 days exactly. Weeks, months and years are completed ones, as an age is:
18 months after an event means that 18 months are over and the 19th is not, counted
forwards; before an event they are counted backwards in the same way. In a case with a
calendar months are those of the calendar, and a month that lacks the day ends on its
last one; without a calendar a month has 30.4375 days.
"""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from timeline.case.date_text import DAYS_PER_MONTH

DAYS_PER_WEEK, MONTHS_PER_YEAR = 7, 12
FIRST_DAY, LAST_DAY = (dt.date(year, 1, 1).toordinal() for year in (1600, 2400))
"""Far outside of every date that can be typed: no sum of offsets goes further."""


@dataclass(frozen=True, slots=True)
class Offset:
    """How long after an event, or before it, something was."""

    count: int
    unit: str
    """One of days, weeks, months and years, by its letter: D, W, M or Y."""
    before: bool = False

    @property
    def canonical(self) -> str:
        """Such as `+D28` or `-M2`."""
        sign = "-" if self.before else "+"
        return f"{sign}{self.unit}{self.count}"

    def first_day(self, day: int, *, calendar: bool) -> int:
        """The first day that lies so far from an event of a given day.

        Args:
            day: Day of the event: proleptic ordinal, or days since time zero.
            calendar: Whether days are ordinals of the calendar.
        """
        if not self.before:
            return self._moved(day, self.count, calendar=calendar)
        if self.unit == "D":
            return self._moved(day, -self.count, calendar=calendar)
        return self._moved(day, -(self.count + 1), calendar=calendar) + 1

    def last_day(self, day: int, *, calendar: bool) -> int:
        """The last day that lies so far from an event of a given day."""
        if self.before:
            return self._moved(day, -self.count, calendar=calendar)
        if self.unit == "D":
            return self._moved(day, self.count, calendar=calendar)
        return self._moved(day, self.count + 1, calendar=calendar) - 1

    def _moved(self, day: int, count: int, *, calendar: bool) -> int:
        if self.unit in "DW":
            length = DAYS_PER_WEEK if self.unit == "W" else 1
            moved = day + count * length
            return min(max(moved, FIRST_DAY), LAST_DAY) if calendar else moved
        months = count * (MONTHS_PER_YEAR if self.unit == "Y" else 1)
        if calendar:
            return months_later(day, months)
        return day + round(months * DAYS_PER_MONTH)

    def shortest(self, *, calendar: bool) -> int:
        """Days from any event to the first day so far from it, at the least."""
        months = calendar and self.unit in "MY"
        days = _month_ends() if months else (0,)
        return min(self.first_day(day, calendar=months) - day for day in days)

    def longest(self, *, calendar: bool) -> int:
        """Days from any event to the last day so far from it, at the most."""
        months = calendar and self.unit in "MY"
        days = _month_ends() if months else (0,)
        return max(self.last_day(day, calendar=months) - day for day in days)


@lru_cache(maxsize=1)
def _month_ends() -> tuple[int, ...]:
    """First and last days of months around leap years and one that is none, 1900.

    No length in months is shorter or longer from another day: between them both ends
    move by one day.
    """
    starts = [
        dt.date(year, month, 1).toordinal()
        for year in (*range(1895, 1905), *range(1999, 2005))
        for month in range(1, MONTHS_PER_YEAR + 1)
    ]
    return tuple(day for start in starts for day in (start - 1, start))


@lru_cache(maxsize=4096)
def months_later(day: int, months: int) -> int:
    """The same day some months later, or the last of a month that is too short.

    Args:
        day: Proleptic ordinal.
        months: How many; negative for earlier.
    """
    date = dt.date.fromordinal(min(max(day, FIRST_DAY), LAST_DAY))
    year, month = divmod(date.year * MONTHS_PER_YEAR + date.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return LAST_DAY if months > 0 else FIRST_DAY
    last = monthrange(year, month + 1)[1]
    moved = dt.date(year, month + 1, min(date.day, last)).toordinal()
    return min(max(moved, FIRST_DAY), LAST_DAY)
