"""Pictures as the plain data that plotly.js draws.

A page needs nothing else: Plotly for Python checks each value of each array, which
takes longer than all the rest, and is loaded only for who wants its figure.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from timeline.charts.horizontal import Horizontal
from timeline.charts.palette import PAPER, tints
from timeline.charts.pieces import Look

if TYPE_CHECKING:
    import plotly.graph_objects as go

Ticks = dict[str, Any]
"""`tickvals` and `ticktext`, as Plotly takes them."""
MOST = 12
"""Ticks of a time axis for which there is room."""
Trace = dict[str, Any]
Picture = dict[str, Any]
"""`data` with the traces, `layout`, and `ticks` of the time axes for a closer look."""
_TEMPLATE = {"data": {"scatter": [{"type": "scatter"}]}}
"""What Plotly for Python writes for its template `none`."""
_PATTERN = {Look.HATCHED: "/", Look.DOTTED: "."}


def scatter_trace(**values: Any) -> Trace:  # noqa: ANN401 - what plotly.js takes
    """Lines, marks or texts; what is None has its default."""
    return _trace("scatter", values)


def bar_trace(**values: Any) -> Trace:  # noqa: ANN401 - what plotly.js takes
    """Bars; what is None has its default."""
    return _trace("bar", values)


def level_lines(
    lines: Iterable[tuple[float, float, float]],
    axis: Horizontal,
    **values: Any,  # noqa: ANN401 - what plotly.js takes
) -> Trace:
    """Lines from a day to another, each at its height."""
    x: list[str | float | None] = []
    y: list[float | None] = []
    for start, end, height in lines:
        x += [axis.x(start), axis.x(end), None]
        y += [height, height, None]
    return scatter_trace(x=x, y=y, mode="lines", hoverinfo="skip", **values)


def in_group(name: str, group: str) -> dict[str, Any]:
    """What a trace has that its entry of the key hides and shows."""
    return {"name": name, "legendgroup": group, "showlegend": False}


def _trace(kind: str, values: dict[str, Any]) -> Trace:
    stated = {name: value for name, value in values.items() if value is not None}
    return {"type": kind, **stated}


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


def picture(
    traces: list[Trace], layout: dict[str, Any], ticks: dict[str, list[Ticks]]
) -> Picture:
    """Traces on their layout; finer ticks by the name of their axis."""
    return {
        "data": traces,
        "layout": {"template": _TEMPLATE, **layout},
        "ticks": {"most": MOST, "axes": ticks},
    }


def as_figure(drawn: Picture) -> "go.Figure":
    """The same as a figure of Plotly, with every value checked."""
    import plotly.graph_objects as go

    return go.Figure(drawn["data"], drawn["layout"])
