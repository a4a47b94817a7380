"""The published case, fact by fact.

Bounds and orders are those of the specification's table of facts, typed here; where
the table itself is on the machine, each fact is compared with its row as well.
"""

import csv
import datetime as dt
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.points import resolve
from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.bookkeeping import Source
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp, ReportedOutcome
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.marker import MarkerResult
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import Confidence, Intent, Setting, StopReason
from timeline.exchange.case_file import read, write

ROOT = Path(__file__).parents[2]
FILE = ROOT / "cases" / "gallbladder_90_month.toml"
TABLE = ROOT.parent / "shared" / "domain" / "case_events.csv"
CASE = read(FILE, today=dt.date(2026, 1, 15)).cases[0]
STRICT = Chronology(CASE)
NARRATIVE = Chronology(CASE, accept_narrative=True)
OPEN = ("", "")

POINTS = {
    "E01": "e01-patient.presentation",
    "E02": "e02-ca19-9.date",
    "E03": "e03-ct-liver.date",
    "E04": "e04-pet-ct.date",
    "E05": "e05-first-operation.date",
    "E06": "e06-diagnosis.date",
    "E07": "e07-ihc-2017.assay_date",
    "E08": "e08-adjuvant-s1.start",
    "E09": "e09-hepatic-recurrence.date",
    "E10": "e10-second-operation.date",
    "E11": "e11-ihc-2019.assay_date",
    "E12": "e12-gp.start",
    "E13": "e13-as.start",
    "E14": "e14-ct-adrenal.date",
    "E15": "e15-pd-on-as.date",
    "E16": "e16-ngs.assay_date",
    "E17": "e17-trastuzumab-pyrotinib.start",
    "E18": "e17-trastuzumab-pyrotinib.stop",
    "E20": "e20-cryoablation.date",
    "E21": "e21-adrenal-biopsy.date",
    "E22": "e22-ct-after-cryoablation.date",
    "E23": "e23-pd-adrenal.date",
    "E24": "e24-dp303c.start",
    "E25": "e25-sd-on-dp303c.date",
    "E26": "e26-fatigue.date",
    "E27": "e24-dp303c.stop",
    "E28": "e28-cyberknife.date",
    "E29": "e29-ct-after-cyberknife.date",
    "E30": "e30-pd-adrenal.date",
    "E31": "e31-iodine-seeds.date",
    "E32": "e32-ct-after-seeds.date",
    "E33": "e33-lung-metastases.date",
    "E34": "e34-lenvatinib-pembrolizumab.start",
    "E35": "e35-sd-on-combination.date",
    "E36": "e36-pneumonitis.date",
    "E37": "e37-pembrolizumab.stop",
    "E38": "e38-sd-maintained.date",
    "E39": "e39-adrenal-hormones.date",
    "E40": "e40-tmb.date",
    "E41": "e41-ca19-9-course.date",
    "E42": "e42-last-follow-up.date",
    "E45": "e45-consultations.date",
    "E46": "e46-further-tests.specimen_date",
}
BOUNDS = {
    "E08": ("2017-09-01", "2019-03-31"),
    "E12": ("2019-03-01", "2020-05-31"),
    "E13": ("2019-03-01", "2020-05-31"),
    "E15": ("2019-03-01", "2020-05-31"),
    "E16": OPEN,
    "E20": ("2020-05-01", "2021-02-28"),
    "E21": ("2020-05-01", "2021-08-31"),
    "E23": ("2021-08-01", "2022-01-31"),
    "E24": ("2021-08-01", "2022-01-31"),
    "E30": ("2022-02-01", "2023-03-31"),
    "E33": ("", "2025-03-31"),
    "E34": ("", "2025-03-31"),
    "E38": OPEN,
}


def days(chronology: Chronology, point: str) -> tuple[str, str]:
    bounds = chronology.bounds(point)
    first, last = bounds.earliest, bounds.latest
    return (
        dt.date.fromordinal(first).isoformat() if first else "",
        dt.date.fromordinal(last).isoformat() if last else "",
    )


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, str]]:
    if not TABLE.is_file():
        pytest.skip("the table of facts is not on this machine")
    with TABLE.open(newline="", encoding="utf-8") as file:
        return {row["event_id"]: row for row in csv.DictReader(file)}


def test_the_file_is_in_the_form_that_the_program_writes() -> None:
    assert write(CASE) == FILE.read_text(encoding="utf-8")


def test_every_fact_is_found_in_an_id_or_in_the_notes_of_a_record() -> None:
    ids = " ".join(entry.id for entry in CASE.entries)
    texts = " ".join(e.notes or "" for e in CASE.entries if not isinstance(e, Source))
    found = {int(number) for number in re.findall(r"\be(\d\d)-", ids)}
    found |= {int(number) for number in re.findall(r"\bE(\d\d):", texts)}
    assert found == set(range(1, 47))


def test_every_fact_says_where_it_was_read() -> None:
    for record in CASE.entries:
        if isinstance(record, Record):
            assert record.source == "case-report", record.id
            assert record.confidence is not None, record.id
            locator = r"(Introduction|Case description|Discussion), paragraph \d|"
            locator += r"Figure [1-4][A-D], legend"
            assert re.fullmatch(locator, record.locator or ""), record.id


@pytest.mark.parametrize("fact", BOUNDS)
def test_bounds_without_narrative_order(fact: str) -> None:
    assert days(STRICT, POINTS[fact]) == BOUNDS[fact]


@pytest.mark.parametrize("fact", ["E33", "E34", "E35", "E36", "E37"])
def test_narrative_order_gives_the_lung_metastases_a_lower_bound(fact: str) -> None:
    assert days(STRICT, POINTS[fact]) == ("", "2025-03-31")
    assert days(NARRATIVE, POINTS[fact]) == ("2023-03-01", "2025-03-31")


def test_narrative_order_places_the_sequencing() -> None:
    assert days(STRICT, "e16-ngs.assay_date") == OPEN
    assert days(NARRATIVE, "e16-ngs.assay_date") == ("2019-03-01", "2020-05-31")
    assert days(STRICT, "e16-ngs.specimen_date") == OPEN


def test_nothing_contradicts_itself() -> None:
    assert STRICT.contradictions == ()
    assert NARRATIVE.contradictions == ()


def test_windows_come_from_orders_and_are_not_typed_in() -> None:
    for fact in ("E08", "E12", "E13", "E20", "E21", "E23", "E24", "E30", "E33", "E34"):
        record_id, _, field = POINTS[fact].partition(".")
        record = CASE.get(record_id)
        assert record is not None
        assert not record.dates()[field].known, fact


def test_narrative_confidence_marks_only_what_the_sentences_suggest() -> None:
    narrative = {
        (order.earlier, order.later)
        for order in CASE.orders
        if order.confidence is Confidence.NARRATIVE
    }
    assert narrative == {
        ("e31-iodine-seeds", "e33-lung-metastases"),
        ("e15-pd-on-as", "e16-ngs.assay_date"),
        ("e16-ngs.assay_date", "e17-trastuzumab-pyrotinib.start"),
    }


def test_each_row_of_the_table_of_facts(facts: dict[str, dict[str, str]]) -> None:
    assert len(facts) == 46
    for fact, row in facts.items():
        if fact in POINTS:
            record_id, _, field = POINTS[fact].partition(".")
            record = CASE.get(record_id)
            assert record is not None, fact
            if row["date_precision"] == "month":
                assert record.dates()[field].canonical == row["date_canonical"], fact
            elif row["date_precision"] == "none":
                assert not record.dates()[field].known, fact
            assert days(STRICT, POINTS[fact]) == (row["earliest"], row["latest"]), fact
        else:
            assert (row["earliest"], row["latest"]) == OPEN, fact


def test_each_order_of_the_table_of_facts(facts: dict[str, dict[str, str]]) -> None:
    for fact, row in facts.items():
        if row["after_event"]:
            assert leads(POINTS[row["after_event"]], POINTS[fact]), fact
        if row["before_event"]:
            assert leads(POINTS[fact], POINTS[row["before_event"]]), fact


def leads(earlier: str, later: str) -> bool:
    """Whether orders that are not narrative lead from one point to the other."""
    edges = defaultdict(set)
    for order in CASE.orders:
        if order.confidence is not Confidence.NARRATIVE:
            first, last = resolve(CASE, order.earlier), resolve(CASE, order.later)
            edges[first].add(last)
    for entry in CASE.entries:
        names = type(entry).date_fields()
        for first, last in pairwise(names):
            edges[f"{entry.id}.{first}"].add(f"{entry.id}.{last}")
    seen: set[str | None] = {earlier}
    waiting: list[str | None] = [earlier]
    while waiting:
        new = edges[waiting.pop()] - seen
        seen |= new
        waiting += new
    return later in seen


VALUES = {
    "E02": ("e02-ca19-9", "value"),
    "E15": ("e15-pd-on-as", "response"),
    "E16": ("e16-ngs", "ngs_fold"),
    "E19": ("e19-disease-control", "value"),
    "E23": ("e23-pd-adrenal", "response"),
    "E25": ("e25-sd-on-dp303c", "response"),
    "E30": ("e30-pd-adrenal", "response"),
    "E35": ("e35-sd-on-combination", "response"),
    "E36": ("e36-pneumonitis", "grade"),
    "E38": ("e38-sd-maintained", "response"),
    "E43": ("e43-overall-survival", "value"),
    "E44": ("e44-survival", "value"),
}
CYCLES = {
    "E12": "e12-gp",
    "E13": "e13-as",
    "E27": "e24-dp303c",
    "E37": "e37-pembrolizumab",
}


def test_each_value_of_the_table_of_facts(facts: dict[str, dict[str, str]]) -> None:
    for fact, (record_id, field) in VALUES.items():
        record = CASE.get(record_id)
        assert record is not None
        value = record.values()[field]
        text = f"{value:g}" if isinstance(value, int | float) else str(value)
        assert text == facts[fact]["value"], fact
    for fact, record_id in CYCLES.items():
        record = CASE.get(record_id)
        assert record is not None
        assert str(record.values()["cycles"]) == facts[fact]["cycles"], fact
    diagnosis = CASE.of_kind(Diagnosis)[0]
    assert facts["E06"]["value"].startswith(diagnosis.tnm)
    assert f"stage {diagnosis.stage_stated} (as stated)" in facts["E06"]["value"]
    assert facts["E06"]["unit"] == diagnosis.tnm_edition
    assert facts["E01"]["value"] == str(CASE.patient.age_at_presentation)
    assert facts["E01"]["unit"] == f"years; {CASE.patient.sex}"


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
    assert [result.amount for result in CASE.of_kind(MarkerResult)] == ["1200 U/mL"]
    assert CASE.of_kind(MarkerResult)[0].upper_limit is None
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
