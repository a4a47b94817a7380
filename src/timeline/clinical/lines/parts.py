"""The parts of one line: what was given before and after a drug was dropped."""

from collections.abc import Iterable

from timeline.case.chronology import Chronology
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import StopReason
from timeline.clinical.lines.drugs import drug_name

_DROPPED = (StopReason.TOXICITY, StopReason.COMPLETED)


def parts(
    line: TherapyLine,
    courses: tuple[DrugCourse, ...],
    chronology: Chronology,
    window_days: int,
) -> tuple[tuple[DrugCourse, ...], ...]:
    """Divide the courses of a line where a drug was dropped and the rest went on.

    Args:
        line: The recorded line.
        courses: Its courses.
        chronology: The bounds of the case.
        window_days: How much later the rest has to end; drugs of one cycle have their
            last doses on different days.

    Returns:
        All courses and then those that went on, if a drug was stopped for toxicity or
        as planned while another one continued; otherwise all courses only.
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
    if continued and any(drug_name(course.drug) not in going_on for course in dropped):
        return courses, continued
    return (courses,)


def _goes_on(
    course: DrugCourse, line: TherapyLine, chronology: Chronology, limit: int | None
) -> bool:
    if course.ongoing or (line.ongoing and not _ended(course)):
        return True
    last = chronology.bounds(f"{course.id}.stop").earliest
    return limit is not None and last is not None and last > limit


def _ended(course: DrugCourse) -> bool:
    return course.stop.known or course.stop_reason is not None


def letters(count: int) -> Iterable[str]:
    """Suffixes for the parts of one number; one part needs none."""
    return [""] if count == 1 else [chr(ord("a") + index) for index in range(count)]
