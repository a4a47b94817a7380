"""Responses, progressions, treatments of one day and adverse events of one patient."""

from collections.abc import Iterator

from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.response_vocabulary import Response
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.course.ordered_line import is_treatment
from timeline.language.words import Words
from timeline.swimlane.cohort.course import Course, months
from timeline.swimlane.cohort.model import Event, Kind
from timeline.swimlane.model import Mark, Shape, Tone
from timeline.swimlane.placing import NOWHERE
from timeline.swimlane.tones import intervention_style, response_shape
from timeline.swimlane.words import capitalised

_RESPONSES = {
    Response.CR: Kind.COMPLETE,
    Response.PR: Kind.PARTIAL,
    Response.SD: Kind.STABLE,
    Response.NE: Kind.NOT_EVALUABLE,
}
_LOCAL = {
    Tone.SURGERY: Kind.SURGERY,
    Tone.ABLATION: Kind.ABLATION,
    Tone.RADIOTHERAPY: Kind.RADIOTHERAPY,
    Tone.PROCEDURE: Kind.PROCEDURE,
}


def events(course: Course) -> tuple[Event, ...]:
    """Events in order of time, including those without a place in time."""
    by_record = {event.mark.record: event for event in _events(course)}
    records = [course.case.get(record) for record in by_record]
    ordered = course.placing.chronology.in_order(r for r in records if r is not None)
    return tuple(by_record[record.id] for record in ordered)


def event_is_placed(event: Event) -> bool:
    """Whether anything limits an event in time."""
    return event.mark.at != NOWHERE


def _events(course: Course) -> Iterator[Event]:
    case = course.case
    for record in readings_that_count(case, Assessment):
        if record.category in _RESPONSES:
            kind, criteria = _RESPONSES[record.category], record.criteria
            shape = response_shape(record.category)
            label = f"{record.label} ({criteria})" if criteria else record.label
            yield _event(course, record, kind, Tone.RESPONSE, shape, label)
    for event in course.history.progressions:
        label = f"{capitalised(event.record.label)} ({event.basis})"
        tone, shape = Tone.PROGRESSION, Shape.DOWN
        yield _event(course, event.record, Kind.PROGRESSION, tone, shape, label)
    for local in course.history.interventions:
        if is_treatment(local):
            _, tone, shape = intervention_style(local.type)
            kind, label = _LOCAL[tone], capitalised(local.label)
            yield _event(course, local, kind, tone, shape, label)
    for cells in case.of_kind(CellTherapy):
        kind, tone, label = Kind.CELL_THERAPY, Tone.FINDING, capitalised(cells.label)
        yield _event(course, cells, kind, tone, Shape.CELLS, label)
    for adverse in case.of_kind(AdverseEvent):
        tone, label = Tone.ADVERSE_EVENT, capitalised(adverse.label)
        yield _event(course, adverse, Kind.ADVERSE_EVENT, tone, Shape.UP, label)


def event_detail(month: str, word: Words) -> tuple[tuple[str, str], ...]:
    """Title and value of what is shown of an event beside its label."""
    return ((word("detail.when"), word("detail.month", months=month)),)


def _event(
    course: Course, record: Record, kind: Kind, tone: Tone, shape: Shape, label: str
) -> Event:
    bounds, certainty = course.placing.limits(record)
    at = course.days(bounds)
    mark = Mark(
        record=record.id,
        at=at,
        tone=tone,
        shape=shape,
        certainty=certainty,
        label=label,
        detail=event_detail(months(at, course.word), course.word),
    )
    return Event(kind, mark)
