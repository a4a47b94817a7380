"""Dates that a report needs and that are not recorded."""

import re
from collections.abc import Iterator

from timeline.case.record import Entry, Record
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.clinical.progressions import progressions
from timeline.clinical.queries.query import Query, Severity, ask
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    named,
    sentence,
    surely_before,
    window,
)

_NEW_DISEASE = re.compile(r"\b(new|larger|grow\w*|grew|progress\w*)\b", re.IGNORECASE)


def _undated(evidence: Evidence, record: Entry, field: str, subject: str) -> Query:
    limits = window(evidence, f"{record.id}.{field}")
    return ask(
        "date",
        Severity.MISSING,
        record.id,
        field=field,
        text=f"{sentence(subject)} is not dated.{limits}",
        settle="Enter what the source says of the date, if only a month or a window.",
    )


def diagnosis_date(evidence: Evidence) -> Iterator[Query]:
    """Survival counts from the diagnosis, where that is dated."""
    for diagnosis in evidence.case.of_kind(Diagnosis):
        if not diagnosis.date.known:
            yield _undated(evidence, diagnosis, "date", "The diagnosis")


def presentation_date(evidence: Evidence) -> Iterator[Query]:
    """An age without the date that it refers to gives no age at any other time."""
    patient = evidence.case.patient
    if patient.age_at_presentation is not None and not patient.presentation.known:
        age = patient.age_at_presentation
        subject = f"The presentation, to which the age of {age} refers,"
        yield _undated(evidence, patient, "presentation", subject)


def line_dates(evidence: Evidence) -> Iterator[Query]:
    """A line without a start or an end gives no time on treatment."""
    for line in evidence.case.lines:
        if not line.start.known:
            yield _undated(evidence, line, "start", f"The start of {line.regimen}")
        if not line.stop.known and not line.ongoing:
            yield _undated(evidence, line, "stop", f"The end of {line.regimen}")


def course_end(evidence: Evidence) -> Iterator[Query]:
    """A drug that was stopped while its line went on has an end of its own."""
    ongoing = {line.id for line in evidence.case.lines if line.ongoing}
    for line_id in sorted(ongoing):
        for course in evidence.case.courses(line_id):
            if course.stop_reason and not course.stop.known:
                yield _undated(evidence, course, "stop", f"The end of {course.drug}")


def intervention_date(evidence: Evidence) -> Iterator[Query]:
    """A local treatment without a date can be drawn as a window only."""
    for record in evidence.case.of_kind(LocalIntervention):
        if not record.date.known:
            yield _undated(evidence, record, "date", f"The {record.type.value}")


def progression_date(evidence: Evidence) -> Iterator[Query]:
    """A progression without a date leaves every time to progression open."""
    for event in progressions(evidence.case):
        record = event.record
        if not any(date.known for date in record.dates().values()):
            line = evidence.case.get(event.line or "")
            subject = f"The progression recorded as {record.label}"
            subject += f" on {line.label}" if line else ""
            yield _undated(evidence, record, "date", subject)


def marker_date(evidence: Evidence) -> Iterator[Query]:
    """A marker value without a date is no part of a curve."""
    for result in evidence.case.of_kind(Result):
        if not result.date.known:
            yield _undated(evidence, result, "date", result.label)


def last_follow_up(evidence: Evidence) -> Iterator[Query]:
    """Without a dated follow-up that says whether the patient lived, no survival."""
    placed = evidence.chronology.placed
    dated = [f for f in evidence.case.of_kind(FollowUp) if placed(f, "date").known]
    if not any(follow_up.vital_status for follow_up in dated):
        yield ask(
            "follow-up",
            Severity.MISSING,
            evidence.case.patient.id,
            *(follow_up.id for follow_up in dated),
            text="No dated follow-up says whether the patient was alive.",
            settle="Enter the last contact with its date and the vital status.",
        )


def same_event(evidence: Evidence) -> Iterator[Query]:
    """An undated progression and a dated scan of new disease in the same lesion."""
    for event in progressions(evidence.case):
        lesion = event.record.references().get("lesion")
        if lesion is None or any(d.known for d in event.record.dates().values()):
            continue
        for scan in evidence.case.of_kind(Finding):
            if scan.lesion == lesion and _may_be(evidence, scan, event.record):
                yield ask(
                    "same-event",
                    Severity.NOTICE,
                    event.record.id,
                    scan.id,
                    about=f"{event.record.id}:{scan.id}",
                    text=f"{sentence(event.record.label)} may be what {named(scan)} "
                    "shows; the source does not say so.",
                    settle="If it is, give the progression the date of the scan.",
                )


def _may_be(evidence: Evidence, scan: Finding, event: Record) -> bool:
    if not scan.date.known or not _NEW_DISEASE.search(scan.result or ""):
        return False
    scanned, progressed = (evidence.chronology.when(record) for record in (scan, event))
    return not surely_before(scanned, progressed) and not surely_before(
        progressed, scanned
    )
