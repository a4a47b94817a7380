"""Sums of target lesions by hand: RECIST 1.1 counts a lesion that is gone as 0 mm."""

import pytest

from timeline.case.case import Case
from timeline.case.records.finding import Lesion
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.patient import Patient
from timeline.clinical.lesion_sums import lesion_sums

LIVER = Lesion(id="liver", name="Liver, segment 4", target=True)
NODE = Lesion(id="node", name="Node")
OTHER = Lesion(id="other", name="Lung nodule", target=False)


def measured(name: str, lesion: str, date: str, **values: object) -> LesionMeasurement:
    return LesionMeasurement.model_validate(
        {"id": name, "lesion": lesion, "date": date, **values}
    )


def sums(*measurements: LesionMeasurement) -> list[tuple[str, float | None]]:
    case = Case(Patient(id="p", code="P"), (LIVER, NODE, OTHER, *measurements))
    return [(s.date.canonical, s.diameter) for s in lesion_sums(case)]


NODE_AS_TARGET = measured("n1", "node", "2020-01-05", diameter=18, role="target")


def test_targets_are_added_up_on_each_date() -> None:
    assert sums(
        measured("l1", "liver", "2020-01-05", diameter=42.5),
        NODE_AS_TARGET,
        measured("o1", "other", "2020-01-05", diameter=9),
        measured("l2", "liver", "2020-03-05", diameter=20),
        measured("n2", "node", "2020-03-05", diameter=12),
    ) == [("2020-01-05", 60.5), ("2020-03-05", 32.0)]


@pytest.mark.parametrize(
    ("state", "whole"),
    [("absent", 20.0), ("too small to measure", 25.0), ("present", None)],
)
def test_a_state_counts_what_the_criteria_say(state: str, whole: float | None) -> None:
    later = (
        measured("l2", "liver", "2020-03-05", state=state),
        measured("n2", "node", "2020-03-05", diameter=20),
    )
    assert sums(NODE_AS_TARGET, *later)[-1] == ("2020-03-05", whole)


def test_a_sum_that_lacks_a_target_or_has_two_sizes_is_none() -> None:
    twice = (
        measured("l2", "liver", "2020-03-05", diameter=20),
        measured("l3", "liver", "2020-03-05", diameter=21),
        measured("n2", "node", "2020-03-05", diameter=12),
    )
    assert sums(NODE_AS_TARGET, *twice) == [("2020-01-05", None), ("2020-03-05", None)]


def test_the_same_size_twice_is_one_size() -> None:
    again = (
        measured("l2", "liver", "2020-03-05", diameter=20),
        measured("l3", "liver", "2020-03-05", diameter=20),
    )
    assert sums(*again) == [("2020-03-05", 20.0)]
