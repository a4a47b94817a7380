"""Finds the dates of a line, and whether each begins or ends something.

A date stands at the beginning or the end of a line, or anywhere if it cannot be taken
for a number. What the reader of dates refuses is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from timeline.case.date_text import DateTextError, readings
from timeline.case.offset_text import BIRTH, read_offset
from timeline.case.partial_date import PartialDate
from timeline.case.points import record_of
from timeline.case.records.kinds import KINDS
from timeline.case.short_date import in_full, written_out
from timeline.tui.entry.quick.unread import GAP, Unread

MOST_WORDS = 8
"""Words of the longest date: `between 14 Sep 2017 and 2 Mar 2018`."""
LONGEST_CYCLE = 42
"""Days; up to there `d8` at the end of a line is a day of a cycle."""
_WORD = re.compile(rf"[^\s{GAP}]+")
_EDGES = ",;:.()"
_TO = r"\b(?:to|until|till|through|bis|hasta|au|al|fino\s+al?|jusqu'(?:en|au))\b"
_BETWEEN = re.compile(
    rf"[\s,]*(?:\.\.|[-\N{{EN DASH}}\N{{EM DASH}}]|{_TO})\s*", re.IGNORECASE
)
_TWO = re.compile(rf"\.\.|[\N{{EN DASH}}\N{{EM DASH}}]|\s-\s|{_TO}", re.IGNORECASE)
"""What tells two dates apart, so that the ends of a therapy are no window."""
_ANOTHER = re.compile(r"\s*(?:,|,?\s*(?:and|&|und))\s*(?:19|20)\d\d\b")
"""Another year behind one: then both are dates, and neither is the one."""
_WHOLE = re.compile(r"\[|between\b", re.IGNORECASE)
_GLUED = re.compile(r"\.\.|[\N{EN DASH}\N{EM DASH}-]")
_DAYS = re.compile(
    r"(?<![\w.])(\d{1,2})\.?\s?(?:-|\N{EN DASH}|to|bis)\s?(\d{1,2})"
    r"(\.\d{1,2}\.\d{4}|\.?\s[^\W\d]{3,}\.?\s\d{4})(?![\w.])",
    re.IGNORECASE,
)
_MONTH = r"[^\W\d_]{3,9}\.?"
_MONTHS = re.compile(
    rf"(?<![\w./])(?P<first>{_MONTH}|\d{{1,2}})\s?[-\N{{EN DASH}}]\s?"
    rf"(?P<last>{_MONTH}|\d{{1,2}})(?P<year>(?:\s|[/.])\d{{4}})(?![\w./])"
)
"""Two months of one year, such as `Jun-Sep 2023` or `4-8/2019`."""
_DAY = rf"(?:\d{{1,2}}\.?\s)?{_MONTH}"
_IN_WORDS = re.compile(
    rf"(?<![\w./])(?:de\s)?(?P<first>{_DAY})\s(?:{_TO}|\u00e0|al?)\s(?P<last>{_DAY})(?P<year>\s\d{{4}})(?![\w./])",
    re.IGNORECASE,
)
"""The same in words, such as `May to July 2023` or `3 May till 5 July 2023`."""
_LINK = r"(?:and|und|et|y|e)"
_WINDOW = re.compile(
    rf"(?<![\w./])(?:between|zwischen|entre)\s(?P<first>{_DAY})\s{_LINK}\s"
    rf"(?P<last>{_DAY})(?P<year>\s\d{{4}})(?![\w./])",
    re.IGNORECASE,
)
"""Some time between two months of one year: `between May and July 2023`."""
_RELATIVE = re.compile(
    rf"(?:^|(?<=[\s{GAP},;:(]))(?:"
    rf"(?:between|zwischen|entre)\s[^{GAP},;:]{{1,25}}\s{_LINK}"
    r"|(?:(?:\d+|an?|one|two|three|four|six|some|few|shortly|just)\s(?:\w+\s)?)?"
    r"(?:after|before|following|nach|vor|apr\u00e8s|avant|prior to|post)"
    r"|(?:within\s[^\s]+\s(?:\w+\s)?)?(?:week|weeks|days)\sof"
    r"|about|around|approximately|approx\.?|circa|ca\.?|roughly|etwa|vers"
    r"|(?:early|late|mid)?[\s-]*(?:spring|summer|autumn|fall|winter"
    r"|fr\u00fchjahr|fr\u00fchling|sommer|herbst)"
    r")\s*$",
    re.IGNORECASE,
)
"""Words that make of the date behind them a part of a time that no form can hold."""
_ENGLISH = ("set ", "out ", "ago ", "fine ")
"""Months and parts of a year in other languages that are English words in a line."""
_AT = r"(?:on|in|at|dated|am|im|le|el|:)"
_FROM = (
    "from|since|starting|started|start|begun|began|seit|ab|von|vom|depuis|desde|dal|da"
)
_UNTIL = (
    "until|till|to|up to|through|bis zum|bis|hasta|fino a|fino al|jusqu'en|jusqu'au"
)
_ROLE = re.compile(
    rf"(?:^|(?<=[\s{GAP},(;]))"
    rf"(?:(?P<start>{_FROM})|(?P<stop>{_UNTIL})|(?P<at>{_AT}))"
    rf"(?:\s+{_AT})?[\s:]*$",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    rf"\s*(?:\.\.(?=$|\s)"
    rf"|[-\N{{EN DASH}}](?=[\s{GAP}]*(?:$|(?:ongoing|present|now)\b)))",
    re.IGNORECASE,
)
"""Behind a date, that something goes on; `3.2019 - PD` is a date with a dash."""
_PLUS = re.compile(r"[^\s+]{2,}\+[DWMY]\d+", re.IGNORECASE)
"""As case files write it, behind the id of any record."""
_AS_DATE = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[./]\d{4}|\d{4}-\d{1,2}(-\d{1,2})?"
)


_OTHER_MONTH = re.compile(
    rf"(?<![^\s{GAP},;:(])(?:in\s|either\s)?(?P<month>{_MONTH})"
    rf"(?:\s?/\s?(?:{_MONTH})?|\s(?:and|or|und|oder|et|ou|&)(?:\sin)?)\s*$",
    re.IGNORECASE,
)
"""Another month that shares the year: `May or June 2021`, `May/June 2021`."""


class DateRole(Enum):
    """What the words before a date make of it."""

    AT = auto()
    START = auto()
    SINCE = auto()
    STOP = auto()
    RELATIVE = auto()
    """It is a part of a time that no form can hold, such as `2 weeks after`."""


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date of a line with its place there."""

    begin: int
    end: int
    first: str
    """The date, or the first end of a stretch."""
    last: str = ""
    """The last end of a stretch; empty if there is none."""
    role: DateRole = DateRole.AT

    @property
    def as_single(self) -> str:
        """As the date of something that has one: a stretch becomes a window."""
        if self.last:
            return f"[{self.first}..{self.last}]"
        opened = {
            DateRole.START: f"[{self.first}..]",
            DateRole.STOP: f"[..{self.first}]",
        }
        opened[DateRole.SINCE] = opened[DateRole.START]
        return opened.get(self.role, self.first)


def dates_in(unread: Unread) -> tuple[PlacedDate, ...]:
    """Every date of what is unread, in its order; never a part of a longer phrase."""
    dates = _dates_of(unread.text)
    return tuple(date for date in dates if date.role is not DateRole.RELATIVE)


def take_relative(unread: Unread) -> str:
    """Take what says when something was in a way that no form can hold, as typed."""
    phrases = []
    for date in _dates_of(unread.text):
        if date.role is DateRole.RELATIVE:
            phrases.append(unread.text[date.begin : date.end])
            unread.cut(date.begin, date.end)
    return " ".join(phrases)


@lru_cache(maxsize=256)
def _dates_of(text: str) -> tuple[PlacedDate, ...]:
    """The dates of a text; every reader of one line asks for the same."""
    dates = list(_joined(text, list(_single_dates(text))))
    return tuple(_with_role(text, date) for date in dates)


def take_date(unread: Unread) -> str:
    """Take the date of something that has one.

    Returns:
        The date as typed, `[a..b]` for a stretch; empty if there is none or more than
        one, of which nobody could say which is meant.
    """
    dates = dates_in(unread)
    if len(dates) != 1:
        return ""
    unread.cut(dates[0].begin, dates[0].end)
    return dates[0].as_single


def refused_dates(text: str) -> tuple[str, ...]:
    """Words that are written as a date and are none, each with the reason."""
    refused = []
    for word in text.split():
        try:
            if _AS_DATE.fullmatch(word.strip(_EDGES)):
                PartialDate.parse(written_out(word.strip(_EDGES)))
        except DateTextError as error:
            refused.append(f"{word}: {error}")
    return tuple(refused)


def _single_dates(text: str) -> Iterator[PlacedDate]:
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    stretches = {
        match.start(): _within(match)
        for pattern in (_MONTHS, _IN_WORDS, _DAYS)
        for match in pattern.finditer(text)
    }
    stretches |= {match.start(): _between(match) for match in _WINDOW.finditer(text)}
    number = 0
    while number < len(words):
        date = stretches.get(words[number][0])
        date = date or _longest(text, words[number : number + MOST_WORDS])
        if date is None:
            number += 1
            continue
        yield date
        while number < len(words) and words[number][0] < date.end:
            number += 1


def _within(match: re.Match[str]) -> PlacedDate | None:
    """Two days of one month, or two months of one year: `12 to 14 May 2020`."""
    first, last, rest = match.groups()
    ends = _date(first + rest), _date(last + rest)
    return PlacedDate(*match.span(), *ends) if all(ends) else None


def _between(match: re.Match[str]) -> PlacedDate | None:
    """A window whose ends share a year."""
    ends = (match[name] + match["year"] for name in ("first", "last"))
    window = _date(f"[{'..'.join(ends)}]")
    return PlacedDate(*match.span(), window) if window else None


def _longest(text: str, words: list[tuple[int, int]]) -> PlacedDate | None:
    """The longest date that begins with the first of some words."""
    begin = words[0][0]
    if _ROLE.search(text[: words[0][1]]):
        return None
    for _, end in reversed(words):
        raw = text[begin:end]
        if GAP in raw or (_TWO.search(raw) and not _WHOLE.match(raw)):
            continue
        left = len(raw) - len(raw.lstrip("("))
        date = raw.strip("(").rstrip(f"{_EDGES} ")
        place = (begin + left, begin + left + len(date))
        if date and _placed(text, place) and _date(date):
            return PlacedDate(*place, _date(date))
    return _glued(text, words[0])


def _glued(text: str, word: tuple[int, int]) -> PlacedDate | None:
    """Two dates without a blank between, such as `5.2019-8.2019`, or one and `..`."""
    raw = text[slice(*word)].rstrip(_EDGES[:-1] if "(" in text else ",;")
    for sign in _GLUED.finditer(raw):
        ends = [_date(raw[: sign.start()]), _date(raw[sign.end() :])]
        if ends[0] and (ends[1] or sign.end() == len(raw)):
            cut = word[0] + (len(raw) if ends[1] else sign.start())
            return PlacedDate(word[0], cut, ends[0], ends[1])
    return None


def _placed(text: str, place: tuple[int, int]) -> bool:
    """Whether a text can be a date where it stands: a bare number only at an end."""
    raw = text[slice(*place)]
    before, after = text[: place[0]], text[place[1] :]
    first = not before.replace(GAP, "").strip(" ([,")
    last = not after.replace(GAP, "").strip(" )],.;")
    if raw.isdecimal():
        joined = _BETWEEN.match(after) or _ANOTHER.match(after)
        return first or last or bool(_ROLE.search(before) or joined)
    if re.fullmatch(r"\d{1,2}\.\d{2}", raw):
        return first  # at the end of a line it may be a value
    if match := re.fullmatch(r"([MD])[+-]?(\d+)", raw, re.IGNORECASE):
        in_cycle = match[1].upper() == "D" and int(match[2]) <= LONGEST_CYCLE
        return first or (last and not in_cycle)
    return True


def _joined(text: str, dates: list[PlacedDate]) -> Iterator[PlacedDate]:
    """Dates with a sign or a word for a stretch between them as one."""
    while dates:
        date = dates.pop(0)
        if dates and not date.last and not dates[0].last:
            between = text[date.end : dates[0].begin]
            if _BETWEEN.fullmatch(between):
                following = dates.pop(0)
                date = replace(date, end=following.end, last=following.first)
        yield date


def _relative(before: str) -> re.Match[str] | None:
    """The words before a date that make it a part of something else, if there are."""
    other = _OTHER_MONTH.search(before)
    if other and _date(f"{other['month']} 2000"):
        return other
    return _RELATIVE.search(before)


def _with_role(text: str, date: PlacedDate) -> PlacedDate:
    if relative := _relative(text[: date.begin]):
        return replace(date, begin=relative.start(), role=DateRole.RELATIVE)
    opened = _OPEN_END.match(text, date.end)
    if opened and not date.last:
        date = replace(date, end=opened.end(), role=DateRole.START)
    match = _ROLE.search(text[: date.begin])
    if match is None:
        return date
    role = date.role
    if match["start"]:
        since = match["start"].casefold() in ("since", "seit", "depuis", "desde")
        role = DateRole.SINCE if since else DateRole.START
    elif match["stop"]:
        role = DateRole.STOP
    return replace(date, begin=match.start(), role=role)


@lru_cache(maxsize=4096)
def _date(text: str) -> str:
    """A text as a date, short forms written out; empty if it is none.

    One of two readings stays as typed: the form asks, or the settings answer.
    """
    if not any(map(str.isdecimal, text)) or text.startswith(_ENGLISH):
        return ""
    try:
        if _is_counted(text):
            return text
        known = any(meant.canonical for meant in readings(in_full(text)))
    except DateTextError:
        return ""
    return written_out(text) if known else ""


def _is_counted(text: str) -> bool:
    """Whether a text is a date counted from birth or from what looks like a record.

    `vitamin-D3` and `12 weeks before surgery` have its form, and are none.
    """
    counted = read_offset(text)
    if counted is None or counted.anchor == BIRTH:
        return counted is not None
    named = record_of(counted.anchor)
    of_id = any(map(str.isdecimal, named)) and "-" in named
    return of_id or named in KINDS or bool(_PLUS.fullmatch(text))
