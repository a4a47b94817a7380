"""Tumour markers below the lanes, on a log axis with the same time axis."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover, shown
from timeline.charts.palette import FILL, INK, PAPER, QUIET
from timeline.charts.pieces import FADE_PIXELS, mark_day, possible_days
from timeline.charts.print.shapes import Box, Place
from timeline.charts.sheet import FONT
from timeline.charts.text_lines import text_width
from timeline.charts.traces import Trace, in_group, level_lines, scatter_trace
from timeline.charts.value_labels import along, first_free, is_nearest, moved
from timeline.language.words import Words
from timeline.swimlane.bar_days import TherapySpan, therapy_spans
from timeline.swimlane.model import Point, Series, Swimlane, Tone

PANEL = 170
"""Height of one panel in pixels."""
_SYMBOL = {"=": "circle", "<": "triangle-down", ">": "triangle-up"}
_FOOT = 6
"""Height in pixels of the days of therapy at the foot of a panel."""
_HALF = 5
"""Half the size in pixels of the sign of a value."""
_SIDES = (
    "middle right",
    "middle left",
    "top center",
    "bottom center",
    "top right",
    "top left",
    "bottom right",
    "bottom left",
)
"""Where the text of a value may stand, as plotly.js calls it, the best first."""
_LIFT = 3
"""Pixels between the line of an upper limit and its words."""


def panel_traces(
    series: Series, yaxis: str, axis: Horizontal, word: Words
) -> Iterator[Trace]:
    """Upper limit, curve and points of one marker."""
    placed, joined = series.placed, series.joined
    common = {"yaxis": yaxis, "showlegend": False, "name": shown(series.marker)}
    if series.upper_limit is not None:
        yield _upper_limit(series, yaxis, axis, word)
    yield scatter_trace(
        x=[axis.x(mark_day(point.at)) for point in joined],
        y=[series.height(point) for point in joined],
        mode="lines",
        line={"color": INK, "width": 1.6},
        hoverinfo="skip",
        **common,
    )
    yield _spans(series, common, axis)
    sides = _sides(series, axis) if series.names_values else ()
    yield scatter_trace(
        x=[axis.x(mark_day(point.at)) for point in placed],
        y=[series.height(point) for point in placed],
        mode="markers+text" if sides else "markers",
        text=[
            f" {shown(point.label)} " if side else ""
            for point, side in zip(placed, sides, strict=True)
        ]
        if sides
        else None,
        textposition=[side or _SIDES[0] for side in sides] or None,
        textfont={"size": FONT - 1, "color": INK},
        marker={
            "symbol": [_SYMBOL[point.direction] for point in placed],
            "size": [8 if point.direction == "=" else 11 for point in placed],
            "color": PAPER,
            "opacity": 1,
            "line": {"color": INK, "width": 1.6},
        },
        customdata=[
            hover(f"{series.marker} {p.label}", p.detail, p.certainty, word)
            for p in placed
        ],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
        **common,
    )


def _sides(series: Series, axis: Horizontal) -> tuple[str, ...]:
    """Where the text of each value stands, nearest to it and free; empty: nowhere."""
    points = {point: _pixels(series, point, axis) for point in series.placed}
    places, size = list(points.values()), FONT - 1
    curve = pairwise(points[point] for point in series.joined)
    taken = [box for ends in curve for box in along(*ends)]
    taken += [Box(x - _HALF, y - _HALF, x + _HALF, y + _HALF) for x, y in places]
    frame = Box(0, -size, axis.pixels + size, PANEL + size)
    sides = []
    for point, (x, y) in points.items():
        text = Box(0, 0, text_width(f" {point.label} ", size), size)
        others = [place for place in places if place != (x, y)]
        boxes = {side: _beside((x, y), text, side) for side in _SIDES}
        near = {s: box for s, box in boxes.items() if is_nearest(box, (x, y), others)}
        spot = first_free(near.values(), taken, frame, 0)
        taken += [spot] if spot else []
        sides.append(next((side for side, box in near.items() if box == spot), ""))
    return tuple(sides)


def _pixels(series: Series, point: Point, axis: Horizontal) -> Place:
    down = (1 - series.scale.share(point.value)) * PANEL
    return axis.pixel(mark_day(point.at)), down


def _beside(place: Place, text: Box, side: str) -> Box:
    """The box of a text on one side of a value, in pixels, as plotly.js puts it."""
    (x, y), (height, across) = place, side.split()
    step, wide = _HALF + text.bottom / 2 + 2, text.right
    down = {"top": -step, "middle": 0, "bottom": step}[height]
    before = {"left": _HALF + wide, "center": wide / 2, "right": -_HALF}[across]
    return moved(text, x - before, y + down)


def therapy_feet(swimlane: Swimlane, axis: Horizontal) -> Iterator[Trace]:
    """The days of systemic therapy at the foot of each panel, hidden with its bars."""
    layers: dict[tuple[Tone, int, int], list[TherapySpan]] = defaultdict(list)
    for span in therapy_spans(swimlane):
        for number, tone in enumerate(span.tones):
            layers[tone, number, len(span.tones)].append(span)
    for panel, series in enumerate(swimlane.series, start=2):
        scale = series.scale
        for (tone, number, count), spans in layers.items():
            share = (number + 0.5) / count * _FOOT / PANEL
            level = scale.value(share)
            yield level_lines(
                ((span.first, span.last, level) for span in spans),
                axis,
                line={"color": FILL[tone], "width": _FOOT / count},
                yaxis=f"y{panel}",
                **in_group(swimlane.word.of(tone), tone.name),
            )


def _upper_limit(series: Series, yaxis: str, axis: Horizontal, word: Words) -> Trace:
    label, limit = series.limit_text(word), series.upper_limit
    left, scale = axis.x(axis.first), series.scale
    above = scale.value(scale.share(limit or scale.ticks[-1]) + _LIFT / PANEL)
    return scatter_trace(
        x=[left, axis.x(axis.last), None, left],
        y=[limit, limit, None, above],
        mode="lines+text",
        text=["", "", "", f" {label}"],
        textposition="top right",
        textfont={"size": FONT - 2, "color": QUIET},
        line={"color": QUIET, "width": 1.2, "dash": "dash"},
        hoverinfo="skip",
        yaxis=yaxis,
        name=word("trace.limit"),
        showlegend=False,
    )


def _spans(series: Series, common: dict[str, object], axis: Horizontal) -> Trace:
    """Days on which a sample may have been taken, as a dotted line through it."""
    fade = axis.days(FADE_PIXELS)
    spans = ((possible_days(p.at, fade), series.height(p)) for p in series.placed)
    lines = ((*days, value) for days, value in spans if days)
    return level_lines(
        lines, axis, line={"color": QUIET, "width": 1.4, "dash": "dot"}, **common
    )
