"""The abbreviations that stand in a picture, with what they stand for."""

import re
from collections.abc import Iterable

from timeline.case.case import Case
from timeline.charts.cohort.survival import facts
from timeline.charts.things import things
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.model import Swimlane

_PATTERNS = (
    (re.compile(r"\bG([1-5])\b"), "grade"),
    (re.compile(r"\bq\d+w\b"), "weeks"),
    (re.compile(r"\bd\d+\b"), "day"),
    (re.compile(r"\b[acpry]{0,3}T(?:\d|is|a|X)\w*N[\dX]"), "tnm"),
)


def drawn_abbreviations(swimlane: Swimlane) -> dict[str, str]:
    """Every known abbreviation in what is drawn or named below it."""
    return abbreviations_in(drawn_text(swimlane), swimlane.word)


def cohort_abbreviations(cohort: CohortSwimlane) -> dict[str, str]:
    """Every known abbreviation in the columns, the key and the numbers of a cohort.

    The codes of classes stand in the key, where each has its name beside it.
    """
    word, texts = cohort.word, [*cohort.columns]
    for row in cohort.rows:
        texts += [*row.cells, row.group]
        texts += [word.of(segment.tone) for segment in row.segments]
    if cohort.curve:
        texts += facts(cohort.curve, word)
    return abbreviations_in("\n".join(texts), word)


def in_order(abbreviations: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Abbreviations by the alphabet, whatever their case."""
    return tuple(sorted(abbreviations.items(), key=lambda pair: pair[0].casefold()))


def listed(abbreviations: dict[str, str]) -> str:
    """Abbreviations in one line, as a legend has them."""
    return in_line(in_order(abbreviations))


def in_line(pairs: Iterable[tuple[str, str]]) -> str:
    """Short forms with what they stand for, in the order given."""
    return "; ".join(f"{short}, {long}" for short, long in pairs)


def abbreviations_in(text: str, word: Words) -> dict[str, str]:
    """Every known abbreviation in a text."""
    known = word.under("abbreviation")
    meanings = {short: long for short, long in known.items() if stands_in(short, text)}
    forms = [kind for form, kind in _PATTERNS if form.search(text)]
    return meanings | {word(f"form.{k}.short"): word(f"form.{k}.long") for k in forms}


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
    words += [undated.label for undated in swimlane.undated]
    return "\n".join(words)


def abbreviations(case: Case, swimlane: Swimlane) -> dict[str, str]:
    """Abbreviations in what is drawn, names of regimens among them.

    Regimens come from the catalogue; a regimen that it does not know is left out.
    """
    text = drawn_text(swimlane)
    meanings = abbreviations_in(text, swimlane.word)
    for line in case.lines:
        regimen = find_regimen(line.regimen)
        if not regimen or not stands_in(regimen.label, text):
            continue
        if " + ".join(regimen.components) != regimen.label:
            parts = (*regimen.components, *regimen.options)
            meanings[regimen.label] = " + ".join(parts)
    return meanings
