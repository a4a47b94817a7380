"""Death beside later life: events that kill, treatment that goes on, two deaths."""

from collections.abc import Iterator

from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import StopReason
from timeline.case.vocabulary import EventOutcome, EventSeverity, VitalStatus
from timeline.clinical import contradictions
from timeline.clinical.contradictions import deaths
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    named,
    sentence,
    surely_before,
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
    Severity.CONTRADICTION,
    TherapyLine,
    DrugCourse,
    FollowUp,
    settle="Enter when the treatment ended, or correct the vital status.",
    blocks=(Number.SURVIVAL, Number.TREATMENT_TIME),
    source=f"{SDTMCHECKS}: ex_exstdtc_after_dd, ds_dsdecod_death, ae_death_ds_discon",
)
def ongoing_after_death(evidence: Evidence) -> Iterator[Match]:
    """A treatment that goes on in a patient who died."""
    died = deaths(evidence.case)
    if not died:
        return
    lines = [line for line in evidence.case.lines if line.ongoing]
    within = {line.id for line in lines}
    courses = [
        course
        for course in evidence.case.of_kind(DrugCourse)
        if course.ongoing and course.line not in within
    ]
    for treatment in (*lines, *courses):
        yield Match(
            (treatment.id, *(death.id for death in died)),
            f"{sentence(named(treatment))} is ongoing, yet the patient died "
            f"({died[0].date if died[0].date.known else 'undated'}).",
            field="ongoing",
            about=treatment.id,
        )


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
