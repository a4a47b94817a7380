"""Dates that are counted from a record, in the texts of queries.

A date by itself knows only the id from which it is counted, and rules write it so; the
case knows the days that it leaves, or what people call that record.
"""

import re
from collections.abc import Iterable, Iterator

from timeline.case.chronology import Chronology
from timeline.case.date_in_case import point_in_words
from timeline.case.offset_words import offset_in_words
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.clinical.queries.query import Query
from timeline.language.words import ENGLISH


def with_named_dates(
    queries: Iterable[Query], chronology: Chronology
) -> Iterator[Query]:
    """The same queries without ids in their dates: days, else the name of the record.

    Args:
        queries: Queries on the case of the chronology.
        chronology: The bounds of its dates.
    """
    words = {
        str(date): _words(chronology, record, field)
        for record, field, date in chronology.case.dates
        if date.anchor
    }
    if not words:
        yield from queries
        return
    longest_first = sorted(words, key=len, reverse=True)
    written = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<![\w.-])(?:{written})(?![\w-]|\.\w)")
    for query in queries:
        yield query._replace(text=pattern.sub(lambda m: words[m[0]], query.text))


def _words(chronology: Chronology, record: Entry, field: str) -> str:
    """The days of a counted date; where one side is open, what it is counted from."""
    date: PartialDate = getattr(record, field)
    placed = chronology.placed(record, field)
    if date.offset is None or None not in (placed.earliest, placed.latest):
        return placed.in_words(ENGLISH)
    anchor = point_in_words(chronology.case, date.anchor)
    return offset_in_words(date.offset, ENGLISH, anchor)
