"""The picture of a cohort as a Plotly figure, with its key."""

from collections.abc import Iterator

from timeline.charts.cohort.axes import closer_ticks, column_axes, heights, ticks
from timeline.charts.cohort.bars import code_traces, observation_trace, segment_traces
from timeline.charts.cohort.layout import layout
from timeline.charts.cohort.marks import end_traces, event_traces
from timeline.charts.cohort.sheet import CohortSheet, cohort_sheet
from timeline.charts.cohort.style import (
    ENDS,
    EVENTS,
    MarkLook,
    end_name,
    segment_looks,
)
from timeline.charts.cohort.survival import at_risk_trace, survival_traces
from timeline.charts.key_entries import cohort_certainties
from timeline.charts.legend import certainty_key
from timeline.charts.palette import INK
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


def _content_keys(cohort: CohortSwimlane) -> Iterator[Trace]:
    """An entry for each kind of segment and event; a click hides what has it."""
    looks = sorted(segment_looks(cohort).values(), key=lambda look: look.rank)
    by_name = {look.name: look for look in looks}
    for look in by_name.values():
        name = look.name if cohort.by_line else f"{look.code}  {look.name}"
        yield _key(MarkLook("square", look.fill), name, group=look.name)
    kinds = {event.kind for row in cohort.rows for event in row.events}
    for kind, event_look in EVENTS.items():
        if kind in kinds:
            name = cohort.word.of(kind)
            yield _key(event_look, name, group=name)


def _reading_keys(cohort: CohortSwimlane) -> Iterator[Trace]:
    """An entry for each kind of end, then for each way in which dates are drawn."""
    ends = {row.end for row in cohort.rows}
    for end, look in ENDS.items():
        if end in ends:
            name = end_name(end, cohort.word)
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
