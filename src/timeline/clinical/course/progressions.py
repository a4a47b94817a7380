"""Every record that says that the disease came back, grew or spread."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.record import Record
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.finding import Finding
from timeline.case.response_vocabulary import Criteria, Response
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.response.confirmed_progression import first_unconfirmed
from timeline.clinical.settings import ProgressionChoice


class ProgressionCriterion(StrEnum):
    """What kind of criterion a progression was judged by."""

    RECIST = "RECIST 1.1"
    IRECIST = "iRECIST"
    CLINICAL = "clinical"
    MARKER = "marker"
    OTHER = "other or not stated"


@dataclass(frozen=True, slots=True)
class ProgressionEvent:
    """One declaration of progression, by whatever criterion."""

    record: Record
    basis: str
    """What it was judged by, such as `RECIST 1.1`; `basis not stated` if unknown."""
    criterion: ProgressionCriterion
    """The kind of that criterion, by which events can be chosen."""
    line: str | None
    """Id of the recorded line that it happened on, where the record names one."""
    stated_by: str
    """Id of the record that states it; `record` dates it."""


_DISEASE = frozenset(ProgressionCriterion) - {ProgressionCriterion.MARKER}
_CLINICAL = frozenset({ProgressionCriterion.CLINICAL})
_RECIST = frozenset({ProgressionCriterion.RECIST})
_IRECIST = frozenset({ProgressionCriterion.IRECIST})
_CHOSEN: dict[ProgressionChoice, frozenset[ProgressionCriterion]] = {
    ProgressionChoice.ANY: _DISEASE,
    ProgressionChoice.NOT_CLINICAL: _DISEASE - _CLINICAL,
    ProgressionChoice.RECIST: _RECIST,
    ProgressionChoice.RECIST_OR_CLINICAL: _RECIST | _CLINICAL,
    ProgressionChoice.IRECIST: _IRECIST,
    ProgressionChoice.IRECIST_OR_CLINICAL: _IRECIST | _CLINICAL,
}
_KINDS: dict[Criteria | None, ProgressionCriterion] = {
    Criteria.RECIST: ProgressionCriterion.RECIST,
    Criteria.IRECIST: ProgressionCriterion.IRECIST,
    Criteria.CLINICAL: ProgressionCriterion.CLINICAL,
    Criteria.MARKER: ProgressionCriterion.MARKER,
}


def chosen(event: ProgressionEvent, choice: ProgressionChoice) -> bool:
    """Whether a progression counts under a choice of criterion; a marker never does."""
    return event.criterion in _CHOSEN[choice]


def stop_counts(choice: ProgressionChoice) -> bool:
    """Whether it counts that a line was stopped for progression that nothing dates.

    Nobody says by what it was judged: it may have been clinical. Where a criterion is
    asked for, it is undocumented progression.
    """
    undocumented = {ProgressionCriterion.CLINICAL, ProgressionCriterion.OTHER}
    return bool(undocumented & _CHOSEN[choice])


def progressions(case: Case) -> tuple[ProgressionEvent, ...]:
    """Collect progressive disease, progressions and findings that show progression.

    Returns:
        One event for each record, in no particular order. Collected once for a case.
    """
    if progressions not in case.derived:
        case.derived[progressions] = _collect(case)
    cached: tuple[ProgressionEvent, ...] = case.derived[progressions]
    return cached


def _collect(case: Case) -> tuple[ProgressionEvent, ...]:
    return (*_assessed(case), *_stated(case), *_found(case))


def _assessed(case: Case) -> Iterator[ProgressionEvent]:
    """Progressive disease; one that iRECIST confirmed dates from the first iUPD."""
    readings = readings_that_count(case, Assessment)
    dated = first_unconfirmed(case, readings)
    for reading in readings:
        if reading.category is Response.PD:
            record = case.get(dated.get(reading.id, reading.id))
            seen = record if isinstance(record, Record) else reading
            yield _event(seen, reading.criteria, reading.line, reading.id)


def _stated(case: Case) -> Iterator[ProgressionEvent]:
    for record in case.of_kind(Progression):
        yield _event(record, record.criteria, record.line, record.id)


def _found(case: Case) -> Iterator[ProgressionEvent]:
    for record in case.of_kind(Finding):
        if record.shows_progression:
            basis = record.method or record.type.value
            other = ProgressionCriterion.OTHER
            yield ProgressionEvent(record, basis, other, None, record.id)


def _event(
    record: Record, criteria: Criteria | None, line: str | None, stated_by: str
) -> ProgressionEvent:
    kind = _KINDS.get(criteria, ProgressionCriterion.OTHER)
    basis = str(criteria or "basis not stated")
    return ProgressionEvent(record, basis, kind, line, stated_by)
