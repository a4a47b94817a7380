"""Lesions as curves: the sum of the targets, and each lesion where it is chosen."""

from timeline.case.case import Case
from timeline.case.records.assessment import Assessment
from timeline.case.records.finding import Lesion
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.swimlane.build import build
from timeline.swimlane.model import Series
from timeline.swimlane.options import SwimlaneOptions

LIVER = Lesion(id="liver", name="Liver", target=True)
BEFORE, AFTER = (
    LesionMeasurement.model_validate(
        {"id": name, "lesion": "liver", "date": date, "diameter": size}
    )
    for name, date, size in (("m1", "2020-01-05", 40), ("m2", "2020-03-05", 0))
)
STATED = Assessment.model_validate(
    {"id": "a", "date": "2020-03-05", "sum_of_diameters": 3}
)
HB = Result.model_validate(
    {"id": "hb", "date": "2020-02-01", "analyte": "Hb", "value": 9.8, "unit": "g/dL"}
)
CASE = Case(Patient(id="p", code="P"), (LIVER, BEFORE, AFTER, HB))


def drawn(case: Case, *names: str) -> dict[str, Series]:
    markers = frozenset(names) if names else None
    swimlane = build(case, SwimlaneOptions(markers=markers))
    return {series.marker: series for series in swimlane.series}


def test_the_sum_is_drawn_and_the_rest_is_chosen() -> None:
    assert [*drawn(CASE)] == ["Sum of target lesions"]
    chosen = drawn(CASE, "Liver", "haemoglobin")
    assert {*chosen} == {"Liver", "haemoglobin"}
    assert [point.value for point in chosen["Liver"].points] == [40, 0]


def test_millimetres_stand_on_a_linear_scale_with_its_zero() -> None:
    series = drawn(CASE)["Sum of target lesions"]
    assert not series.scale.logarithmic
    assert [series.scale.share(point.value) for point in series.points] == [0.8, 0.0]


def test_a_stated_sum_stands_where_there_is_one() -> None:
    series = drawn(Case(CASE.patient, (*CASE.records, STATED)))
    points = [(p.record, p.value) for p in series["Sum of target lesions"].points]
    assert points == [("m1", 40), ("a", 3)]


def test_stated_sums_alone_are_drawn_where_they_are_chosen() -> None:
    first = STATED.changed(id="b", date="2020-01-05", sum_of_diameters=80)
    case = Case(CASE.patient, (STATED, first))
    assert drawn(case) == {}
    assert [*drawn(case, "Sum of target lesions")] == ["Sum of target lesions"]


def test_zero_of_a_marker_stands_at_the_foot_of_its_scale() -> None:
    values = [
        Result.model_validate(
            {
                "id": name,
                "date": date,
                "analyte": "CEA",
                "value": value,
                "unit": "ng/mL",
            }
        )
        for name, date, value in (("c1", "2020-01-05", 12), ("c2", "2020-02-05", 0))
    ]
    series = drawn(Case(CASE.patient, tuple(values)))["CEA"]
    assert series.scale.logarithmic
    assert series.scale.share(0) == 0
    assert 0 < series.height(series.points[1]) < 12
