"""Every record that says that the disease came back, grew or spread."""

from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.record import Record
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.finding import Finding
from timeline.case.response_vocabulary import Response
from timeline.clinical.course.accepted_readings import readings_that_count


@dataclass(frozen=True, slots=True)
class ProgressionEvent:
    """One declaration of progression, by whatever criterion."""

    record: Record
    basis: str
    """What it was judged by, such as `RECIST 1.1`; `basis not stated` if unknown."""
    line: str | None
    """Id of the recorded line that it happened on, where the record names one."""


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
    assessed = (
        _event(record, record.criteria, record.line)
        for record in readings_that_count(case, Assessment)
        if record.category is Response.PD
    )
    stated = (
        _event(record, record.criteria, record.line)
        for record in case.of_kind(Progression)
    )
    findings = (
        _event(record, record.method or record.type.value, None)
        for record in case.of_kind(Finding)
        if record.shows_progression
    )
    return (*assessed, *stated, *findings)


def _event(record: Record, basis: str | None, line: str | None) -> ProgressionEvent:
    return ProgressionEvent(record, str(basis or "basis not stated"), line)
