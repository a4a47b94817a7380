"""Systemic therapy: one lane for each drug of a line."""

from collections.abc import Iterator

from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.swimlane.course_events import with_course_events
from timeline.swimlane.details import joined
from timeline.swimlane.dosing import dosing_steps, own_dosing
from timeline.swimlane.model import Group, Lane
from timeline.swimlane.placing import Place, Placing
from timeline.swimlane.tones import course_tone, regimen_tones, tones_of_courses
from timeline.swimlane.treatment_bars import Run, treatment_bar
from timeline.swimlane.words import capitalised

_OWN_OF_A_DRUG = {"id", "drug", "version"}
"""Fields in which the drugs of a line that were given as one may differ."""
_RADIOTHERAPY = {
    InterventionKind.RADIOTHERAPY,
    InterventionKind.RADIOTHERAPY_UNSPECIFIED,
    InterventionKind.STEREOTACTIC,
}


def systemic_lanes(placing: Placing, run: Run) -> Iterator[Lane]:
    """Lanes of systemic therapy, in the given order of the lines.

    A drug of no line, such as an antihormone after the operation, stands before the
    first line that surely began after it.
    """
    courses = placing.case.courses(None)
    drugs = tuple(_drug_lanes(placing, run, None, courses))
    of_no_line = [*with_course_events(placing, run.cutoff, drugs, None, courses)]
    for line in run.lines:
        while of_no_line and _surely_begun(of_no_line[0], placing.of(line, "start")):
            yield of_no_line.pop(0)
        courses = placing.case.courses(line.id)
        one_bar = not courses or _given_as_one(line, courses)
        draw = _line_lane if one_bar else _drug_lanes
        lanes = tuple(draw(placing, run, line, courses))
        yield from with_course_events(placing, run.cutoff, lanes, line, courses)
    yield from of_no_line


def _surely_begun(lane: Lane, start: Place) -> bool:
    """Whether what is in a lane began before the first possible day of a line."""
    days = [bar.start.latest for bar in lane.bars] + [m.at.latest for m in lane.marks]
    first, begun = start.bounds.earliest, [day for day in days if day is not None]
    return first is not None and bool(begun) and min(begun) < first


def _given_as_one(line: TherapyLine, courses: tuple[DrugCourse, ...]) -> bool:
    """Whether nothing is known of any drug that is not known of the whole line."""
    if len(courses) == 1:
        return False
    first = courses[0].model_dump(exclude=_OWN_OF_A_DRUG)
    alike = all(c.model_dump(exclude=_OWN_OF_A_DRUG) == first for c in courses)
    return alike and not any(
        c.dosing
        or c.stop_reason not in (None, line.stop_reason)
        or c.stop_detail not in (None, line.stop_detail)
        for c in courses
    )


def _line_lane(
    placing: Placing, run: Run, line: TherapyLine, courses: tuple[DrugCourse, ...]
) -> Iterator[Lane]:
    drugs = _in_regimen_order(line, tuple(dict.fromkeys(c.drug for c in courses)))
    first = courses[0] if courses else None
    dated = first and placing.chronology.placed(first, "start").known
    source = first if first and dated else line
    title = " + ".join(drugs) or line.regimen
    by_name = {course.drug: course for course in courses}
    named = tones_of_courses([by_name[name] for name in drugs])
    tones = named or regimen_tones(line.regimen)
    bar = treatment_bar(placing, run, source, line, tones=tones)
    yield Lane(
        Group.SYSTEMIC, capitalised(title), _qualified(placing, line), bars=(bar,)
    )


def _in_regimen_order(line: TherapyLine, drugs: tuple[str, ...]) -> tuple[str, ...]:
    regimen = find_regimen(line.regimen)
    order = list(regimen.drugs) if regimen else []

    def rank(name: str) -> int:
        drug = find_drug(name)
        known = drug.name if drug else name
        return order.index(known) if known in order else len(order)

    return tuple(sorted(drugs, key=rank))


def _drug_lanes(
    placing: Placing,
    run: Run,
    line: TherapyLine | None,
    courses: tuple[DrugCourse, ...],
) -> Iterator[Lane]:
    """A lane for each drug of a line, or of those that belong to none."""
    by_drug: dict[str, list[DrugCourse]] = {}
    for course in placing.chronology.in_order(courses):
        if isinstance(course, DrugCourse):
            drug = find_drug(course.drug)
            by_drug.setdefault(drug.name if drug else course.drug, []).append(course)
    names = tuple(by_drug)
    for name in _in_regimen_order(line, names) if line else names:
        of_drug = by_drug[name]
        tones = (course_tone(of_drug[0]),)
        bars = tuple(
            treatment_bar(placing, run, course, line, tones=tones, dosing=dosing)
            for course, dosing in zip(of_drug, own_dosing(of_drug), strict=True)
        )
        title = capitalised(of_drug[0].drug)
        subtitle = dosing_steps(placing, of_drug)
        subtitle = subtitle or (_qualified(placing, line) if line else "")
        yield Lane(Group.SYSTEMIC, title, subtitle, bars=bars)


def _qualified(placing: Placing, line: TherapyLine) -> str:
    """What sets a line apart where no dose does."""
    local = placing.case.of_kind(LocalIntervention)
    irradiated = any(i.line == line.id and i.type in _RADIOTHERAPY for i in local)
    setting = line.setting if irradiated else None
    if irradiated:
        return joined((setting, placing.word("subtitle.radiotherapy")), ", ")
    experimental = placing.word("subtitle.experimental") if line.experimental else ""
    return line.trial or experimental
