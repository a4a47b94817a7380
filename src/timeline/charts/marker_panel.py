"""Tumour markers below the lanes, on a log axis with the same time axis."""

from collections import defaultdict
from collections.abc import Iterator

from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover, shown
from timeline.charts.palette import FILL, INK, PAPER, QUIET
from timeline.charts.pieces import FADE_PIXELS, mark_day, possible_days
from timeline.charts.sheet import FONT
from timeline.charts.text_lines import text_width
from timeline.charts.traces import Trace, in_group, level_lines, scatter_trace
from timeline.language.words import Words
from timeline.swimlane.bar_days import TherapySpan, therapy_spans
from timeline.swimlane.model import Point, Series, Swimlane, Tone

PANEL = 170
"""Height of one panel in pixels."""
_SYMBOL = {"=": "circle", "<": "triangle-down", ">": "triangle-up"}
_FOOT = 6
"""Height in pixels of the days of therapy at the foot of a panel."""
_BESIDE = 14
"""Pixels from a value to its text."""
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
    labelled = series.names_values
    yield scatter_trace(
        x=[axis.x(mark_day(point.at)) for point in placed],
        y=[series.height(point) for point in placed],
        mode="markers+text" if labelled else "markers",
        text=[f" {shown(point.label)} " for point in placed] if labelled else None,
        textposition=[_side(point, axis) for point in placed] if labelled else None,
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


def _side(point: Point, axis: Horizontal) -> str:
    """Where the text of a value stands: right of it, if it has room there."""
    end = axis.pixel(mark_day(point.at)) + _BESIDE + text_width(point.label, FONT - 1)
    return "middle right" if end <= axis.pixels else "middle left"


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
