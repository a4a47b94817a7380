"""What the segments, marks and ends in view mean."""

from collections.abc import Iterable, Iterator

from timeline.charts.cohort.style import segment_look
from timeline.swimlane.cohort.model import Row
from timeline.swimlane.model import FIRM
from timeline.tui.cohort.looks import (
    END_GLYPHS,
    end_name,
    event_glyph,
    event_name,
    segment_ink,
    segment_name,
)
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.legend import PATTERNS, Entry

SEVERAL = ("2", "label", "so many marks in one cell")
HOLLOW = ("◇", "label", "hollow: day not known")


def entries(rows: Iterable[Row], *, by_line: bool) -> tuple[Entry, ...]:
    """One entry for each look of a segment, a mark and an end in these rows."""
    rows = tuple(rows)
    drawn = [*_segments(rows, by_line=by_line), *_events(rows), *_ends(rows)]
    return tuple(dict.fromkeys([*drawn, *_dates(rows)]))


def _segments(rows: tuple[Row, ...], *, by_line: bool) -> Iterator[Entry]:
    looks = {
        segment_look(segment, by_line=by_line).rank: segment
        for row in rows
        for segment in row.segments
    }
    for _, segment in sorted(looks.items(), key=lambda look: look[0]):
        ink = segment_ink(segment, by_line=by_line)
        yield glyphs.SOLID, ink, segment_name(segment, by_line=by_line)


def _events(rows: tuple[Row, ...]) -> Iterator[Entry]:
    shown: dict[str, tuple[bool, str, str]] = {}
    for row in rows:
        for event in row.events:
            hollow = event.mark.certainty not in FIRM
            look = (hollow, *event_glyph(event))
            name = event_name(event)
            shown[name] = min(shown.get(name, look), look)  # filled before hollow
    for name, (_, glyph, ink) in shown.items():
        yield glyph, ink, name


def _ends(rows: tuple[Row, ...]) -> Iterator[Entry]:
    shown = {row.end for row in rows}
    for end, glyph in END_GLYPHS.items():
        if end in shown:
            yield glyph, "label", end_name(end)


def _dates(rows: tuple[Row, ...]) -> Iterator[Entry]:
    bars = [segment.bar for row in rows for segment in row.segments]
    shown = {bar.certainty for bar in bars}
    for certainty, meaning in PATTERNS.items():
        if certainty in shown:
            yield glyphs.UNCERTAIN[certainty], "label", meaning
    if any(bar.unknown_end for bar in bars):
        yield glyphs.UNKNOWN_END, "label", "end not known"
    marks = [event.mark for row in rows for event in row.events]
    if any(mark.certainty not in FIRM for mark in marks):
        yield HOLLOW
    if any(len(row.events) > 1 for row in rows):
        yield SEVERAL
