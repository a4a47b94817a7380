"""Ages beside the age at presentation, which says when the patient was born."""

from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.case.offset_text import BIRTH
from timeline.case.record import Record
from timeline.case.records.background import Background
from timeline.case.records.patient import Patient
from timeline.case.vocabulary import BackgroundKind
from timeline.clinical.patient_age import age_at
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, named, sentence
from timeline.clinical.queries.rules.rule import CHOICE, Match, Number, declared

_OLDEST = 110
"""Years that hardly anybody reaches."""
_LONGEST_COURSE = 50
"""Years after the presentation in which nothing is recorded, where none is dated."""


@declared(
    "age-too-high",
    Severity.CONFLICT,
    Patient,
    Record,
    settle="Correct the age, or the age at presentation.",
    blocks=(Number.AGE,),
    source=f"{CHOICE}: above 110, above the age at the last record, or 50 years after "
    "a presentation without a date",
)
def age_too_high(evidence: Evidence) -> Iterator[Match]:
    """An age that the patient cannot have had by the age at presentation."""
    patient = evidence.case.patient
    stated = patient.age_at_presentation
    limit = _highest(evidence)
    if stated is not None and stated > _OLDEST:
        text = f"The age at presentation is {stated} years."
        yield Match((patient.id,), text, field="age_at_presentation")
    for record, field, age in _ages(evidence):
        if age > limit:
            yield Match(
                (record.id, patient.id),
                f"{sentence(named(record))} is dated to the age of {age}, and the "
                f"patient presented at {'an unknown age' if stated is None else stated}"
                ".",
                field=field,
            )


def _highest(evidence: Evidence) -> int:
    """Completed years on the last day of the records, as far as they tell."""
    patient = evidence.case.patient
    if patient.age_at_presentation is None:
        return _OLDEST
    days = [evidence.chronology.when(record).latest for record in evidence.recorded]
    last = max((day for day in days if day is not None), default=None)
    presented = evidence.chronology.when(patient)
    reached = None
    if not evidence.case.relative:
        reached = age_at(patient.age_at_presentation, presented, Bounds(last, last))
    return reached.oldest if reached else patient.age_at_presentation + _LONGEST_COURSE


def _ages(evidence: Evidence) -> Iterator[tuple[Record, str, int]]:
    """Ages of the patient in completed years that place nothing in the calendar."""
    for entry, field, date in evidence.case.dates:
        counted = date.offset
        if counted is None or counted.anchor != BIRTH or counted.first is None:
            continue
        placed = evidence.chronology.placed(entry, field).known
        if isinstance(entry, Record) and not placed:
            yield entry, field, counted.first.count
    for known in evidence.case.of_kind(Background):
        own = known.type is not BackgroundKind.FAMILY and not known.relative
        if own and known.age_at_onset is not None:
            yield known, "age_at_onset", known.age_at_onset
