"""What the courses of one drug say of its dose, together and each for itself.

Amounts share a unit, and steps share a schedule, only where every course states the
same. An arrow stands only between steps whose order is known.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from timeline.case.points import point
from timeline.case.records.therapy import DrugCourse
from timeline.swimlane.details import joined
from timeline.swimlane.placing import Placing

_THEN, _IN_UNKNOWN_ORDER, _UNSTATED = " \u2192 ", "; ", "?"


def dosing_steps(placing: Placing, courses: Sequence[DrugCourse]) -> str:
    """Dose and schedule of a drug; where they change, each step in order of time.

    Args:
        placing: Places the courses in time.
        courses: Those of one drug, in order.

    Returns:
        Such as `1000 → 750 → 1000 mg daily`; a question mark stands for a step of
        which nothing is stated. Empty where no course states anything.
    """
    if not any(course.dosing for course in courses):
        return ""
    link = _THEN if _in_known_order(placing, courses) else _IN_UNKNOWN_ORDER
    amounts = [course.amount for course in courses]
    schedules = [course.schedule or "" for course in courses]
    if _same(schedules) and _share_a_unit(courses):
        numbers = [f"{course.dose:.10g}" for course in courses]
        steps = _steps(numbers, link)
        return _typeset(joined((steps, courses[0].dose_unit, schedules[0]), " "))
    if _same(amounts) and all(schedules):
        return _typeset(joined((amounts[0], _steps(schedules, link)), " "))
    return _typeset(_steps([_step(course) for course in courses], link))


def own_dosing(courses: Sequence[DrugCourse]) -> tuple[str, ...]:
    """What each course of a drug states that not all of them state alike."""
    amounts = [course.amount for course in courses]
    schedules = [course.schedule or "" for course in courses]
    if not _same(amounts) and _same(schedules):
        return tuple(map(_typeset, amounts))
    if _same(amounts) and not _same(schedules):
        return tuple(schedules)
    return tuple("" if _same(amounts) else _typeset(c.dosing) for c in courses)


def _step(course: DrugCourse) -> str:
    """One step in full; without a unit it does not borrow that of the next one."""
    if course.dose and not course.dose_unit:
        return joined((course.amount, _UNSTATED, course.schedule), " ")
    return course.dosing or _UNSTATED


def _share_a_unit(courses: Sequence[DrugCourse]) -> bool:
    units = {course.dose_unit for course in courses}
    whole = all(course.dose and course.dose_percent is None for course in courses)
    return len(units) == 1 and whole


def _same(texts: Sequence[str]) -> bool:
    return len(set(texts)) == 1


def _steps(texts: Sequence[str], link: str) -> str:
    """Steps that differ from the one before; without an order, each text once."""
    if link == _THEN:
        return link.join(text for text, _ in groupby(texts))
    return link.join(dict.fromkeys(texts))


def _in_known_order(placing: Placing, courses: Sequence[DrugCourse]) -> bool:
    return all(_precedes(placing, *pair) for pair in pairwise(courses))


def _precedes(placing: Placing, earlier: DrugCourse, later: DrugCourse) -> bool:
    not_later = placing.chronology.not_later
    first, second = point(earlier, "start"), point(later, "start")
    if not_later(point(earlier, "stop"), second):
        return True
    return not_later(first, second) and not not_later(second, first)


def _typeset(dosing: str) -> str:
    """Square metres as they are printed; on a keyboard they are m2."""
    return re.sub(r"(?<=/)m2\b", "m\u00b2", dosing)
