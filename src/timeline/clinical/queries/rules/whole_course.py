"""Contacts and results beside the course of the disease as a whole."""

from collections.abc import Iterator

from timeline.case.chronology import surely_before
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.treatment_vocabulary import Intent, InterventionKind
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.primaries import tumour_of
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    few,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import (
    CHOICE,
    SDTMCHECKS,
    Match,
    Number,
    declared,
)

_PATHOLOGY = 30
"""Days after an operation in which its specimen may give the diagnosis."""
_APART = 365
"""Days outside everything else after which results may be of another patient."""


@declared(
    "before-diagnosis",
    Severity.CONFLICT,
    FollowUp,
    Diagnosis,
    settle="Correct the date of the diagnosis or of what comes before it, or enter the "
    "diagnosis that it belongs to.",
    blocks=(Number.SURVIVAL, Number.PROGRESSION_FREE),
    source=f"{SDTMCHECKS}: the order of visits",
)
def before_diagnosis(evidence: Evidence) -> Iterator[Match]:
    """Follow-up or systemic treatment before the first diagnosis."""
    diagnoses = evidence.case.of_kind(Diagnosis)
    if not diagnoses:
        return
    when = evidence.chronology.when
    first = evidence.chronology.in_order(diagnoses)[0]
    treated = (*evidence.case.of_kind(FollowUp), *evidence.case.lines)
    early = [
        record
        for record in treated
        if all(surely_before(when(record), when(d)) for d in diagnoses)
    ]
    if early:
        lies = "lies" if len(early) == 1 else "lie"
        yield Match(
            (*(record.id for record in early), first.id),
            f"{sentence(few([named(r) for r in early]))} {lies} before "
            f"the diagnosis ({first.dates()['date']}).",
            about=first.id,
        )


@declared(
    "diagnosis-after-operation",
    Severity.MISSING,
    Diagnosis,
    LocalIntervention,
    settle="Enter the date of the diagnosis more exactly, or an order that puts it "
    "before the operation.",
    blocks=(Number.SURVIVAL,),
    source=f"{CHOICE}: more than 30 days after it; until then the specimen itself may "
    "give the diagnosis",
)
def diagnosis_after_operation(evidence: Evidence) -> Iterator[Match]:
    """A diagnosis that lies, or may lie, after the operation that was to cure it."""
    case, when = evidence.case, evidence.chronology.when
    for diagnosis in case.of_kind(Diagnosis):
        for operation in case.of_kind(LocalIntervention):
            cure = operation.intent is Intent.CURATIVE
            surgical = operation.type is InterventionKind.SURGERY
            if not (cure and surgical) or tumour_of(case, operation) != diagnosis:
                continue
            diagnosed, operated = when(diagnosis), when(operation)
            if operated.latest is None or diagnosed.latest is None:
                continue
            if diagnosed.latest <= operated.latest + _PATHOLOGY:
                continue
            earliest = diagnosed.earliest
            late = earliest is not None and earliest > operated.latest + _PATHOLOGY
            yield Match(
                (diagnosis.id, operation.id),
                f"The diagnosis ({diagnosis.date}) {'lies' if late else 'may lie'} "
                f"after {named(operation)}, which was to cure it.",
                field="date",
                severity=Severity.CONFLICT if late else None,
            )
            break


@declared(
    "lost-but-seen",
    Severity.CONFLICT,
    FollowUp,
    settle="Correct the status, or the date of the later contact.",
    blocks=(Number.SURVIVAL,),
    source=f"{SDTMCHECKS}: ss_ssdtc_alive_dm, for patients who are lost",
)
def lost_but_seen(evidence: Evidence) -> Iterator[Match]:
    """A patient who is lost to follow-up and was seen later."""
    when = evidence.chronology.when
    contacts = evidence.case.of_kind(FollowUp)
    for lost in (c for c in contacts if c.vital_status is VitalStatus.LOST):
        later = [c for c in contacts if surely_before(when(lost), when(c))]
        if later:
            yield Match(
                (lost.id, later[-1].id),
                f"The patient was lost to follow-up ({lost.date}), and "
                f"{named(later[-1])} lies later.",
                field="vital_status",
            )


@declared(
    "outside-the-course",
    Severity.CONFLICT,
    Result,
    Diagnosis,
    settle="Check that the results are of this patient.",
    blocks=(Number.MARKERS,),
    source=f"{CHOICE}: two or more results a year before or after all the rest",
)
def outside_the_course(evidence: Evidence) -> Iterator[Match]:
    """Results a year or more outside everything else, where a diagnosis is dated."""
    diagnoses = evidence.case.of_kind(Diagnosis)
    if not any(evidence.chronology.placed(d, "date").known for d in diagnoses):
        return
    course = [
        evidence.chronology.when(record)
        for record in evidence.recorded
        if not isinstance(record, Result)
    ]
    first = min((b.earliest for b in course if b.earliest is not None), default=None)
    last = max((b.latest for b in course if b.latest is not None), default=None)
    if first is None or last is None:
        return
    outside = _outside(evidence, first, last)
    if len(outside) > 1:
        yield Match(
            tuple(result.id for result in outside),
            f"{sentence(few([named(result) for result in outside]))} lie a year or "
            "more outside everything else that is recorded.",
            about="case",
        )


def _outside(evidence: Evidence, first: int, last: int) -> list[Result]:
    """Results that no chain of others within a year joins to the course.

    Markers that are followed for years after the last visit are such a chain.
    """
    dated = [
        (bounds.earliest, bounds.latest, result)
        for result in evidence.case.of_kind(Result)
        if (bounds := evidence.chronology.when(result)).earliest is not None
        and bounds.latest is not None
    ]
    apart = sorted(dated, key=lambda item: item[0])
    for earliest, latest, _ in apart:
        if last < latest and earliest <= last + _APART:
            last = latest
    for earliest, latest, _ in reversed(apart):
        if earliest < first and latest >= first - _APART:
            first = earliest
    return [r for low, high, r in apart if high < first - _APART or low > last + _APART]
