"""Baselines of 28 days, nadirs and progression of lines; counted by hand."""

import pytest

from clinical.marker_examples import line, markers, psa, result
from timeline.clinical.markers.progression import MarkerAnswer


@pytest.mark.parametrize(
    ("date", "baseline"),
    [
        ("2020-05-29", "100"),
        ("2020-05-01", "100"),
        ("2020-04-30", "none"),
        ("2020-05-30", "none"),
    ],
)
def test_the_window_of_28_days(date: str, baseline: str) -> None:
    (found,) = markers(line("l", "2020-05-29"), result("a", date, "100"))
    assert found.baseline_text == baseline


def test_the_last_of_several_counts() -> None:
    (found,) = markers(
        line("l", "2020-05-29"),
        result("a", "2020-05-05", "100"),
        result("b", "2020-05-20", "120"),
    )
    assert found.baseline is not None
    assert found.baseline.record == "b"


def test_a_month_may_lie_in_the_window_or_not() -> None:
    (found,) = markers(line("l", "2020-05-15"), result("a", "2020-05", "100"))
    assert found.baseline is None
    assert found.baseline_text.startswith("indeterminate")
    assert "(a)" in found.baseline_text


def test_two_values_of_one_month_leave_the_last_one_open() -> None:
    (found,) = markers(
        line("l", "2020-02-29"),
        result("a", "2020-02", "100"),
        result("b", "2020-02", "90"),
    )
    assert found.baseline is None
    assert "came last" in found.baseline_text


def test_changes_until_the_next_line() -> None:
    first, second = markers(
        line("one", "2020-01-10", "2020-06-30"),
        line("two", "2020-08-01", "", ongoing=True, regimen="S-1"),
        result("a", "2020-01-05", "200"),
        result("b", "2020-03-01", "50"),
        result("c", "2020-06-01", "80"),
        result("d", "2020-07-20", "160"),
        result("e", "2020-09-01", "40"),
    )
    assert (first.baseline_text, first.nadir_text) == ("200", "50")
    assert first.from_baseline is not None
    assert first.from_baseline.text == "-20.0 %"
    assert first.headline == "3.2 x nadir 50"
    assert {record: change.text for record, change in first.rises.items()} == {
        "b": "-75.0 %",
        "c": "+60.0 %",
        "d": "+220.0 %",
    }
    assert (second.baseline_text, second.headline) == ("160", "1.0 x nadir 40")


def test_the_baseline_is_a_nadir_where_nothing_is_lower() -> None:
    (found,) = markers(
        line("l", "2020-01-10"),
        result("early", "2019-11-01", "5"),
        result("a", "2020-01-05", "40"),
        result("b", "2020-02-05", "90"),
        result("c", "2020-03-05", "150"),
        result("d", "2020-04-05", "170"),
        result("e", "2020-05-05", "175"),
    )
    assert found.nadir is not None
    assert found.nadir.record == "a"
    assert found.headline == "4.4 x nadir 40"
    progression = found.progression
    assert progression.answer is MarkerAnswer.YES
    assert progression.records == ("a", "b", "c")
    assert progression.in_words(relative=False) == "yes, 5 Feb 2020 (twice the nadir)"


def test_a_rise_after_the_last_dose_belongs_to_the_line() -> None:
    first, second = markers(
        line("one", "2020-01-10", "2020-03-31"),
        line("two", "2020-08-01"),
        result("a", "2020-01-05", "40"),
        result("b", "2020-05-01", "90"),
        result("c", "2020-06-01", "95"),
        result("d", "2020-09-01", "500"),
    )
    assert first.progression.answer is MarkerAnswer.YES
    assert first.progression.records == ("a", "b", "c")
    assert second.progression.answer is MarkerAnswer.NOT_EVALUATED


def test_a_case_without_lines_is_read_as_a_whole() -> None:
    (found,) = markers(
        result("a", "2020-01-05", "40"),
        result("b", "2020-05-01", "90"),
        result("c", "2020-06-01", "95"),
    )
    assert (found.line, found.baseline_text, found.nadir_text) == (None, "40", "40")
    assert found.progression.answer is MarkerAnswer.YES


def test_one_value_of_the_month_in_which_a_line_began_is_inside_anyway() -> None:
    # either the baseline or the first value after it
    (found,) = markers(
        line("l", "2020-01-20"),
        result("a", "2020-01", "40"),
        result("b", "2020-04", "90"),
        result("c", "2020-08", "95"),
    )
    assert found.baseline is None
    assert found.nadir_text == "40"
    assert found.progression.answer is MarkerAnswer.YES
    assert found.progression.records == ("a", "b", "c")


def test_a_continuing_line_belongs_to_the_line_that_it_continues() -> None:
    (found,) = markers(
        line("a", "2020-01-10", "2020-03-31"),
        line("b", "2020-04-01", "2020-12-31", continues="a"),
        result("x", "2020-01-05", "200"),
        result("y", "2020-10-01", "20"),
    )
    assert found.line == "a"
    assert found.nadir_text == "20"


def test_without_a_last_dose_the_next_line_ends_it() -> None:
    first, _ = markers(
        line("one", "2020-01-10"),
        line("two", "2020-08-01"),
        result("a", "2020-03-01", "50"),
        result("b", "2020-09-01", "10"),
    )
    assert first.nadir_text == "50"


def test_values_that_may_lie_outside_leave_the_nadir_open() -> None:
    found, _ = markers(
        line("l", "2020-01-10"),
        line("m", "2020-06-15"),
        result("a", "2020-03-01", "50"),
        result("b", "2020-06", "10"),
    )
    assert found.nadir is None
    assert "(b)" in found.nadir_text
    assert found.from_baseline is None


def test_what_may_lie_outside_and_is_higher_changes_no_nadir() -> None:
    found, _ = markers(
        line("l", "2020-01-10"),
        line("m", "2020-06-15"),
        result("a", "2020-03-01", "50"),
        result("b", "2020-06", "60"),
    )
    assert found.nadir_text == "50"
    assert "(b)" in found.fold_text


def test_a_last_value_that_may_lie_outside_undoes_no_confirmed_rise() -> None:
    values = (
        result("a", "2020-01-05", "40"),
        result("b", "2020-03-01", "90"),
        result("c", "2020-04-01", "95"),
    )
    lines = line("l", "2020-01-10"), line("m", "2020-06-15")
    found, _ = markers(*lines, *values, result("d", "2020-06", "90"))
    assert found.progression.answer is MarkerAnswer.YES
    open_rise, _ = markers(*lines, *values[:2], result("d", "2020-06", "90"))
    assert open_rise.progression.answer is MarkerAnswer.NOT_SETTLED
    assert "(d)" in open_rise.progression.reason
    none, _ = markers(*lines, *values[:2], result("d", "2020-06", "50"))
    assert none.progression.answer is MarkerAnswer.NO


def test_values_of_one_month_leave_the_order_open() -> None:
    (found,) = markers(
        line("l", "2020-01-10"),
        result("a", "2020-02", "40"),
        result("b", "2020-02", "90"),
        result("c", "2020-05", "95"),
    )
    assert found.nadir_text == "40"
    assert found.progression.answer is MarkerAnswer.NOT_SETTLED
    assert "order" in found.progression.reason


def test_a_value_of_an_open_time_is_in_question_whatever_is_dated_around_it() -> None:
    first, later = markers(
        line("l", "2020-03-01", "2020-04-01"),
        line("m", "2021-03-01", "2021-04-01"),
        result("wide", "[2020-01-01..2021-03-20]", "70"),
        result("a", "2020-03-10", "90"),
        result("b", "2020-06-10", "80"),
    )
    for found in (first, later):
        assert found.nadir_text.startswith("indeterminate")
        assert "wide" in found.nadir_text
    assert "indeterminate" in later.baseline_text
    assert first.progression.answer is MarkerAnswer.NOT_SETTLED


@pytest.mark.parametrize(
    ("analyte", "unit", "given", "reason"),
    [
        ("AFP", "ng/mL", {}, "no rule is known for AFP"),
        ("CYFRA 21-1", "ng/mL", {}, "no rule is known for CYFRA 21-1"),
        ("PSA", "", {}, "the values are without a unit, and the rule is in ng/mL"),
        ("PSA", "U/L", {}, "the values are in U/L, and the rule is in ng/mL"),
        ("CEA", "nmol/L", {}, "an upper limit is not known"),
        (
            "M-protein",
            "g/L",
            {"specimen": "urine"},
            "measured on urine, and the rule is for serum",
        ),
    ],
)
def test_what_is_not_evaluated_says_why(
    analyte: str, unit: str, given: dict[str, object], reason: str
) -> None:
    values = (
        result(f"m{month}", f"2020-0{month}-01", str(month), unit=unit, **given)
        for month in (1, 5, 9)
    )
    (found,) = markers(*(v.model_copy(update={"analyte": analyte}) for v in values))
    assert found.progression.answer is MarkerAnswer.NOT_EVALUATED
    assert found.progression.reason == reason


@pytest.mark.parametrize(
    ("analyte", "unit", "values", "answer"),
    [
        # 2 ng/mL are 2000 ng/L; 0.5 g/dL are 5 g/L
        ("PSA", "ng/L", (4000, 6000, 6000), MarkerAnswer.YES),
        ("PSA", "ng/L", (4000, 5900, 5900), MarkerAnswer.NO),
        ("M protein", "g/L", (10, 15, 15), MarkerAnswer.YES),
        ("M-protein", "g/L", (10, 14.9, 14.9), MarkerAnswer.NO),
        ("paraprotein", "mg/dL", (1000, 1500, 1500), MarkerAnswer.YES),
    ],
)
def test_the_amount_of_a_rule_is_converted(
    analyte: str, unit: str, values: tuple[float, ...], answer: MarkerAnswer
) -> None:
    (found,) = markers(
        *(
            result(f"m{n}", f"2020-0{n}-01", str(number), analyte=analyte, unit=unit)
            for n, number in enumerate(values, start=1)
        )
    )
    assert found.progression.answer is answer


def test_the_last_rise_that_is_not_confirmed_is_named() -> None:
    (found,) = markers(
        line("l", "2017-01-10"),
        result("a", "2017-01-05", "40"),
        result("b", "2017-04-05", "90"),
        result("c", "2017-06-05", "40"),
        result("d", "2017-09-05", "480"),
    )
    assert found.headline == "12.0 x nadir 40"
    assert found.progression.reason == "the rise to 480 is not confirmed"


def test_no_trend_through_values_that_fell_and_rose() -> None:
    (found,) = markers(
        line("l", "2019-03-04"),
        *psa(
            ("2019-02-20", "45"),
            ("2019-12-02", "0.5"),
            ("2021-01-25", "12"),
        ),
    )
    assert found.headline == "24.0 x nadir 0.5"
    assert found.slope is None


def test_recorded_parts_of_one_number_are_one_line() -> None:
    """Both blocks around one operation are line 1 (rule LT4)."""
    (found,) = markers(
        line("pre", "2017-02-06", "2017-05-01", setting="perioperative"),
        line("post", "2017-08-07", "2017-11-06", setting="perioperative"),
        result("a", "2017-01-30", "88"),
        result("b", "2017-05-05", "3"),
        result("c", "2017-08-01", "4"),
        result("d", "2017-12-01", "8"),
    )
    assert (found.line, found.baseline_text) == ("pre", "88")
    assert found.headline == "2.7 x nadir 3"
