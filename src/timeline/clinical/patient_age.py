"""How old the patient was on a later day, without any date of birth.

The age at presentation gives a range of birthdays, and every later age is a range too.
Ages of 90 and over are told as that, because a de-identified case knows no more.
"""

import datetime as dt
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology

_DAYS_PER_YEAR = 365.25
_TOP = 90
"""The age at which de-identification stops counting."""
AGE_RULE = (
    "Ages are ranges: they follow from the age at presentation and from what is known "
    "of its date. 90 and over is not told apart."
)


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Age in completed years."""

    youngest: int
    oldest: int

    @property
    def text(self) -> str:
        """For reading: `66-68 y`, `88 y or over`."""
        if self.oldest >= _TOP:
            return f"{min(self.youngest, _TOP)} y or over"
        if self.youngest == self.oldest:
            return f"{self.youngest} y"
        return f"{self.youngest}-{self.oldest} y"


def patient_age(case: Case, chronology: Chronology, reference: str) -> AgeRange | None:
    """Age of the patient at a point in time.

    Args:
        case: The case.
        chronology: Its chronology.
        reference: A record's id, or `id.field`.

    Returns:
        None if the age at presentation is not stated, or if either the presentation
        or the point has no bounds on both sides; and below 90 for a patient who
        presented at 90 or over.
    """
    age = case.patient.age_at_presentation
    if age is None:
        return None
    presentation, when = chronology.when(case.patient), chronology.bounds(reference)
    of_day = _relative_age if case.relative else age_at
    result = of_day(age, presentation, when)
    if result and age >= _TOP > result.oldest:
        return None  # the age at presentation may be the top that stands for more
    return result


def age_at(age: int, presentation: Bounds, when: Bounds) -> AgeRange | None:
    """Age on a calendar day that need not be exact.

    Args:
        age: Completed years at presentation.
        presentation: Bounds of the presentation, as proleptic ordinals.
        when: Bounds of the day in question.

    Returns:
        None if a bound is open.
    """
    first, last = presentation.earliest, presentation.latest
    start, end = when.earliest, when.latest
    if first is None or last is None or start is None or end is None:
        return None
    oldest_birth = _years_before(first, age + 1) + 1
    youngest_birth = _years_before(last, age)
    return AgeRange(_completed(youngest_birth, start), _completed(oldest_birth, end))


def _years_before(day: int, years: int) -> int:
    date = dt.date.fromordinal(day)
    try:
        return date.replace(year=date.year - years).toordinal()
    except ValueError:  # 29 February of a year that is no leap year
        return date.replace(year=date.year - years, day=28).toordinal()


def _completed(birth: int, day: int) -> int:
    born, date = dt.date.fromordinal(birth), dt.date.fromordinal(day)
    before_birthday = (date.month, date.day) < (born.month, born.day)
    return date.year - born.year - before_birthday


def _relative_age(age: int, presentation: Bounds, when: Bounds) -> AgeRange | None:
    """Age in a case without a calendar, where a year is 365.25 days."""
    first, last = presentation.earliest, presentation.latest
    start, end = when.earliest, when.latest
    if first is None or last is None or start is None or end is None:
        return None
    least, most = (start - last) / _DAYS_PER_YEAR, (end - first) / _DAYS_PER_YEAR
    return AgeRange(age + int(least // 1), age - int(-most // 1))
