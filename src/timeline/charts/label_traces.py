"""Labels as text traces, so that they come and go with what they name."""

from collections import defaultdict
from collections.abc import Iterator

from timeline.charts.hover import shown
from timeline.charts.palette import FILL, INK, text_on
from timeline.charts.sheet import FONT, Drawn, Sheet
from timeline.charts.traces import Trace, scatter_trace
from timeline.swimlane.labels import Side
from timeline.swimlane.model import Tone

_POSITION = {
    Side.RIGHT: "middle right",
    Side.LEFT: "middle left",
    Side.INSIDE: "middle center",
}


def label_traces(sheet: Sheet) -> Iterator[Trace]:
    """One text trace for each tone."""
    by_tone: dict[Tone, list[Drawn]] = defaultdict(list)
    for drawn in sheet.drawn:
        if drawn.label.side is not Side.NONE:
            by_tone[drawn.what.tone].append(drawn)
    for tone, found in by_tone.items():
        yield _label_trace(tone, found, sheet)


def _label_trace(tone: Tone, found: list[Drawn], sheet: Sheet) -> Trace:
    inside = text_on(FILL[tone])
    colours = [inside if d.label.side is Side.INSIDE else INK for d in found]
    return scatter_trace(
        x=[sheet.axis.x(_anchor(drawn, sheet)) for drawn in found],
        y=[drawn.y for drawn in found],
        mode="text",
        text=[shown(drawn.what.label) for drawn in found],
        textposition=[_POSITION[drawn.label.side] for drawn in found],
        textfont={"size": FONT - 1, "color": colours},
        hoverinfo="skip",
        cliponaxis=False,
        name=sheet.word.of(tone),
        legendgroup=tone.name,
        showlegend=False,
    )


def _anchor(drawn: Drawn, sheet: Sheet) -> float:
    label = drawn.label
    if label.side is Side.RIGHT:
        return sheet.axis.day(label.left)
    right = label.left + label.width
    if label.side is Side.LEFT:
        return sheet.axis.day(right)
    return sheet.axis.day((label.left + right) / 2)
