"""From a case to its picture: the one place where every lane is put together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.therapy import TherapyLine
from timeline.swimlane.axis import TimeZero, cutoff, drawn_days, extent, time_zero
from timeline.swimlane.details import joined
from timeline.swimlane.event_lanes import adverse_lanes, finding_lanes, local_lanes
from timeline.swimlane.footnotes import footnotes
from timeline.swimlane.her2_lanes import her2_lanes
from timeline.swimlane.model import Bar, Group, Lane, Mark, Series, Swimlane
from timeline.swimlane.packing import packed
from timeline.swimlane.placing import NOWHERE, Placing
from timeline.swimlane.series import all_series
from timeline.swimlane.status_lanes import status_lanes
from timeline.swimlane.systemic_lanes import systemic_lanes
from timeline.swimlane.treatment_bars import Run


@dataclass(frozen=True, slots=True)
class SwimlaneOptions:
    """Choices of the reader of a picture."""

    accept_narrative: bool = False
    """Whether the order of the sentences limits dates; what it moves is marked."""
    leave_out: frozenset[Group] = frozenset()
    """Groups of lanes that are not drawn."""
    time_zero: TimeZero | None = None
    """What month 0 is; None for the diagnosis, else what comes first."""


def build(case: Case, options: SwimlaneOptions = SwimlaneOptions()) -> Swimlane:
    """Lay out a case in days and rows.

    Args:
        case: The case; records that contradict each other are drawn as stated.
        options: Choices of the reader.

    Returns:
        The picture. Records that nothing places in time are in its `undated`.
    """
    placing = Placing(case, accept_narrative=options.accept_narrative)
    zero, end = time_zero(placing, options.time_zero), cutoff(placing)
    series = all_series(placing)
    everything = tuple(
        lane
        for lane in _lanes(placing, Run(_lines(case), end.bounds), series)
        if lane.group not in options.leave_out
    )
    lanes = tuple(packed(lane) for lane in map(_placed, everything) if _filled(lane))
    days = drawn_days((zero, end), lanes, series)
    first_day, last_day = extent(days)
    patient = case.patient
    return Swimlane(
        title=": ".join(filter(None, (patient.code, patient.headline))),
        synthetic=bool(patient.synthetic),
        relative=placing.relative or not days,
        time_zero=zero.bounds,
        time_zero_label=zero.label,
        cutoff=end.bounds,
        cutoff_label=end.label,
        first_day=first_day,
        last_day=last_day,
        lanes=lanes,
        series=series,
        uses_narrative=any(placing.moved(record) for record in case.records),
        undated=tuple(_undated(everything)),
        footnotes=footnotes(placing, lanes, series),
    )


def _lines(case: Case) -> tuple[TherapyLine, ...]:
    """Lines in order; where nothing else tells, the order of the sentences does."""
    order = Chronology.of(case, accept_narrative=True).in_order(case.lines)
    return tuple(line for line in order if isinstance(line, TherapyLine))


def _lanes(placing: Placing, run: Run, series: tuple[Series, ...]) -> Iterator[Lane]:
    markers = frozenset(one.marker for one in series)
    yield from status_lanes(placing)
    yield from systemic_lanes(placing, run)
    yield from local_lanes(placing)
    yield from her2_lanes(placing, markers)
    yield from adverse_lanes(placing)
    yield from finding_lanes(placing)


def _on_axis(drawn: Bar | Mark) -> bool:
    if isinstance(drawn, Mark):
        return drawn.at != NOWHERE
    return drawn.start != NOWHERE or drawn.stop != NOWHERE


def _placed(lane: Lane) -> Lane:
    bars = tuple(bar for bar in lane.bars if _on_axis(bar))
    marks = tuple(mark for mark in lane.marks if _on_axis(mark))
    return replace(lane, bars=bars, marks=marks)


def _filled(lane: Lane) -> bool:
    return bool(lane.bars or lane.marks)


def _undated(lanes: tuple[Lane, ...]) -> Iterator[tuple[str, str]]:
    for lane in lanes:
        for bar in lane.bars:
            if not _on_axis(bar):
                yield bar.record, joined((lane.title, bar.label), ": ")
        for mark in lane.marks:
            if not _on_axis(mark):
                yield mark.record, joined((lane.title, mark.label), ": ")
