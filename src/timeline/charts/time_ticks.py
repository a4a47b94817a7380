"""Time axes: the ticks of the whole, and finer ones for who looks closer."""

from collections.abc import Callable, Sequence
from typing import Any

from timeline.charts.horizontal import Horizontal
from timeline.charts.palette import GRID, INK
from timeline.swimlane.time_axis import Tick

Ticks = dict[str, Any]
"""`tickvals` and `ticktext`, as Plotly takes them."""
MOST = 12
"""Ticks for which there is room."""
_HALVINGS = 4


def tick_values(ticks: Sequence[Tick], axis: Horizontal) -> Ticks:
    """Ticks as Plotly takes them."""
    return {
        "tickvals": [axis.x(tick.middle) for tick in ticks],
        "ticktext": [tick.text for tick in ticks],
    }


def time_axes(
    axis: Horizontal, below: Sequence[Tick], above: Sequence[Tick], *, lowest: str
) -> dict[str, Any]:
    """The time axis with its grid, and one that moves with it above the rows.

    Args:
        axis: The axis.
        below: Ticks of the lower one.
        above: Ticks of the upper one.
        lowest: The y axis beneath which the lower one stands.
    """
    shared = {
        "type": "linear" if axis.relative else "date",
        "range": [axis.x(axis.first), axis.x(axis.last)],
        "showline": True,
        "linecolor": INK,
        "ticks": "outside",
        "ticklen": 5,
        "tickmode": "array",
        "zeroline": False,
    }
    beneath = {"anchor": lowest, "side": "bottom", "gridcolor": GRID}
    over = {"overlaying": "x", "matches": "x", "anchor": "y", "side": "top"}
    return {
        "xaxis": {**shared, **tick_values(below, axis), **beneath},
        "xaxis2": {**shared, **tick_values(above, axis), **over, "showgrid": False},
    }


def parted(axes: dict[str, Any], edges: Sequence[str | float]) -> dict[str, Any]:
    """The same with grid lines and ticks at the edges of columns, not in the middle."""
    between = {"tickmode": "array", "tickvals": list(edges), "ticks": "outside"}
    plain = {"ticks": "", "showgrid": False}
    grid = {**between, "ticklen": 5, "showgrid": True, "gridcolor": GRID}
    return {
        "xaxis": {**axes["xaxis"], **plain, "minor": grid},
        "xaxis2": {**axes["xaxis2"], **plain, "minor": {**grid, "showgrid": False}},
    }


def finer_ticks(
    ticks: Callable[[int], Sequence[Tick]], axis: Horizontal
) -> list[Ticks]:
    """Ticks for the whole axis, then for a half of it, a quarter and so on.

    Args:
        ticks: Gives the ticks of the whole axis, so many at the most.
        axis: The axis.
    """
    levels: list[Ticks] = []
    for halvings in range(_HALVINGS + 1):
        finer = tick_values(ticks(MOST << halvings), axis)
        if finer not in levels:
            levels.append(finer)
    return levels
