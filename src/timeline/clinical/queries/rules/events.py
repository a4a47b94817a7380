"""Adverse events beside the treatment, their own grade and the death."""

from collections.abc import Iterator

from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.background import Medication
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import DeathCause, EventOutcome, EventSeverity
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import unknown_parts
from timeline.clinical.contradictions import deaths
from timeline.clinical.lines.drugs import drug_name, line_drugs
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, named, sentence
from timeline.clinical.queries.rules.life_and_death import FATAL_GRADE, is_fatal
from timeline.clinical.queries.rules.rule import SDTMCHECKS, Match, Number, declared

_GRADES = {
    EventSeverity.MILD: (1,),
    EventSeverity.MODERATE: (2,),
    EventSeverity.SEVERE: (3,),
    EventSeverity.LIFE_THREATENING: (4,),
    EventSeverity.FATAL: (5,),
}
"""Words of each grade (CTCAE, the general description of its grades)."""


@declared(
    "grade-and-severity",
    Severity.CONFLICT,
    AdverseEvent,
    settle="Compare the grade and the words with the source.",
    blocks=(Number.SAFETY,),
    source="CTCAE: grade 1 mild, 2 moderate, 3 severe, 4 life-threatening, 5 death",
)
def grade_and_severity(evidence: Evidence) -> Iterator[Match]:
    """A grade that is not that of the words for the severity."""
    for event in evidence.case.of_kind(AdverseEvent):
        grades = _GRADES.get(event.severity) if event.severity else None
        if grades and event.grade is not None and event.grade not in grades:
            yield Match(
                (event.id,),
                f"{sentence(named(event))} is called {event.severity}.",
                field="grade",
            )


@declared(
    "fatal-and-grade",
    Severity.CONFLICT,
    AdverseEvent,
    settle="Correct the grade or the outcome: grade 5 is death by the event.",
    blocks=(Number.SAFETY,),
    source=f"{SDTMCHECKS}: ae_fatal; CTCAE: grade 5 is death",
)
def fatal_and_grade(evidence: Evidence) -> Iterator[Match]:
    """A fatal outcome with a grade from 1 to 4, in a patient who died.

    Without a death the outcome itself is asked about.
    """
    if not deaths(evidence.case):
        return
    for event in evidence.case.of_kind(AdverseEvent):
        fatal = event.outcome is EventOutcome.FATAL
        if fatal and event.grade is not None and event.grade != FATAL_GRADE:
            yield Match(
                (event.id,),
                f"{sentence(named(event))} was fatal, and its grade is {event.grade}.",
                field="grade",
            )


@declared(
    "recovered-but-ongoing",
    Severity.CONTRADICTION,
    AdverseEvent,
    settle="Correct the outcome, or enter when it resolved.",
    blocks=(Number.SAFETY,),
    source=f"{SDTMCHECKS}: ae_aeout_aeendtc_nonfatal",
)
def recovered_but_ongoing(evidence: Evidence) -> Iterator[Match]:
    """An adverse event that is recovered and ongoing, or not recovered and resolved."""
    for event in evidence.case.of_kind(AdverseEvent):
        recovered = event.outcome in (EventOutcome.RECOVERED, EventOutcome.SEQUELAE)
        resolved = event.outcome is EventOutcome.NOT_RECOVERED and event.stop.known
        if (recovered and event.ongoing) or resolved:
            state = f"resolved {event.stop}" if resolved else "ongoing"
            yield Match(
                (event.id,),
                f"{sentence(named(event))} is {event.outcome} and {state}.",
                field="outcome",
            )


@declared(
    "event-drug-not-given",
    Severity.CONFLICT,
    AdverseEvent,
    DrugCourse,
    TherapyLine,
    Medication,
    settle="Enter the drug, or correct what the event is attributed to.",
    blocks=(Number.SAFETY,),
    source=f"{SDTMCHECKS}: ae_aerel",
)
def event_drug_not_given(evidence: Evidence) -> Iterator[Match]:
    """An adverse event of a drug that the patient is not recorded to have had."""
    case = evidence.case
    given = {drug_name(course.drug) for course in case.of_kind(DrugCourse)}
    given |= {drug_name(taken.drug) for taken in case.of_kind(Medication)}
    for line in case.lines:
        given |= line_drugs(line, case.courses(line.id))
    for event in case.of_kind(AdverseEvent):
        known = find_drug(event.drug) if event.drug else None
        if known is not None and given and known.name not in given:
            if any(unknown_parts(line.regimen) for line in case.lines):
                continue  # it may be a part of that regimen
            yield Match(
                (event.id, *((event.line,) if event.line else ())),
                f"{sentence(named(event))} is attributed to {event.drug}, which is "
                "not recorded as given.",
                field="drug",
            )


@declared(
    "treatment-death-without-event",
    Severity.MISSING,
    FollowUp,
    AdverseEvent,
    settle="Enter the event that was fatal, or correct the cause of death.",
    blocks=(Number.SAFETY,),
    source=f"{SDTMCHECKS}: ds_dsterm_death_due_to, dd_death_date",
    lacks="the adverse event that was fatal",
    needs=("adverse_event.term",),
)
def treatment_death_without_event(evidence: Evidence) -> Iterator[Match]:
    """A death that treatment caused, without a fatal adverse event."""
    if any(map(is_fatal, evidence.case.of_kind(AdverseEvent))):
        return
    for death in deaths(evidence.case):
        if death.death_cause is DeathCause.TREATMENT:
            yield Match(
                (death.id,),
                f"{sentence(named(death))} was caused by treatment, and no adverse "
                "event is recorded as fatal.",
                field="death_cause",
            )


@declared(
    "fatal-event-other-cause",
    Severity.CONFLICT,
    AdverseEvent,
    FollowUp,
    settle="Correct the grade or outcome of the event, or the cause of death.",
    blocks=(Number.SAFETY,),
    source=f"{SDTMCHECKS}: ae_aesdth_aedthdtc, ds_dsterm_death_due_to",
)
def fatal_event_other_cause(evidence: Evidence) -> Iterator[Match]:
    """A fatal adverse event, and a death that the cancer caused."""
    caused = [d for d in deaths(evidence.case) if d.death_cause is DeathCause.CANCER]
    for event in filter(is_fatal, evidence.case.of_kind(AdverseEvent)):
        for death in caused:
            yield Match(
                (event.id, death.id),
                f"{sentence(named(event))} is fatal, and the cause of death is "
                f"{death.death_cause}.",
                field="outcome",
            )
