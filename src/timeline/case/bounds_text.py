"""Puts bounds into words without naming a day that no source states."""

import datetime as dt

from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.case.date_words import between, day_in_words, month_in_words
from timeline.language.words import ENGLISH, Words


def bounds_in_words(
    bounds: Bounds, *, relative: bool = False, word: Words = ENGLISH
) -> str:
    """Say when something was, as precisely as its bounds allow.

    A bound that is the first or last day of a month came from a month, and only the
    month is named.

    Args:
        bounds: First and last possible day.
        relative: Whether days count from time zero, without a calendar.
        word: The words of a language.

    Returns:
        Such as `between May 2020 and Feb 2021`, `by Mar 2025`, `14 Sep 2017` or
        `unknown`.
    """
    if bounds.earliest is not None and bounds.earliest == bounds.latest:
        return _day(bounds.earliest, word, relative=relative)
    first = _first(bounds.earliest, word, relative=relative)
    last = _last(bounds.latest, word, relative=relative)
    return between(first, last, word)


def _day(day: int, word: Words, *, relative: bool) -> str:
    if relative:
        return word("date.day", number=day)
    return day_in_words(dt.date.fromordinal(day), word)


def _first(day: int | None, word: Words, *, relative: bool) -> str:
    if day is None:
        return ""
    if relative:
        month = round(day / DAYS_PER_MONTH)
        starts = day == round(month * DAYS_PER_MONTH)
        return _month_or_day(month if starts else None, day, word)
    date = dt.date.fromordinal(day)
    return _month(date, word) if date.day == 1 else day_in_words(date, word)


def _last(day: int | None, word: Words, *, relative: bool) -> str:
    if day is None:
        return ""
    if relative:
        month = round((day + 1) / DAYS_PER_MONTH) - 1
        ends = day == round((month + 1) * DAYS_PER_MONTH) - 1
        return _month_or_day(month if ends else None, day, word)
    date = dt.date.fromordinal(day)
    month_ends = (date + dt.timedelta(days=1)).day == 1
    return _month(date, word) if month_ends else day_in_words(date, word)


def _month_or_day(month: int | None, day: int, word: Words) -> str:
    if month is None:
        return word("date.day", number=day)
    return word("date.month", number=month)


def _month(date: dt.date, word: Words) -> str:
    return month_in_words(date.year, date.month, word)
