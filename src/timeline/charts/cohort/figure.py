"""The picture of a cohort as a Plotly figure."""

from timeline.charts.cohort.axes import closer_ticks, column_axes, heights, ticks
from timeline.charts.cohort.bars import code_traces, observation_trace, segment_traces
from timeline.charts.cohort.layout import layout
from timeline.charts.cohort.legend import content_keys, reading_keys
from timeline.charts.cohort.marks import end_traces, event_traces
from timeline.charts.cohort.sheet import CohortSheet, cohort_sheet
from timeline.charts.cohort.survival import at_risk_trace, survival_traces
from timeline.charts.traces import (
    Picture,
    Trace,
    picture,
    scatter_trace,
)
from timeline.swimlane.cohort.model import CohortSwimlane


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
    keys = [*content_keys(cohort)], [*reading_keys(cohort)]
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
    axes = column_axes(sheet)
    finer = closer_ticks(cohort, sheet.axis)
    return picture(drawn, {**layout(cohort, sheet, room), **axes}, finer)


def _axis_holders(sheet: CohortSheet) -> list[Trace]:
    """Plotly draws no axis without a trace: one for the top, one for each column."""
    empty = {"x": [None], "y": [None], "showlegend": False, "hoverinfo": "skip"}
    columns = range(4, 4 + len(sheet.columns))
    return [
        scatter_trace(xaxis="x2", **empty),
        *(scatter_trace(yaxis=f"y{number}", **empty) for number in columns),
    ]
