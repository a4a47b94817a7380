"""Puts a date that is counted from another point into words."""

from timeline.case.date_words import between
from timeline.case.offset import Offset
from timeline.case.offset_text import BIRTH, OffsetReading
from timeline.language.words import Words

_LENGTHS = {"D": "length.day", "W": "length.week", "M": "length.month"}
_LENGTHS["Y"] = "length.year"


def offset_in_words(reading: OffsetReading, word: Words, name: str = "") -> str:
    """Such as `28 days after line-1`, `between age 63 and age 65`.

    Args:
        reading: The offset and what it is counted from.
        word: The words of a language.
        name: The anchor as a person knows it; empty for its id.
    """
    first, last = (
        _end(end, reading.anchor, name or reading.anchor, word) if end else ""
        for end in (reading.first, reading.last)
    )
    return between(first, last, word)


def _end(offset: Offset, anchor: str, name: str, word: Words) -> str:
    if anchor == BIRTH:
        return word("date.age", number=offset.count)
    if offset.unit == "D" and offset.count == 0:
        return word("date.same_day", anchor=name)
    length = word(_LENGTHS[offset.unit], count=offset.count)
    key = "date.before" if offset.before else "date.after"
    return word(key, length=length, anchor=name)
