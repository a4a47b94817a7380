"""Baselines of 28 days and nadirs of lines; days are counted by hand."""

import pytest

from clinical.marker_examples import case_of, result
from timeline.case.chronology import Chronology
from timeline.case.record import Record
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.markers.by_line import LineMarker
from timeline.clinical.markers.metrics import marker_panels


def line(name: str, start: str, stop: str = "", **values: object) -> TherapyLine:
    given = {"id": name, "start": start, "stop": stop, "regimen": "gemcitabine"}
    return TherapyLine.model_validate(given | values)


def markers(*records: Record) -> tuple[LineMarker, ...]:
    case = case_of(*records)
    (panel,) = marker_panels(case, Chronology(case))
    return panel.lines


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


def test_changes_within_a_line() -> None:
    first, second = markers(
        line("one", "2020-01-10", "2020-06-30"),
        line("two", "2020-08-01", "", ongoing=True),
        result("a", "2020-01-05", "200"),
        result("b", "2020-03-01", "50"),
        result("c", "2020-06-01", "80"),
        result("d", "2020-07-20", "160"),
        result("e", "2020-09-01", "40"),
    )
    assert (first.baseline_text, first.nadir_text) == ("200", "50")
    assert first.from_baseline is not None
    assert first.from_baseline.text == "-60.0 %"
    assert first.from_nadir is not None
    assert first.from_nadir.text == "+60.0 %"
    assert (second.baseline_text, second.nadir_text) == ("160", "40")
    assert second.from_nadir is None


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
    (found,) = markers(
        line("l", "2020-01-10", "2020-06"),
        result("a", "2020-03-01", "50"),
        result("b", "2020-06", "10"),
    )
    assert found.nadir is None
    assert "(b)" in found.nadir_text
    assert found.from_baseline is None


def test_a_value_of_an_open_time_is_in_question_whatever_is_dated_around_it() -> None:
    first, later = markers(
        line("l", "2020-03-01", "2020-04-01"),
        line("m", "2021-03-01", "2021-04-01"),
        result("wide", "[2020-01-01..2021-03-20]", "100"),
        result("a", "2020-03-10", "90"),
        result("b", "2020-06-10", "80"),
    )
    for found in (first, later):
        assert found.nadir_text.startswith("indeterminate")
        assert "wide" in found.nadir_text
    assert "indeterminate" in later.baseline_text
