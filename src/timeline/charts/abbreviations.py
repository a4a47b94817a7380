"""The abbreviations that stand in a picture, with what they stand for."""

import re
from collections.abc import Iterable

from timeline.charts.cohort.survival import facts
from timeline.charts.things import things
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.model import Swimlane

_PATTERNS = (
    (re.compile(r"\bG([1-5])\b"), "grade"),
    (re.compile(r"\bq\d+w\b"), "weeks"),
    (re.compile(r"\bd\d+\b"), "day"),
    (re.compile(r"\b[cpyr]?T\dN"), "tnm"),
)


def drawn_abbreviations(swimlane: Swimlane) -> dict[str, str]:
    """Every known abbreviation in what is drawn or named below it."""
    return abbreviations_in(drawn_text(swimlane), swimlane.word)


def cohort_abbreviations(cohort: CohortSwimlane) -> dict[str, str]:
    """Every known abbreviation in the columns, the key and the numbers of a cohort.

    The codes of classes stand in the key, where each has its name beside it.
    """
    word, found = cohort.word, [*cohort.columns]
    for row in cohort.rows:
        found += [*row.cells, row.group]
        found += [word.of(one.tone) for one in row.segments]
    if cohort.curve:
        found += facts(cohort.curve, word)
    return abbreviations_in("\n".join(found), word)


def in_order(found: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Abbreviations by the alphabet, whatever their case."""
    return tuple(sorted(found.items(), key=lambda pair: pair[0].casefold()))


def listed(found: dict[str, str]) -> str:
    """Abbreviations in one line, as a legend has them."""
    return in_line(in_order(found))


def in_line(pairs: Iterable[tuple[str, str]]) -> str:
    """Short forms with what they stand for, in the order given."""
    return "; ".join(f"{short}, {long}" for short, long in pairs)


def abbreviations_in(text: str, word: Words) -> dict[str, str]:
    """Every known abbreviation in a text."""
    known = word.under("abbreviation")
    found = {short: long for short, long in known.items() if stands_in(short, text)}
    forms = [kind for form, kind in _PATTERNS if form.search(text)]
    return found | {word(f"form.{k}.short"): word(f"form.{k}.long") for k in forms}


def stands_in(short: str, text: str) -> bool:
    """Whether an abbreviation is a word of a text."""
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text) is not None


def drawn_text(swimlane: Swimlane) -> str:
    """Every label and title of a picture, and of what nothing places in it."""
    words = [thing.label for _, thing in things(swimlane)]
    for lane in swimlane.lanes:
        words += [lane.title, lane.subtitle, swimlane.word.of(lane.group)]
        words += [swimlane.word.of(t) for bar in lane.bars for t in bar.tones]
        words += [swimlane.word.of(mark.tone) for mark in lane.marks]
    words += [series.marker for series in swimlane.series]
    words += [swimlane.strip.title] if swimlane.strip else []
    words += [each.label for each in swimlane.undated]
    return "\n".join(words)
