"""Axes, bands, headings and margins of the figure, set in one go."""

from collections.abc import Iterator
from typing import Any

from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import shown
from timeline.charts.legend import ENTRY
from timeline.charts.marker_panel import PANEL, value_range, value_ticks
from timeline.charts.palette import BAND, GRID, INK, PAPER, QUIET, WARNING
from timeline.charts.sheet import (
    FONT,
    RIGHT,
    ROW,
    Sheet,
    shortened_subtitle,
)
from timeline.swimlane.model import Swimlane
from timeline.swimlane.scale import Tick, calendar_ticks, month_ticks

FAMILY = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_TOP, _PANEL_GAP, _AXIS, _LEGEND_ROW = 92, 34, 46, 30
_TICKS = 12


def layout(swimlane: Swimlane, sheet: Sheet, keys: tuple[int, int]) -> dict[str, Any]:
    """The whole layout.

    Args:
        swimlane: The picture.
        sheet: Where everything stands.
        keys: Number of entries in the two legends.
    """
    lanes = max(sheet.rows, 1) * ROW
    panels = len(swimlane.series) * (PANEL + _PANEL_GAP)
    across = max(1, int(sheet.axis.pixels // ENTRY))
    rows = [-(-count // across) for count in keys]
    bottom = _AXIS + 16 + sum(rows) * _LEGEND_ROW + 10
    plot = lanes + panels
    height = round(_TOP + plot + bottom)
    domains = _domains(lanes, len(swimlane.series), plot)
    return {
        "height": height,
        "autosize": True,
        "margin": {"l": sheet.left, "r": RIGHT, "t": _TOP, "b": bottom, "pad": 0},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "size": FONT, "color": INK},
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": "zoom",
        "hoverlabel": {"align": "left", "bgcolor": PAPER, "font": {"size": FONT - 1}},
        "title": _title(swimlane, height),
        **_x_axes(swimlane, sheet.axis),
        **_y_axes(swimlane, sheet, domains),
        **_legends(rows, height),
        "annotations": [*_annotations(swimlane, sheet, domains, plot)],
        "shapes": [*_shapes(swimlane, sheet)],
    }


def _title(swimlane: Swimlane, height: int) -> dict[str, Any]:
    made_up = swimlane.word("title.synthetic")
    banner = (
        f'<b><span style="color:{WARNING}">{made_up}</span></b>  '
        if swimlane.synthetic
        else ""
    )
    return {
        "text": f"{banner}<b>{shown(swimlane.title)}</b>",
        "font": {"size": FONT + 2},
        "x": 0.01,
        "xanchor": "left",
        "y": 1 - 20 / height,
        "yanchor": "middle",
        "yref": "container",
    }


def _domains(lanes: float, panels: int, plot: float) -> list[tuple[float, float]]:
    """Share of the height for the lanes, then for each panel, from the top down."""
    found = [(1 - lanes / plot, 1.0)]
    for number in range(panels):
        top = plot - lanes - number * (PANEL + _PANEL_GAP) - _PANEL_GAP
        found.append((max(0.0, (top - PANEL) / plot), top / plot))
    return found


def _x_axes(swimlane: Swimlane, axis: Horizontal) -> dict[str, Any]:
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
    bottom = _years(swimlane) if _calendar(swimlane) else months
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


def _calendar(swimlane: Swimlane) -> bool:
    return swimlane.calendar and not swimlane.relative


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


def _y_axes(
    swimlane: Swimlane, sheet: Sheet, domains: list[tuple[float, float]]
) -> dict[str, Any]:
    titles = []
    for _, lane in sheet.lanes:
        subtitle = shown(shortened_subtitle(lane))
        grey = f' <span style="color:{QUIET}">{subtitle}</span>' if subtitle else ""
        title = f"<b>{shown(lane.title)}</b>" if lane.folded else shown(lane.title)
        titles.append(f"{title}{grey} ")
    axes: dict[str, Any] = {
        "yaxis": {
            "domain": domains[0],
            "range": [max(sheet.rows, 1), 0],
            "tickvals": [y for y, _ in sheet.lanes],
            "ticktext": titles,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        }
    }
    for number, series in enumerate(swimlane.series):
        axes[f"yaxis{number + 2}"] = {
            "domain": domains[number + 1],
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


def _legends(rows: list[int], height: int) -> dict[str, Any]:
    common = {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "yref": "container",
        "entrywidth": ENTRY - 45,
        "font": {"size": FONT - 1},
        "bgcolor": "rgba(0,0,0,0)",
        "itemsizing": "trace",
    }
    # Both meet at one height, so that a wider page leaves no gap between them.
    y = (rows[1] * _LEGEND_ROW + 12) / height
    fixed = {"itemclick": False, "itemdoubleclick": False}
    return {
        "legend": {**common, "y": y, "yanchor": "bottom"},
        "legend2": {**common, "y": y, "yanchor": "top", **fixed},
    }


def _annotations(
    swimlane: Swimlane, sheet: Sheet, domains: list[tuple[float, float]], plot: float
) -> Iterator[dict[str, Any]]:
    left = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False}
    left["xshift"] = 8 - sheet.left
    folded = {lane.group for _, lane in sheet.lanes if lane.folded}
    for top, _, group in sheet.groups:
        if group in folded:
            continue
        text = f"<b>{swimlane.word.of(group)}</b>"
        yield {**left, "text": text, "yref": "y", "y": top + 0.55, "yanchor": "middle"}
    log = swimlane.word("panel.log_scale")
    for series, (low, high) in zip(swimlane.series, domains[1:], strict=True):
        yield {
            **left,
            "text": f"<b>{shown(series.marker)}</b><br>"
            f'<span style="color:{QUIET}">{shown(series.unit)}, {log}</span>',
            "align": "left",
            "yref": "paper",
            "y": high,
            "yanchor": "top",
        }
        if series.note:
            yield {
                "text": f"<i>{shown(series.note)}</i>",
                "font": {"color": QUIET, "size": FONT - 1},
                "xref": "paper",
                "x": 0.5,
                "yref": "paper",
                "y": low + 0.45 * (high - low),
                "showarrow": False,
            }
    yield from _axis_names(swimlane, sheet)
    yield from _cutoff_label(swimlane, sheet, plot)


def _axis_names(swimlane: Swimlane, sheet: Sheet) -> Iterator[dict[str, Any]]:
    beside = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": 8 - sheet.left,
        "showarrow": False,
        "yref": "paper",
        "align": "left",
    }
    months = swimlane.word("axis.months")
    zero = shown(swimlane.time_zero_label)
    if zero:
        grey = f'<span style="color:{QUIET}">0 = {zero}</span>'
        text = f"{months}<br>{grey}"
        yield {**beside, "text": text, "y": 1, "yanchor": "bottom", "yshift": 2}
    name = swimlane.word("axis.calendar") if _calendar(swimlane) else months
    yield {**beside, "text": name, "y": 0, "yanchor": "top", "yshift": -5}


def _cutoff_day(swimlane: Swimlane) -> float | None:
    last = swimlane.cutoff.latest
    return None if last is None else last + 1


def _cutoff_label(
    swimlane: Swimlane, sheet: Sheet, plot: float
) -> Iterator[dict[str, Any]]:
    day = _cutoff_day(swimlane)
    if day is not None:
        yield {
            "text": shown(swimlane.cutoff_label),
            "xref": "x",
            "x": sheet.axis.x(day),
            "xanchor": "right",
            "xshift": 6,
            "yref": "paper",
            "y": 1 + 28 / plot,
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": FONT - 1},
        }


def _shapes(swimlane: Swimlane, sheet: Sheet) -> Iterator[dict[str, Any]]:
    axis = sheet.axis
    before = -sheet.left / axis.pixels
    for number, (top, end, _) in enumerate(sheet.groups):
        if number % 2 == 0:
            yield {
                "type": "rect",
                "layer": "below",
                "line": {"width": 0},
                "fillcolor": BAND,
                "xref": "paper",
                "x0": before,
                "x1": 1 + RIGHT / axis.pixels,
                "yref": "y",
                "y0": top,
                "y1": end,
            }
    day = _cutoff_day(swimlane)
    if day is not None:
        yield {
            "type": "line",
            "layer": "between",
            "xref": "x",
            "x0": axis.x(day),
            "x1": axis.x(day),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": INK, "width": 1.4, "dash": "dash"},
        }
