"""Says why a text is no date, and what to write instead."""

import re
from collections.abc import Callable

from timeline.case.date_seasons import season_refusal
from timeline.case.month_names import month_number

HINT = "Write 2017, 2017-09, 2017-09-14, Sep 2017, 14.9.2017 or [2017-09..2018-02]."
Readable = Callable[[str], bool]
"""Whether a part of a text is a date of its own."""

_ISO = re.compile(r"\d{4}(?:-\d{1,2}){0,2}", re.ASCII)
_STRETCH = re.compile(
    r"(.+?) ?(?:\.\.|[\N{EN DASH}\N{EM DASH}]| - "
    r"| (?:to|bis|au|al|a|hasta|ao|at\u00e9) ) ?(.+)"
)
_TWO_DIGITS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{2})", re.ASCII)
_NO_YEAR = re.compile(r"\d{1,2}([./])\d{1,2}\1?", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[. /-]*([^\W\d_]+)\.?|([^\W\d_]+)[. /-]*(\d{1,2})?")
_NOT_KNOWN = re.compile(
    r"[?-]+|unk(nown)?|n/?a|not (known|stated)|none|no date", re.IGNORECASE
)
_RELATION = re.compile(
    r"(?:before|after|vor|nach|avant|apr\u00e8s|antes de|despu\u00e9s de|depois de"
    r"|prima di|dopo) (.+)",
    re.IGNORECASE,
)
_ROUGH = re.compile(
    r"circa\b|ca\b|about\b|around\b|early\b|late\b|mid\b|spring\b|summer\b|autumn\b"
    r"|fall\b|winter\b|beginning\b|start\b|end\b|first\b|second\b|.*[?~]"
    r"|etwa\b|um\b|vers\b|hacia\b|verso\b|anfang\b|mitte\b|ende\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"(?=.*[\d_-])[a-z][a-z0-9_-]*(?:\.[a-z_]+)?", re.IGNORECASE | re.ASCII
)
LIMITS = "An approximate date needs its limits: write [2017-06..2017-12]."


def refusal(text: str, readable: Readable) -> str:
    """The first of these sentences that holds for a text that is no date.

    Args:
        text: In plain signs.
        readable: Tells whether a part of it is a date.
    """
    if season := season_refusal(text):
        return season
    sentences = (words for holds, words in _REFUSALS if holds(text, readable))
    return next(sentences, f"This is no date that can be read. {HINT}")


def _is_stretch(text: str, readable: Readable) -> bool:
    parts = _STRETCH.fullmatch(text)
    return parts is not None and all(map(readable, parts.groups()))


def _is_iso_stretch(text: str, _readable: Readable) -> bool:
    first, slash, _ = text.partition("/")
    return bool(slash and _ISO.fullmatch(first.strip()))


def _is_order(text: str, readable: Readable) -> bool:
    relation = _RELATION.fullmatch(text)
    return relation is not None and readable(relation[1])


_REFUSALS: tuple[tuple[Callable[[str, Readable], object], str], ...] = (
    (
        lambda text, _: text.isdecimal(),
        f"Bare digits could be anything but a four-digit year. {HINT}",
    ),
    (
        lambda text, _: _TWO_DIGITS.fullmatch(text),
        "A year has four digits. Write 14.9.2017 or 2017-09-14.",
    ),
    (
        lambda text, _: _NO_YEAR.fullmatch(text),
        "These could be a day and a month, or a month and a year of two digits. Write "
        "2017-09 or 2017-09-14.",
    ),
    (
        lambda text, _: (m := _NAMED.fullmatch(text)) and month_number(m[2] or m[3]),
        "The year is missing, or has two digits. Write Sep 2017 or 14 Sep 2017.",
    ),
    (
        _is_iso_stretch,
        "A slash means a stretch of time. For one day in a window write [a..b].",
    ),
    (
        lambda text, _: _NOT_KNOWN.fullmatch(text),
        "Leave the date empty where it is not known.",
    ),
    (
        lambda text, _: text.lower() == "ongoing",
        "Leave the date empty; that it is ongoing has a field of its own.",
    ),
    (
        _is_stretch,
        "These are two dates. For one day between them write [2017-09..2018-02]; a "
        "beginning and an end have fields of their own.",
    ),
    (
        _is_order,
        "Say whether the month itself counts: 'by Mar 2019' or 'from Mar 2019', or "
        "order this record against another one.",
    ),
    (
        lambda text, _: _RELATION.fullmatch(text),
        "A date cannot name an event. Leave it empty, and order this record before or "
        "after the other one.",
    ),
    (lambda text, _: _ROUGH.match(text), LIMITS),
    (
        lambda text, _: _RECORD.fullmatch(text),
        "The name of a record is no date. To give its day, count from it: write sp2+D0 "
        "for the day of sp2, or line-1.stop+D0.",
    ),
)
