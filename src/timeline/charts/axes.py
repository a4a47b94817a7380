"""Axes of the page: months and calendar, lanes, and values of markers.

A time axis has ticks for the whole, and finer ones for who looks closer.
"""

from collections.abc import Callable, Sequence
from typing import Any

from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import shown
from timeline.charts.marker_panel import PANEL
from timeline.charts.palette import GRID, INK, QUIET
from timeline.charts.sheet import Sheet, shortened_subtitle
from timeline.charts.traces import MOST, Ticks
from timeline.swimlane.model import Swimlane
from timeline.swimlane.time_axis import Tick
from timeline.swimlane.value_scale import tick_text

PANEL_GAP = 34
_HALVINGS = 4


def y_domains(lanes: float, panels: int, plot: float) -> list[tuple[float, float]]:
    """Share of the height for the lanes, then for each panel, from the top down."""
    domains = [(1 - lanes / plot, 1.0)]
    for number in range(panels):
        top = plot - lanes - number * (PANEL + PANEL_GAP) - PANEL_GAP
        domains.append((max(0.0, (top - PANEL) / plot), top / plot))
    return domains


def x_axes(swimlane: Swimlane, axis: Horizontal) -> dict[str, Any]:
    """Months above the lanes; below everything years, or months without a calendar.

    The order of events has the numbers of its columns on both.
    """
    lowest = "y" if not swimlane.series else f"y{len(swimlane.series) + 1}"
    time = swimlane.time_axis
    below, above = time.lower_ticks(MOST), time.upper_ticks(MOST)
    axes = time_axes(axis, below, above, lowest=lowest)
    edges = [axis.x(edge) for edge in time.column_edges]
    return parted(axes, edges) if edges else axes


def y_axes(
    swimlane: Swimlane, sheet: Sheet, domains: list[tuple[float, float]]
) -> dict[str, Any]:
    """The lanes with their titles, then the values of each marker."""
    axes = {"yaxis": _lanes(sheet, domains[0])}
    panels = zip(swimlane.series, domains[1:], strict=True)
    for number, (series, domain) in enumerate(panels, start=2):
        scale = series.scale
        axes[f"yaxis{number}"] = {
            "domain": domain,
            "type": "log" if scale.logarithmic else "linear",
            "range": (scale.low, scale.high),
            "tickvals": scale.ticks,
            "ticktext": [tick_text(value) for value in scale.ticks],
            "ticks": "outside",
            "showline": True,
            "linecolor": INK,
            "gridcolor": GRID,
            "fixedrange": True,
            "anchor": "x",
        }
    return axes


def _lanes(sheet: Sheet, domain: tuple[float, float]) -> dict[str, Any]:
    titles = []
    for _, lane in sheet.titles:
        subtitle = shown(shortened_subtitle(lane))
        grey = f' <span style="color:{QUIET}">{subtitle}</span>' if subtitle else ""
        title = f"<b>{shown(lane.title)}</b>" if lane.folded else shown(lane.title)
        titles.append(f"{title}{grey} ")
    return {
        "domain": domain,
        "range": [max(sheet.rows, 1), 0],
        "tickvals": [y for y, _ in sheet.titles],
        "ticktext": titles,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def closer_ticks(swimlane: Swimlane, axis: Horizontal) -> dict[str, list[Ticks]]:
    """Ticks of both time axes by how close one looks."""
    time = swimlane.time_axis
    return {
        "xaxis": finer_ticks(time.lower_ticks, axis),
        "xaxis2": finer_ticks(time.upper_ticks, axis),
    }


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
