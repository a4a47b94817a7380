"""Dates in a form that are counted from a record, by its words or its id."""

import re
from collections.abc import Iterator

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_in_case import date_in_words
from timeline.case.date_text import DateTextError
from timeline.case.offset_text import BIRTH
from timeline.case.partial_date import PartialDate
from timeline.case.points import resolve, split
from timeline.case.records.follow_up import FollowUp
from timeline.tui.entry.order_fields import ends_of, point_of

_UNIT = r"(?:d|w|wk|m|mo|y|yr|day|week|month|year)s?"
_LENGTH = rf"(?:between )?\d+(?: ?(?:-|\N{{EN DASH}}|to|and) ?\d+)? ?{_UNIT}"
_AFTER = re.compile(rf"({_LENGTH} (?:after|before) )(.*)", re.IGNORECASE)
_SIGNED = re.compile(rf"(.+?)( ?\+ ?| - )(\d+ ?{_UNIT})", re.IGNORECASE)
_END = re.compile(r"(?:the )?(start|end) of (.+)", re.IGNORECASE)
_STAND_IN = "date-that-is-typed"


def in_ids(text: str, case: Case) -> str | None:
    """The canonical form of a date that names a record of a case.

    Args:
        text: Such as `28 d after GP`, `end of GP + 2 weeks` or `line-1+D28`.
        case: The case, for its records.

    Returns:
        None where the text is no such date, or names no record or several.
    """
    text = " ".join(text.split())
    for attempt in (text, *_by_words(text, case)):
        try:
            date = PartialDate.parse(attempt)
        except DateTextError:
            continue
        if date.anchor == BIRTH or (date.anchor and resolve(case, date.anchor)):
            return date.canonical
    return None


def _by_words(text: str, case: Case) -> Iterator[str]:
    """The text with the id of the one record that its words fit."""
    if match := _AFTER.fullmatch(text):
        if point := _point(match[2], case):
            yield f"{match[1]}{point}"
    elif (match := _SIGNED.fullmatch(text)) and (point := _point(match[1], case)):
        sign = match[2].strip()
        yield f"{point} {sign} {match[3]}"


def _point(words: str, case: Case) -> str | None:
    """The point that words mean: a record, or the start or the end of one."""
    end = _END.fullmatch(words.strip())
    point = point_of(end[2] if end else words.strip(), case)
    record = case.get(split(point)[0]) if point else None
    if not end or record is None:
        return point
    ends = ends_of(record) or record.date_fields()
    return f"{record.id}.{ends[0] if end[1].lower() == 'start' else ends[-1]}"


def begun(text: str) -> tuple[str, str] | None:
    """A length that is typed, and the words behind it; None for any other text.

    Args:
        text: Such as `28 d after ge`.
    """
    match = _AFTER.fullmatch(text.lstrip())
    return (match[1], match[2]) if match else None


def reading(text: str, case: Case) -> str:
    """What such a date means: with its record by name, and the days that it gives."""
    canonical = in_ids(text, case)
    if canonical is None:
        return ""
    typed = FollowUp(id=_STAND_IN, date=PartialDate.parse(canonical))
    chronology = Chronology(case.with_record(typed))
    return date_in_words(chronology, typed, "date")
