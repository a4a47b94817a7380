"""Finds the date at the beginning or the end of a line of quick entry."""

from dataclasses import dataclass

from timeline.case.date_text import DateTextError
from timeline.case.partial_date import PartialDate

MOST_WORDS = 7
"""Words of the longest date: `14 Sep 2017 .. 2 Mar 2018`."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date and the words that are left."""

    start: str
    """The date, or the first end of a stretch; empty if none was found."""
    stop: str
    """The last end of a stretch; empty if there is none."""
    rest: tuple[str, ...]

    @property
    def single(self) -> str:
        """As the date of something that has one: a stretch becomes a window."""
        return f"[{self.start}..{self.stop}]" if self.stop else self.start


def leading_date(words: tuple[str, ...]) -> Found:
    """The longest date with which the words begin."""
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        ends = _ends(" ".join(words[:count]))
        if ends:
            return Found(*ends, words[count:])
    return Found("", "", words)


def trailing_date(words: tuple[str, ...]) -> Found:
    """The longest date with which the words end."""
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        ends = _ends(" ".join(words[-count:]))
        if ends:
            return Found(*ends, words[:-count])
    return Found("", "", words)


def _ends(text: str) -> tuple[str, str] | None:
    if not any(character.isdecimal() for character in text):
        return None
    if _reads(text):
        return text, ""
    start, dots, stop = text.partition("..")
    start, stop = start.strip(), stop.strip()
    if dots and _reads(start) and (not stop or _reads(stop)):
        return start, stop
    return None


def _reads(text: str) -> bool:
    try:
        return PartialDate.parse(text).known
    except DateTextError:
        return False
