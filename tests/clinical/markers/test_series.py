from clinical.marker_examples import case_of, result
from timeline.case.chronology import Chronology
from timeline.case.record import Record
from timeline.clinical.markers.series import MarkerSeries, marker_series
from timeline.clinical.settings import Settings


def series(*records: Record, limit: float = 37.0) -> tuple[MarkerSeries, ...]:
    case = case_of(*records)
    return marker_series(case, Chronology(case), Settings(ca19_9_upper_limit=limit))


def test_other_spellings_and_units_of_one_marker_are_one_series() -> None:
    (found,) = series(
        result("a", "2020-01", "100"),
        result("b", "2020-03", "90", analyte="CA199", unit="kU/L"),
        result("c", "2020-05", "80", unit="[arb'U]/mL"),
    )
    assert found.marker == "CA19-9"
    assert [v.record for v in found.values] == ["a", "b", "c"]
    assert {v.limit for v in found.values} == {37.0}
    assert found.ordered


def test_assays_units_and_markers_are_kept_apart() -> None:
    found = series(
        result("a", "2020-01", "100", assay="Roche"),
        result("b", "2020-02", "90", assay="Siemens"),
        result("c", "2020-03", "80"),
        result("d", "2020-04", "5", analyte="CEA", unit="ng/mL"),
        result("e", "2020-05", "5", analyte="CEA", unit="nmol/L"),
    )
    assert [len(s.values) for s in found] == [1, 1, 1, 1, 1]


def test_the_limit_of_the_result_comes_before_the_setting() -> None:
    (found,) = series(
        result("a", "2020-01", "100", upper_limit=35),
        result("b", "2020-02", "100"),
        limit=34.0,
    )
    assert [(v.limit, v.limit_is_setting) for v in found.values] == [
        (35.0, False),
        (34.0, True),
    ]


def test_the_setting_is_for_ca19_9_in_its_unit_only() -> None:
    found = series(
        result("a", "2020-01", "100", analyte="CEA"),
        result("b", "2020-01", "100", unit="ng/mL"),
    )
    assert [s.values[0].limit for s in found] == [None, None]


def test_values_of_one_day_and_assay_are_pointed_out() -> None:
    (found,) = series(
        result("a", "2020-01-05", "100"),
        result("b", "2020-01-05", "110"),
        result("c", "2020-01-06", "110"),
    )
    assert found.duplicates == (("a", "b"),)


def test_two_values_of_one_month_need_not_be_the_same_sample() -> None:
    (found,) = series(
        result("a", "2020-01", "100"),
        result("b", "2020-01", "110"),
        result("c", "2020-02", "50"),
        result("d", "2020-02", "50"),
        result("e", "", "50"),
        result("f", "", "50"),
    )
    assert found.duplicates == (("c", "d"),)
    assert not found.ordered
