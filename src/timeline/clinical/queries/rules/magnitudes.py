"""Numbers that are tens, hundreds or thousands of times what stands beside them."""

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from timeline.case.chronology import Bounds
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.case.treatment_vocabulary import DrugGroup
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.usual_doses import usual_doses
from timeline.clinical.lines.drugs import drug_name
from timeline.clinical.markers.series import MarkerSeries
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, named, sentence
from timeline.clinical.queries.rules.rule import CHOICE, Match, Number, declared
from timeline.clinical.units import one_spelling, same_unit

_TENFOLD = 8.0
"""Doses of one drug in one unit differ less: loading, reductions, steps of a trial."""
_LEAST = 0.8
"""Decimal powers by which a value differs from both of its neighbours."""
_POWERS = (1, 2, 3)
_SPAN = 365
"""Days within which both neighbours of a value lie."""
_NEAR = 0.3
"""Decimal powers by which that may miss 10, 100 or 1000."""


@declared(
    "dose-magnitude",
    Severity.CONFLICT,
    DrugCourse,
    settle="Compare both doses and their units with the chart.",
    source=f"{CHOICE}: eight times the dose of another course of the drug",
)
def dose_magnitude(evidence: Evidence) -> Iterator[Match]:
    """A dose that is about ten times another dose of the same drug."""
    courses: dict[tuple[str, str, object], list[DrugCourse]] = defaultdict(list)
    for course in evidence.case.of_kind(DrugCourse):
        drug = find_drug(course.drug)
        tapered = drug is not None and drug.group is DrugGroup.GLUCOCORTICOID
        if course.dose is not None and not tapered:
            unit = one_spelling(course.dose_unit or "")
            courses[drug_name(course.drug), unit, course.route].append(course)
    for same in courses.values():
        pairs = [pair for pair in combinations(same, 2) if _ratio(*pair) >= _TENFOLD]
        if pairs:
            low, high = sorted(max(pairs, key=lambda p: _ratio(*p)), key=_dose)
            yield Match(
                (high.id, low.id),
                f"{sentence(high.drug)} is given at {high.dosing} and at {low.dosing}: "
                f"{_ratio(high, low):.0f} times as much.",
                field="dose",
            )


@declared(
    "dose-and-catalogue",
    Severity.CONFLICT,
    DrugCourse,
    settle="Compare the dose and its unit with the chart.",
    source=f"{CHOICE}: eight times, or an eighth of, what the catalogue states",
)
def dose_and_catalogue(evidence: Evidence) -> Iterator[Match]:
    """A dose that is about ten times, or a tenth of, the doses of the catalogue."""
    for course in evidence.case.of_kind(DrugCourse):
        if course.dose is None:
            continue
        usual = [
            dose
            for (drug, unit), doses in usual_doses().items()
            if drug == drug_name(course.drug)
            and same_unit(unit, course.dose_unit or "")
            for dose in doses
        ]
        if usual and not min(usual) / _TENFOLD < course.dose < max(usual) * _TENFOLD:
            stated = " or ".join(f"{dose:g}" for dose in usual)
            yield Match(
                (course.id,),
                f"{sentence(course.drug)} is given at {course.dosing}; the sources of "
                f"the catalogue state {stated} {course.dose_unit}.",
                field="dose",
            )


def _dose(course: DrugCourse) -> float:
    return course.dose or 0.0


def _ratio(one: DrugCourse, other: DrugCourse) -> float:
    low, high = sorted((_dose(one), _dose(other)))
    return high / low if low else 0.0


@declared(
    "value-magnitude",
    Severity.CONFLICT,
    Result,
    settle="Compare the value, its decimal sign and its unit with the laboratory's "
    "report.",
    blocks=(Number.MARKERS,),
    source=f"{CHOICE}: a value off both neighbours of one year by about 10, 100 "
    "or 1000",
)
def value_magnitude(evidence: Evidence) -> Iterator[Match]:
    """A marker value about 10, 100 or 1000 times off the values before and after it."""
    for series in evidence.series:
        yield from _misplaced(evidence, series)


def _misplaced(evidence: Evidence, series: MarkerSeries) -> Iterator[Match]:
    values = [value for value in series.values if not value.query]
    for before, value, after in zip(values, values[1:], values[2:], strict=False):
        if not value.exact or min(before.value, value.value, after.value) <= 0:
            continue
        if not _soon(before.when, after.when):
            continue
        powers = off_by(before.value, value.value, after.value)
        result = evidence.case.get(value.record)
        if powers is not None and isinstance(result, Result):
            much = "above" if powers > 0 else "below"
            yield Match(
                (value.record, before.record, after.record),
                f"{sentence(named(result))} lies about {10 ** abs(powers)} times "
                f"{much} its neighbours, {before.value:g} and {after.value:g} "
                f"{series.unit}.",
                field="value",
            )


def _soon(before: Bounds, after: Bounds) -> bool:
    """Whether two values are so close in time that what lies between is alike."""
    if before.earliest is None or after.latest is None:
        return False
    return after.latest - before.earliest <= _SPAN


def off_by(before: float, value: float, after: float) -> int | None:
    """Decimal powers by which a value is off between two neighbours that agree.

    Returns:
        3 for a value a thousand times too high, -3 for one too low; None where it is
        not off, or where the neighbours differ about as much from each other.
    """
    first, second = math.log10(value / before), math.log10(value / after)
    off = (first + second) / 2
    least = min(abs(first), abs(second))
    if first * second <= 0 or least < _LEAST or abs(first - second) > least / 2:
        return None
    powers = round(off)
    return powers if abs(off - powers) <= _NEAR and abs(powers) in _POWERS else None
