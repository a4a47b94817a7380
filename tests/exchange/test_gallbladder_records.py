"""What the published case records, and what it leaves open because nobody states it."""

import datetime as dt
from pathlib import Path

from timeline.case.case import Case
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.bookkeeping import Source
from timeline.case.records.follow_up import FollowUp, ReportedOutcome
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import Intent, Setting, StopReason
from timeline.case.vocabulary import Confidence
from timeline.exchange.case_file import read

FILE = Path(__file__).parents[2] / "cases" / "gallbladder_90_month.toml"
CASE = read(FILE, today=dt.date(2026, 1, 15)).cases[0]


def test_the_drugs_and_their_doses() -> None:
    def drugs(line: str) -> dict[str, str]:
        return {course.drug: course.dosing for course in CASE.courses(line)}

    assert drugs("e08-adjuvant-s1") == {"S-1": ""}
    assert drugs("e12-gp") == {"gemcitabine": "", "cisplatin": ""}
    assert drugs("e13-as") == {"albumin-bound paclitaxel": "", "S-1": ""}
    assert drugs("e17-trastuzumab-pyrotinib") == {
        "trastuzumab": "6 mg/kg q3w",
        "pyrotinib": "400 mg daily",
    }
    assert drugs("e24-dp303c") == {"DP303c": ""}
    assert drugs("e34-lenvatinib-pembrolizumab") == {
        "lenvatinib": "12 mg daily",
        "pembrolizumab": "200 mg q3w",
    }


def test_the_lines_their_settings_and_why_they_ended() -> None:
    lines = {line.id: line for line in CASE.of_kind(TherapyLine)}
    found = [(line.setting, line.stop_reason) for _, line in sorted(lines.items())]
    assert found == [
        (Setting.ADJUVANT, None),
        (None, None),
        (Setting.PALLIATIVE, StopReason.PROGRESSION),
        (Setting.PALLIATIVE, StopReason.PROGRESSION),
        (Setting.PALLIATIVE, StopReason.TOXICITY),
        (Setting.PALLIATIVE, None),
    ]
    trial = lines["e24-dp303c"]
    assert (trial.experimental, trial.cycles) == (True, 3)
    assert (trial.stop_detail, trial.stopped_by) == ("fatigue", "patient")
    assert lines["e34-lenvatinib-pembrolizumab"].ongoing
    courses = {course.drug: course for course in CASE.of_kind(DrugCourse)}
    assert courses["lenvatinib"].ongoing
    assert courses["pembrolizumab"].stop_reason is StopReason.TOXICITY
    assert not courses["pembrolizumab"].ongoing


def test_six_local_treatments_and_one_biopsy() -> None:
    done = CASE.of_kind(LocalIntervention)
    treatments = [each for each in done if each.intent is not Intent.DIAGNOSTIC]
    assert len(treatments) == 6
    assert len(done) == 7
    adrenal = [each for each in treatments if each.lesion == "lesion-right-adrenal"]
    assert {each.type.value for each in adrenal} == {
        *("cryoablation", "stereotactic radiotherapy", "brachytherapy")
    }
    operation = next(each for each in done if each.id == "e05-first-operation")
    assert operation.procedures == (
        *("hepatic resection", "cholecystectomy", "lymphadenectomy"),
    )
    seeds = next(each for each in done if each.id == "e31-iodine-seeds")
    assert seeds.as_written == "odine-125"
    radiotherapy = next(each for each in done if each.id == "e08-radiotherapy")
    assert radiotherapy.line == "e08-adjuvant-s1"


def test_nothing_is_made_up() -> None:
    assert [result.amount for result in CASE.of_kind(Result)] == ["1200 U/mL"]
    assert CASE.of_kind(Result)[0].upper_limit is None
    tests = {test.id: test for test in CASE.of_kind(Her2Test)}
    assert all(test.ihc_score is None for test in tests.values())
    assert all(not test.assay_date.known for test in tests.values())
    assert tests["e16-ngs"].specimen is None
    assert tests["e16-ngs"].ish_ratio is None
    assert tests["e16-ngs"].ngs_copy_number is None
    assert tests["e46-further-tests"].figure_only
    assert tests["e46-further-tests"].value == ""
    events = {event.id: event for event in CASE.of_kind(AdverseEvent)}
    assert events["e26-fatigue"].grade is None
    assert all(event.ctcae_version is None for event in events.values())
    for done in CASE.of_kind(LocalIntervention):
        assert (done.dose_gy, done.fractions) == (None, None)
    text = FILE.read_text(encoding="utf-8")
    assert "NCT" not in text
    assert "8 mg/kg" not in text
    assert CASE.patient.synthetic is None
    assert all(source.citation is None for source in CASE.of_kind(Source))


def test_reported_outcomes_and_the_follow_up() -> None:
    line = "e17-trastuzumab-pyrotinib"
    found = {
        (outcome.quantity.value, outcome.value, outcome.unit.value, outcome.line)
        for outcome in CASE.of_kind(ReportedOutcome)
    }
    assert found == {
        ("disease control", 18, "months", line),
        ("progression-free survival", 18, "months", line),
        ("overall survival", 90, "months", None),
        ("overall survival", 7, "years", None),
    }
    (seen,) = CASE.of_kind(FollowUp)
    assert (seen.vital_status, seen.confidence) == ("alive", Confidence.ASSUMED)


def test_the_case_is_one_case() -> None:
    assert isinstance(CASE, Case)
    assert CASE.code == "GBC-90"
    assert not CASE.relative
