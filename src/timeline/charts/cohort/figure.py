"""The picture of a cohort as a Plotly figure: its traces, key, titles and bands."""

from collections.abc import Iterator
from typing import Any

from timeline.charts.cohort.axes import (
    ENTRY,
    LEGEND_ROW,
    RISK,
    TOP,
    Heights,
    closer_ticks,
    column_axes,
    heights,
    ticks,
    x_axes,
    y_axes,
)
from timeline.charts.cohort.sheet import FONT, RIGHT, CohortSheet, cohort_sheet
from timeline.charts.cohort.style import (
    MarkLook,
    end_looks,
    event_looks,
    segment_looks,
)
from timeline.charts.cohort.survival import (
    PANEL,
    at_risk_trace,
    facts,
    survival_traces,
)
from timeline.charts.cohort.traces import (
    code_traces,
    end_traces,
    event_traces,
    observation_trace,
    segment_traces,
)
from timeline.charts.hover import shown
from timeline.charts.key_entries import cohort_certainties
from timeline.charts.layout import Margins, band, frame, legends, titled
from timeline.charts.legend import certainty_key
from timeline.charts.palette import INK, QUIET
from timeline.charts.traces import (
    Picture,
    Trace,
    picture,
    scatter_trace,
)
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortCurve, CohortSwimlane


def cohort_picture(cohort: CohortSwimlane) -> Picture:
    """Draw a cohort.

    The number of traces depends on the kinds of bars and marks, not on the patients.

    Args:
        cohort: What `swimlane.cohort.build_cohort` gives.

    Returns:
        A picture of fixed height that takes the width of its container. The patients
        that are left out are not in it; `cohort_page` lists them below.
    """
    sheet = cohort_sheet(cohort)
    keys = [*_content_keys(cohort)], [*_reading_keys(cohort)]
    word = cohort.word
    traces = [observation_trace(sheet, word), *segment_traces(cohort, sheet)]
    traces += code_traces(cohort, sheet)
    traces += [*event_traces(sheet, word), *end_traces(sheet, word)]
    if cohort.curve:
        traces += survival_traces(cohort.curve, word)
        months = [int(tick.text) for tick in ticks(cohort) if tick.day >= 0]
        traces.append(at_risk_trace(cohort.curve.shortest, months, word))
    drawn = [*traces, *_axis_holders(sheet), *keys[0], *keys[1]]
    room = heights(cohort, sheet, (len(keys[0]), len(keys[1])))
    finer = closer_ticks(cohort, sheet.axis)
    return picture(drawn, _layout(cohort, sheet, room), finer)


def _axis_holders(sheet: CohortSheet) -> list[Trace]:
    """Plotly draws no axis without a trace: one for the top, one for each column."""
    empty = {"x": [None], "y": [None], "showlegend": False, "hoverinfo": "skip"}
    columns = range(4, 4 + len(sheet.columns))
    return [
        scatter_trace(xaxis="x2", **empty),
        *(scatter_trace(yaxis=f"y{number}", **empty) for number in columns),
    ]


def _content_keys(cohort: CohortSwimlane) -> Iterator[Trace]:
    """An entry for each kind of segment and event; a click hides what has it."""
    looks = sorted(segment_looks(cohort).values(), key=lambda look: look.rank)
    by_name = {look.name: look for look in looks}
    for look in by_name.values():
        name = look.name if cohort.by_line else f"{look.code}  {look.name}"
        yield _key(MarkLook("square", look.fill), name, group=look.name)
    for name, event_look in event_looks(cohort):
        yield _key(event_look, name, group=name)


def _reading_keys(cohort: CohortSwimlane) -> Iterator[Trace]:
    """An entry for each kind of end, then for each way in which dates are drawn."""
    for name, look in end_looks(cohort):
        yield _key(look, name, group=name, legend="legend2")
    yield from map(certainty_key, cohort_certainties(cohort))


def _key(look: MarkLook, name: str, *, group: str, legend: str = "legend") -> Trace:
    line = {"width": 2 if look.symbol.endswith("-open") else 0, "color": INK}
    return scatter_trace(
        x=[None],
        y=[None],
        mode="markers",
        marker={"symbol": look.symbol, "size": 12, "color": look.fill, "line": line},
        name=name,
        legend=legend,
        legendgroup=group,
        showlegend=True,
    )


def _layout(
    cohort: CohortSwimlane, sheet: CohortSheet, room: Heights
) -> dict[str, Any]:
    margins = Margins(sheet.left, RIGHT, TOP, room.bottom)
    return {
        **frame(_title(cohort), round(room.all), margins, FONT),
        **x_axes(cohort, sheet),
        **y_axes(sheet, room),
        **column_axes(sheet),
        **legends((room.legends[1] * LEGEND_ROW + 12) / room.all, ENTRY - 44, FONT),
        "annotations": [*_annotations(cohort, sheet, room)],
        "shapes": [*_shapes(sheet)],
    }


def _title(cohort: CohortSwimlane) -> str:
    word, warning = cohort.word, ""
    synthetic = sum(row.synthetic for row in cohort.rows)
    if synthetic:
        warning = word("title.synthetic")
        if synthetic < len(cohort.rows):
            warning = word("cohort.title_synthetic", synthetic=synthetic)
    patients = word("cohort.patients", count=len(cohort.rows))
    return f"{titled(shown(cohort.title), warning)}, {patients}"


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
