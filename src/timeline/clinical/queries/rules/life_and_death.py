"""Death beside later life: events that kill, treatment that goes on, two deaths."""

from collections.abc import Iterator

from timeline.case.chronology import surely_before
from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.dosing import Cycle
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import StopReason
from timeline.case.vocabulary import EventOutcome, EventSeverity, VitalStatus
from timeline.clinical import contradictions
from timeline.clinical.contradictions import deaths
from timeline.clinical.queries.query import Gap, Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import (
    SDTMCHECKS,
    Match,
    Number,
    declared,
)

FATAL_GRADE = 5
_DEATH = (Number.SURVIVAL, Number.PROGRESSION_FREE)


def is_fatal(event: AdverseEvent) -> bool:
    """Whether an event caused death, by grade, outcome or the words of the source."""
    return (
        event.grade == FATAL_GRADE
        or event.outcome is EventOutcome.FATAL
        or event.severity is EventSeverity.FATAL
    )


@declared(
    "fatal-event",
    Severity.CONTRADICTION,
    AdverseEvent,
    FollowUp,
    settle="Correct the grade or outcome of the event, or enter the death.",
    blocks=(*_DEATH, Number.SAFETY),
    source=f"{SDTMCHECKS}: ae_fatal, ae_death, dd_ae_aeout_aedthdtc; CTCAE: grade 5 is "
    "death",
)
def fatal_event(evidence: Evidence) -> Iterator[Match]:
    """An adverse event that caused death, in a patient whose death is not recorded."""
    if deaths(evidence.case):
        return
    for event in filter(is_fatal, evidence.case.of_kind(AdverseEvent)):
        later = _life_after(evidence, event)
        text = f"{sentence(named(event))} is fatal, and no death is recorded."
        if later is not None:
            text = f"{sentence(named(event))} is fatal, yet {named(later)} lies later."
        records = (event.id, later.id) if later else (event.id,)
        yield Match(records, text, field="grade", about=event.id)


def _life_after(evidence: Evidence, event: AdverseEvent) -> Record | None:
    """The last record that says so of life after an event, contacts before others."""
    when = evidence.chronology.when
    begun = when(event)
    later = [r for r in evidence.recorded if surely_before(begun, when(r))]
    alive = [
        record
        for record in later
        if isinstance(record, FollowUp) and record.vital_status is VitalStatus.ALIVE
    ]
    return max(alive or later, key=evidence.chronology.place, default=None)


@declared(
    "fatal-event-ended",
    Severity.CONTRADICTION,
    AdverseEvent,
    FollowUp,
    settle="Correct the date on which the event ended, its outcome, or the death.",
    blocks=(Number.SAFETY,),
    source=f"{SDTMCHECKS}: ae_aeout_aeendtc_aedthdtc, dd_ae_aedthdtc_ds_dsstdtc",
)
def fatal_event_ended(evidence: Evidence) -> Iterator[Match]:
    """A fatal adverse event that ended before the patient died."""
    for death in deaths(evidence.case):
        died = evidence.chronology.when(death)
        for event in filter(is_fatal, evidence.case.of_kind(AdverseEvent)):
            ended = evidence.chronology.bounds(f"{event.id}.stop")
            if surely_before(ended, died):
                yield Match(
                    (event.id, death.id),
                    f"{sentence(named(event))} is fatal and ended {event.stop}, before "
                    f"the death ({death.date}).",
                    field="stop",
                )


@declared(
    "ongoing-after-death",
    Severity.MISSING,
    TherapyLine,
    DrugCourse,
    FollowUp,
    settle="Enter when the treatment ended, if only that it was by the death.",
    blocks=(Number.TREATMENT_TIME,),
    source=f"{SDTMCHECKS}: ex_exstdtc_after_dd, ds_dsdecod_death, ae_death_ds_discon",
    needs=("therapy_line.stop", "drug_course.stop"),
)
def ongoing_after_death(evidence: Evidence) -> Iterator[Match]:
    """A treatment without an end in a patient who died, or given after the death.

    Ongoing says that it was given at the last follow-up, which may lie before death.
    """
    died = deaths(evidence.case)
    if not died:
        return
    when = died[0].date if died[0].date.known else "undated"
    for treatment in _ongoing(evidence):
        name = sentence(named(treatment))
        records = (treatment.id, *(death.id for death in died))
        later = _given_after(evidence, treatment)
        if later is None:
            yield Match(
                records,
                f"{name} was ongoing at the last follow-up, and the patient died "
                f"({when}); its end is not recorded.",
                field="ongoing",
                gap=_end_of(treatment),
            )
        else:
            yield Match(
                (*records, later.id),
                f"{name} is ongoing, by {named(later)} after the death ({when}).",
                field="ongoing",
                severity=Severity.CONTRADICTION,
                settle="Correct the date of the death or of what lies after it.",
            )


def _ongoing(evidence: Evidence) -> Iterator[TherapyLine | DrugCourse]:
    """Lines, and drugs of their own or of a line that ended."""
    lines = [line for line in evidence.case.lines if line.ongoing]
    yield from lines
    within = {line.id for line in lines}
    for course in evidence.case.of_kind(DrugCourse):
        if course.ongoing and course.line not in within:
            yield course


def _given_after(
    evidence: Evidence, treatment: TherapyLine | DrugCourse
) -> Record | None:
    """A record of the treatment, or of life, that surely lies after every death."""
    when = evidence.chronology.when
    died = [when(death) for death in deaths(evidence.case)]
    later = (
        record
        for record in evidence.recorded
        if _shows_it_given(record, treatment)
        and all(surely_before(death, when(record)) for death in died)
    )
    return next(later, None)


def _shows_it_given(record: Record, treatment: TherapyLine | DrugCourse) -> bool:
    if isinstance(record, FollowUp):
        return record.vital_status is VitalStatus.ALIVE
    part = isinstance(record, DrugCourse | Cycle)
    return record.id == treatment.id or (
        part and treatment.id in record.references().values()
    )


def _end_of(treatment: TherapyLine | DrugCourse) -> Gap:
    known = "ongoing at the last follow-up"
    if isinstance(treatment, DrugCourse) and treatment.line:
        return Gap(treatment.line, f"the end of {treatment.drug} ({known})")
    return Gap(treatment.id, f"its end ({known})")


@declared(
    "two-deaths",
    Severity.CONTRADICTION,
    FollowUp,
    settle="Keep the date that the source gives, and remove the other death.",
    blocks=_DEATH,
    source=f"{SDTMCHECKS}: ds_multdeath_dsstdtc",
    clashes=contradictions.two_deaths,
)
def two_deaths(evidence: Evidence) -> Iterator[Match]:
    """Two deaths whose dates cannot be one day."""
    for first, second in contradictions.two_deaths(evidence.case, evidence.chronology):
        yield Match(
            (first.id, second.id),
            f"Two deaths are recorded: {named(first)} and {named(second)}.",
            about=f"{first.id}:{second.id}",
        )


@declared(
    "stopped-by-death",
    Severity.CONTRADICTION,
    TherapyLine,
    DrugCourse,
    FollowUp,
    settle="Enter the death, or correct why the treatment ended.",
    blocks=_DEATH,
    source=f"{SDTMCHECKS}: ds_dsdecod_death, dm_ae_ds_death",
)
def stopped_by_death(evidence: Evidence) -> Iterator[Match]:
    """A treatment that ended with death in a patient whose death is not recorded."""
    if deaths(evidence.case):
        return
    alive = [f for f in evidence.case.of_kind(FollowUp) if f.vital_status]
    last = max(alive, key=evidence.chronology.place, default=None)
    for treatment in evidence.stopped_for(StopReason.DEATH):
        rest = f"yet {named(last)} is recorded" if last else "and no death is recorded"
        yield Match(
            (treatment.id, *((last.id,) if last else ())),
            f"{sentence(named(treatment))} ended with death, {rest}.",
            field="stop_reason",
            about=treatment.id,
        )


@declared(
    "cause-of-death-alive",
    Severity.CONFLICT,
    FollowUp,
    settle="Correct the vital status, or remove the cause of death.",
    blocks=_DEATH,
    source=f"{SDTMCHECKS}: dm_dthfl_dthdtc",
)
def cause_without_death(evidence: Evidence) -> Iterator[Match]:
    """A cause of death on a contact that does not say that the patient died."""
    for contact in evidence.case.of_kind(FollowUp):
        caused = contact.cause_of_death or contact.death_cause
        if caused and contact.vital_status is not VitalStatus.DEAD:
            status = contact.vital_status or "not stated"
            yield Match(
                (contact.id,),
                f"{sentence(named(contact))} has a cause of death, and its vital "
                f"status is {status}.",
                field="vital_status",
            )
