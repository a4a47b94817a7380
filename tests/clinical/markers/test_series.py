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


def test_a_usual_limit_is_a_setting_and_stands_in_the_unit_of_the_series() -> None:
    found = series(
        result("a", "2020-01", "100", analyte="CEA", unit="ng/mL"),
        result("b", "2020-01", "100", unit="ng/mL"),
        result("c", "2020-01", "100", analyte="CA19-9", assay="x", unit="U/L"),
        result("d", "2020-01", "100", analyte="CA72-4"),
    )
    limits = {s.values[0].record: s.values[0].limit for s in found}
    # 5 ng/mL is the catalogue's limit of CEA; 37 U/mL is 37 000 U/L
    assert limits == {"a": 5.0, "b": None, "c": 37_000.0, "d": None}


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


def test_equal_units_are_one_series_with_the_numbers_as_reported() -> None:
    found = series(
        result("m1", "2020-02-01", "4.2", analyte="CEA", unit="ng/mL"),
        result("m2", "2020-03-01", "4.6", analyte="CEA", unit="ug/L"),
        result("m3", "2020-04-01", "12", analyte="CEA", unit="µg/L"),
        result("m4", "2020-02-01", "120"),
        result("m5", "2020-03-01", "130", unit="kU/L"),
        result("m6", "2020-04-01", "60", unit="U/ml"),
    )
    numbers = {s.marker: [v.value for v in s.values] for s in found}
    assert numbers == {"CEA": [4.2, 4.6, 12.0], "CA19-9": [120.0, 130.0, 60.0]}
    assert [s.converted for s in found] == [(), ()]


def test_a_unit_with_a_known_factor_is_converted_to_that_of_most_results() -> None:
    (found,) = series(
        result("a", "2020-01", "2.4", analyte="M protein", unit="g/dL"),
        result("b", "2020-02", "21", analyte="M-protein", unit="g/L"),
        result("c", "2020-03", "18", analyte="paraprotein", unit="g/L"),
    )
    assert found.unit == "g/L"
    assert [v.value for v in found.values] == [24.0, 21.0, 18.0]
    assert found.converted == ("g/dL",)


def test_a_limit_is_converted_with_its_value() -> None:
    (found,) = series(
        result("a", "2020-01", "5", analyte="CEA", unit="ng/mL"),
        result("b", "2020-02", "4", analyte="CEA", unit="ng/mL"),
        result("c", "2020-03", "0.01", analyte="CEA", unit="mg/L", upper_limit=0.004),
    )
    assert [v.value for v in found.values] == [5.0, 4.0, 10.0]
    assert [(v.limit, v.limit_is_setting) for v in found.values] == [
        (5.0, True),
        (5.0, True),
        (4.0, False),
    ]


def test_what_was_measured_on_urine_is_a_series_of_its_own() -> None:
    on = {"analyte": "M-protein", "unit": "g/L"}
    serum, urine = series(
        result("a", "2020-01", "20", **on),
        result("b", "2020-01", "3", specimen="urine", **on),
        result("c", "2020-02", "22", specimen="serum", **on),
    )
    assert [v.record for v in serum.values] == ["a", "c"]
    assert (serum.name, urine.name) == ("M-protein", "M-protein, urine")


def test_m_protein_is_one_marker_however_it_is_spelled() -> None:
    (found,) = series(
        result("a", "2020-01", "20", analyte="M-protein", unit="g/L"),
        result("b", "2020-02", "22", analyte="M protein", unit="g/L"),
    )
    assert found.marker == "M-protein"
