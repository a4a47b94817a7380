"""Reads the ways in which people write a date that is only partly known.

The reader is strict where a guess would invent a day: `3/4/2019` has two readings,
`1577923200` may be an epoch and `2019?` says that somebody was unsure. Each of these
is refused with a sentence that says what to write instead.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2100
DAYS_PER_MONTH = 30.4375
_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = tuple(name[:3] for name in _NAMES)
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(_NAMES, start=1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()}
_MONTH_NUMBERS["sept"] = 9

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})", re.ASCII)
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:\.? +|[-/]))?([A-Za-z]+)(?:\.?,? +|[-/])(\d{4})", re.ASCII
)
_AMERICAN = re.compile(r"([A-Za-z]+)\.? +(\d{1,2}),? +(\d{4})", re.ASCII)
_SLASHED = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}", re.ASCII)
_RELATIVE = re.compile(r"([MD])([+-]?\d{1,5})", re.ASCII | re.IGNORECASE)
_WINDOW = re.compile(r"\[(.*)\.\.(.*)\]")
_WORDS = (
    (re.compile(r"between (.+) and (.+)", re.IGNORECASE), (1, 2)),
    (re.compile(r"(?:from|since) (.+?)(?: on| onwards)?", re.IGNORECASE), (1, None)),
    (re.compile(r"(?:by|until) (.+)", re.IGNORECASE), (None, 1)),
)
_STRETCH = re.compile(r"(.+?) ?(?:\.\.|[\N{EN DASH}\N{EM DASH}]| - | to ) ?(.+)")
_NOT_KNOWN = re.compile(
    r"[?-]+|unk(nown)?|n/?a|not (known|stated)|none|no date", re.IGNORECASE
)
_RELATION = re.compile(r"(?:before|after) (.+)", re.IGNORECASE)
_ROUGH = re.compile(
    r"circa\b|ca\b|about\b|around\b|early\b|late\b|mid\b|spring\b|summer\b|autumn\b"
    r"|fall\b|winter\b|beginning\b|start\b|end\b|first\b|second\b|Q[1-4]\b|.*[?~]",
    re.IGNORECASE,
)
HINT = "Write 2017, 2017-09, 2017-09-14, Sep 2017, 14.9.2017 or [2017-09..2018-02]."


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    WINDOW = "window"
    UNKNOWN = "unknown"


class DateTextError(ValueError):
    """A text that is not a date, or that could be more than one."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a text says of a date, in day numbers."""

    canonical: str
    """ISO 8601 or EDTF text: `2017-09`, `[2020-05..2021-02]`; empty when unknown."""
    precision: Precision
    earliest: int | None
    """First possible day: proleptic ordinal, or days since time zero."""
    latest: int | None
    """Last possible day, inclusive."""
    relative: bool = False
    """Whether days count from time zero, without a calendar."""


NOTHING = DateReading("", Precision.UNKNOWN, None, None)


@lru_cache(maxsize=4096)
def read(text: str) -> DateReading:
    """Read a date as typed.

    Args:
        text: For example `2017-09`, `Sep 2017`, `[2020-05..2021-02]`, `M18` or empty.

    Raises:
        DateTextError: If the text is no date or has more than one reading; the
            message says what to write.
    """
    text = " ".join(text.split())
    if not text:
        return NOTHING
    if window := _window_ends(text):
        return _read_window(*window)
    return _read_single(text)


def _window_ends(text: str) -> tuple[str, str] | None:
    if match := _WINDOW.fullmatch(text):
        return match[1].strip(), match[2].strip()
    for pattern, (first, last) in _WORDS:
        if match := pattern.fullmatch(text):
            return match[first] if first else "", match[last] if last else ""
    return None


def _read_window(first: str, last: str) -> DateReading:
    if not first and not last:
        message = "The window has no end. Leave the field empty for an unknown date."
        raise DateTextError(message)
    start = _read_single(first) if first else NOTHING
    end = _read_single(last) if last else NOTHING
    if first and last:
        if start.relative != end.relative:
            raise DateTextError("A window cannot mix calendar and relative dates.")
        if start.canonical == end.canonical:
            return start
        if _reversed(start, end):
            message = f"The window ends before it starts: {start.canonical} is later."
            raise DateTextError(message)
    return DateReading(
        canonical=f"[{start.canonical}..{end.canonical}]",
        precision=Precision.WINDOW,
        earliest=start.earliest,
        latest=end.latest,
        relative=start.relative or end.relative,
    )


def _reversed(start: DateReading, end: DateReading) -> bool:
    if start.earliest is None or end.latest is None:
        return False
    if start.latest is None or end.earliest is None:
        return False
    return start.earliest > end.earliest or start.latest > end.latest


def _read_single(text: str) -> DateReading:
    if match := _RELATIVE.fullmatch(text):
        return _relative(match[1].upper(), int(match[2]))
    year, month, day = _fields(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"The year {year:04d} is outside {FIRST_YEAR} to {LAST_YEAR}."
        raise DateTextError(message)
    if month is None:
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        return _calendar(f"{year:04d}", Precision.YEAR, first, last)
    if not 1 <= month <= len(MONTHS):
        raise DateTextError(f"There is no month {month}. Months run from 1 to 12.")
    last_day = monthrange(year, month)[1]
    if day is None:
        first, last = dt.date(year, month, 1), dt.date(year, month, last_day)
        return _calendar(f"{year:04d}-{month:02d}", Precision.MONTH, first, last)
    if not 1 <= day <= last_day:
        name = f"{MONTHS[month - 1]} {year}"
        raise DateTextError(f"{name} has {last_day} days, so there is no day {day}.")
    only = dt.date(year, month, day)
    return _calendar(only.isoformat(), Precision.DAY, only, only)


def _calendar(
    canonical: str, precision: Precision, first: dt.date, last: dt.date
) -> DateReading:
    return DateReading(canonical, precision, first.toordinal(), last.toordinal())


def _relative(unit: str, count: int) -> DateReading:
    if unit == "D":
        return DateReading(f"D{count}", Precision.DAY, count, count, relative=True)
    first = round(count * DAYS_PER_MONTH)
    last = round((count + 1) * DAYS_PER_MONTH) - 1
    return DateReading(f"M{count}", Precision.MONTH, first, last, relative=True)


def _fields(text: str) -> tuple[int, int | None, int | None]:
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return int(year), _number(month), _number(day)
    if match := _DOTTED.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match[2]), int(match[1]), None
    if (match := _NAMED.fullmatch(text)) and (month := _month_number(match[2])):
        return int(match[3]), month, _number(match[1])
    if (match := _AMERICAN.fullmatch(text)) and (month := _month_number(match[1])):
        return int(match[3]), month, int(match[2])
    raise DateTextError(_refusal(text))


def _readable(text: str) -> bool:
    try:
        _read_single(text.strip())
    except DateTextError:
        return False
    return True


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month_number(name: str) -> int | None:
    return _MONTH_NUMBERS.get(name.lower())


def _refusal(text: str) -> str:
    """The first of these sentences that holds for a text that is no date."""
    sentences = (words for holds, words in _REFUSALS if holds(text))
    return next(sentences, f"This is no date that can be read. {HINT}")


def _is_stretch(text: str) -> bool:
    parts = _STRETCH.fullmatch(text)
    return parts is not None and all(map(_readable, parts.groups()))


def _is_iso_stretch(text: str) -> bool:
    first, slash, _ = text.partition("/")
    return bool(slash and _ISO.fullmatch(first.strip()))


_REFUSALS: tuple[tuple[Callable[[str], object], str], ...] = (
    (str.isdecimal, f"Bare digits could be anything but a four-digit year. {HINT}"),
    (
        _SLASHED.fullmatch,
        "Day and month could be either way round. Write 14.9.2017 or 2017-09-14.",
    ),
    (
        _is_iso_stretch,
        "A slash means a stretch of time. For one day in a window write [a..b].",
    ),
    (_NOT_KNOWN.fullmatch, "Leave the date empty where it is not known."),
    (
        lambda text: text.lower() == "ongoing",
        "Leave the date empty; that it is ongoing has a field of its own.",
    ),
    (
        _is_stretch,
        "These are two dates. For one day between them write [2017-09..2018-02]; a "
        "beginning and an end have fields of their own.",
    ),
    (
        lambda text: (m := _RELATION.fullmatch(text)) and _readable(m[1]),
        "Say whether the month itself counts: 'by Mar 2019' or 'from Mar 2019', or "
        "order this record against another one.",
    ),
    (
        _RELATION.fullmatch,
        "A date cannot name an event. Leave it empty, and order this record before or "
        "after the other one.",
    ),
    (
        _ROUGH.match,
        "An approximate date needs its limits: write [2017-06..2017-12].",
    ),
)
