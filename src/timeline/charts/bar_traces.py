"""Bars as Plotly traces: one for each tone and look, however many bars there are.

A bar of several tones is as many layers, the first one on top, which together are as
thick as any other bar.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover
from timeline.charts.palette import FILL, PAPER, tints
from timeline.charts.pieces import LEAST_PIXELS, Look, Piece, bar_end, bar_pieces
from timeline.charts.sheet import DrawnEvent, Sheet
from timeline.charts.traces import Trace, bar_trace, scatter_trace
from timeline.language.words import Words
from timeline.swimlane.model import Bar, Tone

THICKNESS = 0.66
_ARROW_PIXELS = 5
_PATTERN = {Look.HATCHED: "/", Look.DOTTED: "."}


def bar_traces(sheet: Sheet) -> Iterator[Trace]:
    """Traces of all bars, then the arrows of those that go on."""
    grouped: dict[tuple[Tone, Look, float], list[_Layer]] = defaultdict(list)
    for drawn in sheet.drawn:
        if isinstance(drawn.event, Bar):
            for layer in _layers(drawn, drawn.event, sheet.axis):
                grouped[layer.tone, layer.piece.look, layer.thickness].append(layer)
    for (tone, look, thickness), layers in grouped.items():
        yield _bar_trace(tone, look, thickness, layers, sheet)
    yield from _arrows(sheet)


class _Layer(NamedTuple):
    """A piece of a bar in one of its tones."""

    drawn: DrawnEvent
    tone: Tone
    piece: Piece
    y: float
    """Its middle, in rows."""
    thickness: float


def _layers(drawn: DrawnEvent, bar: Bar, axis: Horizontal) -> Iterator[_Layer]:
    thickness = THICKNESS / len(bar.tones)
    top = drawn.y - (THICKNESS - thickness) / 2
    for piece in bar_pieces(bar, axis, LEAST_PIXELS):
        for number, tone in enumerate(bar.tones):
            yield _Layer(drawn, tone, piece, top + number * thickness, thickness)


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
        customdata=[_hover(layer.drawn.event, sheet.word) for layer in layers],
        hovertemplate="%{customdata}<extra></extra>",
        name=sheet.word.of(tone),
        legendgroup=tone.name,
        showlegend=False,
    )


def bar_marker(fill: str, look: Look, shares: Sequence[float]) -> dict[str, object]:
    """Fill and outline of bars of one colour and look."""
    if look is Look.PLAIN:
        return {"color": tints(fill, shares), "line": {"width": 0}}
    pattern = {
        "shape": _PATTERN[look],
        "fgcolor": fill,
        "bgcolor": PAPER,
        "size": 6,
        "solidity": 0.35,
        "fillmode": "replace",
    }
    return {"color": fill, "line": {"color": fill, "width": 1.2}, "pattern": pattern}


def _hover(event: object, word: Words) -> str:
    if not isinstance(event, Bar):
        return ""
    return hover(event.label, event.detail, event.certainty, word)


def _arrows(sheet: Sheet) -> Iterator[Trace]:
    ongoing: dict[Tone, list[DrawnEvent]] = defaultdict(list)
    for drawn in sheet.drawn:
        if isinstance(drawn.event, Bar) and drawn.event.ongoing:
            ongoing[drawn.event.tone].append(drawn)
    for tone, bars in ongoing.items():
        yield scatter_trace(
            x=[_arrow_x(drawn.event, sheet.axis) for drawn in bars],
            y=[drawn.y for drawn in bars],
            mode="markers",
            marker={"symbol": "triangle-right", "size": 15, "color": FILL[tone]},
            customdata=[_hover(drawn.event, sheet.word) for drawn in bars],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
            name=sheet.word("trace.ongoing"),
            legendgroup=tone.name,
            showlegend=False,
        )


def _arrow_x(event: object, axis: Horizontal) -> str | float:
    end = bar_end(event, axis) if isinstance(event, Bar) else None
    return axis.x((axis.last if end is None else end) + axis.days(_ARROW_PIXELS))
