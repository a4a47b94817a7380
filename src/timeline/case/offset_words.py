"""Puts a date that is counted from another point into words."""

from dataclasses import replace

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
    first, last, name = reading.first, reading.last, name or reading.anchor
    if first and last and reading.anchor != BIRTH and _alike(first, last):
        near, far = sorted((first.count, last.count))
        length = word(
            "length.span", first=near, last=_length(replace(first, count=far), word)
        )
        return _placed(length, name, word, before=first.before)
    start, end = (
        _end(e, reading.anchor, name, word) if e else "" for e in (first, last)
    )
    return between(start, end, word)


def _alike(first: Offset, last: Offset) -> bool:
    """Whether two ends differ in their number alone."""
    same = (first.unit, first.before) == (last.unit, last.before)
    return same and first.count != last.count


def _length(offset: Offset, word: Words) -> str:
    key = _LENGTHS[offset.unit]
    if offset.count == 0:  # completed weeks, months or years
        return word("length.under", length=word(key, count=1))
    return word(key, count=offset.count)


def _placed(length: str, name: str, word: Words, *, before: bool) -> str:
    return word("date.before" if before else "date.after", length=length, anchor=name)


def _end(offset: Offset, anchor: str, name: str, word: Words) -> str:
    if anchor == BIRTH:
        return word("date.age", number=offset.count)
    if offset.unit == "D" and offset.count == 0:
        return word("date.same_day", anchor=name)
    return _placed(_length(offset, word), name, word, before=offset.before)
