"""What `timeline show` says of the published case, as text and with stable keys."""

import json
from typing import Any

import pytest

from .conftest import Run

CASE = "GBC-90"


@pytest.fixture
def shown(filled: Run) -> dict[str, Any]:
    ran = filled("show", CASE, "--json")
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_keys_stay_the_same(shown: dict[str, Any]) -> None:
    assert set(shown) >= {"patient", "lines", "endpoints", "counts", "her2"}
    assert set(shown) >= {"markers", "staging", "queries"}
    line = {"number", "class", "regimen", "start", "stop", "stop_reason"}
    line |= {"best_response", "time_on_treatment", "pfs", "ttnt"}
    assert all(set(each) >= line for each in shown["lines"])
    duration = {"months_min", "months_max", "months_calendar", "censored"}
    duration |= {"reported", "agreement", "rule", "uses_narrative"}
    assert set(shown["endpoints"]["os"]) >= duration


def test_the_numbers_of_the_case(shown: dict[str, Any]) -> None:
    counts = shown["counts"]
    assert counts["systemic_lines"] == 6
    assert counts["lines_of_therapy"] == ["6 (2+4)", "6 (1+5)"]
    assert counts["anti_her2_lines"] == 2
    assert counts["anti_her2_agents"] == 3
    assert counts["anti_her2_drugs"] == ["DP303c", "pyrotinib", "trastuzumab"]
    assert counts["local_interventions"] == 6
    lesions = {each["lesion"]: each for each in counts["lesions"]}
    assert lesions["lesion-right-adrenal"]["local_interventions"] == 3
    survival = shown["endpoints"]["os"]
    assert survival["months_min"] == pytest.approx(89.00, abs=0.005)
    assert survival["months_max"] == pytest.approx(90.94, abs=0.005)
    assert (survival["months_calendar"], survival["censored"]) == (90, True)
    assert (survival["reported"], survival["agreement"]) == (90, "within")
    fourth = shown["lines"][3]
    assert fourth["time_on_treatment"]["agreement"] == "exceeds_max"
    assert fourth["time_on_treatment"]["gap"] == pytest.approx(2.0, abs=0.005)
    assert fourth["pfs"]["agreement"] == "within"
    assert shown["staging"][0]["stated"] == "IIIA"
    assert shown["staging"][0]["computed"] == ["IIIB"]
    assert {test["class_by_rule"] for test in shown["her2"]["tests"]} == {
        "not_classifiable"
    }
    assert shown["her2"]["changes"][0]["loss_of_positivity"] == "not evaluable"


def test_the_page_fits_eighty_columns_and_says_the_same(filled: Run) -> None:
    page = filled("show", CASE, COLUMNS="80").stdout
    assert max(map(len, page.splitlines())) <= 80
    words = " ".join(page.split())
    for phrase in (
        "14.0-16.0 mo (calendar 15)",
        "89.0-90.9 mo (calendar 90), censored",
        "stated IIIA, computed IIIB",
        "32.4 x upper limit (limit 37 is a setting)",
        "not computable: 1 value",
        "LoT 6 (2+4) or LoT 6 (1+5)",
    ):
        assert phrase in words, phrase


def test_narrative_order_is_said_where_it_is_used(filled: Run) -> None:
    strict = json.loads(filled("show", CASE, "--json").stdout)
    told = json.loads(filled("show", CASE, "--json", "--narrative").stdout)
    assert not strict["lines"][4]["ttnt"]["uses_narrative"]
    assert strict["lines"][4]["ttnt"]["months_min"] is None
    assert told["lines"][4]["ttnt"]["uses_narrative"]
    assert told["lines"][4]["ttnt"]["months_min"] == pytest.approx(12.94, abs=0.005)
