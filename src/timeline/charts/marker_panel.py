"""Tumour markers below the lanes, on a log axis with the same time axis."""

import math
from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover, shown
from timeline.charts.palette import INK, PAPER, QUIET
from timeline.charts.pieces import FADE_PIXELS, mark_day
from timeline.charts.sheet import FONT
from timeline.charts.traces import Trace, scatter_trace
from timeline.language.words import Words
from timeline.swimlane.model import Certainty, Point, Series

PANEL = 170
"""Height of one panel in pixels."""
_SYMBOL = {"=": "circle", "<": "triangle-down", ">": "triangle-up"}
_LIFT = 3
"""Pixels between the line of an upper limit and its words."""
_SHORT = 2.2
"""Powers of ten below which an axis is short."""
FEW = 3
"""A series of at most this many points has its values written beside them."""


def panel_traces(
    series: Series, yaxis: str, axis: Horizontal, word: Words
) -> Iterator[Trace]:
    """Upper limit, curve and points of one marker."""
    placed = [point for point in series.points if point.at != Bounds()]
    common = {"yaxis": yaxis, "showlegend": False, "name": shown(series.marker)}
    if series.upper_limit is not None:
        yield _upper_limit(series, yaxis, axis, word)
    dated = [p for p in placed if p.certainty is not Certainty.UNPLACED]
    yield scatter_trace(
        x=[axis.x(mark_day(point.at)) for point in dated],
        y=[point.value for point in dated],
        mode="lines",
        line={"color": INK, "width": 1.6},
        hoverinfo="skip",
        **common,
    )
    yield _spans(placed, common, axis)
    labelled = len(placed) <= FEW
    yield scatter_trace(
        x=[axis.x(mark_day(point.at)) for point in placed],
        y=[point.value for point in placed],
        mode="markers+text" if labelled else "markers",
        text=[f" {shown(point.label)}" for point in placed] if labelled else None,
        textposition="middle right",
        textfont={"size": FONT - 1, "color": INK},
        marker={
            "symbol": [_SYMBOL[point.comparator] for point in placed],
            "size": [8 if point.comparator == "=" else 11 for point in placed],
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


def value_range(series: Series) -> tuple[float, float]:
    """Ends of the log axis as powers of ten, with room around the values."""
    values = [point.value for point in series.points]
    values += [series.upper_limit] if series.upper_limit else []
    low, high = math.log10(min(values)), math.log10(max(values))
    room = max(0.15, 0.12 * (high - low))
    if high - low < 1:
        middle = (high + low) / 2
        low, high = middle - 0.5, middle + 0.5
    return low - room, high + room


def value_ticks(series: Series) -> list[float]:
    """Powers of ten, with 2 and 5 between them where the axis is short."""
    low, high = value_range(series)
    steps = (1, 2, 5) if high - low < _SHORT else (1,)
    powers = range(math.floor(low), math.ceil(high) + 1)
    values = [step * 10.0**power for power in powers for step in steps]
    return [value for value in values if low <= math.log10(value) <= high]


def limit_label(series: Series, word: Words) -> str:
    """What stands on the line of the upper limit; empty where there is none."""
    if series.upper_limit is None:
        return ""
    key = "panel.limit_setting" if series.limit_is_setting else "panel.limit"
    return word(key, limit=f"{series.upper_limit:g}")


def _upper_limit(series: Series, yaxis: str, axis: Horizontal, word: Words) -> Trace:
    label, limit = limit_label(series, word), series.upper_limit
    left, (low, high) = axis.x(axis.first), value_range(series)
    above = (limit or 0) * 10 ** ((high - low) * _LIFT / PANEL)
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


def _spans(points: list[Point], common: dict[str, object], axis: Horizontal) -> Trace:
    """Days on which a sample may have been taken, as a dotted line through it."""
    x: list[str | float | None] = []
    y: list[float | None] = []
    fade = axis.days(FADE_PIXELS)
    for point in points:
        first, last = point.at.earliest, point.at.latest
        if first == last:
            continue
        middle = mark_day(point.at)
        start = middle - fade if first is None else first
        end = middle + fade if last is None else last + 1
        x += [axis.x(start), axis.x(end), None]
        y += [point.value, point.value, None]
    return scatter_trace(
        x=x,
        y=y,
        mode="lines",
        line={"color": QUIET, "width": 1.4, "dash": "dot"},
        hoverinfo="skip",
        **common,
    )
