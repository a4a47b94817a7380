"""What the disease is, and its stated stage beside the one that follows from TNM."""

from collections.abc import Iterator
from typing import Any

from timeline.case.records.diagnosis import Diagnosis, Staged, Staging
from timeline.clinical.course.judgements import when_in_words
from timeline.clinical.patient_age import AGE_RULE, patient_age
from timeline.clinical.primaries import several_tumours
from timeline.clinical.review import Review
from timeline.clinical.staging import StageResult, staged_tumour
from timeline.report.document import Emphasis, ReportSection, Sentence
from timeline.report.fields import stated

_OF_DIAGNOSIS = (
    "index_tumour",
    "age",
    "site_detail",
    "organ_part",
    "laterality",
    "histology",
    "differentiation",
    "grade",
    "invasion",
    "basis",
    "tnm_edition",
    "stage_system",
)
_OF_PATIENT = (
    "race",
    "ethnicity",
    "presentation",
    "data_cutoff",
    "time_zero",
    "lewis_negative",
)


def diagnosis_section(review: Review) -> ReportSection | None:
    """What the disease is, since when, and the frame of the records."""
    case, sentences = review.case, []
    for diagnosis in case.of_kind(Diagnosis):
        site = diagnosis.site.value if diagnosis.site else "site not stated"
        when = when_in_words(review, diagnosis)
        age = patient_age(case, review.chronology, diagnosis.id)
        at_age = f", age {age.text}" if age else ""
        sentences.append(Sentence(f"{site}, {when}{at_age}"))
        if details := stated(case, diagnosis, _OF_DIAGNOSIS):
            sentences.append(Sentence(details, 1))
    if frame := stated(case, case.patient, _OF_PATIENT):
        sentences.append(Sentence(frame))
    if case.patient.age_at_presentation is not None:
        sentences.append(Sentence(AGE_RULE, emphasis=Emphasis.NOTE))
    return ReportSection("Diagnosis", tuple(sentences)) if sentences else None


def staging_section(review: Review) -> ReportSection:
    """Each stage as stated and as computed, with what the difference may be."""
    data = {"staging": [_data(stage) for stage in review.staging]}
    return ReportSection("Stage", tuple(_sentences(review)), data=data)


def _sentences(review: Review) -> Iterator[Sentence]:
    if not review.staging:
        yield Sentence("No stage or TNM is recorded.")
    for stage in review.staging:
        record = review.case.get(stage.record)
        diagnosis = (
            staged_tumour(review.case, record) if isinstance(record, Staged) else None
        )
        if diagnosis is None:
            continue
        several = len(review.staging) > 1 or several_tumours(review.case)
        which = f"{_which(diagnosis)}: " if several else ""
        if isinstance(record, Staging):
            when = when_in_words(review, record)
            which = f"{_which(diagnosis)}, {when}: "
        yield Sentence(f"{which}{_stage(diagnosis, stage)}")
        if stage.reason and diagnosis.tnm:
            yield Sentence(stage.reason, 1)
        for reading in stage.alternatives:
            yield Sentence(f"{reading.group}: {reading.why}", 1)


def _which(diagnosis: Diagnosis) -> str:
    """What tells one staged tumour from another."""
    site = diagnosis.site.value if diagnosis.site else "site not stated"
    return ", ".join(filter(None, (site, diagnosis.tnm)))


def _stage(diagnosis: Diagnosis, stage: StageResult) -> str:
    stated = f"stated {diagnosis.stated_stage or 'none'}"
    if not diagnosis.tnm:
        return f"{stated}; no TNM is recorded"
    computed = " or ".join(stage.computed) or "not computed"
    return f"{stated}, computed {computed} ({stage.rule})"


def _data(stage: StageResult) -> dict[str, Any]:
    return {
        "diagnosis": stage.record,
        "stated": stage.stated,
        "system": stage.system,
        "computed": list(stage.computed),
        "agreement": stage.agreement,
        "reason": stage.reason,
        "alternatives": [
            {"group": reading.group, "why": reading.why}
            for reading in stage.alternatives
        ],
        "rule": stage.rule,
    }
