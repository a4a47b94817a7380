"""Shorter words for a narrow figure, with the full ones for its caption.

Only words whose short form is usual in oncology stand here; anything else stays as it
was recorded, and is wrapped.
"""

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from timeline.swimlane.model import Bar, Lane, Mark, Series, Swimlane

T = TypeVar("T", Bar, Mark)


@dataclass(frozen=True, slots=True)
class Shortening:
    """One word or phrase with its short form."""

    pattern: re.Pattern[str]
    short: str
    """As it is drawn; may use groups of the pattern."""
    listed: str
    """As it is listed; empty for what needs no explanation."""
    long: str
    """What the caption says that it stands for."""


def _rule(pattern: str, short: str, long: str, listed: str = "") -> Shortening:
    form = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    return Shortening(form, short, listed or (short if long else ""), long)


_RULES = (
    _rule(r"right", "R", "right"),
    _rule(r"left", "L", "left"),
    _rule(r"adrenal gland", "adrenal", ""),
    _rule(r"lymphadenectomy", "LND", "lymph node dissection"),
    _rule(r"lymph nodes?", "LN", "lymph node"),
    _rule(r"metastasis", "met.", "metastasis"),
    _rule(r"metastases", "mets", "metastases"),
    _rule(r"stereotactic body radiotherapy", "SBRT", "stereotactic body radiotherapy"),
    _rule(r"external beam radiotherapy", "EBRT", "external beam radiotherapy"),
    _rule(r"(?:with )?radiotherapy", "RT", "radiotherapy"),
    _rule(r"iodine-125", "I-125", "iodine-125"),
    _rule(r"albumin-bound paclitaxel", "nab-paclitaxel", "albumin-bound paclitaxel"),
    _rule(r"adjuvant", "adj.", "adjuvant"),
    _rule(r"neoadjuvant", "neoadj.", "neoadjuvant"),
    _rule(r"progressive disease|progression", "PD", "progressive disease"),
    _rule(r"partial response", "PR", "partial response"),
    _rule(r"complete response", "CR", "complete response"),
    _rule(r"stable disease", "SD", "stable disease"),
    _rule(r"toxicity", "tox.", "toxicity"),
    _rule(r"grade ([1-5])", r"G\1", "grade of an adverse event (CTCAE)", "G1 to G5"),
    _rule(r"(?<=\d) to (?=[A-Z0-9])", "\u2013", ""),
    _rule(r"(?<=\d )months", "mo", "months"),
)
_STAYS = ("lane.progression", "lane.radiotherapy")
"""Keys of the titles of lanes that say in one word what the lane is."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """A picture with shorter words."""

    swimlane: Swimlane
    meanings: tuple[tuple[str, str], ...]
    """Each short form that was put in, with what it stands for."""


def shortened(swimlane: Swimlane) -> Shortened:
    """Put short words into titles of lanes and labels."""
    used: dict[str, str] = {}
    stays = frozenset(swimlane.word(key) for key in _STAYS)
    lanes = tuple(_lane(lane, stays, used) for lane in swimlane.lanes)
    series = tuple(_series(series, used) for series in swimlane.series)
    drawn = replace(swimlane, lanes=lanes, series=series)
    return Shortened(drawn, tuple(sorted(used.items(), key=lambda p: p[0].casefold())))


def _lane(lane: Lane, stays: frozenset[str], used: dict[str, str]) -> Lane:
    fixed = lane.folded or lane.title in stays
    return replace(
        lane,
        title=lane.title if fixed else _short(lane.title, used),
        subtitle=_short(lane.subtitle, used),
        bars=tuple(_labelled(bar, used) for bar in lane.bars),
        marks=tuple(_labelled(mark, used) for mark in lane.marks),
    )


def _series(series: Series, used: dict[str, str]) -> Series:
    points = tuple(
        replace(point, label=_short(point.label, used)) for point in series.points
    )
    return replace(series, points=points)


def _labelled(thing: T, used: dict[str, str]) -> T:
    return replace(thing, label=_short(thing.label, used))


def _short(text: str, used: dict[str, str]) -> str:
    for rule in _RULES:
        text, count = rule.pattern.subn(rule.short, text)
        if count and rule.listed:
            used[rule.listed] = rule.long
    return text
