"""A phenopacket: no invented dose, dates as intervals, and the whole case attached."""

import base64
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from exchange.made_cases import case_of, leaving, made
from exchange.sheet_texts import sheet
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.exchange import case_file
from timeline.exchange.leaving import LeavingFiles
from timeline.exchange.phenopacket_out import write_files
from timeline.sharing.deidentify import Deidentification, deidentified

Packet = dict[str, Any]


def _written(*records: Entry, **patient: object) -> tuple[Packet, set[tuple[str, str]]]:
    """The phenopacket of a case, and what of which record is only attached to it."""
    files = write_files(leaving(case_of(*records, **patient)))
    return _packet(files), {(fact.record, fact.field) for fact in files.unwritten}


def _packet(files: LeavingFiles) -> Packet:
    (content,) = files.files.values()
    packet: Packet = json.loads(content)
    return packet


def test_a_drug_without_dose_has_its_dates_in_the_regimen_only() -> None:
    line = made(
        "therapy_line", "l", regimen="GP", start="2020-03-15", stop="2020-03-25"
    )
    drug = {"line": "l", "drug": "cisplatin", "start": "2020-03-15"}
    packet, listed = _written(line, made("drug_course", "d", **drug))
    regimen, treatment = packet["medicalActions"]
    start = regimen["therapeuticRegimen"]["startTime"]
    assert start == {"timestamp": "2020-03-15T00:00:00Z"}
    assert list(treatment["treatment"]) == ["agent"]
    assert "-99" not in json.dumps(packet["medicalActions"])
    assert listed == {("d", "line"), ("d", "start")}


def test_a_drug_with_dose_schedule_and_days_keeps_all_of_them() -> None:
    known = {"dose": 75, "dose_unit": "mg/m2", "schedule": "q3w", "drug": "cisplatin"}
    days = {"start": "2020-03-15", "stop": "2020-06-01"}
    packet, listed = _written(made("drug_course", "d", **known, **days))
    (interval,) = packet["medicalActions"][0]["treatment"]["doseIntervals"]
    assert interval["quantity"]["value"] == 75
    assert interval["interval"] == {
        "start": "2020-03-15T00:00:00Z",
        "end": "2020-06-01T23:59:59Z",
    }
    assert listed == set()


def test_dated_radiotherapy_is_a_procedure_and_its_dose_is_attached(
    tmp_path: Path, today: dt.date
) -> None:
    kind = {"type": "radiotherapy", "procedures": ["SBRT"], "dose_gy": 50}
    therapy = made("local_intervention", "r", date="2020-05", **kind, fractions=25)
    packet, listed = _written(therapy)
    procedure = packet["medicalActions"][0]["procedure"]
    assert procedure["performed"]["interval"] == {
        "start": "2020-05-01T00:00:00Z",
        "end": "2020-05-31T23:59:59Z",
    }
    assert listed == {("r", "type"), ("r", "dose_gy"), ("r", "fractions")}
    (attached,) = packet["files"]
    head, _, coded = attached["uri"].partition(",")
    assert head == "data:application/toml;base64"
    path = tmp_path / "case.toml"
    path.write_bytes(base64.b64decode(coded))
    (case,) = case_file.read(path, today=today).cases
    assert case.get("r") == therapy


@pytest.mark.parametrize("date", ["2011", "2017-09", "2017-09-14"])
def test_a_date_comes_back_as_precise_as_it_was(tmp_path: Path, date: str) -> None:
    packet, _ = _written(made("result", "a", date=date, analyte="CEA", value=3))
    reading = sheet(tmp_path / "p.json", json.dumps({**packet, "files": []}))
    result = reading.rows[-1].records[0].record
    assert result.dates()["date"].canonical == date


def test_an_open_window_has_no_interval_and_is_listed() -> None:
    result = made("result", "a", date="[..2017-09]", analyte="CEA", value=3, unit="g/L")
    packet, listed = _written(result)
    assert "timeObserved" not in packet["measurements"][0]
    assert listed == {("a", "date")}


def test_a_value_keeps_its_sign() -> None:
    below = made("result", "a", analyte="CEA", value=0.6, comparator="<", unit="ng/mL")
    packet, _ = _written(below)
    value = packet["measurements"][0]["value"]
    assert value["ontologyClass"]["label"] == "<0.6 ng/mL"


@pytest.mark.parametrize("name", ["gallbladder", "synthetic", "relative"])
def test_every_term_has_a_resource_and_every_fact_a_place(
    request: pytest.FixtureRequest, name: str
) -> None:
    case: Case = request.getfixturevalue(name)
    packet = _packet(write_files(leaving(case)))
    prefixes = {each["namespacePrefix"] for each in packet["metaData"]["resources"]}
    terms = re.findall(r'"id": "([^":]+):[^"]*", "label"', json.dumps(packet))
    assert len(terms) > 10
    assert set(terms) <= prefixes


def test_a_de_identified_phenopacket_has_no_time_and_lists_each(
    gallbladder: Case,
) -> None:
    safe = deidentified(gallbladder, Deidentification())
    files = write_files(leaving(safe))
    packet = _packet(files)
    listed = {(fact.record, fact.field) for fact in files.unwritten}
    assert {(e.id, name) for e, name, date in safe.dates if date.known} <= listed
    for part in ("files", "metaData"):
        packet.pop(part)
    assert not re.search(r"timestamp|interval|\b(19|20)\d{2}-", json.dumps(packet))
