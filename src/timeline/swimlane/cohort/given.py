"""Which drugs of a patient are drawn as one segment, and from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.endpoints.endpoint import Moment, first_of, last_of
from timeline.clinical.lines.numbered_line import NumberedLine
from timeline.swimlane.cohort.course import Course
from timeline.swimlane.model import Tone
from timeline.swimlane.tones import drug_tone, regimen_tones, tones_of


@dataclass(frozen=True, slots=True)
class _Recorded:
    """A line of therapy as recorded, with the number that it has."""

    number: int
    line: TherapyLine
    courses: tuple[DrugCourse, ...]
    drugs: tuple[str, ...]
    """By catalogue name, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Given:
    """Drugs that are drawn as one."""

    number: int
    tones: tuple[Tone, ...]
    """Classes of the drugs, each once."""
    name: str
    start: Moment
    stop: Moment | None
    """None while ongoing."""


def given_drugs(course: Course, *, by_line: bool) -> Iterator[Given]:
    """What is drawn as one, in the order of the lines.

    Args:
        course: The patient.
        by_line: Whether a whole line is one; otherwise everything of one class in it.
    """
    for recorded in _recorded(course):
        found = _whole_line if by_line else _by_class
        yield from found(course, recorded)


def _recorded(course: Course) -> Iterator[_Recorded]:
    """Recorded lines in order; those that share a number are not joined."""
    for line in course.history.lines:
        parts: dict[str, list[NumberedLine]] = {}
        for part in line.parts:
            parts.setdefault(part.line.id, []).append(part)
        for found in parts.values():
            courses = {c.id: c for part in found for c in part.courses}
            drugs = sorted({drug for part in found for drug in part.drugs})
            yield _Recorded(
                line.number, found[0].line, tuple(courses.values()), tuple(drugs)
            )


def _whole_line(course: Course, recorded: _Recorded) -> Iterator[Given]:
    yield Given(
        number=recorded.number,
        tones=tones_of(recorded.drugs) or regimen_tones(recorded.line.regimen),
        name=recorded.line.regimen,
        start=_start(course, recorded, recorded.courses),
        stop=_stop(course, recorded, recorded.courses),
    )


def _by_class(course: Course, recorded: _Recorded) -> Iterator[Given]:
    names: dict[Tone, list[str]] = {}
    given: dict[Tone, list[DrugCourse]] = {}
    for one in recorded.courses:
        given.setdefault(drug_tone(one.drug), []).append(one)
        names.setdefault(drug_tone(one.drug), []).append(one.drug)
    if not names:
        for drug in recorded.drugs:
            names.setdefault(drug_tone(drug), []).append(drug)
    for tone, drugs in names.items():
        courses = tuple(given.get(tone, ()))
        yield Given(
            number=recorded.number,
            tones=(tone,),
            name=" + ".join(dict.fromkeys(drugs)),
            start=_start(course, recorded, courses),
            stop=_stop(course, recorded, courses),
        )


def _start(
    course: Course, recorded: _Recorded, courses: tuple[DrugCourse, ...]
) -> Moment:
    """The first dose; that of the line where it says more than its courses do."""
    dated = bool(courses) and all(one.start.known for one in courses)
    whole = courses == recorded.courses and recorded.line.start.known
    if whole or not dated:
        return course.history.moment(recorded.line, "start", "start")
    return first_of(_doses(course, courses, "start"))


def _stop(
    course: Course, recorded: _Recorded, courses: tuple[DrugCourse, ...]
) -> Moment | None:
    """The last dose; that of the line for drugs of whose end nothing else is known."""
    line, whole = recorded.line, courses == recorded.courses
    if any(one.ongoing for one in courses):
        return None
    own = any(one.stop.known or one.stop_reason for one in courses)
    if not own or (whole and line.stop.known):
        return None if line.ongoing else course.history.moment(line, "stop", "stop")
    return last_of(_doses(course, courses, "stop"))


def _doses(course: Course, courses: tuple[DrugCourse, ...], field: str) -> list[Moment]:
    doses = [course.history.moment(one, field, field) for one in courses]
    return sorted(doses, key=lambda dose: dose.bounds.sort_key)
