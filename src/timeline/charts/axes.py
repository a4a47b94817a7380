"""Axes of the figure: months and calendar, lanes, and values of markers."""

from typing import Any

from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import shown
from timeline.charts.marker_panel import PANEL, value_range, value_ticks
from timeline.charts.palette import GRID, INK, QUIET
from timeline.charts.sheet import Sheet, shortened_subtitle
from timeline.swimlane.model import Swimlane
from timeline.swimlane.scale import Tick, calendar_ticks, month_ticks

PANEL_GAP = 34
_TICKS = 12


def y_domains(lanes: float, panels: int, plot: float) -> list[tuple[float, float]]:
    """Share of the height for the lanes, then for each panel, from the top down."""
    found = [(1 - lanes / plot, 1.0)]
    for number in range(panels):
        top = plot - lanes - number * (PANEL + PANEL_GAP) - PANEL_GAP
        found.append((max(0.0, (top - PANEL) / plot), top / plot))
    return found


def x_axes(swimlane: Swimlane, axis: Horizontal) -> dict[str, Any]:
    """Months above the lanes; below everything years, or months without a calendar."""
    months = _months(swimlane)
    kind = "linear" if swimlane.relative else "date"
    shared = {
        "type": kind,
        "range": [axis.x(axis.first), axis.x(axis.last)],
        "showline": True,
        "linecolor": INK,
        "ticks": "outside",
        "ticklen": 5,
        "zeroline": False,
        "tickmode": "array",
    }
    bottom = _years(swimlane) if has_calendar(swimlane) else months
    lowest = "y" if not swimlane.series else f"y{len(swimlane.series) + 1}"
    return {
        "xaxis": {
            **shared,
            **_ticks(bottom, axis),
            "anchor": lowest,
            "side": "bottom",
            "gridcolor": GRID,
        },
        "xaxis2": {
            **shared,
            **_ticks(months, axis),
            "overlaying": "x",
            "matches": "x",
            "anchor": "y",
            "side": "top",
            "showgrid": False,
        },
    }


def has_calendar(swimlane: Swimlane) -> bool:
    """Whether calendar years stand below the picture."""
    return swimlane.calendar and not swimlane.relative


def y_axes(
    swimlane: Swimlane, sheet: Sheet, domains: list[tuple[float, float]]
) -> dict[str, Any]:
    """The lanes with their titles, then the values of each marker."""
    axes = {"yaxis": _lanes(sheet, domains[0])}
    panels = zip(swimlane.series, domains[1:], strict=True)
    for number, (series, domain) in enumerate(panels, start=2):
        axes[f"yaxis{number}"] = {
            "domain": domain,
            "type": "log",
            "range": value_range(series),
            "tickvals": value_ticks(series),
            "tickformat": "~r",
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
    for _, lane in sheet.lanes:
        subtitle = shown(shortened_subtitle(lane))
        grey = f' <span style="color:{QUIET}">{subtitle}</span>' if subtitle else ""
        title = f"<b>{shown(lane.title)}</b>" if lane.folded else shown(lane.title)
        titles.append(f"{title}{grey} ")
    return {
        "domain": domain,
        "range": [max(sheet.rows, 1), 0],
        "tickvals": [y for y, _ in sheet.lanes],
        "ticktext": titles,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _months(swimlane: Swimlane) -> tuple[Tick, ...]:
    zero = swimlane.time_zero.earliest
    if zero is None:
        return ()
    return month_ticks(
        zero,
        swimlane.first_day,
        swimlane.last_day,
        most=_TICKS,
        relative=swimlane.relative,
    )


def _years(swimlane: Swimlane) -> tuple[Tick, ...]:
    ends = swimlane.first_day, swimlane.last_day
    return calendar_ticks(*ends, most=_TICKS, word=swimlane.word)


def _ticks(ticks: tuple[Tick, ...], axis: Horizontal) -> dict[str, Any]:
    return {
        "tickvals": [axis.x(tick.day) for tick in ticks],
        "ticktext": [tick.text for tick in ticks],
    }
