"""Measured lesions that no curve shows: new ones, and those that are no targets."""

from collections.abc import Iterator

from timeline.case.records.measurement import LesionMeasurement
from timeline.case.response_vocabulary import RecistRole
from timeline.clinical.lesion_sums import target_lesions
from timeline.swimlane.details import joined
from timeline.swimlane.lesion_series import sum_series
from timeline.swimlane.marks import mark
from timeline.swimlane.model import Group, Lane, Mark, Shape, Tone
from timeline.swimlane.placing import Placing


def measured_lanes(placing: Placing) -> Iterator[Lane]:
    """One lane of what the sum of the targets does not hold; all where there is none.

    That a lesion is new is what its measurement states; no progression follows here.
    """
    in_sum = target_lesions(placing.case) if sum_series(placing) else ()
    records = placing.chronology.in_order(placing.case.of_kind(LesionMeasurement))
    marks = tuple(
        _mark(placing, record)
        for record in records
        if isinstance(record, LesionMeasurement) and record.lesion not in in_sum
    )
    yield Lane(Group.FINDINGS, placing.word("lane.measured"), "", marks=marks)


def _mark(placing: Placing, record: LesionMeasurement) -> Mark:
    lesion = placing.case.get(record.lesion)
    label = joined((lesion.label if lesion else "", record.amount))
    if record.role is RecistRole.NEW:
        label = placing.word("label.new_lesion", lesion=label)
    return mark(placing, record, tone=Tone.FINDING, shape=Shape.TICK, label=label)
