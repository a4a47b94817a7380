"""Double strokes where a bar, or the days of an event, go on beyond the drawing."""

from collections import defaultdict
from collections.abc import Iterator

from timeline.charts.palette import INK
from timeline.charts.pieces import cuts
from timeline.charts.sheet import Sheet
from timeline.charts.traces import Trace, scatter_trace
from timeline.swimlane.model import Tone

_INSIDE = (3, 8)
"""Pixels from the edge at which the strokes stand: what lies outside is not drawn."""
_HALF = 0.4
"""Half the height of a stroke, in rows."""


def cut_traces(sheet: Sheet) -> Iterator[Trace]:
    """One trace for each tone, so that the strokes come and go with what they mark."""
    ends: dict[Tone, list[tuple[float, float]]] = defaultdict(list)
    for drawn in (*sheet.drawn, *sheet.strip):
        for edge in cuts(drawn.what, sheet.axis):
            ends[drawn.what.tone].append((edge, drawn.y))
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
