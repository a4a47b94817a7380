"""The abbreviations that stand in a picture, with what they stand for."""

import re

from timeline.charts.things import things
from timeline.swimlane.model import Swimlane

_PATTERNS = (
    (re.compile(r"\bG([1-5])\b"), "grade"),
    (re.compile(r"\bq\d+w\b"), "weeks"),
    (re.compile(r"\bd\d+\b"), "day"),
    (re.compile(r"\b[cpyr]?T\dN"), "tnm"),
)


def drawn_abbreviations(swimlane: Swimlane) -> dict[str, str]:
    """Every known abbreviation in what is drawn."""
    text, word = _drawn(swimlane), swimlane.word
    known = word.under("abbreviation")
    found = {short: long for short, long in known.items() if _whole(short).search(text)}
    forms = [kind for form, kind in _PATTERNS if form.search(text)]
    return found | {word(f"form.{k}.short"): word(f"form.{k}.long") for k in forms}


def _whole(short: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){re.escape(short)}(?![\w])")


def _drawn(swimlane: Swimlane) -> str:
    words = [thing.label for _, thing in things(swimlane)]
    for lane in swimlane.lanes:
        words += [lane.title, lane.subtitle, swimlane.word.of(lane.group)]
        words += [swimlane.word.of(bar.tone) for bar in lane.bars]
        words += [swimlane.word.of(mark.tone) for mark in lane.marks]
    words += [series.marker for series in swimlane.series]
    words += [swimlane.strip.title] if swimlane.strip else []
    return "\n".join(words)
