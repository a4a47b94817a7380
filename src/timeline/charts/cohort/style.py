"""How the segments, marks and ends of a cohort look.

A response, a progression or an operation has one look in every cohort. Segments carry
a short code beside their colour, and marks differ in shape, so that nothing depends on
colour alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from timeline.charts.palette import FILL, INK
from timeline.language.words import ENGLISH, Words
from timeline.swimlane.cohort.model import CohortSwimlane, Kind, RowEnd, Segment
from timeline.swimlane.model import Tone
from timeline.swimlane.words import capital

LINE = "#c3c8ce"
"""Colour of the time under observation."""
_LINES = ("#4477aa", "#66ccee", "#228833", "#ccbb44", "#ee6677", "#aa3377")
CODES = {
    Tone.CHEMOTHERAPY: "CT",
    Tone.ANTI_HER2: "H",
    Tone.HER2_ADC: "HA",
    Tone.ADC: "ADC",
    Tone.IMMUNOTHERAPY: "IO",
    Tone.ANTI_ANGIOGENIC: "AA",
    Tone.TARGETED: "TT",
    Tone.HORMONAL: "HT",
    Tone.RADIONUCLIDE: "RN",
    Tone.GLUCOCORTICOID: "GC",
    Tone.OTHER_DRUG: "O",
}


@dataclass(frozen=True, slots=True)
class MarkLook:
    """Symbol and colour of one entry of the key."""

    symbol: str
    fill: str


@dataclass(frozen=True, slots=True)
class SegmentLook:
    """Name, code and colour of segments of one kind."""

    rank: int
    """Place in the key."""
    name: str
    code: str
    """A few characters that stand in the segment."""
    fill: str


EVENTS = {
    Kind.COMPLETE: MarkLook("star", "#117733"),
    Kind.PARTIAL: MarkLook("circle", "#44aa99"),
    Kind.STABLE: MarkLook("bowtie", "#bba000"),
    Kind.NOT_EVALUABLE: MarkLook("circle-x", "#8f8f8f"),
    Kind.PROGRESSION: MarkLook("triangle-down", FILL[Tone.PROGRESSION]),
    Kind.SURGERY: MarkLook("square", FILL[Tone.SURGERY]),
    Kind.ABLATION: MarkLook("diamond", FILL[Tone.ABLATION]),
    Kind.RADIOTHERAPY: MarkLook("star-diamond", FILL[Tone.RADIOTHERAPY]),
    Kind.PROCEDURE: MarkLook("cross", FILL[Tone.PROCEDURE]),
    Kind.CELL_THERAPY: MarkLook("pentagon", FILL[Tone.FINDING]),
    Kind.ADVERSE_EVENT: MarkLook("triangle-up", FILL[Tone.ADVERSE_EVENT]),
}
ENDS = {
    RowEnd.ONGOING: MarkLook("triangle-right", INK),
    RowEnd.DEATH: MarkLook("x", FILL[Tone.DEATH]),
    RowEnd.CENSORED: MarkLook("line-ns-open", INK),
    RowEnd.LOST: MarkLook("circle-x-open", INK),
    RowEnd.STATUS_UNKNOWN: MarkLook("circle-open", INK),
    RowEnd.UNKNOWN: MarkLook("asterisk-open", INK),
}


def end_name(end: RowEnd, word: Words = ENGLISH) -> str:
    """What the key calls an end, in fewer words than the row itself."""
    return word(f"end.{end.name.lower()}")


def event_looks(cohort: CohortSwimlane) -> Iterator[tuple[str, MarkLook]]:
    """Name and look of each kind of event that is drawn."""
    kinds = {event.kind for row in cohort.rows for event in row.events}
    return ((cohort.word.of(kind), EVENTS[kind]) for kind in EVENTS if kind in kinds)


def end_looks(cohort: CohortSwimlane) -> Iterator[tuple[str, MarkLook]]:
    """Name and look of each kind of end that is drawn."""
    ends = {row.end for row in cohort.rows}
    return ((end_name(end, cohort.word), ENDS[end]) for end in ENDS if end in ends)


def segment_look(
    segment: Segment, word: Words = ENGLISH, *, by_line: bool
) -> SegmentLook:
    """The look of a segment: by its line, or by the class of its drugs."""
    if by_line:
        return _line_look(segment.line, word)
    return _class_look(segment.tone, word)


def kind_of(segment: Segment, *, by_line: bool) -> Tone | int:
    """What the look of a segment depends on."""
    return segment.line if by_line else segment.tone


def segment_looks(cohort: CohortSwimlane) -> dict[Tone | int, SegmentLook]:
    """The look of each kind of segment, of which there are few."""
    segments = (segment for row in cohort.rows for segment in row.segments)
    examples = {
        kind_of(segment, by_line=cohort.by_line): segment for segment in segments
    }
    return {
        kind: segment_look(segment, cohort.word, by_line=cohort.by_line)
        for kind, segment in examples.items()
    }


@cache
def _class_look(tone: Tone, word: Words) -> SegmentLook:
    rank, name = list(CODES).index(tone), capital(word.of(tone))
    return SegmentLook(rank, name, CODES[tone], FILL[tone])


@cache
def _line_look(line: int, word: Words) -> SegmentLook:
    last = len(_LINES)
    number = min(line, last)
    name = word("key.last_line" if number == last else "key.line", line=number)
    return SegmentLook(number, name, str(line), _LINES[number - 1])
