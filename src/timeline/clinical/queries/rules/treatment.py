"""What a report needs to know of a treatment and is not recorded."""

import re
from collections.abc import Iterator

from timeline.case.chronology import Bounds, surely_before
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.background import Medication
from timeline.case.records.bookkeeping import Order
from timeline.case.records.dosing import RadiotherapyVolume
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import Intent, InterventionKind
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.course.ordered_line import is_treatment
from timeline.clinical.course.progressions import ProgressionEvent, progressions
from timeline.clinical.lines.drugs import drug_name
from timeline.clinical.lines.rules import LineFlag
from timeline.clinical.queries.query import Gap, Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    listing,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import (
    SDTMCHECKS,
    Match,
    Number,
    declared,
    part_gap,
)

_REGISTRATION = re.compile(r"[A-Za-z]{2,}[-\s]?\d{4,}")
_RADIATION = (
    InterventionKind.RADIOTHERAPY,
    InterventionKind.RADIOTHERAPY_UNSPECIFIED,
    InterventionKind.STEREOTACTIC,
    InterventionKind.BRACHYTHERAPY,
)
"""Radiation of which the dose is told in Gy; that of a radionuclide is an activity."""


@declared(
    "setting",
    Severity.MISSING,
    TherapyLine,
    settle="Enter adjuvant, neoadjuvant, perioperative or palliative.",
    blocks=(Number.LINES,),
    source="Saini and Twelves, Br J Cancer 2021;125:155-163: C and P are counted apart",
    lacks="why it was given, as curative or as palliative",
)
def line_setting(evidence: Evidence) -> Iterator[Match]:
    """A line without a setting, of which it is unknown whether it was palliative."""
    for line in evidence.case.lines:
        if line.setting is None and line.continues is None:
            yield Match(
                (line.id,),
                f"Why {line.regimen} was given is not recorded, so its class is "
                "C or P: curative or palliative.",
                field="setting",
            )


@declared(
    "line-order",
    Severity.MISSING,
    TherapyLine,
    Order,
    settle="Enter its start, or the order that the source states.",
    blocks=(
        Number.LINES,
        Number.PROGRESSION_FREE,
    ),
    lacks="what puts it after the line before",
)
def line_order(evidence: Evidence) -> Iterator[Match]:
    """A line of which it is not established that it followed the one before."""
    for line in evidence.endpoints.lines:
        first = line.parts[0]
        if LineFlag.UNPLACED in first.flags:
            yield Match(
                (first.line.id,),
                f"{sentence(first.line.regimen)} is counted as line "
                f"{line.number}, but neither a date nor a stated order puts it after "
                "the line before.",
                field="start",
            )


@declared(
    "line-number",
    Severity.CONFLICT,
    TherapyLine,
    settle="Correct the number, number the other line by hand too, or say which line "
    "it continues.",
    blocks=(Number.LINES,),
)
def line_number(evidence: Evidence) -> Iterator[Match]:
    """A line whose number, set by hand, another line has."""
    for line in evidence.endpoints.lines:
        for part in line.parts:
            if LineFlag.NUMBER_TAKEN in part.flags:
                yield Match(
                    (part.line.id,),
                    f"{sentence(part.line.regimen)} is counted as line {line.number}: "
                    f"{part.why.partition(': ')[2]}.",
                    field="number_override",
                )


@declared(
    "dose",
    Severity.MISSING,
    TherapyLine,
    DrugCourse,
    settle="Enter the dose of each drug course as the source states it.",
    source=f"{SDTMCHECKS}: ex_exdose_exoccur",
    needs=("drug_course.dose",),
)
def doses(evidence: Evidence) -> Iterator[Match]:
    """Drugs of a line without a dose; of several lines, one question for all."""
    lacking = [
        (line, courses, without)
        for line in sorted(evidence.case.lines, key=evidence.chronology.place)
        if (courses := evidence.case.courses(line.id))
        and (without := [course for course in courses if course.dose is None])
    ]
    for line, courses, without in lacking:
        drugs = listing(dict.fromkeys(course.drug for course in without))
        gap = Gap(line.id, f"the dose of {drugs}")
        if len(lacking) > 1:
            some = f" ({drugs})" if len(without) < len(courses) else ""
            number = evidence.number_of(line)
            patient = evidence.case.patient.id
            gap = Gap(patient, f"{number}{some}", "Doses are not recorded for line")
        yield Match(
            (line.id, *(course.id for course in without)),
            f"{sentence(named(line))}: no dose is recorded of {drugs}.",
            gap=gap,
        )


@declared(
    "trial",
    Severity.NOTE,
    TherapyLine,
    settle="Enter the number, such as one that begins with NCT.",
)
def trial_id(evidence: Evidence) -> Iterator[Match]:
    """An experimental treatment without the registration of its trial."""
    for line in evidence.case.lines:
        if line.experimental and not _REGISTRATION.search(line.trial or ""):
            yield Match(
                (line.id,),
                f"{sentence(line.regimen)} is experimental, and the registration "
                "number of the trial is not recorded.",
                field="trial",
            )


@declared(
    "dose",
    Severity.MISSING,
    LocalIntervention,
    settle="Enter the total dose in Gy and the number of fractions.",
)
def radiation_dose(evidence: Evidence) -> Iterator[Match]:
    """Radiotherapy without a dose."""
    volumes = evidence.case.of_kind(RadiotherapyVolume)
    told = {volume.intervention for volume in volumes if volume.dose_gy is not None}
    for record in evidence.case.of_kind(LocalIntervention):
        unknown = record.dose_gy is None and record.id not in told
        if record.type in _RADIATION and unknown:
            implanted = record.type is InterventionKind.BRACHYTHERAPY
            words = "the dose" if implanted else "dose and fractions"
            yield Match(
                (record.id,),
                f"{named(record)}: {words} {'is' if implanted else 'are'} not "
                "recorded.",
                field="dose_gy",
                gap=part_gap(record, words, record.type.value),
            )


@declared(
    "dose-unit",
    Severity.MISSING,
    DrugCourse,
    Medication,
    settle="Enter the unit as the source states it, such as mg or mg/m2.",
    source=f"{SDTMCHECKS}: ex_exdosu",
)
def dose_unit(evidence: Evidence) -> Iterator[Match]:
    """A dose without a unit."""
    case = evidence.case
    taken: tuple[DrugCourse | Medication, ...] = (
        *case.of_kind(DrugCourse),
        *case.of_kind(Medication),
    )
    for given in taken:
        if given.dose is not None and not given.dose_unit:
            yield Match(
                (given.id,),
                f"{sentence(given.drug)} is given at {given.dose:g}, without a unit.",
                field="dose_unit",
                gap=part_gap(given, "the unit of the dose", given.drug),
            )


@declared(
    "stop-reason",
    Severity.MISSING,
    TherapyLine,
    DrugCourse,
    settle="Enter the reason that the source states.",
    blocks=(Number.PROGRESSION_FREE,),
    source=f"{SDTMCHECKS}: ds_dsscat",
)
def stop_reason(evidence: Evidence) -> Iterator[Match]:
    """A treatment that ended without a recorded reason."""
    for line in evidence.case.lines:
        if not line.ongoing and line.stop_reason is None:
            gap = Gap(line.id, "why it ended")
            yield _no_reason(line, f"Why {line.regimen} ended", gap)
        for course in evidence.case.courses(line.id):
            if course.stop_reason or _goes_on(evidence, line, course):
                continue
            if _ended_alone(evidence, line, course):
                stopped = f"why {course.drug} was stopped"
                yield _no_reason(course, sentence(stopped), Gap(line.id, stopped))


def _ended_alone(evidence: Evidence, line: TherapyLine, course: DrugCourse) -> bool:
    placed = evidence.chronology.placed
    last, end = placed(course, "stop").latest, placed(line, "stop").earliest
    return last is not None and (bool(line.ongoing) or (end is not None and last < end))


def _goes_on(evidence: Evidence, line: TherapyLine, course: DrugCourse) -> bool:
    """Whether another course of the drug in the line follows, as at another dose."""
    bounds = evidence.chronology.bounds
    return any(
        surely_before(bounds(f"{course.id}.{end}"), bounds(f"{other.id}.{end}"))
        for other in evidence.case.courses(line.id)
        if drug_name(other.drug) == drug_name(course.drug)
        for end in ("start", "stop")
    )


def _no_reason(record: TherapyLine | DrugCourse, subject: str, gap: Gap) -> Match:
    text = f"{subject} is not recorded."
    return Match((record.id,), text, field="stop_reason", gap=gap)


@declared(
    "reason",
    Severity.MISSING,
    LocalIntervention,
    settle="Enter the reason, such as progression of that lesion.",
    source=f"{SDTMCHECKS}: cm_cmindc",
    lacks="why it was done",
)
def intervention_reason(evidence: Evidence) -> Iterator[Match]:
    """A local treatment, other than one meant to cure, without a reason."""
    for record in evidence.case.of_kind(LocalIntervention):
        needs_reason = is_treatment(record) and record.intent is not Intent.CURATIVE
        if needs_reason and record.reason is None:
            yield Match(
                (record.id,),
                f"Why {named(record)} was done is not recorded.",
                field="reason",
            )


@declared(
    "next-step",
    Severity.MISSING,
    Progression,
    Assessment,
    Finding,
    settle="Enter the next treatment, or the follow-up that says that there was none.",
    blocks=(Number.NEXT_TREATMENT,),
    lacks="what was done after it",
    needs=("therapy_line.regimen", "local_intervention.type"),
)
def next_step(evidence: Evidence) -> Iterator[Match]:
    """Progression after which nothing is recorded: no treatment and no death."""
    when = evidence.chronology.when
    steps = [(step, when(step)) for step in _steps(evidence)]
    for event in progressions(evidence.case):
        progressed = when(event.record)
        if not any(
            _may_follow(step, begun, event, progressed) for step, begun in steps
        ):
            yield Match(
                (event.record.id,),
                f"No treatment is recorded after {named(event.record)}.",
            )


_Step = TherapyLine | LocalIntervention | FollowUp


def _steps(evidence: Evidence) -> Iterator[_Step]:
    case = evidence.case
    yield from case.lines
    yield from filter(is_treatment, case.of_kind(LocalIntervention))
    dead = VitalStatus.DEAD
    yield from (f for f in case.of_kind(FollowUp) if f.vital_status is dead)


def _may_follow(
    step: _Step, begun: Bounds, event: ProgressionEvent, progressed: Bounds
) -> bool:
    if step.id == event.line:
        return isinstance(step, TherapyLine) and bool(step.ongoing)
    return not surely_before(begun, progressed)
