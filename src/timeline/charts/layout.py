"""Margins, headings, bands and keys of the figure, set with its axes in one go."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from timeline.charts.axes import (
    PANEL_GAP,
    x_axes,
    y_axes,
    y_domains,
)
from timeline.charts.geometry import cutoff_edge
from timeline.charts.hover import shown
from timeline.charts.legend import ENTRY
from timeline.charts.marker_panel import PANEL
from timeline.charts.palette import BAND, INK, PAPER, QUIET, SHADE, WARNING
from timeline.charts.sheet import FONT, RIGHT, ROW, Sheet
from timeline.swimlane.bar_days import joined_days, therapy_spans
from timeline.swimlane.model import Swimlane

FAMILY = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_TOP, _AXIS, _LEGEND_ROW = 92, 46, 30


def layout(swimlane: Swimlane, sheet: Sheet, keys: tuple[int, int]) -> dict[str, Any]:
    """The whole layout.

    Args:
        swimlane: The picture.
        sheet: Where everything stands.
        keys: Number of entries in the two legends.
    """
    lanes = max(sheet.rows, 1) * ROW
    panels = len(swimlane.series) * (PANEL + PANEL_GAP)
    across = max(1, int(sheet.axis.pixels // ENTRY))
    rows = [-(-count // across) for count in keys]
    bottom = _AXIS + 16 + sum(rows) * _LEGEND_ROW + 10
    plot = lanes + panels
    height = round(_TOP + plot + bottom)
    domains = y_domains(lanes, len(swimlane.series), plot)
    made_up = swimlane.word("title.synthetic") if swimlane.synthetic else ""
    margins = Margins(sheet.left, RIGHT, _TOP, bottom)
    return {
        **frame(titled(shown(swimlane.title), made_up), height, margins, FONT),
        **x_axes(swimlane, sheet.axis),
        **y_axes(swimlane, sheet, domains),
        **legends((rows[1] * _LEGEND_ROW + 12) / height, ENTRY - 45, FONT - 1),
        "annotations": [*_annotations(swimlane, sheet, domains, plot)],
        "shapes": [*_shapes(swimlane, sheet)],
    }


class Margins(NamedTuple):
    """Margins around the drawing area in pixels."""

    left: float
    right: float
    top: float
    bottom: float


def titled(title: str, warning: str) -> str:
    """A title in HTML, with a warning before it that must not be overlooked."""
    banner = f'<b><span style="color:{WARNING}">{warning}</span></b>  '
    return f"{banner if warning else ''}<b>{title}</b>"


def frame(title: str, height: int, margins: Margins, font: int) -> dict[str, Any]:
    """What every picture shares: size, margins, title, colours and gestures."""
    left, right, top, bottom = margins
    return {
        "height": height,
        "autosize": True,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "size": font, "color": INK},
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": "zoom",
        "hoverlabel": {"align": "left", "bgcolor": PAPER, "font": {"size": 12}},
        "title": {
            "text": title,
            "font": {"size": 15},
            "x": 0.01,
            "xanchor": "left",
            "y": 1 - 20 / height,
            "yanchor": "middle",
            "yref": "container",
        },
    }


def legends(meeting: float, entry: int, font: int) -> dict[str, Any]:
    """Two keys under each other; only the upper one hides what is clicked in it.

    Args:
        meeting: Share of the height at which the upper one ends and the lower begins,
            so that a wider page leaves no gap between them.
        entry: Width of the words of one entry in pixels.
        font: Size of the words.
    """
    common = {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "yref": "container",
        "y": meeting,
        "entrywidth": entry,
        "font": {"size": font},
        "bgcolor": "rgba(0,0,0,0)",
        "itemsizing": "trace",
    }
    fixed = {"itemclick": False, "itemdoubleclick": False}
    return {
        "legend": {**common, "yanchor": "bottom"},
        "legend2": {**common, "yanchor": "top", **fixed},
    }


def _annotations(
    swimlane: Swimlane, sheet: Sheet, domains: list[tuple[float, float]], plot: float
) -> Iterator[dict[str, Any]]:
    left = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False}
    left["xshift"] = 8 - sheet.left
    for rows in sheet.groups:
        if not rows.lanes[0].lane.folded:
            text, y = f"<b>{swimlane.word.of(rows.group)}</b>", sheet.first + rows.top
            place = {"yref": "y", "y": y + 0.55, "yanchor": "middle"}
            yield {**left, "text": text, **place}
    grey = f'<span style="color:{QUIET}">'
    for series, (low, high) in zip(swimlane.series, domains[1:], strict=True):
        unit = shown(series.axis_text(swimlane.word))
        yield {
            **left,
            "text": f"<b>{shown(series.marker)}</b><br>{grey}{unit}</span>",
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
    name, note = map(shown, swimlane.time_axis.upper_name)
    if name:
        text = f'{name}<br><span style="color:{QUIET}">{note}</span>'
        yield {**beside, "text": text, "y": 1, "yanchor": "bottom", "yshift": 2}
    below = shown(swimlane.time_axis.lower_name)
    yield {**beside, "text": below, "y": 0, "yanchor": "top", "yshift": -5}


def _cutoff_label(
    swimlane: Swimlane, sheet: Sheet, plot: float
) -> Iterator[dict[str, Any]]:
    day = cutoff_edge(swimlane)
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


def band(
    top: float, bottom: float, *, left: float, right: float, pixels: float
) -> dict[str, Any]:
    """A band behind a group or a row, from edge to edge of the figure.

    Args:
        top: Where it begins on the axis of the lanes.
        bottom: Where it ends.
        left: Pixels of the margin on the left.
        right: Pixels of the margin on the right.
        pixels: Width of the axis.
    """
    return {
        "type": "rect",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": BAND,
        "xref": "paper",
        "x0": -left / pixels,
        "x1": 1 + right / pixels,
        "yref": "y",
        "y0": top,
        "y1": bottom,
    }


def _shapes(swimlane: Swimlane, sheet: Sheet) -> Iterator[dict[str, Any]]:
    axis = sheet.axis
    for rows in sheet.groups[::2]:
        top, end = sheet.first + rows.top, sheet.first + rows.bottom
        yield band(top, end, left=sheet.left, right=RIGHT, pixels=axis.pixels)
    for number in range(2, len(swimlane.series) + 2):
        for first, last in joined_days(therapy_spans(swimlane)):
            yield {
                "type": "rect",
                "layer": "below",
                "line": {"width": 0},
                "fillcolor": SHADE,
                "xref": "x",
                "x0": axis.x(first),
                "x1": axis.x(last),
                "yref": f"y{number} domain",
                "y0": 0,
                "y1": 1,
            }
    day = cutoff_edge(swimlane)
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
