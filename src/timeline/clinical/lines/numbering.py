"""Numbers the recorded lines of therapy and says why each has its number.

Only systemic therapy makes a line; surgery, ablation and radiotherapy never do, and
radiotherapy given with a drug counts once (Saini and Twelves, Br J Cancer
2021;125:155-163). A line counts however few cycles were given.
"""

from collections import Counter
from dataclasses import replace

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind, StopReason
from timeline.clinical.lines.drugs import drug_name, line_drugs
from timeline.clinical.lines.intent import class_of, early_relapse
from timeline.clinical.lines.numbered_line import LineClass, NumberedLine
from timeline.clinical.lines.rules import Decision, LineChange, LineFlag, decide
from timeline.clinical.lines.treatment_history import (
    ProgressionEvidence,
    TreatmentHistory,
)
from timeline.clinical.settings import DEFAULTS, Settings

__all__ = ["LineClass", "NumberedLine", "number_lines"]

_DROPPED = (StopReason.TOXICITY, StopReason.COMPLETED)
_RADIOTHERAPY = (InterventionKind.RADIOTHERAPY, InterventionKind.STEREOTACTIC)


def number_lines(
    case: Case, chronology: Chronology, settings: Settings = DEFAULTS
) -> tuple[NumberedLine, ...]:
    """Number the recorded lines in the order in which they began.

    A recorded line is the unit: the rules decide whether it has a number of its own or
    goes on with the line before. A line in which a drug was dropped for toxicity or as
    planned while the rest went on has two parts of one number.

    Args:
        case: The case.
        chronology: The bounds to order the lines by.
        settings: Choices where rules differ.

    Returns:
        One entry for each part, in order; class `C or P` where no setting is stated,
        and a flag where nothing but sorting puts a line after the one before.
    """
    history = TreatmentHistory(case, chronology)
    irradiated = {
        record.line
        for record in case.of_kind(LocalIntervention)
        if record.line and record.type in _RADIOTHERAPY
    }
    numbered: list[NumberedLine] = []
    for line in history.lines:
        entry = _as_recorded(_number(line, numbered, history, settings), case)
        if line.id in irradiated:
            entry = replace(entry, why=f"{entry.why}; radiotherapy counts with it")
        numbered.append(entry)
    relabelled = [early_relapse(entry, history, settings) for entry in numbered]
    return _with_suffixes(relabelled, history, settings)


def _as_recorded(entry: NumberedLine, case: Case) -> NumberedLine:
    """A line with the number of its exact days, where only coarser ones are left."""
    number = case.line_numbers.get(entry.line.id, entry.number)
    if number == entry.number:
        return entry
    return replace(entry, number=number, why="counted as its exact dates say")


def _number(
    line: TherapyLine,
    numbered: list[NumberedLine],
    history: TreatmentHistory,
    settings: Settings,
) -> NumberedLine:
    following = max((entry.number for entry in numbered), default=0) + 1
    continued = next((e for e in numbered if e.line.id == line.continues), None)
    if line.number_override is not None:
        return _by_hand(line, line.number_override, numbered, history)
    if continued:
        why = f"same line: recorded as going on with line {continued.number}"
        decision = Decision(False, why)
        return _entry(line, continued.number, decision, numbered, history)
    if not numbered:
        return _entry(line, 1, Decision(True, "first line"), numbered, history)
    current = numbered[-1].number
    so_far = [entry for entry in numbered if entry.number == current]
    before = [entry.line for entry in so_far]
    evidence = history.progression(before, line, current)
    change = _line_change(line, so_far, evidence, history)
    decision = decide(change, settings)
    if not history.placed(before[0], line):
        decision = replace(decision, flags=(*decision.flags, LineFlag.UNPLACED))
    number = following if decision.new else current
    return _entry(line, number, decision, numbered, history, evidence.records)


def _by_hand(
    line: TherapyLine,
    number: int,
    numbered: list[NumberedLine],
    history: TreatmentHistory,
) -> NumberedLine:
    """A line with the number that a person gave it, unless another line has that.

    A number never makes two regimens one line: `continues` does.
    """
    others = (e.line for e in numbered if e.number == number)
    taken = next((other for other in others if other.number_override != number), None)
    if taken is None:
        why = f"number set by hand: {line.override_reason}"
        decision = Decision(True, why, (LineFlag.BY_HAND,))
        return _entry(line, number, decision, numbered, history)
    following = max(entry.number for entry in numbered) + 1
    why = f"new line: its number set by hand, {number}, is that of {taken.regimen}"
    decision = Decision(True, why, (LineFlag.NUMBER_TAKEN,))
    return _entry(line, following, decision, numbered, history)


def _line_change(
    line: TherapyLine,
    so_far: list[NumberedLine],
    evidence: ProgressionEvidence,
    history: TreatmentHistory,
) -> LineChange:
    before = [entry.line for entry in so_far]
    return LineChange(
        before=before[-1],
        after=line,
        drugs_before=frozenset().union(*(entry.drugs for entry in so_far)),
        drugs_after=line_drugs(line, history.courses(line)),
        progression=evidence.words,
        since_start=history.since_start(before, line),
        gap=history.gap(before, line),
        operations=history.operations(before[0], line),
    )


def _entry(
    line: TherapyLine,
    number: int,
    decision: Decision,
    numbered: list[NumberedLine],
    history: TreatmentHistory,
    evidence: tuple[str, ...] = (),
) -> NumberedLine:
    courses = history.courses(line)
    drugs = line_drugs(line, courses)
    earlier = {drug for e in numbered if e.number != number for drug in e.drugs}
    again = tuple(sorted(drugs & earlier)) if decision.new else ()
    flags = decision.flags
    if again:
        flags = (*flags, LineFlag.RECHALLENGE)
    if line.experimental:
        flags = (*flags, LineFlag.EXPERIMENTAL)
    return NumberedLine(
        number=number,
        suffix="",
        line=line,
        courses=courses,
        drugs=drugs,
        why=decision.why,
        line_class=class_of(line, [e for e in numbered if e.number == number]),
        flags=flags,
        rechallenged=again,
        evidence=evidence,
    )


def _with_suffixes(
    numbered: list[NumberedLine], history: TreatmentHistory, settings: Settings
) -> tuple[NumberedLine, ...]:
    recorded_parts = Counter(entry.number for entry in numbered)
    divided: list[NumberedLine] = []
    for entry in numbered:
        if recorded_parts[entry.number] == 1:
            divided += _divided(entry, history, settings)
        else:
            divided.append(entry)
    counts = Counter(entry.number for entry in divided)
    suffixes = {number: iter(_letters(count)) for number, count in counts.items()}
    return tuple(replace(e, suffix=next(suffixes[e.number])) for e in divided)


def _divided(
    entry: NumberedLine, history: TreatmentHistory, settings: Settings
) -> list[NumberedLine]:
    window = settings.regimen_window_days
    continued = _continued(entry.line, entry.courses, history.chronology, window)
    if not continued:
        return [entry]
    dropped = _dropped_drugs(entry.courses, continued)
    second = replace(
        entry,
        courses=continued,
        drugs=line_drugs(entry.line, continued),
        why=f"same line: {dropped} dropped, the rest went on",
    )
    return [entry, second]


def _continued(
    line: TherapyLine,
    courses: tuple[DrugCourse, ...],
    chronology: Chronology,
    window_days: int,
) -> tuple[DrugCourse, ...]:
    """The courses that went on after a drug was dropped; empty if none was.

    A drug counts as dropped if it was stopped for toxicity or as planned while another
    continued for longer than the window: drugs of one cycle have their last doses on
    different days.
    """
    dropped = [course for course in courses if course.stop_reason in _DROPPED]
    ends = [chronology.bounds(f"{course.id}.stop").latest for course in dropped]
    days = [day for day in ends if day is not None]
    limit = min(days) + window_days if days else None
    continued = tuple(
        course
        for course in courses
        if dropped and _goes_on(course, line, chronology, limit)
    )
    # The same drug at another dose has not been dropped.
    going_on = {drug_name(course.drug) for course in continued}
    lost = any(drug_name(course.drug) not in going_on for course in dropped)
    return continued if lost else ()


def _goes_on(
    course: DrugCourse, line: TherapyLine, chronology: Chronology, limit: int | None
) -> bool:
    if course.ongoing or (line.ongoing and not _ended(course)):
        return True
    last = chronology.bounds(f"{course.id}.stop").earliest
    return limit is not None and last is not None and last > limit


def _ended(course: DrugCourse) -> bool:
    return course.stop.known or course.stop_reason is not None


def _dropped_drugs(
    courses: tuple[DrugCourse, ...], continued: tuple[DrugCourse, ...]
) -> str:
    names = {course.drug for course in continued}
    return ", ".join(course.drug for course in courses if course.drug not in names)


def _letters(count: int) -> list[str]:
    """Suffixes for the parts of one number; one part needs none."""
    return [""] if count == 1 else [chr(ord("a") + index) for index in range(count)]
