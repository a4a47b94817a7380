import pytest

from clinical.marker_examples import case_of, result
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import Answer
from timeline.clinical.markers.metrics import (
    LEWIS_NEGATIVE,
    NOT_ORDERED,
    ONE_VALUE,
    MarkerPanel,
    marker_panels,
    progressions_by_line,
)
from timeline.clinical.markers.progression import MarkerAnswer

LINE = TherapyLine.model_validate(
    {"id": "line-1", "regimen": "GP", "start": "2020-02-10", "stop": "2020-12-01"}
)
OPEN = "not settled: two values of one day differ (query duplicate:m2:m3)"


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
    assert panel.nadir_text == panel.change_text == ONE_VALUE
    assert ONE_VALUE == "not computable: 1 value"
    for line in panel.lines:
        assert (line.tempo, line.slope, line.fold) == (None, None, None)
        assert line.progression.answer is not MarkerAnswer.YES


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
    assert panel.current is not None
    assert panel.current.headline == "3.3 x nadir 30"
    assert panel.current.progression.answer is MarkerAnswer.YES
    assert panel.current.progression.records == ("c", "d", "e")
    assert [r.normalised for r in panel.readings] == [False, False, True, False, False]
    from_baseline = [r.from_baseline.text for r in panel.readings if r.from_baseline]
    assert from_baseline == ["-50.0 %", "-97.5 %", "-92.5 %", "-91.7 %"]
    from_nadir = [r.from_nadir.text for r in panel.readings if r.from_nadir]
    assert from_nadir == ["-50.0 %", "-95.0 %", "+200.0 %", "+233.3 %"]
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
    assert panel.readings[1].fold_text.startswith("< 1.0 x")
    assert panel.readings[1].normalised is True
    assert panel.nadir_text == "<37"
    assert panel.current is not None
    assert panel.current.tempo is not None
    assert panel.current.tempo.text == "not computable: a value is a limit"


@pytest.mark.parametrize(
    ("first", "later", "change", "headline"),
    [
        ("<50", "95", "> +90.0 %", "> 1.9 x nadir <50"),
        (
            "<37",
            "30",
            "not computable: the limit may lie above or below the other value",
            "nadir <=30",
        ),
    ],
)
def test_a_limit_is_a_bound(first: str, later: str, change: str, headline: str) -> None:
    (panel,) = panels(
        result("a", "2020-01-01", first), result("b", "2020-02-01", later)
    )
    assert panel.change_text == change
    assert panel.current is not None
    assert panel.current.headline == headline


def test_values_below_what_the_assay_measures() -> None:
    """The found input MK-BLQ: the nadir is `<0.6`, whatever limits come after it."""
    texts = "85", "12", "<0.6", "<0.6", "0.8", "<2", "95", ">10000", ">10000"
    days = "02-01", "03-01", "04-01", "05-01", "06-01", "07-01", "10-01", "11-01"
    (panel,) = panels(
        LINE,
        *(
            result(f"m{number}", f"2020-{date}", text, upper_limit=37)
            for number, (date, text) in enumerate(
                zip((*days, "11-20"), texts, strict=True), start=1
            )
        ),
    )
    (line,) = panel.lines
    assert line.nadir is not None
    assert (line.nadir.record, line.nadir_text) == ("m3", "<0.6")
    # 10000 / 0.6
    assert line.headline == "> 16666.7 x nadir <0.6"
    # 95 on 1 Oct, confirmed 31 days later
    assert line.progression.answer is MarkerAnswer.YES
    assert line.progression.records == ("m3", "m7", "m8")


def twice(*more: Entry) -> tuple[MarkerPanel, ...]:
    """The found input MK-TWICE: 12 and 60 on one day."""
    case = case_of(
        LINE,
        result("m1", "2020-02-01", "85"),
        result("m2", "2020-03-01", "12"),
        result("m3", "2020-03-01", "60"),
        result("m4", "2020-04-01", "40", assay="Roche"),
        result("m5", "2020-04-01", "55", assay="Abbott"),
        result("m6", "2020-05-01", "40"),
    )
    case = Case(case.patient, (*case.records, *more))
    return marker_panels(case, Chronology(case))


def test_no_number_is_computed_from_one_of_two_values_of_a_day() -> None:
    panel, *by_other_assays = twice()
    (line,) = panel.lines
    assert line.nadir is None
    assert line.nadir_text == panel.nadir_text == OPEN
    assert line.fold is None
    assert line.tempo is None
    assert line.slope is None
    assert line.progression.answer is MarkerAnswer.NOT_SETTLED
    assert line.progression.query == "duplicate:m2:m3"
    assert line.progression.in_words(relative=False) == f"{OPEN} (twice the nadir)"
    silent = [r for r in panel.readings if r.value.record in ("m2", "m3")]
    for reading in silent:
        assert reading.fold is reading.normalised is None
        assert reading.from_baseline is reading.from_nadir is None
        assert reading.fold_text == OPEN
    # from 85 to 40, and neither is in question
    assert line.from_baseline is not None
    assert line.from_baseline.text == "-52.9 %"
    assert panel.change_text == "-52.9 %"
    # other assays of a day are no contradiction
    assert [p.readings[0].silence for p in by_other_assays] == ["", ""]


def test_once_the_query_is_closed_both_values_count() -> None:
    answer = QueryAnswer.model_validate(
        {
            "id": "q",
            "query": "duplicate:m2:m3",
            "state": "dismissed",
            "reason": "morning and evening",
        }
    )
    panel, *_ = twice(answer)
    (line,) = panel.lines
    assert line.nadir_text == "12"
    # 12 and 60 of one day: which came first decides whether 60 is a rise
    assert line.progression.answer is MarkerAnswer.NOT_SETTLED
    assert line.progression.reason == "the order of the values is not known"
    assert line.progression.query == ""


def test_nothing_is_told_of_the_last_of_two_values_that_both_count() -> None:
    answer = {"id": "q", "query": "duplicate:m2:m3", "state": "answered", "reason": "-"}
    case = case_of(
        LINE,
        result("m1", "2020-02-20", "85"),
        result("m2", "2020-03-01", "12"),
        result("m3", "2020-03-01", "60"),
    ).with_record(QueryAnswer.model_validate(answer))
    (panel,) = marker_panels(case, Chronology(case))
    (line,) = panel.lines
    assert line.nadir_text == "12"
    assert line.fold_text == "indeterminate: which value came last is not known"
    assert (line.tempo, line.slope) == (None, None)
    assert panel.nadir_text == "12"
    assert panel.change_text == "not computable: which value came last is not known"


def test_a_last_value_in_question_leaves_the_lowest_of_the_course() -> None:
    (panel,) = panels(
        result("m1", "2020-02-20", "10"),
        result("m2", "2020-03-01", "12"),
        result("m3", "2020-03-01", "60"),
    )
    assert (panel.nadir_text, panel.change_text) == ("10", OPEN)


def test_a_rise_confirmed_before_the_day_in_question_stays_confirmed() -> None:
    panel, *_ = panels(
        LINE,
        result("a", "2020-02-01", "40"),
        result("b", "2020-04-01", "90"),
        result("c", "2020-05-01", "95"),
        result("m2", "2020-06-01", "12"),
        result("m3", "2020-06-01", "60"),
    )
    (line,) = panel.lines
    assert line.progression.answer is MarkerAnswer.YES
    assert line.nadir_text == line.fold_text == OPEN


def test_two_values_that_are_no_lower_leave_the_nadir() -> None:
    (panel,) = panels(
        LINE,
        result("a", "2020-02-01", "40"),
        result("m2", "2020-06-01", "50"),
        result("m3", "2020-06-01", "60"),
        result("d", "2020-07-01", "80"),
    )
    (line,) = panel.lines
    assert line.headline == "2.0 x nadir 40"


@pytest.mark.parametrize(
    "given", [{"unit": "kU/L"}, {"comparator": None}, {"upper_limit": 37}]
)
def test_one_value_entered_twice_is_no_contradiction(given: dict[str, object]) -> None:
    (panel,) = panels(
        LINE,
        result("m2", "2020-03-01", "12"),
        result("m3", "2020-03-01", "12", **given),
        result("d", "2020-07-01", "80"),
    )
    assert panel.nadir_text == "12"


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
    assert panel.change_text == panel.nadir_text == NOT_ORDERED


def test_what_the_catalogue_does_not_know_has_no_rule() -> None:
    (panel,) = panels(
        result("a", "2020-01-01", "100", analyte="CYFRA 21-1", unit="ng/L"),
        result("b", "2020-01-31", "50", analyte="CYFRA 21-1", unit="ng/L"),
    )
    (line,) = panel.lines
    assert line.tempo is not None
    assert line.tempo.text == "halving time 30.0 days"
    assert line.progression.reason == "no rule is known for CYFRA 21-1"
    assert panel.readings[0].fold is None
    assert panel.readings[0].fold_text == "upper limit not stated"
    assert panel.readings[0].normalised is None


def test_progressions_are_told_by_marker_and_line_and_for_markers_only() -> None:
    by_line = progressions_by_line(
        panels(
            LINE,
            result("a", "2020-02-01", "40"),
            result("b", "2020-04-01", "90"),
            result("c", "2020-05-01", "95"),
            result("d", "2020-04-01", "4", analyte="AFP", unit="ng/mL", assay="X"),
            result("e", "2020-04-01", "8", analyte="haemoglobin", unit="g/dL"),
        )
    )
    assert [(t.marker, t.line, t.progression.answer) for t in by_line] == [
        ("CA19-9", "line-1", MarkerAnswer.YES),
        ("AFP, X", "line-1", MarkerAnswer.NOT_EVALUATED),
    ]


def test_variation_is_not_said_of_a_course_that_fell_and_rose() -> None:
    """-22.2 % from the first to the last value, with less than 0.1 between them."""
    (panel,) = panels(
        result("a", "2014-05-01", "18"),
        result("b", "2014-09-01", "<0.1"),
        result("c", "2022-10-03", "14"),
    )
    assert panel.change_text == "-22.2 %"
    assert not any("variation" in warning for warning in panel.warnings)
