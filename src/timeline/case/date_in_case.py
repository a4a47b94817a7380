"""Puts the dates of a case into words, with what they are counted from by its name."""

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.fields import specs_by_name
from timeline.case.offset_text import BIRTH
from timeline.case.offset_words import offset_in_words
from timeline.case.partial_date import PartialDate
from timeline.case.points import resolve, split
from timeline.case.record import Entry
from timeline.case.specimens import dating_specimen
from timeline.language.words import ENGLISH, Words


def date_in_words(
    chronology: Chronology, record: Entry, field: str, word: Words = ENGLISH
) -> str:
    """A date as it is recorded, and where it is counted from a record, its days.

    Args:
        chronology: The bounds of the case.
        record: A record of the case.
        field: Name of the date field.
        word: The words of a language.

    Returns:
        Such as `Sep 2017`, `unknown`, `28 days after start of GP (31 Mar 2019)` or
        `8 Jan 2020, from specimen Biopsy, liver`.
    """
    if specimen := dating_specimen(chronology.case, record, field):
        days = chronology.placed(record, field).in_words(word)
        return word("date.from_specimen", days=days, specimen=specimen.label)
    date: PartialDate = getattr(record, field)
    if date.offset is None:
        return date.in_words(word)
    name = point_in_words(chronology.case, date.anchor, word)
    words = offset_in_words(date.offset, word, name)
    placed = chronology.placed(record, field)
    if placed.known:
        return word("date.placed", date=words, days=placed.in_words(word))
    return word("date.unplaced", date=words)


def days_in_words(
    chronology: Chronology, record: Entry, field: str, word: Words = ENGLISH
) -> str:
    """When something was in as few words as may be: its days, where it has some."""
    placed = chronology.placed(record, field)
    if placed.known:
        return placed.in_words(word)
    return date_in_words(chronology, record, field, word)


def point_in_words(case: Case, reference: str, word: Words = ENGLISH) -> str:
    """A point by the label of its record; empty for birth, which has its own words.

    Args:
        case: The case.
        reference: Such as `line-4.stop`; as it is, where the case has no such point.
        word: The words of a language.
    """
    record_id, field = split(resolve(case, reference) or "")
    record = case.get(record_id)
    if reference == BIRTH or record is None:
        return "" if reference == BIRTH else reference
    if field in ("start", "stop"):
        return word(f"point.{field}", label=record.label)
    if field == record.date_fields()[0]:
        return record.label
    return f"{record.label}, {specs_by_name(type(record))[field].title}"
