"""Bars as Plotly traces: one for each tone and look, however many bars there are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover
from timeline.charts.palette import FILL, PAPER, tints
from timeline.charts.pieces import Look, Piece, bar_end, bar_pieces
from timeline.charts.sheet import Drawn, Sheet
from timeline.charts.traces import Trace, bar_trace, scatter_trace
from timeline.language.words import Words
from timeline.swimlane.model import Bar, Tone

THICKNESS = 0.66
_ARROW_PIXELS = 5
_PATTERN = {Look.HATCHED: "/", Look.DOTTED: "."}


def bar_traces(sheet: Sheet) -> Iterator[Trace]:
    """Traces of all bars, then the arrows of those that go on."""
    grouped: dict[tuple[Tone, Look], list[tuple[Drawn, Piece]]] = defaultdict(list)
    for drawn in sheet.drawn:
        if isinstance(drawn.what, Bar):
            for piece in bar_pieces(drawn.what, sheet.axis):
                grouped[drawn.what.tone, piece.look].append((drawn, piece))
    for (tone, look), pieces in grouped.items():
        yield _bar_trace(tone, look, pieces, sheet)
    yield from _arrows(sheet)


def _bar_trace(
    tone: Tone, look: Look, pieces: list[tuple[Drawn, Piece]], sheet: Sheet
) -> Trace:
    axis = sheet.axis
    return bar_trace(
        orientation="h",
        base=[axis.x(piece.start) for _, piece in pieces],
        x=[axis.length(piece.end - piece.start) for _, piece in pieces],
        y=[drawn.y for drawn, _ in pieces],
        width=THICKNESS,
        marker=bar_marker(FILL[tone], look, [piece.share for _, piece in pieces]),
        customdata=[_hover(drawn.what, sheet.word) for drawn, _ in pieces],
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


def _hover(what: object, word: Words) -> str:
    if not isinstance(what, Bar):
        return ""
    return hover(what.label, what.detail, what.certainty, word)


def _arrows(sheet: Sheet) -> Iterator[Trace]:
    ongoing: dict[Tone, list[Drawn]] = defaultdict(list)
    for drawn in sheet.drawn:
        if isinstance(drawn.what, Bar) and drawn.what.ongoing:
            ongoing[drawn.what.tone].append(drawn)
    for tone, found in ongoing.items():
        yield scatter_trace(
            x=[_arrow_x(drawn.what, sheet.axis) for drawn in found],
            y=[drawn.y for drawn in found],
            mode="markers",
            marker={"symbol": "triangle-right", "size": 15, "color": FILL[tone]},
            customdata=[_hover(drawn.what, sheet.word) for drawn in found],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
            name=sheet.word("trace.ongoing"),
            legendgroup=tone.name,
            showlegend=False,
        )


def _arrow_x(what: object, axis: Horizontal) -> str | float:
    end = bar_end(what, axis) if isinstance(what, Bar) else None
    return axis.x((axis.last if end is None else end) + axis.days(_ARROW_PIXELS))
