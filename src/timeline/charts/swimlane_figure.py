"""A swimlane as a Plotly figure."""

from typing import TYPE_CHECKING

from timeline.charts.axes import closer_ticks
from timeline.charts.lane_traces import (
    bar_traces,
    cut_traces,
    label_traces,
    mark_traces,
    strip_traces,
)
from timeline.charts.layout import layout
from timeline.charts.legend import certainty_keys, shape_keys, tone_keys
from timeline.charts.marker_panel import panel_traces, therapy_feet
from timeline.charts.sheet import sheet
from timeline.charts.traces import Picture, as_figure, picture, scatter_trace
from timeline.swimlane.model import Swimlane

if TYPE_CHECKING:
    import plotly.graph_objects as go


def swimlane_picture(swimlane: Swimlane) -> Picture:
    """Draw a swimlane.

    Args:
        swimlane: What `swimlane.build.build` gives.

    Returns:
        A picture of fixed height that takes the width of its container; labels are
        placed for 1000 pixels and more. What has no place in time is not in it, and
        neither are the footnotes: `page` prints both below.
    """
    laid = sheet(swimlane)
    tones = [*tone_keys(swimlane)]
    certainties = [*shape_keys(swimlane), *certainty_keys(swimlane)]
    traces = [*bar_traces(laid), *mark_traces(laid), *label_traces(laid)]
    traces += [*strip_traces(laid), *cut_traces(laid)]
    traces += therapy_feet(swimlane, laid.axis)
    for number, series in enumerate(swimlane.series):
        traces += panel_traces(series, f"y{number + 2}", laid.axis, laid.word)
    top_axis = scatter_trace(
        x=[None], y=[None], xaxis="x2", showlegend=False, hoverinfo="skip"
    )
    keys = (len(tones), len(certainties))
    drawn = [*traces, top_axis, *tones, *certainties]
    finer = closer_ticks(swimlane, laid.axis)
    return picture(drawn, layout(swimlane, laid, keys), finer)


def figure(swimlane: Swimlane) -> "go.Figure":
    """The same as a figure of Plotly."""
    return as_figure(swimlane_picture(swimlane))
