"""Titles, key, bands and margins of the picture of a cohort, set in one go."""

from collections.abc import Iterator
from typing import Any

from timeline.charts.cohort.axes import (
    ENTRY,
    LEGEND_ROW,
    RISK,
    TOP,
    Heights,
    x_axes,
    y_axes,
)
from timeline.charts.cohort.sheet import (
    FONT,
    RIGHT,
    CohortSheet,
)
from timeline.charts.cohort.survival import PANEL, facts
from timeline.charts.hover import shown
from timeline.charts.layout import FAMILY, band, legends
from timeline.charts.palette import INK, PAPER, QUIET, WARNING
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortCurve, CohortSwimlane


def layout(cohort: CohortSwimlane, sheet: CohortSheet, room: Heights) -> dict[str, Any]:
    """The whole layout."""
    return {
        "height": round(room.all),
        "autosize": True,
        "margin": {"l": sheet.left, "r": RIGHT, "t": TOP, "b": room.bottom, "pad": 0},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "size": FONT, "color": INK},
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": "zoom",
        "hoverlabel": {"align": "left", "bgcolor": PAPER, "font": {"size": FONT}},
        "title": _title(cohort, room),
        **x_axes(cohort, sheet),
        **y_axes(sheet, room),
        **legends((room.legends[1] * LEGEND_ROW + 12) / room.all, ENTRY - 44, FONT),
        "annotations": [*_annotations(cohort, sheet, room)],
        "shapes": [*_shapes(sheet)],
    }


def _title(cohort: CohortSwimlane, room: Heights) -> dict[str, Any]:
    word, banner = cohort.word, ""
    synthetic = sum(row.synthetic for row in cohort.rows)
    if synthetic:
        words = word("title.synthetic")
        if synthetic < len(cohort.rows):
            words = word("cohort.title_synthetic", synthetic=synthetic)
        banner = f'<b><span style="color:{WARNING}">{words}</span></b>  '
    patients = word("cohort.patients", count=len(cohort.rows))
    return {
        "text": f"{banner}<b>{shown(cohort.title)}</b>, {patients}",
        "font": {"size": FONT + 3},
        "x": 0.01,
        "xanchor": "left",
        "y": 1 - 20 / room.all,
        "yanchor": "middle",
        "yref": "container",
    }


def _annotations(
    cohort: CohortSwimlane, sheet: CohortSheet, room: Heights
) -> Iterator[dict[str, Any]]:
    beside = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False}
    beside |= {"align": "left"}
    for column in sheet.columns:
        title = "<br>".join(shown(part) for part in column.title.split(", "))
        place = {"xshift": -column.pixels, "yref": "paper", "y": 1, "yshift": 3}
        yield {**beside, **place, "text": f"<b>{title}</b>", "yanchor": "bottom"}
    edge = {**beside, "xshift": 8 - sheet.left}
    for top, heading in sheet.headings:
        text, place = f"<b>{shown(heading)}</b>", {"yref": "y", "y": top + 16}
        yield {**edge, **place, "text": text, "yanchor": "middle"}
    axis_title = shown(cohort.word("cohort.since", zero=cohort.zero))
    place = {"xref": "paper", "x": 0.5, "xanchor": "center", "showarrow": False}
    yield {
        **place,
        "text": axis_title,
        "yref": "paper",
        "y": 1,
        "yshift": 22,
        "yanchor": "bottom",
    }
    if cohort.curve:
        yield from _panel_names(cohort.curve, room, edge, cohort.word)


def _panel_names(
    curve: CohortCurve, room: Heights, edge: dict[str, Any], word: Words
) -> Iterator[dict[str, Any]]:
    first, *more = facts(curve, word)
    lines = "<br>".join(shown(line) for line in more)
    high = (room.risk + PANEL) / room.plot
    place = {"yref": "paper", "y": high, "yanchor": "top"}
    text = f'<b>{shown(first)}</b><br><span style="color:{QUIET}">{lines}</span>'
    yield {**edge, **place, "text": text}
    risk = {"yref": "paper", "y": RISK / 2 / room.plot, "yanchor": "middle"}
    yield {**edge, **risk, "text": f"<b>{shown(word('cohort.at_risk'))}</b>"}


def _shapes(sheet: CohortSheet) -> Iterator[dict[str, Any]]:
    """Month 0, and bands behind every other row that has texts to be read along."""
    zero = sheet.axis.x(0)
    yield {
        "type": "line",
        "layer": "below",
        "xref": "x",
        "x0": zero,
        "x1": zero,
        "yref": "y",
        "y0": 0,
        "y1": sheet.height,
        "line": {"color": INK, "width": 1.2},
    }
    if not sheet.columns:
        return
    for placed in sheet.rows[::2]:
        yield band(
            placed.top,
            placed.bottom,
            left=sheet.left,
            right=RIGHT,
            pixels=sheet.axis.pixels,
        )
