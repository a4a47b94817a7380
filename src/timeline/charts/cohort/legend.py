"""The key of a cohort: segments and events, then ends and how dates are drawn."""

from collections.abc import Iterator

from timeline.charts.cohort.style import ENDS, EVENTS, MarkLook, end_name, segment_looks
from timeline.charts.legend import date_keys
from timeline.charts.palette import INK
from timeline.charts.traces import Trace, scatter_trace
from timeline.swimlane.cohort.model import CohortSwimlane


def content_keys(cohort: CohortSwimlane) -> Iterator[Trace]:
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


def reading_keys(cohort: CohortSwimlane) -> Iterator[Trace]:
    """An entry for each kind of end, then for each way in which dates are drawn."""
    ends = {row.end for row in cohort.rows}
    for end, look in ENDS.items():
        if end in ends:
            name = end_name(end, cohort.word)
            yield _key(look, name, group=name, legend="legend2")
    bars = {segment.bar.certainty for row in cohort.rows for segment in row.segments}
    marks = {event.mark.certainty for row in cohort.rows for event in row.events}
    yield from date_keys(bars, marks, cohort.word)


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
