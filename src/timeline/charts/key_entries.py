"""What the key says of certainty: page and print ask here, and draw the samples."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum, auto
from typing import NamedTuple

from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.model import FIRM, Bar, Certainty, Mark, Shape

_OF_SHAPE = {
    Shape.HEXAGON: "key.seeds",
    Shape.COMPLETE: "kind.complete",
    Shape.PARTIAL: "kind.partial",
    Shape.STABLE: "kind.stable",
    Shape.NOT_EVALUABLE: "key.not_evaluable",
    Shape.ABSENT: "key.absent",
    Shape.RING: "key.no_category",
    Shape.CELLS: "key.cells",
    Shape.BOX: "key.score",
    Shape.STROKE: "key.cycle",
}
"""Keys of the words for shapes that say more than the tone of a mark."""


def mark_words(mark: Mark, word: Words) -> str:
    """What the key says of a kind of mark."""
    key = _OF_SHAPE.get(mark.shape)
    return word(key) if key else word.of(mark.tone)


class Sample(StrEnum):
    """What stands beside the words of an entry."""

    LIGHT_ENDS = auto()
    HATCHED = auto()
    DOTTED = auto()
    FADING = auto()
    ARROW = auto()
    FILLED_MARK = auto()
    HOLLOW_MARK = auto()


class CertaintyEntry(NamedTuple):
    """One way in which certainty is drawn, with its meaning."""

    sample: Sample
    words: str


def certainty_entries(
    bars: Iterable[Bar],
    marks: Iterable[Mark],
    word: Words,
    *,
    ordered: bool = False,
    both: bool = True,
) -> Iterator[CertaintyEntry]:
    """An entry for each way in which certainty is drawn here.

    Args:
        bars: Every bar that is drawn.
        marks: Every mark that is drawn.
        word: The words of a language.
        ordered: Whether they stand in the order of events and not in time.
        both: Whether filled marks are explained where there are hollow ones too.
    """
    bars = tuple(bars)
    known = {bar.certainty for bar in bars}
    if Certainty.MONTH in known and not ordered:
        yield CertaintyEntry(Sample.LIGHT_ENDS, word("key.month"))
    if known & {Certainty.WINDOW, Certainty.ORDER}:
        words = word("key.left_open" if ordered else "key.window")
        yield CertaintyEntry(Sample.HATCHED, words)
    if Certainty.NARRATIVE in known:
        yield CertaintyEntry(Sample.DOTTED, word("key.narrative"))
    if not ordered and any(map(_fades, bars)):
        yield CertaintyEntry(Sample.FADING, word("key.open"))
    if any(bar.ongoing for bar in bars):
        words = word("key.goes_on" if ordered else "key.ongoing")
        yield CertaintyEntry(Sample.ARROW, words)
    known = {mark.certainty for mark in marks}
    if both and known & FIRM and known - FIRM:
        words = word("key.fixed_mark" if ordered else "key.filled")
        yield CertaintyEntry(Sample.FILLED_MARK, words)
    if known - FIRM:
        words = word("key.open_mark" if ordered else "key.hollow")
        yield CertaintyEntry(Sample.HOLLOW_MARK, words)


def cohort_certainties(cohort: CohortSwimlane) -> Iterator[CertaintyEntry]:
    """The same for many patients: the end of a row says what is ongoing."""
    bars = [replace(s.bar, ongoing=False) for row in cohort.rows for s in row.segments]
    marks = [event.mark for row in cohort.rows for event in row.events]
    return certainty_entries(bars, marks, cohort.word)


def _fades(bar: Bar) -> bool:
    """Whether nothing limits it on one side."""
    return bar.start.earliest is None or bar.stop.latest is None
