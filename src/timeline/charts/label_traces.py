"""Labels as text traces, so that they come and go with what they name.

A label keeps its distance from what it names however close one looks: it stands at the
edge of that, and an unseen marker holds it off by so many pixels.
"""

from collections import defaultdict
from collections.abc import Iterator

from timeline.charts.geometry import footprint
from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import shown
from timeline.charts.palette import FILL, INK, text_on
from timeline.charts.sheet import FONT, DrawnEvent, Sheet
from timeline.charts.traces import Trace, scatter_trace
from timeline.swimlane.labels import LabelSide
from timeline.swimlane.model import Tone

_POSITION = {
    LabelSide.RIGHT: "middle right",
    LabelSide.LEFT: "middle left",
    LabelSide.INSIDE: "middle center",
}


def label_traces(sheet: Sheet) -> Iterator[Trace]:
    """One text trace for each tone."""
    by_tone: dict[Tone, list[DrawnEvent]] = defaultdict(list)
    for drawn in sheet.drawn:
        if drawn.label.side is not LabelSide.NONE:
            by_tone[drawn.event.tone].append(drawn)
    for tone, labelled in by_tone.items():
        yield _label_trace(tone, labelled, sheet)


def _label_trace(tone: Tone, labelled: list[DrawnEvent], sheet: Sheet) -> Trace:
    inside = text_on(FILL[tone])
    colours = [inside if d.label.side is LabelSide.INSIDE else INK for d in labelled]
    places = [_place(drawn, sheet.axis) for drawn in labelled]
    return scatter_trace(
        x=[sheet.axis.x(day) for day, _ in places],
        y=[drawn.y for drawn in labelled],
        mode="markers+text",
        marker={"opacity": 0, "size": [_size(pixels) for _, pixels in places]},
        text=[shown(drawn.event.label) for drawn in labelled],
        textposition=[_POSITION[drawn.label.side] for drawn in labelled],
        textfont={"size": FONT - 1, "color": colours},
        hoverinfo="skip",
        cliponaxis=False,
        name=sheet.word.of(tone),
        legendgroup=tone.name,
        showlegend=False,
    )


def _place(drawn: DrawnEvent, axis: Horizontal) -> tuple[float, float]:
    """The day at which a label stands, and its distance from there in pixels."""
    first, last, _ = footprint(drawn.event, axis)
    label = drawn.label
    match label.side:
        case LabelSide.RIGHT:
            return last, label.left - axis.pixel(last)
        case LabelSide.LEFT:
            return first, axis.pixel(first) - label.left - label.width
        case _:
            return (first + last) / 2, 0.0


def _size(pixels: float) -> float:
    """Size of a marker from which plotly.js keeps a text so far: radius / 0.8 + 1."""
    return round(max(0.0, 1.6 * (pixels - 1)), 1)
