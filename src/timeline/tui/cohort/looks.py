"""The marks and inks of a cohort; each mark says its meaning without colour.

Operations, ablations, radiotherapy, progressions and adverse events keep the marks that
they have in the picture of one patient. Responses need more: their kinds differ.
"""

from functools import cache

from timeline.charts.cohort.style import CODES, segment_look
from timeline.charts.cohort.style import end_name as named_end
from timeline.language.words import ENGLISH
from timeline.swimlane.cohort.model import Event, Kind, RowEnd, Segment
from timeline.swimlane.model import FIRM, Shape, Tone
from timeline.tui.drawing import glyphs

RESPONSES: dict[Kind, tuple[str, str, Tone]] = {
    Kind.COMPLETE: ("◉", "◎", Tone.RESPONSE),
    Kind.PARTIAL: ("●", "○", Tone.RESPONSE),
    Kind.STABLE: ("▬", "▭", Tone.DISEASE_CONTROL),
    Kind.NOT_EVALUABLE: ("⊘", "⊘", Tone.DISEASE_CONTROL),
}
"""Filled glyph, hollow glyph and tone of each kind of response."""
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
    if event.kind in RESPONSES:
        filled, hollow, tone = RESPONSES[event.kind]
    else:
        filled, hollow, _ = glyphs.MARKS[mark.shape]
        tone = mark.tone
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
