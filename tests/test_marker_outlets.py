"""Limits and contradictions of a marker, said alike in every outlet."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from clinical.marker_examples import case_of, day, result
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.record import Record
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.therapy import TherapyLine
from timeline.charts.package.alt_text import alt_text
from timeline.clinical.markers.metrics import progressions_by_line
from timeline.clinical.markers.progression import MarkerAnswer
from timeline.clinical.reading_at import reading_at
from timeline.clinical.review import Review, review
from timeline.clinical.summary import summary
from timeline.exchange.case_file import read
from timeline.report.build import document_of
from timeline.report.text import as_text
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.swimlane.build import build
from timeline.tui.patient.marker_text import marker_words, values_of

FOUND = Path(__file__).parents[2] / "shared/found/markers"
OPEN = "not settled: two values of one day differ (query duplicate:m2:m3)"


def _on_a_line(*results: Record) -> Case:
    diagnosis = {"id": "dx", "date": "2020-01-10", "site": "gallbladder"}
    line = {"id": "line-1", "regimen": "GP", "start": "2020-02-10"}
    line |= {"stop": "2020-12-01", "setting": "palliative"}
    return case_of(
        Diagnosis.model_validate(diagnosis), TherapyLine.model_validate(line), *results
    )


def _twice() -> Case:
    return _on_a_line(
        result("m1", "2020-02-01", "85"),
        result("m2", "2020-03-01", "12"),
        result("m3", "2020-03-01", "60"),
        result("m6", "2020-05-01", "40"),
    )


def _limits() -> Case:
    return _on_a_line(
        result("m1", "2020-02-01", "85", upper_limit=37),
        result("m3", "2020-04-01", "<0.6", upper_limit=37),
        result("m4", "2020-05-01", "<0.6", upper_limit=37),
        result("m5", "2020-06-01", "0.8", upper_limit=37),
        result("m6", "2020-07-01", "<2", upper_limit=37),
        result("m7", "2020-10-01", "95", upper_limit=37),
        result("m8", "2020-11-01", ">10000", upper_limit=37),
    )


def _found(name: str) -> Case:
    path = FOUND / f"{name}.toml"
    if not path.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (case,) = read(path, today=dt.date(2026, 1, 1)).cases
    return case


@pytest.fixture(params=[_twice, lambda: _found("MK-TWICE")], ids=["inline", "file"])
def twice(request: pytest.FixtureRequest) -> Review:
    make: Callable[[], Case] = request.param
    return review(make())


@pytest.fixture(params=[_limits, lambda: _found("MK-BLQ")], ids=["inline", "file"])
def limits(request: pytest.FixtureRequest) -> Review:
    make: Callable[[], Case] = request.param
    return review(make())


def words(reviewed: Review) -> str:
    return " ".join(as_text(document_of(reviewed)).split())


def in_panel(reviewed: Review, line: int | None) -> str:
    return marker_words(reviewed, build(reviewed.case).series[0], line)


def read_on(reviewed: Review, date: str) -> tuple[str, ...]:
    zero = Bounds(day("2020-01-10"), day("2020-01-10"))
    return reading_at(reviewed, day(date), zero).markers


def test_what_is_not_settled_is_said_so_in_report_and_screen(twice: Review) -> None:
    assert f"marker progression (not RECIST): {OPEN}" in words(twice)
    assert f"nadir {OPEN}" in words(twice)
    assert in_panel(twice, 1).startswith(f"line 1: nadir {OPEN}; ")
    assert in_panel(twice, 1).endswith("progression not settled")
    assert any(query.key in OPEN and query.is_open for query in twice.queries)
    assert progressions_by_line(twice.markers)[0].progression.query in OPEN


def test_the_reading_of_a_day_picks_neither_of_two_values(twice: Review) -> None:
    markers = read_on(twice, "2020-03-15")
    assert markers[0] == "CA19-9 12 or 60, not settled (1 Mar 2020)"
    assert read_on(twice, "2020-02-15") == ("CA19-9 85 (1 Feb 2020)",)


def test_neither_does_the_head_of_the_patient() -> None:
    case = _twice()
    last = Case(case.patient, tuple(r for r in case.records if r.id != "m6"))
    assert summary(review(last)).tests[-1] == "CA19-9 12 or 60, not settled 1 Mar 2020"


def test_labels_curve_caption_and_alt_text_pick_neither(twice: Review) -> None:
    picture = build(twice.case)
    series = picture.series[0]
    assert [point.label for point in series.points] == [
        "85 U/mL",
        "12 U/mL (not settled)",
        "60 U/mL (not settled)",
        "40 U/mL",
    ]
    assert [point.value for point in series.joined] == [85, 40]
    assert series.note == "Values of one day differ and are not settled."
    assert "CA19-9: 4 values, 40 to 85 U/mL, not settled: 12, 60 U/mL." in alt_text(
        picture
    )
    assert values_of(series) == "4 values, last 40 U/mL"


def test_a_de_identified_picture_picks_neither_though_its_days_are_gone() -> None:
    safe = deidentified(_twice(), Deidentification())
    text = alt_text(build(safe))
    assert "CA19-9: 4 values, 40 to 85 U/mL, not settled: 12, 60 U/mL." in text
    line = review(safe).markers[0].lines[0]
    assert line.progression.answer is MarkerAnswer.NOT_SETTLED
    assert "m2" not in line.progression.query


def test_the_picture_says_with_which_value_a_marker_progressed(limits: Review) -> None:
    for line in limits.markers[0].lines:
        assert line.progression.begins == "m7"
    points = build(limits.case).series[0].points
    said = ("Marker progression", "first value of a confirmed rise")
    assert [point.record for point in points if said in point.detail] == ["m7"]


def test_limits_are_bounds_in_every_outlet(limits: Review) -> None:
    # 10000 / 0.6; 95 on 1 Oct, above 10000 a month later
    assert "> 16666.7 x nadir <0.6, baseline 85" in words(limits)
    assert "yes, 1 Oct 2020 (twice the nadir)" in words(limits)
    assert in_panel(limits, None).startswith("line 1: > 16666.7 x nadir <0.6")
    assert "values, <0.6 to >10000 U/mL." in alt_text(build(limits.case))
