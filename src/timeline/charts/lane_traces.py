"""Lanes as Plotly traces: bars, marks and labels, however many, in few traces.

Each trace has one tone, so that what belongs together comes and goes together.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.case.response_vocabulary import Response
from timeline.charts.geometry import Drawn, DrawnBar, DrawnMark
from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover, shown
from timeline.charts.label_places import LabelLine, LabelSide
from timeline.charts.palette import (
    FILL,
    INK,
    PAPER,
    QUIET,
    SYMBOL,
    response_fill,
    text_on,
    tint,
)
from timeline.charts.pieces import Look, Piece, Whisker
from timeline.charts.sheet import BOX, FONT, MARK, OnSheet, Sheet
from timeline.charts.text_lines import text_width
from timeline.charts.traces import (
    Trace,
    bar_marker,
    bar_trace,
    in_group,
    level_lines,
    scatter_trace,
)
from timeline.language.words import Words
from timeline.swimlane.model import FIRM, Certainty, Shape, Tone

THICKNESS = 0.66
_ARROW_PIXELS = 5
_INSIDE = (3, 8)
"""Pixels from the edge at which the strokes stand: what lies outside is not drawn."""
_HALF = 0.4
"""Half the height of a stroke, in rows."""
_IN_BOX = {Response.NON_CR_NON_PD.value: "N/N"}
"""What stands in a box that has no room for the whole of it; a hover has that."""
_POSITION = {
    LabelSide.INSIDE: "middle center",
    LabelSide.RIGHT: "middle right",
    LabelSide.LEFT: "middle left",
    LabelSide.BELOW: "middle right",
}


class _Layer(NamedTuple):
    """A piece of a bar in one of its tones."""

    placed: OnSheet[DrawnBar]
    piece: Piece
    y: float
    """Its middle, in rows."""


def bar_traces(sheet: Sheet) -> Iterator[Trace]:
    """Traces of all bars, then the arrows of those that go on.

    A bar of several tones is as many layers, the first one on top, which together are
    as thick as any other bar.
    """
    grouped: dict[tuple[Tone, Look, float], list[_Layer]] = defaultdict(list)
    for placed in sheet.bars:
        tones = placed.drawn.event.tones
        thickness = THICKNESS / len(tones)
        top = placed.y - (THICKNESS - thickness) / 2
        for piece in placed.drawn.pieces:
            for number, tone in enumerate(tones):
                layer = _Layer(placed, piece, top + number * thickness)
                grouped[tone, piece.look, thickness].append(layer)
    for (tone, look, thickness), layers in grouped.items():
        yield _bar_trace(tone, look, thickness, layers, sheet)
    yield from _arrows(sheet)


def _bar_trace(
    tone: Tone, look: Look, thickness: float, layers: list[_Layer], sheet: Sheet
) -> Trace:
    axis, pieces = sheet.axis, [layer.piece for layer in layers]
    return bar_trace(
        orientation="h",
        base=[axis.x(piece.start) for piece in pieces],
        x=[axis.length(piece.end - piece.start) for piece in pieces],
        y=[layer.y for layer in layers],
        width=thickness,
        marker=bar_marker(FILL[tone], look, [piece.share for piece in pieces]),
        **_hovered([layer.placed for layer in layers], sheet.word),
        **in_group(sheet.word.of(tone), tone.name),
    )


def _arrows(sheet: Sheet) -> Iterator[Trace]:
    ongoing: dict[Tone, list[OnSheet[DrawnBar]]] = defaultdict(list)
    for placed in sheet.bars:
        if placed.drawn.event.ongoing:
            ongoing[placed.drawn.event.tone].append(placed)
    behind = sheet.axis.days(_ARROW_PIXELS)
    for tone, bars in ongoing.items():
        yield scatter_trace(
            x=[sheet.axis.x(placed.drawn.last + behind) for placed in bars],
            y=[placed.y for placed in bars],
            mode="markers",
            marker={"symbol": "triangle-right", "size": 15, "color": FILL[tone]},
            cliponaxis=False,
            **_hovered(bars, sheet.word),
            **in_group(sheet.word("trace.ongoing"), tone.name),
        )


def _hovered(placed: Sequence[OnSheet[Drawn]], word: Words) -> dict[str, object]:
    events = [each.drawn.event for each in placed]
    texts = [hover(e.label, e.detail, e.certainty, word) for e in events]
    return {"customdata": texts, "hovertemplate": "%{customdata}<extra></extra>"}


Marks = Sequence[OnSheet[DrawnMark]]


def mark_traces(sheet: Sheet) -> Iterator[Trace]:
    """Whiskers of all marks, then the marks on top of them."""
    by_tone: dict[Tone, list[OnSheet[DrawnMark]]] = defaultdict(list)
    boxes: list[OnSheet[DrawnMark]] = []
    for placed in sheet.marks:
        boxed = placed.drawn.event.shape is Shape.BOX
        (boxes if boxed else by_tone[placed.drawn.event.tone]).append(placed)
    yield from _whisker_traces(Tone.RESPONSE, sheet.strip_marks, sheet)
    for tone, marks in by_tone.items():
        yield from _whisker_traces(tone, marks, sheet)
    for tone, marks in by_tone.items():
        yield _mark_trace(tone, marks, sheet)
    if boxes:
        yield from _whisker_traces(boxes[0].drawn.event.tone, boxes, sheet)
        firm = [placed.drawn.event.certainty in FIRM for placed in boxes]
        fills = [FILL[Tone.LINE] if known else PAPER for known in firm]
        yield _box_trace(boxes, fills, boxes[0].drawn.event.tone, sheet)


def _mark_trace(tone: Tone, marks: Marks, sheet: Sheet) -> Trace:
    fill = FILL[tone]
    events = [placed.drawn.event for placed in marks]
    symbols = [SYMBOL[event.shape] for event in events]
    # an open symbol is drawn in the colour that fills any other
    inked = [
        event.certainty in FIRM or symbol.endswith("-open")
        for event, symbol in zip(events, symbols, strict=True)
    ]
    return scatter_trace(
        x=[sheet.axis.x(placed.drawn.day) for placed in marks],
        y=[placed.y for placed in marks],
        mode="markers",
        marker={
            "symbol": symbols,
            "size": MARK,
            "color": [fill if full else PAPER for full in inked],
            "opacity": 1,
            "line": {"color": fill, "width": 1.8},
        },
        cliponaxis=False,
        **_hovered(marks, sheet.word),
        **in_group(sheet.word.of(tone), tone.name),
    )


def _whisker_traces(tone: Tone, marks: Marks, sheet: Sheet) -> Iterator[Trace]:
    lines: dict[tuple[str, str], list[tuple[Whisker, float]]] = defaultdict(list)
    for placed in marks:
        certainty = placed.drawn.event.certainty
        dash = "solid" if certainty in FIRM else "dot"
        dash = "dash" if certainty is Certainty.NARRATIVE else dash
        for whisker in placed.drawn.whiskers:
            colour = tint(QUIET, 0.4) if whisker.faint else QUIET
            lines[dash, colour].append((whisker, placed.y))
    for (dash, colour), whiskers in lines.items():
        yield level_lines(
            ((whisker.start, whisker.end, y) for whisker, y in whiskers),
            sheet.axis,
            line={"color": colour, "width": 1.4, "dash": dash},
            **in_group(sheet.word("trace.possible_days"), tone.name),
        )


def strip_traces(sheet: Sheet) -> Iterator[Trace]:
    """One trace for the whole strip, hidden and shown with the responses."""
    marks = sheet.strip_marks
    if not marks:
        return
    fills = [response_fill(placed.drawn.event.label) for placed in marks]
    yield _box_trace(marks, fills, Tone.RESPONSE, sheet)


def _box_trace(marks: Marks, fills: list[str], tone: Tone, sheet: Sheet) -> Trace:
    """Boxes with their labels in them; a long one is written smaller."""
    labels = [placed.drawn.event.label for placed in marks]
    texts = [_IN_BOX.get(label, label) for label in labels]
    widths = [text_width(text, FONT - 2) for text in texts]
    room = BOX - 2
    return scatter_trace(
        x=[sheet.axis.x(placed.drawn.day) for placed in marks],
        y=[placed.y for placed in marks],
        mode="markers+text",
        text=[shown(text) for text in texts],
        textposition="middle center",
        textfont={
            "size": [min(1.0, room / width) * (FONT - 2) for width in widths],
            "color": [text_on(fill) for fill in fills],
        },
        marker={
            "symbol": "square",
            "size": BOX,
            "color": fills,
            "opacity": 1,
            "line": {"color": INK, "width": 1},
        },
        cliponaxis=False,
        **_hovered(marks, sheet.word),
        **in_group(sheet.word.of(tone), tone.name),
    )


def cut_traces(sheet: Sheet) -> Iterator[Trace]:
    """The strokes across what goes on beyond an edge of the drawing."""
    ends: dict[Tone, list[tuple[float, float]]] = defaultdict(list)
    for placed in (*sheet.placed, *sheet.strip_marks):
        for edge in placed.drawn.cuts:
            ends[placed.drawn.event.tone].append((edge, placed.y))
    axis, slant = sheet.axis, sheet.axis.days(2)
    for tone, places in ends.items():
        x: list[str | float | None] = []
        y: list[float | None] = []
        for edge, middle in places:
            inwards = 1 if edge == axis.first else -1
            for pixels in _INSIDE:
                at = edge + inwards * axis.days(pixels)
                x += [axis.x(at - slant), axis.x(at + slant), None]
                y += [middle + _HALF, middle - _HALF, None]
        yield scatter_trace(
            x=x,
            y=y,
            mode="lines",
            line={"color": INK, "width": 1.4},
            hoverinfo="skip",
            cliponaxis=False,
            **in_group(sheet.word("trace.cut"), tone.name),
        )


_Line = tuple[OnSheet[Drawn], LabelLine]


def label_traces(sheet: Sheet) -> Iterator[Trace]:
    """Labels as texts: one trace for each tone.

    A label keeps its distance from what it names however close one looks: it stands at
    the edge of that, and an unseen marker holds it off by so many pixels.
    """
    by_tone: dict[Tone, list[_Line]] = defaultdict(list)
    for placed in sheet.placed:
        for line in placed.label.lines:
            by_tone[placed.drawn.event.tone].append((placed, line))
    for tone, lines in by_tone.items():
        yield _label_trace(tone, lines, sheet)


def _label_trace(tone: Tone, lines: list[_Line], sheet: Sheet) -> Trace:
    sides = [placed.label.side for placed, _ in lines]
    inside = text_on(FILL[tone])
    places = [_label_place(placed, line, sheet.axis) for placed, line in lines]
    return scatter_trace(
        x=[sheet.axis.x(day) for day, _ in places],
        y=[placed.first_row + line.row for placed, line in lines],
        mode="markers+text",
        marker={"opacity": 0, "size": [_size(pixels) for _, pixels in places]},
        text=[shown(line.text) for _, line in lines],
        textposition=[_POSITION[side] for side in sides],
        textfont={
            "size": FONT - 1,
            "color": [inside if side is LabelSide.INSIDE else INK for side in sides],
        },
        hoverinfo="skip",
        cliponaxis=False,
        **in_group(sheet.word.of(tone), tone.name),
    )


def _label_place(
    placed: OnSheet[Drawn], line: LabelLine, axis: Horizontal
) -> tuple[float, float]:
    """The day at which a line stands, and its distance from there in pixels."""
    first = max(placed.drawn.first, axis.first)
    last = min(placed.drawn.last, axis.last)
    match placed.label.side:
        case LabelSide.RIGHT:
            return last, line.left - axis.pixel(last)
        case LabelSide.LEFT:
            return first, axis.pixel(first) - line.left - line.width
        case LabelSide.BELOW:
            return axis.day(line.left), 0.0
        case _:
            return (first + last) / 2, 0.0


def _size(pixels: float) -> float:
    """Size of a marker from which plotly.js keeps a text so far: radius / 0.8 + 1."""
    return round(max(0.0, 1.6 * (pixels - 1)), 1)
