"""Reads a measured value of a marker, with its sign, unit and limit."""

import re

from timeline.case.privacy import Privacy
from timeline.case.records.result import Result
from timeline.case.vocabulary import Comparator
from timeline.clinical.catalogues.terms import complete_marker, marker_name
from timeline.sharing.safe_words import known_word
from timeline.tui.entry.quick.dates import dates_in, take_date
from timeline.tui.entry.quick.numbers import NUMBER, SIGN, plain_number, sign_of
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import GAP, Unread, is_name, phrase

MOST_WORDS = 4
"""Words of the longest name of a marker."""
_SIGNS = frozenset(comparator.value for comparator in Comparator)
_WORD = re.compile(rf"[^\s{GAP},;:=<>]+")
_VALUE = re.compile(
    rf"\s*(?:was|is|of|:)?\s*(?P<sign>{SIGN})?\s*(?P<value>{NUMBER})(?![\w.,]*[-\u2013]\d)"
    rf"(?!\s*[-\u2013]\s*\d)(?P<unit>\s?[^\s{GAP},;\d(][^\s{GAP},;(]*)?(?=$|[\s{GAP},;(])",
    re.IGNORECASE,
)
_LIMIT = phrase(
    r"\(?\s*(?:ref(?:erence)?\.?(?: range)?|normal|norm|uln|upper limit(?: of normal)?)"
    rf"\s*[:=]?\s*(?:<=?|up to|0\s*-)\s*({NUMBER})\s*\)?"
)


def marker_value(text: str) -> Fact | None:
    """Read a line such as `ca19-9 > 10000 U/mL Sep 2017`.

    The value comes right behind the marker, so that 1900 U/mL is never read as a year.
    """
    unread = Unread(text)
    first = _take_first_date(unread)
    name, end = _take_name(unread)
    if not name:
        return None
    value, unit, sign = _take_value(unread, end)
    limit = unread.take(_LIMIT) if value else None
    date = first or take_date(unread)
    if not value and unread.left_over:
        return None
    forms = filled(
        Result,
        analyte=name,
        comparator=sign,
        value=value,
        unit=unit,
        upper_limit=plain_number(limit[1]) if limit else "",
        date=date,
    )
    return Fact(forms, unread.left_over)


def _take_first_date(unread: Unread) -> str:
    """The date with which a line begins; one at its end may still be a value."""
    dates = dates_in(unread)
    if not dates or unread.text[: dates[0].begin].strip():
        return ""
    unread.cut(dates[0].begin, dates[0].end)
    return dates[0].as_single


def _take_name(unread: Unread) -> tuple[str, int]:
    """The marker with which a line begins, in its usual spelling, and where it ends."""
    words = [match.span() for match in _WORD.finditer(unread.text)][:MOST_WORDS]
    for _, end in reversed(words):
        begin = words[0][0]
        typed = unread.text[begin:end]
        name = marker_name(typed)
        if is_name(typed) and name in complete_marker(name):
            unread.cut(begin, end)
            return name, end
    return "", 0


def _take_value(unread: Unread, start: int) -> tuple[str, str, str]:
    """Value, unit and sign behind the name; empty where there is none."""
    match = _VALUE.match(unread.text, start)
    sign = sign_of(match["sign"] if match else "")
    if match is None or sign not in _SIGNS:
        return "", "", ""
    unit = (match["unit"] or "").strip()
    known = bool(known_word(Privacy.UNIT, unit))
    unread.cut(match.start(), match.end() if known else match.end("value"))
    return plain_number(match["value"]), unit if known else "", sign
