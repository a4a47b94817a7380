"""What is computed of a case and stood on no page: each is told, and given as data."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from clinical.small_case import line, record
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.clinical.patient_age import AGE_RULE
from timeline.clinical.review import Review, review
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.exchange.case_file import read
from timeline.report.build import document_of
from timeline.report.keyed import as_data
from timeline.report.text import as_text

CA19_9 = {"analyte": "CA19-9", "comparator": "=", "unit": "U/mL"}
LINE = line("a", "S-1", start="2018-03-01", stop="2018-12-01")


def case_of(*entries: Entry, **patient: object) -> Case:
    return Case.of((record("patient", "patient", code="X-1", **patient), *entries))


def words(reviewed: Review) -> str:
    return " ".join(as_text(document_of(reviewed, every_record=False)).split())


def data(reviewed: Review) -> dict[str, Any]:
    return as_data(document_of(reviewed))


def test_the_age_stands_beside_the_dates_with_its_rule() -> None:
    # Born from 2 February 1957 to 1 February 1958: 60 on 1 March 2018, or 61.
    case = case_of(
        *LINE,
        record("diagnosis", "d", site="gallbladder", date="2017-02-01"),
        age_at_presentation=59,
        presentation="2017-02-01",
    )
    page = words(review(case))
    assert "gallbladder, 1 Feb 2017, age 59 y" in page
    assert "start 1 Mar 2018 (age 60-61 y)" in page
    assert AGE_RULE in page
    assert data(review(case))["lines"][0]["age_at_start"] == {"years": "60-61 y"}


def test_no_age_is_told_where_the_presentation_has_no_date() -> None:
    page = words(review(case_of(*LINE, age_at_presentation=59)))
    assert "start 1 Mar 2018, stop 1 Dec 2018" in page


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (DEFAULTS, "best response: SD; disease control: yes"),
        (
            Settings(minimum_stable_days=42),
            "best response: SD; disease control (SD for 42 days or more): yes",
        ),
        (
            Settings(clinical_benefit_weeks=52),
            "clinical benefit (SD for 52 weeks or more): no",
        ),
    ],
)
def test_disease_control_follows_the_settings(settings: Settings, said: str) -> None:
    # 92 days of stable disease, then progression after 153 days
    judged = (
        record("assessment", "s", date="2018-06-01", response="SD", line="a"),
        record("assessment", "p", date="2018-08-01", response="PD", line="a"),
    )
    assert said in words(review(case_of(*LINE, *judged), settings=settings))


def test_nothing_follows_from_a_response_that_is_not_recorded() -> None:
    page = words(review(case_of(*LINE), settings=Settings(clinical_benefit_weeks=16)))
    assert "best response: unknown time on treatment" in page


def test_the_rise_from_the_lowest_value_is_told() -> None:
    april = record("result", "m1", date="2018-04-01", value=100, **CA19_9)
    may = record("result", "m2", date="2018-05-01", value=20, **CA19_9)
    late = record("result", "m3", date="2018-05-31", value=50, **CA19_9)
    reviewed = review(case_of(*LINE, april, may, late))
    assert "line 1: 2.5 x nadir 20, baseline none" in words(reviewed)
    assert "marker progression (not RECIST): no: the rise to 50" in words(reviewed)
    (panel,) = data(reviewed)["markers"]
    from_nadir = [value["from_nadir"] for value in panel["values"]]
    assert from_nadir == [None, "-80.0 %", "+150.0 %"]
    (line,) = panel["lines"]
    assert (line["fold"], line["fold_min"], line["fold_max"]) == ("2.5 x", 2.5, 2.5)
    # from 20 to 50 in 30 days: 30 * ln 2 / ln 2.5
    assert line["tempo_days_min"] == pytest.approx(22.69, abs=0.005)
    assert line["halving"] is False


def test_a_marker_progression_is_dated_and_names_rule_and_records() -> None:
    values = (
        record("result", f"m{month}", date=f"2018-0{month}-01", value=value, **CA19_9)
        for month, value in ((3, 40), (5, 90), (6, 95))
    )
    reviewed = review(case_of(*LINE, *values))
    assert "yes, 1 May 2018 (twice the nadir)" in words(reviewed)
    (panel,) = data(reviewed)["markers"]
    progression = panel["lines"][0]["progression"]
    assert (progression["answer"], progression["rule"]) == ("yes", "twice the nadir")
    assert progression["source"] == "Product choice"
    assert progression["earliest"] == progression["latest"] == "2018-05-01"
    assert progression["records"] == ["m3", "m5", "m6"]


def test_tests_that_are_read_together_are_named() -> None:
    on_one = {"specimen_date": "2018-02-01", "specimen": "biopsy", "lesion": "l"}
    case = case_of(
        record("diagnosis", "d", site="stomach"),
        record("lesion", "l", name="liver"),
        record("her2_test", "ihc", method="IHC", ihc_score="2+", **on_one),
        record("her2_test", "ish", method="FISH", ish_ratio=2.5, **on_one),
    )
    tests = {test["test"]: test for test in data(review(case))["her2"]["tests"]}
    assert tests["ihc"]["rests_on"] == ["ihc", "ish"]
    assert "read together with" in words(review(case))


def test_a_query_carries_its_rule() -> None:
    rules = {query["rule"] for query in data(review(case_of(*LINE)))["queries"]}
    assert rules
    assert all(rules)


def test_narrative_order_is_said_of_retests(cases_folder: Path) -> None:
    path = cases_folder / "gallbladder_90_month.toml"
    (case,) = read(path, today=dt.date(2026, 1, 15)).cases
    (strict,) = data(review(case))["her2"]["retests"]
    assert strict["answer"] == "indeterminate"
    assert not strict["uses_narrative"]
    accepted = review(case, accept_narrative=True)
    (told,) = data(accepted)["her2"]["retests"]
    assert told["uses_narrative"]
    assert ": indeterminate ~ uses narrative order" in words(accepted)
