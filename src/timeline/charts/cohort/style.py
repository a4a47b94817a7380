"""How the segments, marks and ends of a cohort look.

A response, a progression or an operation has one look in every cohort. Segments carry
a short code beside their colour, and marks differ in shape, so that nothing depends on
colour alone.
"""

from dataclasses import dataclass
from functools import cache

from timeline.charts.palette import FILL, INK
from timeline.language.words import ENGLISH
from timeline.swimlane.cohort.model import Kind, RowEnd, Segment
from timeline.swimlane.model import Tone
from timeline.swimlane.words import capital

LINE = "#c3c8ce"
"""Colour of the time under observation."""
_LINES = ("#4477aa", "#66ccee", "#228833", "#ccbb44", "#ee6677", "#aa3377")
CODES = {
    Tone.CHEMOTHERAPY: "CT",
    Tone.ANTI_HER2: "H",
    Tone.HER2_ADC: "ADC",
    Tone.IMMUNOTHERAPY: "IO",
    Tone.ANTI_ANGIOGENIC: "AA",
    Tone.TARGETED: "TT",
    Tone.HORMONAL: "HT",
    Tone.OTHER_DRUG: "O",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Name, symbol and colour of one entry of the key."""

    name: str
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
    Kind.COMPLETE: Look("Complete response", "star", "#117733"),
    Kind.PARTIAL: Look("Partial response", "circle", "#44aa99"),
    Kind.STABLE: Look("Stable disease", "bowtie", "#bba000"),
    Kind.NOT_EVALUABLE: Look("Response not evaluable", "circle-x", "#8f8f8f"),
    Kind.PROGRESSION: Look("Progression", "triangle-down", FILL[Tone.PROGRESSION]),
    Kind.SURGERY: Look("Operation", "square", FILL[Tone.SURGERY]),
    Kind.ABLATION: Look("Ablation", "diamond", FILL[Tone.ABLATION]),
    Kind.RADIOTHERAPY: Look("Radiotherapy", "star-diamond", FILL[Tone.RADIOTHERAPY]),
    Kind.PROCEDURE: Look("Other local treatment", "cross", FILL[Tone.PROCEDURE]),
    Kind.ADVERSE_EVENT: Look("Adverse event", "triangle-up", FILL[Tone.ADVERSE_EVENT]),
}
ENDS = {
    RowEnd.ONGOING: Look("Therapy ongoing", "triangle-right", INK),
    RowEnd.DEATH: Look("Death", "x", FILL[Tone.DEATH]),
    RowEnd.CENSORED: Look("Alive, off therapy", "line-ns-open", INK),
    RowEnd.LOST: Look("Lost to follow-up", "circle-x-open", INK),
    RowEnd.STATUS_UNKNOWN: Look("Vital status not stated", "circle-open", INK),
    RowEnd.UNKNOWN: Look("End not known", "asterisk-open", INK),
}


def segment_look(segment: Segment, *, by_line: bool) -> SegmentLook:
    """The look of a segment: by its line, or by the class of its drugs."""
    return _line_look(segment.line) if by_line else _class_look(segment.tone)


@cache
def _class_look(tone: Tone) -> SegmentLook:
    rank, name = list(CODES).index(tone), capital(ENGLISH.of(tone))
    return SegmentLook(rank, name, CODES[tone], FILL[tone])


@cache
def _line_look(line: int) -> SegmentLook:
    last = len(_LINES)
    number = min(line, last)
    name = f"Line {last} or later" if number == last else f"Line {number}"
    return SegmentLook(number, name, str(line), _LINES[number - 1])
