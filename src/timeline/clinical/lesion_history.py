"""The findings, sizes and treatments of each lesion, in order.

Local treatments are not lines of therapy (see the count of lines), so a lesion has a
history of its own: when it was first seen, its sizes, each progression, each treatment,
and the time between treatments.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from timeline.case.record import Record
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.response_vocabulary import Response
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.course.disputes import judgement_text
from timeline.clinical.course.judgements import when_in_words
from timeline.clinical.course.ordered_line import is_treatment
from timeline.clinical.durations import Duration
from timeline.clinical.endpoints.intervals import interval
from timeline.clinical.lesion_sums import size
from timeline.clinical.response.course import response_course_of
from timeline.clinical.response.measured import MeasuredResponse
from timeline.clinical.review import Review


class LesionRole(StrEnum):
    """What an event is in the history of a lesion."""

    SEEN = "seen"
    MEASURED = "measured"
    PROGRESSION = "progression"
    RESPONSE = "response"
    TREATMENT = "treatment"
    SAMPLE = "sample"  # a biopsy, or a test on a specimen of the lesion


@dataclass(frozen=True, slots=True)
class LesionEvent:
    """One record on one lesion."""

    record: str
    role: LesionRole
    text: str
    when: str
    """The date as stated, or where its neighbours put it."""
    since_treatment: Duration | None
    """Time from the treatment before; only for a treatment that has one before it."""


@dataclass(frozen=True, slots=True)
class LesionHistory:
    """One lesion with everything that names it."""

    lesion: Lesion
    events: tuple[LesionEvent, ...]
    """In order; undated ones where orders place them."""
    sizes: tuple[float, ...] = ()
    """Millimetres at each measurement that has one, in order."""
    mixed: tuple[str, ...] = ()
    """When it grew or shrank while others did the opposite."""

    def of(self, role: LesionRole) -> tuple[LesionEvent, ...]:
        """The events of one role, in order."""
        return tuple(event for event in self.events if event.role is role)

    @property
    def first_seen(self) -> LesionEvent | None:
        """The first image, report or size of it; None where none is recorded."""
        seen = (LesionRole.SEEN, LesionRole.MEASURED)
        return next((event for event in self.events if event.role in seen), None)


def lesion_histories(review: Review) -> tuple[LesionHistory, ...]:
    """Collect the history of every lesion of a case.

    Args:
        review: The case with what was computed from it.

    Returns:
        One history for each recorded lesion, in the order in which they were recorded.
    """
    course = response_course_of(review.case, review.chronology, review.settings)
    changes = {
        (change.lesion, record): change.text
        for response in course
        for change in response.changes
        for record in response.scan.records
    }
    counted = {m.id for m in readings_that_count(review.case, LesionMeasurement)}
    mixed = [(r, r.mixed.lesions) for r in course if r.mixed]
    return tuple(
        _history(review, lesion, changes, counted, mixed)
        for lesion in review.case.of_kind(Lesion)
    )


def _history(
    review: Review,
    lesion: Lesion,
    changes: Mapping[tuple[str, str], str],
    counted: Collection[str],
    mixed: Iterable[tuple[MeasuredResponse, tuple[str, ...]]],
) -> LesionHistory:
    records = lesion_records(review, lesion)
    sizes = (
        size(record)
        for record in records
        if isinstance(record, LesionMeasurement) and record.id in counted
    )
    own = (response.record for response, lesions in mixed if lesion.id in lesions)
    return LesionHistory(
        lesion,
        _events(review, lesion, records, changes),
        tuple(each for each in sizes if each is not None),
        tuple(when_in_words(review, record) for record in own),
    )


def lesion_records(review: Review, lesion: Lesion) -> tuple[Record, ...]:
    """The records that name a lesion, in order."""
    kinds = (
        *(Finding, Progression, Assessment, LesionMeasurement),
        *(LocalIntervention, Her2Test),
    )
    records = [r for kind in kinds for r in review.case.of_kind(kind)]
    on_lesion = [r for r in records if getattr(r, "lesion", None) == lesion.id]
    ordered = review.chronology.in_order(on_lesion)
    return tuple(record for record in ordered if isinstance(record, Record))


def _events(
    review: Review,
    lesion: Lesion,
    records: Iterable[Record],
    changes: Mapping[tuple[str, str], str],
) -> tuple[LesionEvent, ...]:
    events = []
    before: Record | None = None
    for record in records:
        role = _role(record)
        since = None
        if role is LesionRole.TREATMENT:
            if before is not None:
                since = interval(review.chronology, before.id, record.id)
            before = record
        when = when_in_words(review, record)
        change = changes.get((lesion.id, record.id), "")
        text = f"{_text(record)} ({change})" if change else _text(record)
        events.append(LesionEvent(record.id, role, text, when, since))
    return tuple(events)


def _role(record: Record) -> LesionRole:
    if isinstance(record, LocalIntervention):
        return LesionRole.TREATMENT if is_treatment(record) else LesionRole.SAMPLE
    if isinstance(record, Her2Test):
        return LesionRole.SAMPLE
    if isinstance(record, LesionMeasurement):
        return LesionRole.MEASURED
    if isinstance(record, Assessment):
        worse = record.category is Response.PD
        return LesionRole.PROGRESSION if worse else LesionRole.RESPONSE
    return (
        LesionRole.PROGRESSION if isinstance(record, Progression) else LesionRole.SEEN
    )


def _text(record: Record) -> str:
    if isinstance(record, Progression):
        return judgement_text(record)
    return record.label
