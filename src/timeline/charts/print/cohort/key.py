"""The key of a printed cohort: segments, events, ends and how dates are drawn."""

from collections.abc import Iterator

from timeline.charts.cohort.style import ENDS, EVENTS, MarkLook, end_name, segment_look
from timeline.charts.key_entries import cohort_certainties
from timeline.charts.palette import text_on
from timeline.charts.pieces import Look as Fill
from timeline.charts.pieces import Piece
from timeline.charts.print.bars import swatch
from timeline.charts.print.cohort.marks import draw_mark, ink
from timeline.charts.print.key import WIDE, Draw, KeyEntry, certainty_key
from timeline.charts.print.shapes import Box, Shape
from timeline.charts.print.style import Style
from timeline.swimlane.cohort.model import CohortSwimlane, Segment


def entries(cohort: CohortSwimlane, style: Style) -> Iterator[KeyEntry]:
    """What is drawn, each once."""
    segments = [item for row in cohort.rows for item in row.segments]
    events = [item for row in cohort.rows for item in row.events]
    yield from _segments(segments, cohort, style)
    kinds = {event.kind for event in events}
    for kind, look in EVENTS.items():
        if kind in kinds:
            yield KeyEntry(_mark(look), cohort.word.of(kind))
    ends = {row.end for row in cohort.rows}
    for end, look in ENDS.items():
        if end in ends:
            yield KeyEntry(_mark(look), end_name(end, cohort.word))
    yield from map(certainty_key, cohort_certainties(cohort))


def _segments(
    segments: list[Segment], cohort: CohortSwimlane, style: Style
) -> Iterator[KeyEntry]:
    looks = {
        (look.rank, look.name): (look, segment.tone)
        for segment in segments
        for look in [segment_look(segment, cohort.word, by_line=cohort.by_line)]
    }
    for _, (look, tone) in sorted(looks.items()):
        fill = ink(look.fill, style) if cohort.by_line else style.fill(tone)
        code = str(look.rank) if cohort.by_line else look.code
        yield KeyEntry(_sample(code, fill), look.name)


def _sample(code: str, fill: str) -> Draw:
    def draw(left: float, middle: float, style: Style) -> Iterator[Shape]:
        half, wide = style.bar / 2, WIDE * style.em
        box = Box(left, middle - half, left + wide, middle + half)
        yield from swatch(box, Piece(0, 1, Fill.PLAIN), fill, style)
        text = style.text(code, 0, middle, colour=text_on(fill))
        if code and text.box.right <= wide:
            start = left + (wide - text.box.right) / 2
            yield style.text(code, start, middle, colour=text_on(fill))

    return draw


def _mark(look: MarkLook) -> Draw:
    def draw(left: float, middle: float, style: Style) -> Iterator[Shape]:
        centre = left + WIDE * style.em / 2, middle
        yield from draw_mark(look, centre, style.mark, style)

    return draw
