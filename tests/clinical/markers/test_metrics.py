from clinical.marker_examples import case_of, result
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Record
from timeline.case.vocabulary import Answer
from timeline.clinical.markers.metrics import (
    LEWIS_NEGATIVE,
    NOT_ORDERED,
    ONE_VALUE,
    MarkerPanel,
    marker_panels,
)
from timeline.clinical.markers.progression import MarkerFlag


def panels(
    *records: Record, lewis_negative: Answer | None = None
) -> tuple[MarkerPanel, ...]:
    case = case_of(*records, lewis_negative=lewis_negative)
    return marker_panels(case, Chronology(case))


def test_the_published_case_has_one_value_and_no_trend(
    cases: tuple[Case, ...],
) -> None:
    case = next(case for case in cases if case.code == "GBC-90")
    (panel,) = marker_panels(case, Chronology(case))
    assert panel.series.marker == "CA19-9"
    assert panel.baseline is not None
    assert panel.baseline.value == 1200
    (reading,) = panel.readings
    assert reading.fold_text == "32.4 x upper limit (limit 37 is a setting)"
    assert reading.normalised is False
    assert [value.record for value in panel.series.values] == ["e02-ca19-9"]
    texts = (
        panel.nadir_text,
        panel.change_text,
        panel.tempo_text,
        panel.slope_text,
        panel.progression_text,
    )
    assert set(texts) == {ONE_VALUE} == {"not computable: 1 value"}


def test_a_series() -> None:
    (panel,) = panels(
        result("a", "2020-01-01", "1200", upper_limit=37),
        result("b", "2020-01-31", "600", upper_limit=37),
        result("c", "2020-03-01", "30", upper_limit=37),
        result("d", "2020-04-01", "90", upper_limit=37),
        result("e", "2020-04-22", "100", upper_limit=37),
    )
    assert panel.nadir_text == "30"
    assert panel.change_text == "-91.7 %"
    assert panel.progression is not None
    assert panel.progression.flag is MarkerFlag.YES
    assert panel.progression.records == ("c", "d", "e")
    assert [r.normalised for r in panel.readings] == [False, False, True, False, False]
    from_baseline = [r.from_baseline.text for r in panel.readings if r.from_baseline]
    assert from_baseline == ["-50.0 %", "-97.5 %", "-92.5 %", "-91.7 %"]
    from_nadir = [r.from_nadir.text for r in panel.readings if r.from_nadir]
    assert from_nadir == ["-95.0 %", "+200.0 %", "+233.3 %"]
    assert "setting" not in panel.readings[0].fold_text


def test_a_tie_takes_the_first_date() -> None:
    (panel,) = panels(
        result("a", "2020-01-01", "100"),
        result("b", "2020-02-01", "40"),
        result("c", "2020-03-01", "40"),
    )
    assert panel.nadir is not None
    assert panel.nadir.record == "b"


def test_limits_of_the_assay() -> None:
    (panel,) = panels(
        result("a", "2020-01-01", "1200"), result("b", "2020-02-01", "<37")
    )
    assert panel.change_text == "< -96.9 %"
    assert panel.tempo_text == "not computable: a value is a limit"
    assert panel.readings[1].fold_text.startswith("< 1.0 x")
    assert panel.readings[1].normalised is True
    assert panel.nadir_text == "<37"


def test_a_small_change_is_marked_as_such() -> None:
    (panel,) = panels(result("a", "2020-01-01", "100"), result("b", "2020-02-01", "65"))
    assert any("variation" in warning for warning in panel.warnings)


def test_a_change_of_forty_percent_is_not() -> None:
    (panel,) = panels(result("a", "2020-01-01", "100"), result("b", "2020-02-01", "60"))
    assert not any("variation" in warning for warning in panel.warnings)


def test_mixed_assays_and_duplicates_are_pointed_out() -> None:
    first, second = panels(
        result("a", "2020-01-01", "100", assay="A"),
        result("b", "2020-01-01", "90", assay="A"),
        result("c", "2020-02-01", "80", assay="B"),
    )
    assert any("2 assays" in warning for warning in first.warnings)
    assert any("2 assays" in warning for warning in second.warnings)
    assert any("same date and assay: a, b" in w for w in first.warnings)
    assert second.change_text == ONE_VALUE


def test_ca19_9_of_a_lewis_negative_patient_is_not_interpreted() -> None:
    records = (
        result("a", "2020-01-01", "3"),
        result("b", "2020-02-01", "2"),
        result("c", "2020-01-01", "3", analyte="CEA", unit="ng/mL"),
        result("d", "2020-02-01", "6", analyte="CEA", unit="ng/mL"),
    )
    ca19_9, cea = panels(*records, lewis_negative=Answer.YES)
    assert ca19_9.change_text == ca19_9.nadir_text == LEWIS_NEGATIVE
    assert [r.normalised for r in ca19_9.readings] == [None, None]
    assert [r.fold_text for r in ca19_9.readings] == [LEWIS_NEGATIVE] * 2
    assert ca19_9.lines == ()
    assert cea.change_text == "+100.0 %"
    known, _ = panels(*records, lewis_negative=Answer.NO)
    assert known.change_text == "-33.3 %"


def test_values_without_an_order_have_no_trend() -> None:
    (panel,) = panels(result("a", "", "1200"), result("b", "", "600"))
    assert panel.baseline is None
    assert panel.change_text == panel.tempo_text == panel.nadir_text == NOT_ORDERED


def test_any_marker_follows_the_same_rules() -> None:
    (panel,) = panels(
        result("a", "2020-01-01", "100", analyte="CYFRA 21-1", unit="ng/L"),
        result("b", "2020-01-31", "50", analyte="CYFRA 21-1", unit="ng/L"),
    )
    assert panel.tempo_text == "halving time 30.0 days"
    assert panel.readings[0].fold is None
    assert panel.readings[0].fold_text == "upper limit not stated"
    assert panel.readings[0].normalised is None
