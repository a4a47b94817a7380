"""What the patient screen needs, computed once in a worker."""

from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.lines import number_lines
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Swimlane

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class PatientView:
    """A patient ready to be drawn."""

    code: str
    synthetic: bool
    header: tuple[str, str, str]
    """Three lines: person, disease, course so far."""
    strict: Swimlane
    """Without orders that only the sequence of sentences suggests."""
    narrative: Swimlane
    """With them."""
    moved: frozenset[str]
    """Ids of records that stand elsewhere in the narrative reading."""


def view_of(case: Case) -> PatientView:
    """Lay a case out in both readings."""
    strict = build(case)
    narrative = build(case, SwimlaneOptions(accept_narrative=True))
    return PatientView(
        code=case.code,
        synthetic=bool(case.patient.synthetic),
        header=(_person(case), _disease(case), _course(case)),
        strict=strict,
        narrative=narrative,
        moved=moved(strict, narrative),
    )


def moved(strict: Swimlane, narrative: Swimlane) -> frozenset[str]:
    """Ids of records whose days differ between two readings of a case."""
    before, after = _places(strict), _places(narrative)
    return frozenset(record for record, _ in before ^ after)


def _places(swimlane: Swimlane) -> set[tuple[str, tuple[Bounds, ...]]]:
    bars = [bar for lane in swimlane.lanes for bar in lane.bars]
    marks = [mark for lane in swimlane.lanes for mark in lane.marks]
    points = [point for series in swimlane.series for point in series.points]
    return {
        *((bar.record, (bar.start, bar.stop)) for bar in bars),
        *((mark.record, (mark.at,)) for mark in marks),
        *((point.record, (point.at,)) for point in points),
    }


def _person(case: Case) -> str:
    patient = case.patient
    age = patient.age_at_presentation
    age_text = NOT_STATED if age is None else f"{age}"
    sex = patient.sex.value if patient.sex else NOT_STATED
    person = f"sex {sex}, age {age_text}"
    return "  ·  ".join(filter(None, (case.code, person, patient.headline)))


def _disease(case: Case) -> str:
    diagnoses = case.of_kind(Diagnosis)
    if not diagnoses:
        return "Diagnosis not recorded"
    first = diagnoses[0]
    stage = first.stage_stated or NOT_STATED
    words = [first.label, first.tnm, f"stage as stated: {stage}"]
    more = len(diagnoses) - 1
    return "  ·  ".join(w for w in words if w) + (f"  (+{more} more)" if more else "")


def _course(case: Case) -> str:
    numbered = number_lines(case, Chronology(case))
    count = len({line.number for line in numbered})
    lines = "1 line" if count == 1 else f"{count} lines"
    return f"{lines} of therapy so far  ·  {_last_follow_up(case)}"


def _last_follow_up(case: Case) -> str:
    dated = [visit for visit in case.of_kind(FollowUp) if visit.date.known]
    if not dated:
        return "no dated follow-up"
    last = max(dated, key=lambda visit: visit.date.sort_key)
    status = last.vital_status.value if last.vital_status else "vital status not stated"
    verb = "died" if last.vital_status is VitalStatus.DEAD else "last follow-up"
    return f"{verb} {last.date}" + ("" if verb == "died" else f", {status}")
