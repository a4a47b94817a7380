"""Every record with all of its fields, and why it is not in the picture."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp, ReportedOutcome
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.catalogues.analytes import analyte_name
from timeline.swimlane.details import own_fields, shared_fields
from timeline.swimlane.model import Group, Lane, Listed, Series, Swimlane, Tone
from timeline.swimlane.options import SwimlaneOptions
from timeline.swimlane.placing import Placing

_OTHERWISE_SHOWN = {
    TherapyLine.kind: "not_drawn.by_drugs",
    DrugCourse.kind: "not_drawn.by_line",
    Finding.kind: "not_drawn.by_marker",
    FollowUp.kind: "not_drawn.by_axis",
    Result.kind: "not_drawn.only_markers",
    LesionMeasurement.kind: "not_drawn.by_sum",
    ReportedOutcome.kind: "not_drawn.reported_number",
}
"""Why a record has no bar or mark although others of its kind have one."""
NO_LANE = "not_drawn.no_lane"
"""Key of what is said of a kind that is neither drawn nor declares why not."""


def every_record(
    placing: Placing, lanes: Iterable[Lane], series: Iterable[Series]
) -> tuple[Listed, ...]:
    """List every record of a case.

    Args:
        placing: Places the records of the case.
        lanes: All that there are, before any choice of what is shown.
        series: All that there are.

    Returns:
        The records in the order of the case; those that no lane and no series has say
        why.
    """
    drawn = {*_in_lanes(lanes), *_in_series(series)}
    kinds = placing.word.under("record")
    return tuple(
        replace(
            _listed(placing, entry, drawn=entry.id in drawn),
            kind=kinds.get(entry.kind, entry.title),
        )
        for entry in placing.case.entries
    )


def chosen_records(
    case: Case, swimlane: Swimlane, options: SwimlaneOptions
) -> tuple[Listed, ...]:
    """The records of a picture without those that a choice took out of it.

    What an author leaves out of a picture is not put back by a list beside it.

    Args:
        case: The case.
        swimlane: What is shown of it, with all of its records.
        options: Choices of what is shown. Where none was made among the curves, no
            result was taken out.
    """
    earlier = {listed.record for listed in swimlane.earlier}
    undated = {listed.record for listed in swimlane.undated}
    points = [point for marker in swimlane.series for point in marker.points]
    undated |= {point.record for point in points if point.at == Bounds()}
    strip = [swimlane.strip] if swimlane.strip else []
    drawn = {*_in_lanes((*swimlane.lanes, *strip)), *_in_series(swimlane.series)}
    shown = drawn | undated | earlier
    if Group.STATUS not in options.leave_out:
        shown |= {entry.id for entry in case.entries if _is_status(entry)}
    if options.markers is None:
        shown |= _without_curve(swimlane)
    no_lane = swimlane.word(NO_LANE)
    why = dict.fromkeys(undated, swimlane.word("not_drawn.undated"))
    why |= dict.fromkeys(earlier, swimlane.word("not_drawn.earlier"))
    return tuple(
        replace(listed, not_drawn=why.get(listed.record, listed.not_drawn))
        for listed in swimlane.records
        if not listed.kind_is_drawn
        or listed.not_drawn == no_lane
        or shown & _shown_by(case, listed.record)
    )


def _is_status(entry: Entry) -> bool:
    """Whether it is about the disease status even where nothing stands for it."""
    return isinstance(entry, FollowUp | ReportedOutcome)


def _without_curve(swimlane: Swimlane) -> set[str]:
    """Values that no picture draws by themselves unless they are chosen."""
    kinds = (Result.kind, LesionMeasurement.kind)
    unchosen = {swimlane.word(_OTHERWISE_SHOWN[kind]) for kind in kinds}
    return {r.record for r in swimlane.records if r.not_drawn in unchosen}


def _shown_by(case: Case, record_id: str) -> set[str]:
    """A record and those by which it can be shown."""
    ids, entry = {record_id}, case.get(record_id)
    if isinstance(entry, TherapyLine):
        ids |= {course.id for course in case.courses(entry.id)}
    elif isinstance(entry, DrugCourse):
        if entry.line:
            ids |= {entry.line, *(course.id for course in case.courses(entry.line))}
    elif isinstance(entry, Finding):
        marker, values = analyte_name(entry.method or ""), case.of_kind(Result)
        ids |= {value.id for value in values if analyte_name(value.analyte) == marker}
    return ids


def _listed(placing: Placing, entry: Entry, *, drawn: bool) -> Listed:
    dates = type(entry).date_fields()
    return Listed(
        record=entry.id,
        kind=entry.title,
        label=entry.label,
        when=placing.of(entry).words if dates else "",
        own=own_fields(placing, entry),
        shared=shared_fields(placing, entry),
        not_drawn="" if drawn else placing.word(_reason(entry)),
        kind_is_drawn=not entry.not_drawn,
    )


def _reason(entry: Entry) -> str:
    return entry.not_drawn or _OTHERWISE_SHOWN.get(entry.kind, NO_LANE)


def _in_lanes(lanes: Iterable[Lane]) -> Iterator[str]:
    """Records that have a bar or a mark; one that only has a number has none."""
    events = (event for lane in lanes for event in lane.events)
    return (event.record for event in events if event.tone is not Tone.LINE)


def _in_series(series: Iterable[Series]) -> Iterator[str]:
    for marker in series:
        yield from (point.record for point in marker.points)
