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

from timeline.case.chronology import Chronology
from timeline.case.points import resolve
from timeline.case.record import Record
from timeline.case.records.bookkeeping import Source
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.vocabulary import Confidence
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
