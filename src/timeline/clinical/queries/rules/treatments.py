"""Treatments beside each other: lines that overlap, drugs outside their line."""

from collections.abc import Iterator

from timeline.case.chronology import Bounds, surely_before
from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent, Attribution
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import DrugGroup, StopReason
from timeline.case.vocabulary import ActionTaken
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.course.cells import unassigned
from timeline.clinical.course.history import History
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.lines.drugs import drug_name
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.primaries import other_primary
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
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

_KEPT_APART = (DrugGroup.HORMONAL, DrugGroup.GLUCOCORTICOID)
"""Drugs that are given beside lines without being part of one."""
_GONE_ON = 42
"""Days after the onset of an event, where its end is not recorded, for which a drug may
go on before it is stopped: two cycles of three weeks."""
_AFTER_EFFECT = 30
"""Days after the last dose in which an adverse event counts as one of the treatment."""


@declared(
    "lines-overlap",
    Severity.CONFLICT,
    TherapyLine,
    settle="Enter when the earlier line ended, or make both one line.",
    blocks=(Number.PROGRESSION_FREE, Number.LINES, Number.TREATMENT_TIME),
    source="Saini and Twelves, Br J Cancer 2021;125:155-163: lines follow one another",
)
def lines_overlap(evidence: Evidence) -> Iterator[Match]:
    """A line that goes on after the next one began, unless both are curative.

    Lines of two tumours are given beside each other, and so are parts of one line.
    """
    when = evidence.chronology.when
    curative = {
        part.line.id
        for each in evidence.endpoints.lines
        for part in each.parts
        if part.line_class is LineClass.CURATIVE
    }
    lines = evidence.chronology.in_order(evidence.case.lines)
    for place, line in enumerate(lines):
        if not isinstance(line, TherapyLine):
            continue
        ends = evidence.chronology.bounds(f"{line.id}.stop")
        for later in lines[place + 1 :]:
            begun = when(later)
            if not isinstance(later, TherapyLine):
                continue
            one_line = evidence.number_of(line) == evidence.number_of(later)
            if one_line or other_primary(evidence.case, line, later):
                continue
            if {line.id, later.id} <= curative:
                continue  # such as endocrine treatment beside an antibody
            over = bool(line.ongoing) or surely_before(begun, ends)
            if over and surely_before(when(line), begun):
                until = "is ongoing" if line.ongoing else f"ended {line.stop}"
                yield Match(
                    (line.id, later.id),
                    f"{sentence(line.label)} {until}, and {named(later)} had begun.",
                    field="stop",
                )
                break


@declared(
    "stopped-drug-goes-on",
    Severity.CONTRADICTION,
    AdverseEvent,
    Attribution,
    DrugCourse,
    settle="Enter when the drug was stopped, or correct what was done with it.",
    blocks=(Number.TREATMENT_TIME,),
    source=f"{SDTMCHECKS}: ae_withdr_ds_discon; {CHOICE}: after its end, or 42 days "
    "after its onset",
)
def stopped_drug_goes_on(evidence: Evidence) -> Iterator[Match]:
    """A drug stopped for an adverse event that was given long after it."""
    for event, drug in _stopped(evidence):
        for course in evidence.case.of_kind(DrugCourse):
            same = drug_name(course.drug) == drug_name(drug)
            elsewhere = event.line and course.line and course.line != event.line
            if same and not elsewhere and _goes_on(evidence, event, course):
                until = "is ongoing" if course.ongoing else f"ends {course.stop}"
                yield Match(
                    (event.id, course.id),
                    f"{course.drug} was stopped for {named(event)}, and its course "
                    f"{until}.",
                    field="action",
                    about=f"{event.id}:{course.id}",
                )


def _stopped(evidence: Evidence) -> Iterator[tuple[AdverseEvent, str]]:
    for event in evidence.case.of_kind(AdverseEvent):
        if event.action is ActionTaken.STOPPED and event.drug:
            yield event, event.drug
    for cause in evidence.case.of_kind(Attribution):
        caused = evidence.case.get(cause.event)
        if cause.action is ActionTaken.STOPPED and isinstance(caused, AdverseEvent):
            yield caused, cause.cause


def _goes_on(evidence: Evidence, event: AdverseEvent, course: DrugCourse) -> bool:
    """Whether a course ends after the event resolved, or else long after its onset."""
    onset = evidence.chronology.when(event)
    begun = evidence.chronology.when(course)
    if event.ongoing or onset.latest is None or surely_before(onset, begun):
        return False
    resolved = evidence.chronology.bounds(f"{event.id}.stop").latest
    last = onset.latest + _GONE_ON if resolved is None else resolved
    ends = evidence.chronology.bounds(f"{course.id}.stop").earliest
    return bool(course.ongoing) or (ends is not None and ends > last)


@declared(
    "toxicity-without-event",
    Severity.MISSING,
    TherapyLine,
    DrugCourse,
    AdverseEvent,
    settle="Enter the adverse event, or correct why the treatment ended.",
    blocks=(Number.SAFETY,),
    source=f"{SDTMCHECKS}: ds_ae_discon",
    needs=("adverse_event.term",),
)
def toxicity_without_event(evidence: Evidence) -> Iterator[Match]:
    """A treatment stopped for toxicity of which no adverse event is recorded."""
    for line in evidence.case.lines:
        stopped = evidence.stopped_for(StopReason.TOXICITY, line)
        events = evidence.case.of_kind(AdverseEvent)
        if stopped and not any(_on(evidence, event, line) for event in events):
            yield Match(
                tuple(treatment.id for treatment in stopped),
                f"{sentence(named(stopped[0]))} was stopped for toxicity, and no "
                "adverse event is recorded on it.",
                field="stop_reason",
                about=line.id,
            )


def _on(evidence: Evidence, event: AdverseEvent, line: TherapyLine) -> bool:
    """Whether an event may have happened on a line or soon after it."""
    if event.line is not None:
        return event.line == line.id
    stop = evidence.chronology.bounds(f"{line.id}.stop")
    return not _outside(evidence, event, line, stop)


def _outside(
    evidence: Evidence, event: Record, line: TherapyLine, stop: Bounds
) -> bool:
    happened = evidence.chronology.when(event)
    if surely_before(happened, evidence.chronology.when(line)):
        return True
    if happened.earliest is None or stop.latest is None:
        return False
    return happened.earliest > stop.latest + _AFTER_EFFECT


@declared(
    "of-no-line",
    Severity.MISSING,
    CellTherapy,
    DrugCourse,
    TherapyLine,
    settle="Name the line that it belongs to, or record a line of therapy for it.",
    blocks=(
        Number.LINES,
        Number.NEXT_TREATMENT,
        Number.PROGRESSION_FREE,
        Number.RESPONSE,
    ),
    source="Saini and Twelves, Br J Cancer 2021;125:155-163: systemic therapy counts",
)
def of_no_line(evidence: Evidence) -> Iterator[Match]:
    """Cells or a drug of no line, after a line began, that may be a line of its own."""
    case = evidence.case
    drugs = [c for c in case.courses(None) if _group(c) not in _KEPT_APART]
    for given in (*unassigned(case), *drugs):
        before = _line_before(evidence, given)
        if before is not None:
            first = before.parts[0].line
            yield Match(
                (given.id, first.id),
                f"{sentence(named(given))} names no line: it belongs to line "
                f"{before.number}, {first.regimen}, or is a line of its own.",
                field="line",
            )


def _group(course: DrugCourse) -> DrugGroup | None:
    drug = find_drug(course.drug)
    return course.drug_class or (drug.group if drug else None)


def _line_before(evidence: Evidence, given: Record) -> WholeLine | None:
    """The last line that began before something was given."""
    history = History.of(evidence.case, evidence.chronology, evidence.settings)
    rank = history.rank(given)
    begun = [line for line in history.lines if history.begun(line) < rank]
    return begun[-1] if begun else None
