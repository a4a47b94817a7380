"""The marks and inks of a cohort; each mark says its meaning without colour.

Every event keeps the mark that it has in the picture of one patient.
"""

from functools import cache

from timeline.charts.cohort.style import CODES, segment_look
from timeline.charts.cohort.style import end_name as named_end
from timeline.language.words import ENGLISH
from timeline.swimlane.cohort.model import Event, Kind, RowEnd, Segment
from timeline.swimlane.model import FIRM, Shape, Tone
from timeline.tui.drawing import glyphs

_QUIET = {Kind.STABLE, Kind.NOT_EVALUABLE}
"""Kinds of response that are drawn as control of the disease."""
END_GLYPHS: dict[RowEnd, str] = {
    RowEnd.ONGOING: glyphs.ONGOING,
    RowEnd.DEATH: glyphs.MARKS[Shape.DEATH][0],
    RowEnd.CENSORED: "┤",
    RowEnd.LOST: "⊗",
    RowEnd.STATUS_UNKNOWN: "◌",
    RowEnd.UNKNOWN: glyphs.UNKNOWN_END,
}
"""What stands at the end of a row; an arrow only while therapy goes on."""
OBSERVED = "─"
MOST_COUNTED = 9
LINE_INKS = tuple(f"line_{number}" for number in range(1, 7))
"""Inks of segments by line; the last one is for all later lines too."""


def event_glyph(event: Event) -> tuple[str, str]:
    """Glyph and ink of an event: filled where its date is stated, else hollow."""
    mark = event.mark
    filled, hollow, _ = glyphs.MARKS[mark.shape]
    tone = Tone.DISEASE_CONTROL if event.kind in _QUIET else mark.tone
    return (filled if mark.certainty in FIRM else hollow), tone.name


def event_name(event: Event) -> str:
    """What a mark of this look means."""
    if event.kind is Kind.RADIOTHERAPY:
        return glyphs.MARKS[event.mark.shape][2]
    return ENGLISH.of(event.kind).lower()


def end_name(end: RowEnd) -> str:
    """What the sign at the end of a row means."""
    return named_end(end).lower()


def counted(number: int) -> str:
    """The sign for several marks in one cell: their number."""
    return str(number) if number <= MOST_COUNTED else "+"


def segment_ink(segment: Segment, *, by_line: bool) -> str:
    """Ink of a segment: of its line, or of the class of its drugs."""
    return _inked(segment.line if by_line else 0, segment.tone)


@cache
def _inked(line: int, tone: Tone) -> str:
    return LINE_INKS[min(line, len(LINE_INKS)) - 1] if line else tone.name


def segment_code(segment: Segment, *, by_line: bool) -> str:
    """The few characters that tell segments apart without colour."""
    return _coded(segment.line if by_line else 0, segment.tone)


@cache
def _coded(line: int, tone: Tone) -> str:
    return f"L{line}" if line else CODES[tone]


def segment_name(segment: Segment, *, by_line: bool) -> str:
    """What segments of this look are."""
    look = segment_look(segment, by_line=by_line)
    named = f"{look.code} {ENGLISH.of(segment.tone)}"
    return look.name.lower() if by_line else named
