"""Draws the rows: columns of texts, observation, segments, marks and ends."""

from collections.abc import Iterator

from timeline.charts.cohort.placed_row import PlacedRow
from timeline.charts.cohort.style import ENDS, EVENTS, LINE, segment_look
from timeline.charts.palette import BAND, INK, text_on, tint
from timeline.charts.pieces import Look, bar_pieces, mark_day, mark_whiskers
from timeline.charts.print.bars import swatch
from timeline.charts.print.cohort.sheet import Density, PrintSheet
from timeline.charts.print.faces import Face
from timeline.charts.print.marks import whisker_lines
from timeline.charts.print.shapes import Box, Rect, Shape, Strokes, Text
from timeline.charts.print.sheet import MARGIN
from timeline.charts.print.style import Style
from timeline.charts.print.symbols import draw_mark, ink
from timeline.swimlane.cohort.model import CohortSwimlane, Segment
from timeline.swimlane.model import FIRM

_OPEN = 0.5
"""Share of the colour of observation where it is not certain."""
_SEGMENT = {Density.FULL: 0.46, Density.COMPACT: 0.48, Density.THIN: 0.48}
"""Half the height of a segment in heights of its track; tracks of full rows part."""


def row_shapes(
    cohort: CohortSwimlane, sheet: PrintSheet, top: float, style: Style
) -> Iterator[Shape]:
    """Draw every row from a height on."""
    if sheet.columns:
        yield from _bands(sheet, top, style)
    zero = sheet.across.x(0)
    line = (zero, top), (zero, top + sheet.height)
    yield Strokes((line,), style.pen(INK))
    for middle, heading in sheet.headings:
        yield style.text(heading, MARGIN, top + middle, face=Face.BOLD)
    for number, placed in enumerate(sheet.rows):
        marks = [*_marks(placed, top, sheet, style)]
        yield from _texts(number, placed, top, sheet, style)
        yield from _observation(placed, top, sheet, style)
        occupied = [shape.box for shape in marks]
        for segment in placed.row.segments:
            yield from _segment(cohort, segment, placed, top, sheet, style, occupied)
        yield from marks


def _bands(sheet: PrintSheet, top: float, style: Style) -> Iterator[Rect]:
    for placed in sheet.rows[::2]:
        box = Box(0, top + placed.top, style.preset.width, top + placed.bottom)
        yield Rect(box, BAND)


def _texts(
    number: int, placed: PlacedRow, top: float, sheet: PrintSheet, style: Style
) -> Iterator[Text]:
    middle = top + placed.middle
    for column in sheet.columns:
        if text := column.texts[number]:
            yield style.text(text, column.left, middle)


def _observation(
    placed: PlacedRow, top: float, sheet: PrintSheet, style: Style
) -> Iterator[Rect]:
    middle, half = top + placed.level(0), max(0.07 * style.em, 0.12)
    half = min(half, placed.measures.bar / 3)
    for piece in bar_pieces(placed.row.follow_up, sheet.across.axis):
        share = piece.share if piece.look is Look.PLAIN else _OPEN
        left, right = (sheet.across.x(day) for day in (piece.start, piece.end))
        box = Box(left, middle - half, max(right, left + 0.01), middle + half)
        yield Rect(box, tint(LINE, share))


def _segment(  # noqa: PLR0913, PLR0917 - what a segment stands in
    cohort: CohortSwimlane,
    segment: Segment,
    placed: PlacedRow,
    top: float,
    sheet: PrintSheet,
    style: Style,
    occupied: list[Box],
) -> Iterator[Shape]:
    look = segment_look(segment, cohort.word, by_line=cohort.by_line)
    fill = ink(look.fill, style) if cohort.by_line else style.fill(segment.tone)
    middle = top + placed.track(segment.bar.row)
    half = _SEGMENT[sheet.density] * placed.measures.bar
    widest: tuple[float, Box | None] = (0.0, None)
    for piece in bar_pieces(segment.bar, sheet.across.axis):
        left, right = (sheet.across.x(day) for day in (piece.start, piece.end))
        box = Box(left, middle - half, max(right, left + style.thin), middle + half)
        yield from swatch(box, piece, fill, style)
        if piece.look is Look.PLAIN and piece.share == 1 and right - left > widest[0]:
            widest = (right - left, box)
    if widest[1] and sheet.density is not Density.THIN:
        yield from _code(look.code, segment.name, widest[1], fill, style, occupied)


def _code(
    code: str, name: str, box: Box, fill: str, style: Style, occupied: list[Box]
) -> Iterator[Text]:
    """The code of a segment, with its drugs where there is room for them."""
    for words in (f"{code} {name}", code):
        text = style.text(
            words, box.left + 0.3 * style.em, (box.top + box.bottom) / 2,
            colour=text_on(fill), tails=True,
        )  # fmt: skip
        inside = text.box.right + 0.2 * style.em <= box.right
        if inside and not any(text.box.overlaps(other) for other in occupied):
            yield text
            return


def _marks(
    placed: PlacedRow, top: float, sheet: PrintSheet, style: Style
) -> Iterator[Shape]:
    across, half = sheet.across, placed.measures.mark / 2
    levels = placed.levels or (0,) * len(placed.row.events)
    for event, level in zip(placed.row.events, levels, strict=True):
        middle, mark = top + placed.level(level), event.mark
        whiskers = mark_whiskers(mark, across.axis)
        yield from whisker_lines(whiskers, mark.certainty, middle, style, across)
        centre = (across.x(mark_day(mark.at)), middle)
        hollow = mark.certainty not in FIRM
        yield from draw_mark(EVENTS[event.kind], centre, half, style, hollow=hollow)
    end = (across.x(placed.end), top + placed.level(0))
    end = (min(end[0], across.right - half), end[1])
    yield from draw_mark(
        ENDS[placed.row.end], end, half, style,
        hollow=placed.row.end_certainty not in FIRM,
    )  # fmt: skip
