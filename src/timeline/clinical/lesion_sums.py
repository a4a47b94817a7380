"""Sums of the diameters of target lesions, from the measurement of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.partial_date import PartialDate
from timeline.case.records.finding import Lesion
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.response_vocabulary import LesionState, RecistRole
from timeline.clinical.course.accepted_readings import readings_that_count

TOO_SMALL = 5.0
"""Millimetres of a target lesion that is too small to measure (RECIST 1.1)."""


@dataclass(frozen=True, slots=True)
class LesionSum:
    """The target lesions on one date."""

    date: PartialDate
    diameter: float | None
    """Sum in millimetres; None where a target lesion has no size on this date."""
    records: tuple[str, ...]
    """Ids of the measurements."""
    missing: tuple[str, ...]
    """Ids of the target lesions without a size on this date."""


def lesion_sums(case: Case) -> tuple[LesionSum, ...]:
    """One sum for each stated date on which a target lesion was measured.

    RECIST 1.1 (Eisenhauer 2009): a lesion that is gone counts 0 mm, one that is too
    small to measure 5 mm. A sum that leaves out a lesion would be none.
    """
    targets = target_lesions(case)
    by_date: dict[PartialDate, list[LesionMeasurement]] = defaultdict(list)
    for measurement in readings_that_count(case, LesionMeasurement):
        if measurement.lesion in targets and measurement.date.known:
            date = Chronology.of(case).comparable(measurement, "date")
            by_date[date].append(measurement)
    return tuple(_sum(date, found, targets) for date, found in by_date.items())


def target_lesions(case: Case) -> tuple[str, ...]:
    """Ids of the lesions that are targets, by their own record or by a measurement."""
    measured = {
        measurement.lesion
        for measurement in case.of_kind(LesionMeasurement)
        if measurement.role is RecistRole.TARGET
    }
    return tuple(
        lesion.id
        for lesion in case.of_kind(Lesion)
        if lesion.target or lesion.id in measured
    )


def size(measurement: LesionMeasurement) -> float | None:
    """Millimetres that a measurement counts; None where it states none."""
    if measurement.diameter is not None:
        return measurement.diameter
    counted = {LesionState.ABSENT: 0.0, LesionState.TOO_SMALL: TOO_SMALL}
    return counted.get(measurement.state) if measurement.state else None


def _sum(
    date: PartialDate,
    measurements: Iterable[LesionMeasurement],
    targets: tuple[str, ...],
) -> LesionSum:
    sizes: dict[str, set[float]] = defaultdict(set)
    records = []
    for measurement in measurements:
        records.append(measurement.id)
        if (millimetres := size(measurement)) is not None:
            sizes[measurement.lesion].add(millimetres)
    # two sizes of one lesion on one date leave open which of them counts
    missing = tuple(lesion for lesion in targets if len(sizes[lesion]) != 1)
    whole = None if missing else sum(next(iter(sizes[lesion])) for lesion in targets)
    return LesionSum(date, whole, tuple(records), missing)
