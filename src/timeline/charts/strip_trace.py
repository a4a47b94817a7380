"""The response strip of the page: each category in a box at its date."""

from collections.abc import Iterator

from timeline.charts.hover import hover, shown
from timeline.charts.palette import INK, PAPER, RESPONSE_FILL, text_on
from timeline.charts.pieces import shown_day
from timeline.charts.sheet import FONT, Sheet
from timeline.charts.traces import Trace, scatter_trace
from timeline.swimlane.model import Mark, Tone

SIZE = 22
"""Side of a box in pixels."""


def strip_traces(sheet: Sheet) -> Iterator[Trace]:
    """One trace for the whole strip, hidden and shown with the responses."""
    marks = [(d, d.what) for d in sheet.strip if isinstance(d.what, Mark)]
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
