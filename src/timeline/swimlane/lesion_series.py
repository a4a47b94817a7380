"""The size of lesions as curves: the sum of the targets, and each lesion by itself."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.case.record import Record
from timeline.case.records.assessment import Assessment
from timeline.case.records.finding import Lesion
from timeline.case.records.measurement import LesionMeasurement
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.lesion_sums import lesion_sums, size
from timeline.swimlane.details import detail, measured
from timeline.swimlane.model import Point, Series
from timeline.swimlane.placing import Placing

_LEAST = 2
"""Points that make a curve."""


def sum_series(placing: Placing) -> tuple[Series, ...]:
    """The sum of the target lesions, where it is known on two dates or more.

    On a date with a stated sum that one is drawn, as the source gives it.
    """
    stated = [
        (assessment, assessment.sum_of_diameters)
        for assessment in readings_that_count(placing.case, Assessment)
        if assessment.sum_of_diameters is not None and assessment.lesion is None
    ]
    when = placing.chronology.comparable
    dates = {when(assessment, "date") for assessment, _ in stated}
    points = [_point(placing, record, value) for record, value in stated]
    for lesion_sum in lesion_sums(placing.case):
        record, diameter = placing.case.get(lesion_sum.records[0]), lesion_sum.diameter
        if not isinstance(record, LesionMeasurement) or diameter is None:
            continue
        if when(record, "date") not in dates:
            point = _point(placing, record, diameter)
            fields = (*point.detail, *measured(placing, record))
            points.append(replace(point, detail=fields))
    if len(points) < _LEAST:
        return ()
    return (_series(placing.word("panel.sum"), points),)


def lesion_series(placing: Placing) -> tuple[Series, ...]:
    """Each lesion that was measured."""
    return tuple(_of_lesions(placing))


def _of_lesions(placing: Placing) -> Iterator[Series]:
    measurements = readings_that_count(placing.case, LesionMeasurement)
    for lesion in placing.case.of_kind(Lesion):
        points = [
            _point(placing, measurement, millimetres)
            for measurement in measurements
            if measurement.lesion == lesion.id
            and (millimetres := size(measurement)) is not None
        ]
        if points:
            yield _series(lesion.name, points)


def _point(placing: Placing, record: Record, millimetres: float) -> Point:
    place = placing.of(record)
    return Point(
        record=record.id,
        at=place.bounds,
        value=millimetres,
        comparator="=",
        certainty=place.certainty,
        label=f"{millimetres:g} mm",
        detail=detail(placing, record),
    )


def _series(name: str, points: list[Point]) -> Series:
    return Series(
        marker=name,
        unit="mm",
        upper_limit=None,
        limit_is_setting=False,
        points=tuple(sorted(points, key=lambda point: point.at.sort_key)),
        note="",
        linear=True,
    )
