"""Sums of the diameters of target lesions, from the measurement of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.partial_date import PartialDate
from timeline.case.records.finding import Lesion
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.response_vocabulary import (
    DiameterAxis,
    LesionKind,
    LesionState,
    RecistRole,
)
from timeline.clinical.course.accepted_readings import readings_that_count

TOO_SMALL = 5.0
"""Millimetres of a target that is seen and too small to measure (RECIST 1.1, section
4.3.2; EORTC, questions and clarifications: what can be measured counts as measured)."""


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
    return tuple(
        _sum(case, date, on_date, targets) for date, on_date in by_date.items()
    )


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
    if measurement.state is LesionState.NOT_EVALUABLE:
        return None
    if measurement.diameter is not None:
        return measurement.diameter
    counted = {LesionState.ABSENT: 0.0, LesionState.TOO_SMALL: TOO_SMALL}
    return counted.get(measurement.state) if measurement.state else None


def sizes_by_lesion(
    case: Case, measurements: Iterable[LesionMeasurement]
) -> dict[str, tuple[float, ...]]:
    """What each lesion counts on one scan, in millimetres, by its id.

    Of a node the short axis counts, of other lesions the longest. The parts of a lesion
    that split are added up; one that merged with another is part of the size of that
    one (RECIST 1.1, section 4.3.2).

    Returns:
        The sizes that are stated, smallest first: none where a lesion was not
        evaluable, several where the records do not agree.
    """
    by_lesion: dict[str, list[LesionMeasurement]] = defaultdict(list)
    for measurement in measurements:
        by_lesion[measurement.lesion].append(measurement)
    sizes = {lesion: _sizes(case, own) for lesion, own in by_lesion.items()}
    if any(sizes.values()):
        for lesion, own in by_lesion.items():
            if not sizes[lesion] and any(m.state is LesionState.MERGED for m in own):
                sizes[lesion] = (0.0,)
    return sizes


def _sizes(case: Case, measurements: list[LesionMeasurement]) -> tuple[float, ...]:
    """The sizes of one lesion."""
    first, *others = measurements
    plain = first.axis is None and first.state is None
    if plain and not others and first.diameter is not None:
        return (first.diameter,)
    lesion = case.get(measurements[0].lesion)
    node = isinstance(lesion, Lesion) and lesion.type is LesionKind.NODE
    other = DiameterAxis.LONGEST if node else DiameterAxis.SHORT
    counted = [m for m in measurements if m.axis is not other]
    if not counted and not node:  # a report may give no other axis
        counted = measurements
    parts = [m.diameter for m in counted if m.state is LesionState.SPLIT]
    if len(parts) > 1 and None not in parts:
        return (sum(part for part in parts if part is not None),)
    sizes = {s for m in counted if (s := size(m)) is not None}
    if any(m.state is LesionState.ABSENT for m in counted):
        sizes.add(0.0)  # also where it is called absent and has a diameter
    return tuple(sorted(sizes))


def _sum(
    case: Case,
    date: PartialDate,
    measurements: list[LesionMeasurement],
    targets: tuple[str, ...],
) -> LesionSum:
    sizes = sizes_by_lesion(case, measurements)
    # two sizes of one lesion on one date leave open which of them counts
    missing = tuple(lesion for lesion in targets if len(sizes.get(lesion, ())) != 1)
    whole = None if missing else sum(sizes[lesion][0] for lesion in targets)
    return LesionSum(date, whole, tuple(m.id for m in measurements), missing)
