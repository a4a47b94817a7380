"""Marks as Plotly traces: whiskers, shapes, the response strip, and what goes on."""

from collections import defaultdict
from collections.abc import Iterator

from timeline.charts.hover import hover, shown
from timeline.charts.palette import (
    FILL,
    INK,
    PAPER,
    QUIET,
    RESPONSE_FILL,
    text_on,
    tint,
)
from timeline.charts.pieces import Whisker, cuts, mark_whiskers, shown_day
from timeline.charts.sheet import FONT, MARK, DrawnEvent, Sheet
from timeline.charts.traces import Trace, scatter_trace
from timeline.swimlane.model import FIRM, Certainty, Mark, Shape, Tone

SIZE = 22
"""Side of a box in pixels."""
_INSIDE = (3, 8)
"""Pixels from the edge at which the strokes stand: what lies outside is not drawn."""
_HALF = 0.4
"""Half the height of a stroke, in rows."""
SYMBOL = {
    Shape.SQUARE: "square",
    Shape.DIAMOND: "diamond",
    Shape.STAR: "star-diamond",
    Shape.HEXAGON: "hexagon",
    Shape.CROSS: "cross",
    Shape.DOWN: "triangle-down",
    Shape.UP: "triangle-up",
    Shape.CIRCLE: "circle",
    Shape.RING: "circle",
    Shape.TICK: "diamond-tall",
    Shape.ARROW: "triangle-right",
    Shape.DEATH: "x",
}


def mark_traces(sheet: Sheet) -> Iterator[Trace]:
    """Whiskers of all marks, then the marks on top of them."""
    by_tone: dict[Tone, list[tuple[DrawnEvent, Mark]]] = defaultdict(list)
    for drawn in sheet.drawn:
        if isinstance(drawn.event, Mark):
            by_tone[drawn.event.tone].append((drawn, drawn.event))
    strip = [(d, d.event) for d in sheet.strip if isinstance(d.event, Mark)]
    yield from _whisker_traces(Tone.RESPONSE, strip, sheet)
    for tone, marks in by_tone.items():
        yield from _whisker_traces(tone, marks, sheet)
    for tone, marks in by_tone.items():
        yield _mark_trace(tone, marks, sheet)


def _mark_trace(
    tone: Tone, marks: list[tuple[DrawnEvent, Mark]], sheet: Sheet
) -> Trace:
    fill = FILL[tone]
    filled = [mark.certainty in FIRM for _, mark in marks]
    return scatter_trace(
        x=[sheet.axis.x(shown_day(mark, sheet.axis)) for _, mark in marks],
        y=[drawn.y for drawn, _ in marks],
        mode="markers",
        marker={
            "symbol": [SYMBOL[mark.shape] for _, mark in marks],
            "size": MARK,
            "color": [fill if full else PAPER for full in filled],
            "opacity": 1,
            "line": {"color": fill, "width": 1.8},
        },
        customdata=[
            hover(mark.label, mark.detail, mark.certainty, sheet.word)
            for _, mark in marks
        ],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
        name=sheet.word.of(tone),
        legendgroup=tone.name,
        showlegend=False,
    )


def _whisker_traces(
    tone: Tone, marks: list[tuple[DrawnEvent, Mark]], sheet: Sheet
) -> Iterator[Trace]:
    lines: dict[tuple[str, str], list[tuple[Whisker, float]]] = defaultdict(list)
    for drawn, mark in marks:
        dash = "solid" if mark.certainty in FIRM else "dot"
        dash = "dash" if mark.certainty is Certainty.NARRATIVE else dash
        for whisker in mark_whiskers(mark, sheet.axis):
            colour = tint(QUIET, 0.4) if whisker.faint else QUIET
            lines[dash, colour].append((whisker, drawn.y))
    for (dash, colour), whiskers in lines.items():
        ends = [(w.start, w.end) for w, _ in whiskers]
        yield scatter_trace(
            x=[x for a, b in ends for x in (sheet.axis.x(a), sheet.axis.x(b), None)],
            y=[value for _, y in whiskers for value in (y, y, None)],
            mode="lines",
            line={"color": colour, "width": 1.4, "dash": dash},
            hoverinfo="skip",
            name=sheet.word("trace.possible_days"),
            legendgroup=tone.name,
            showlegend=False,
        )


def strip_traces(sheet: Sheet) -> Iterator[Trace]:
    """One trace for the whole strip, hidden and shown with the responses."""
    marks = [(d, d.event) for d in sheet.strip if isinstance(d.event, Mark)]
    if not marks:
        return
    fills = [RESPONSE_FILL.get(mark.label, PAPER) for _, mark in marks]
    yield scatter_trace(
        x=[sheet.axis.x(shown_day(mark, sheet.axis)) for _, mark in marks],
        y=[drawn.y for drawn, _ in marks],
        mode="markers+text",
        text=[shown(mark.label) for _, mark in marks],
        textposition="middle center",
        textfont={"size": FONT - 2, "color": [text_on(fill) for fill in fills]},
        marker={
            "symbol": "square",
            "size": SIZE,
            "color": fills,
            "opacity": 1,
            "line": {"color": INK, "width": 1},
        },
        customdata=[
            hover(mark.label, mark.detail, mark.certainty, sheet.word)
            for _, mark in marks
        ],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
        name=sheet.word.of(Tone.RESPONSE),
        legendgroup=Tone.RESPONSE.name,
        showlegend=False,
    )


def cut_traces(sheet: Sheet) -> Iterator[Trace]:
    """One trace for each tone, so that the strokes come and go with what they mark."""
    ends: dict[Tone, list[tuple[float, float]]] = defaultdict(list)
    for drawn in (*sheet.drawn, *sheet.strip):
        for edge in cuts(drawn.event, sheet.axis):
            ends[drawn.event.tone].append((edge, drawn.y))
    slant = sheet.axis.days(2)
    for tone, places in ends.items():
        x: list[str | float | None] = []
        y: list[float | None] = []
        for edge, middle in places:
            inwards = 1 if edge == sheet.axis.first else -1
            for pixels in _INSIDE:
                at = edge + inwards * sheet.axis.days(pixels)
                x += [sheet.axis.x(at - slant), sheet.axis.x(at + slant), None]
                y += [middle + _HALF, middle - _HALF, None]
        yield scatter_trace(
            x=x,
            y=y,
            mode="lines",
            line={"color": INK, "width": 1.4},
            hoverinfo="skip",
            cliponaxis=False,
            name=sheet.word("trace.cut"),
            legendgroup=tone.name,
            showlegend=False,
        )
