"""Puts days, months and limits into words, in the language of the reader."""

import datetime as dt

from timeline.language.words import Words


def day_in_words(date: dt.date, word: Words) -> str:
    """A day of the calendar: `14 Sep 2017`."""
    month = word(f"month.{date.month}")
    return word("date.day_of_month", day=date.day, month=month, year=date.year)


def month_in_words(year: int, month: int, word: Words) -> str:
    """A month of the calendar: `Sep 2017`."""
    return word("date.month_of_year", month=word(f"month.{month}"), year=year)


def between(first: str, last: str, word: Words) -> str:
    """Two limits that are in words themselves; an open one is empty."""
    if first and last:
        same = first == last
        return last if same else word("date.between", first=first, last=last)
    if last:
        return word("date.by", last=last)
    return word("date.from", first=first) if first else word("date.unknown")
