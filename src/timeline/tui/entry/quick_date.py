"""Finds the date at the beginning or the end of a line of quick entry."""

import re
from dataclasses import dataclass

from timeline.case.date_text import DateTextError
from timeline.case.partial_date import PartialDate
from timeline.tui.entry.short_date import written_out

MOST_WORDS = 8
"""Words of the longest date: `from 14 Sep 2017 to 2 Mar 2018`."""
_STRETCH = re.compile(r"\s*\.\.\s*|\s+(?:to|until|till|-|\u2013)\s+", re.IGNORECASE)
_AS_DATE = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[./]\d{4}|\d{4}-\d{1,2}(-\d{1,2})?"
)
_FROM, _UNTIL = "from", ("to", "until", "till")


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A date and the words that are left."""

    start: str
    """The date, or the first end of a stretch; empty if there is none."""
    stop: str
    """The last end of a stretch; empty if there is none."""
    rest: tuple[str, ...]

    @property
    def single(self) -> str:
        """As the date of something that has one: a stretch becomes a window."""
        return f"[{self.start}..{self.stop}]" if self.stop else self.start


def leading_date(words: tuple[str, ...]) -> DatedWords:
    """The longest date with which the words begin, or a short one such as `9.17`."""
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        ends = _ends(" ".join(words[:count]), short=True)
        if ends:
            return DatedWords(*ends, words[count:])
    return DatedWords("", "", words)


def trailing_date(words: tuple[str, ...]) -> DatedWords:
    """The longest date with which the words end.

    A bare `9.17` is none here: at the end of a line it may be a value.
    """
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        ends = _ends(" ".join(words[-count:]), short=False)
        if ends:
            return DatedWords(*ends, words[:-count])
    return DatedWords("", "", words)


def refused_dates(line: str) -> tuple[str, ...]:
    """Words that are written as a date and are none, each with the reason."""
    refused = []
    for word in line.split():
        try:
            if _AS_DATE.fullmatch(word):
                PartialDate.parse(written_out(word))
        except DateTextError as error:
            refused.append(f"{word}: {error}")
    return tuple(refused)


def _ends(text: str, *, short: bool) -> tuple[str, str] | None:
    if not any(character.isdecimal() for character in text):
        return None
    word, _, others = text.partition(" ")
    if word.casefold() in _UNTIL and (last := _date(others, short=short)):
        return "", last
    if date := _date(text, short=short):
        return date, ""
    if word.casefold() == _FROM:
        text = others
    start, *stop = _STRETCH.split(text, maxsplit=1)
    first, last = (_date(part.strip(), short=short) for part in (start, *stop, "")[:2])
    if stop and first and (last or not stop[0].strip()):
        return first, last
    return None


def _date(text: str, *, short: bool) -> str:
    """A text as a date, with its full year; empty if it is none."""
    letters = any(character.isalpha() for character in text)
    date = written_out(text) if short or letters else text
    try:
        parsed = PartialDate.parse(date)
    except DateTextError:
        return ""
    # days of a schedule, d1-d14, look like a count of days from a record
    return date if parsed.known and not parsed.offset else ""
