"""Dates that a report needs and that are not recorded."""

import re
from collections.abc import Iterator

from timeline.case.chronology import surely_before
from timeline.case.record import Entry, Record
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.background import Background
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import BackgroundKind
from timeline.clinical.contradictions import deaths
from timeline.clinical.course.progressions import progressions
from timeline.clinical.queries.query import Gap, Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    days_left,
    named,
    sentence,
    series_id,
    window,
)
from timeline.clinical.queries.rules.rule import (
    SDTMCHECKS,
    Match,
    Number,
    declared,
    part_gap,
)

_SETTLE = "Enter what the source says of the date, if only a month or a window."
_NEW_DISEASE = re.compile(r"\b(new|larger|grow\w*|grew|progress\w*)\b", re.IGNORECASE)


def _undated(
    evidence: Evidence, record: Entry, field: str, subject: str, gap: Gap
) -> Match:
    limits = window(evidence, f"{record.id}.{field}")
    left = days_left(evidence, f"{record.id}.{field}")
    return Match(
        (record.id,),
        f"{sentence(subject)} is not dated.{limits}",
        field=field,
        gap=gap._replace(words=f"{gap.words} ({left})" if left else gap.words),
    )


@declared(
    "date",
    Severity.MISSING,
    Diagnosis,
    settle=_SETTLE,
    blocks=(Number.SURVIVAL,),
)
def diagnosis_date(evidence: Evidence) -> Iterator[Match]:
    """Survival counts from the diagnosis, where that is dated."""
    for diagnosis in evidence.case.of_kind(Diagnosis):
        if not diagnosis.date.known:
            gap = Gap(diagnosis.id, "its date")
            yield _undated(evidence, diagnosis, "date", "The diagnosis", gap)


@declared(
    "date",
    Severity.MISSING,
    Patient,
    settle=_SETTLE,
    blocks=(Number.AGE,),
    source=f"{SDTMCHECKS}: dm_age_missing",
)
def presentation_date(evidence: Evidence) -> Iterator[Match]:
    """An age without the date that it refers to gives no age at any other time."""
    patient = evidence.case.patient
    if patient.age_at_presentation is not None and not patient.presentation.known:
        age = patient.age_at_presentation
        subject = f"The presentation, to which the age of {age} refers,"
        gap = Gap(patient.id, "the date of the presentation")
        yield _undated(evidence, patient, "presentation", subject, gap)


@declared(
    "date",
    Severity.MISSING,
    TherapyLine,
    settle=_SETTLE,
    blocks=(
        Number.PROGRESSION_FREE,
        Number.TREATMENT_TIME,
        Number.LINES,
    ),
    source=f"{SDTMCHECKS}: ex_infusion_exstdtc_exendtc",
)
def line_dates(evidence: Evidence) -> Iterator[Match]:
    """A line without a start or an end gives no time on treatment."""
    for line in evidence.case.lines:
        if not line.start.known:
            subject, gap = f"The start of {line.regimen}", Gap(line.id, "its start")
            yield _undated(evidence, line, "start", subject, gap)
        if not line.stop.known and not line.ongoing:
            subject, gap = f"The end of {line.regimen}", Gap(line.id, "its end")
            yield _undated(evidence, line, "stop", subject, gap)


@declared(
    "date",
    Severity.MISSING,
    DrugCourse,
    settle=_SETTLE,
    blocks=(Number.TREATMENT_TIME,),
    source=f"{SDTMCHECKS}: ex_infusion_exstdtc_exendtc",
)
def course_end(evidence: Evidence) -> Iterator[Match]:
    """A drug that was stopped while its line went on has an end of its own."""
    ongoing = {line.id for line in evidence.case.lines if line.ongoing}
    for line_id in sorted(ongoing):
        for course in evidence.case.courses(line_id):
            if course.stop_reason and not course.stop.known:
                subject = f"the end of {course.drug}"
                yield _undated(evidence, course, "stop", subject, Gap(line_id, subject))


@declared(
    "date",
    Severity.MISSING,
    LocalIntervention,
    settle=_SETTLE,
    source=f"{SDTMCHECKS}: pr_missing_month",
)
def intervention_date(evidence: Evidence) -> Iterator[Match]:
    """A local treatment without a date can be drawn as a window only."""
    for record in evidence.case.of_kind(LocalIntervention):
        if not record.date.known:
            name = record.type.value
            gap = part_gap(record, "the date" if record.line else "its date", name)
            yield _undated(evidence, record, "date", f"The {name}", gap)


@declared(
    "date",
    Severity.MISSING,
    Progression,
    Assessment,
    Finding,
    settle=_SETTLE,
    blocks=(Number.PROGRESSION_FREE,),
    source=f"{SDTMCHECKS}: rs_rsdtc_visit",
)
def progression_date(evidence: Evidence) -> Iterator[Match]:
    """A progression without a date leaves every time to progression open."""
    for event in progressions(evidence.case):
        record = event.record
        if not any(date.known for date in record.dates().values()):
            line = evidence.case.get(event.line or "")
            subject = f"The progression recorded as {record.label}"
            subject += f" on {line.label}" if line else ""
            yield _undated(
                evidence, record, "date", subject, Gap(record.id, "its date")
            )


@declared(
    "date",
    Severity.MISSING,
    Result,
    settle=_SETTLE,
    blocks=(Number.MARKERS,),
    source=f"{SDTMCHECKS}: lb_missing_month",
)
def marker_date(evidence: Evidence) -> Iterator[Match]:
    """A marker value without a date is no part of a curve."""
    for result in evidence.case.of_kind(Result):
        if not result.date.known:
            first = series_id(evidence.case, result)
            of = "its date" if first == result.id else f"the date of {result.label}"
            gap = Gap(first, of)
            yield _undated(evidence, result, "date", result.label, gap)


@declared(
    "date",
    Severity.MISSING,
    FollowUp,
    settle=_SETTLE,
    blocks=(Number.SURVIVAL, Number.PROGRESSION_FREE),
    source=f"{SDTMCHECKS}: ds_dsdecod_dsstdtc, ae_ds_partial_death_dates",
)
def death_date(evidence: Evidence) -> Iterator[Match]:
    """A death without a date ends no survival."""
    for death in deaths(evidence.case):
        if not evidence.chronology.placed(death, "date").known:
            gap = Gap(death.id, "its date")
            yield _undated(evidence, death, "date", "The death", gap)


@declared(
    "date",
    Severity.MISSING,
    LesionMeasurement,
    settle=_SETTLE,
    blocks=(Number.RESPONSE,),
    source=f"{SDTMCHECKS}: tu_tudtc",
)
def measurement_date(evidence: Evidence) -> Iterator[Match]:
    """A measured lesion without a date is part of no sum."""
    for measured in evidence.case.of_kind(LesionMeasurement):
        if measured.amount and not measured.date.known:
            lesion = evidence.case.get(measured.lesion)
            name = f"{lesion.label if lesion else measured.lesion}, {measured.label},"
            gap = Gap(measured.lesion, f"the date of {measured.label}")
            yield _undated(evidence, measured, "date", name, gap)


@declared(
    "date",
    Severity.MISSING,
    Background,
    settle="Enter what the source says of its date, or the age at its onset.",
    source="product choice: it says which tumour came first",
)
def previous_cancer_date(evidence: Evidence) -> Iterator[Match]:
    """A previous cancer without a date or an age; other background needs none."""
    for known in evidence.case.of_kind(Background):
        cancer = known.type is BackgroundKind.PREVIOUS_CANCER and not known.absent
        told = known.date.known or known.age_at_onset is not None or known.relative
        if cancer and not told:
            gap = Gap(known.id, "its date or the age at its onset")
            yield _undated(evidence, known, "date", f"The {known.label}", gap)


@declared(
    "follow-up",
    Severity.MISSING,
    FollowUp,
    settle="Enter the last contact with its date and the vital status.",
    blocks=(Number.SURVIVAL,),
    source=f"{SDTMCHECKS}: ss_ssdtc_alive_dm",
    needs=("follow_up.vital_status",),
)
def last_follow_up(evidence: Evidence) -> Iterator[Match]:
    """Without a dated follow-up that says whether the patient lived, no survival."""
    if deaths(evidence.case):
        return  # of a death without a date another rule asks
    placed = evidence.chronology.placed
    dated = [f for f in evidence.case.of_kind(FollowUp) if placed(f, "date").known]
    if not any(follow_up.vital_status for follow_up in dated):
        yield Match(
            (
                evidence.case.patient.id,
                *(follow_up.id for follow_up in dated),
            ),
            "No dated follow-up says whether the patient was alive.",
        )


@declared(
    "same-event",
    Severity.NOTICE,
    Progression,
    Assessment,
    Finding,
    settle="If it is, give the progression the date of the scan.",
    blocks=(Number.PROGRESSION_FREE,),
)
def same_event(evidence: Evidence) -> Iterator[Match]:
    """An undated progression and a dated scan of new disease in the same lesion."""
    for event in progressions(evidence.case):
        lesion = event.record.references().get("lesion")
        if lesion is None or any(d.known for d in event.record.dates().values()):
            continue
        for scan in evidence.case.of_kind(Finding):
            if scan.lesion == lesion and _may_be(evidence, scan, event.record):
                yield Match(
                    (
                        event.record.id,
                        scan.id,
                    ),
                    f"{sentence(event.record.label)} may be what {named(scan)} "
                    "shows; the source does not say so.",
                    gap=Gap(event.record.id, f"whether it is what {named(scan)} shows"),
                    about=f"{event.record.id}:{scan.id}",
                )


def _may_be(evidence: Evidence, scan: Finding, event: Record) -> bool:
    if not scan.date.known or not _NEW_DISEASE.search(scan.result or ""):
        return False
    scanned, progressed = (evidence.chronology.when(record) for record in (scan, event))
    return not surely_before(scanned, progressed) and not surely_before(
        progressed, scanned
    )
