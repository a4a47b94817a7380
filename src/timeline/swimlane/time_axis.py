"""The time axis: what it counts, its ends, its names, and the ticks of either side.

Every renderer asks it for as many ticks as it has room for.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto

from timeline.case.date_text import DAYS_PER_MONTH
from timeline.case.date_words import month_in_words
from timeline.language.words import ENGLISH, Words

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_COLUMN_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MONTHS_PER_YEAR = 12


class AxisKind(StrEnum):
    """What the horizontal axis counts."""

    CALENDAR = auto()
    RELATIVE = auto()  # days since time zero, without a calendar
    ORDER = auto()  # places in the order of events; no length is a time


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick of an axis."""

    day: int
    text: str
    width: int = 0
    """Days under its text, such as a column; 0 where it stands at one moment."""

    @property
    def middle(self) -> float:
        """Where its text stands."""
        return self.day + self.width / 2


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The time axis of one picture: months on its upper side, the calendar below."""

    kind: AxisKind
    first_day: int
    """First day, or column."""
    last_day: int
    """Last day, or column."""
    zero: int | None
    """Day of month 0; None where nothing says where it is."""
    zero_label: str = ""
    """What month 0 is."""
    calendar: bool = True
    """Whether the lower side shows the calendar, where there is one."""
    word: Words = ENGLISH
    """The words of a language."""

    @property
    def ordered(self) -> bool:
        """Whether it counts columns, and no time."""
        return self.kind is AxisKind.ORDER

    @property
    def shows_calendar(self) -> bool:
        """Whether calendar years stand on the lower side; otherwise months do."""
        return self.calendar and self.kind is AxisKind.CALENDAR

    @property
    def upper_name(self) -> tuple[str, str]:
        """Name of the upper side and what qualifies it; empty without month 0."""
        if self.ordered:
            return self.word("axis.order"), self.word("axis.order_note")
        zero = f"0 = {self.zero_label}"
        return (self.word("axis.months"), zero) if self.zero_label else ("", "")

    @property
    def lower_name(self) -> str:
        """Name of the lower side."""
        if self.shows_calendar:
            return self.word("axis.calendar")
        return self.word("axis.order" if self.ordered else "axis.months")

    @property
    def column_edges(self) -> tuple[int, ...]:
        """Where columns begin and end; empty where days are counted."""
        return (*range(self.first_day, self.last_day + 2),) if self.ordered else ()

    def upper_ticks(self, most: int) -> tuple[Tick, ...]:
        """Months since month 0, or the numbers of columns; so many at the most."""
        if self.ordered:
            return column_ticks(self.first_day, self.last_day, most=most)
        if self.zero is None:
            return ()
        relative = self.kind is AxisKind.RELATIVE
        ends = self.first_day, self.last_day
        return month_ticks(self.zero, *ends, most=most, relative=relative)

    def lower_ticks(self, most: int) -> tuple[Tick, ...]:
        """Years or calendar months, or the same as above; so many at the most."""
        if not self.shows_calendar:
            return self.upper_ticks(most)
        ends = self.first_day, self.last_day
        return calendar_ticks(*ends, most=most, word=self.word)


def most_ticks(width: float, tick_width: float) -> int:
    """How many ticks there is room for; one at least."""
    return max(1, int(width // tick_width))


def month_day(time_zero: int, months: int, *, relative: bool) -> int:
    """Day that lies a number of months after time zero.

    Calendar months are counted where there is a calendar, and the day of the month is
    cut to the length of the month; otherwise a month has 30.4375 days.
    """
    if relative:
        return time_zero + round(months * DAYS_PER_MONTH)
    start = dt.date.fromordinal(time_zero)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first = dt.date(year, month + 1, 1).toordinal()
    last = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1).toordinal() - 1  # noqa: PLR2004 - December
    return min(first + start.day - 1, last)


def month_ticks(
    time_zero: int, first_day: int, last_day: int, *, most: int, relative: bool
) -> tuple[Tick, ...]:
    """Ticks in months since time zero, month 0 among them where it is on the axis.

    Args:
        time_zero: Day of month 0.
        first_day: First day of the axis.
        last_day: Last day of the axis.
        most: Number of ticks that there is room for.
        relative: Whether there is no calendar.
    """
    low = int((first_day - time_zero) / DAYS_PER_MONTH) - 1
    high = int((last_day - time_zero) / DAYS_PER_MONTH) + 1
    step = next((s for s in _MONTH_STEPS if (high - low) / s <= most), _MONTH_STEPS[-1])
    numbers = range(low - low % step, high + 1, step)
    days = ((n, month_day(time_zero, n, relative=relative)) for n in numbers)
    return tuple(
        Tick(day, str(n).replace("-", "\u2212"))
        for n, day in days
        if first_day <= day <= last_day
    )


def column_ticks(first: int, last: int, *, most: int) -> tuple[Tick, ...]:
    """The numbers of columns, over the middle of each.

    Args:
        first: First column.
        last: Last column.
        most: Number of ticks that there is room for.
    """
    count = last - first + 1
    step = next((s for s in _COLUMN_STEPS if count / s <= most), _COLUMN_STEPS[-1])
    numbers = (n for n in range(first, last + 1) if n == 1 or n % step == 0)
    return tuple(Tick(number, str(number), 1) for number in numbers)


def calendar_ticks(
    first_day: int, last_day: int, *, most: int, word: Words = ENGLISH
) -> tuple[Tick, ...]:
    """Ticks at the first day of years, or of months where the axis is short.

    Args:
        first_day: First day of the axis.
        last_day: Last day of the axis.
        most: Number of ticks that there is room for.
        word: The words of a language.
    """
    first, last = dt.date.fromordinal(first_day), dt.date.fromordinal(last_day)
    low, high = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    step = next((s for s in _MONTH_STEPS if (high - low) / s <= most), _MONTH_STEPS[-1])
    ticks = []
    for number in range(low - low % step, high + 1, step):
        year, month = divmod(number, _MONTHS_PER_YEAR)
        day = dt.date(year, month + 1, 1).toordinal()
        yearly = step >= _MONTHS_PER_YEAR
        text = str(year) if yearly else month_in_words(year, month + 1, word)
        if first_day <= day <= last_day:
            ticks.append(Tick(day, text))
    return tuple(ticks)
