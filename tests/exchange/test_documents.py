"""FHIR bundles and phenopackets are read part by part; what is not comes back."""

import json
from pathlib import Path
from typing import Any

import pytest

from exchange.sheet_texts import sheet
from timeline.case.assay_vocabulary import Comparator, ResultFlag
from timeline.case.record import Entry
from timeline.exchange.reading import FileRefusedError
from timeline.exchange.tables import SheetReading

SUBJECT = {"reference": "Patient/p1"}


def _bundle(path: Path, *resources: dict[str, Any], kind: str = "collection") -> Any:  # noqa: ANN401
    entries = [{"resource": resource} for resource in resources]
    bundle = {"resourceType": "Bundle", "type": kind, "entry": entries}
    return sheet(path / "b.json", json.dumps(bundle))


def _records(reading: SheetReading) -> list[Entry]:
    return [made.record for row in reading.rows for made in row.records]


@pytest.mark.parametrize("kind", ["collection", "transaction", "searchset"])
def test_an_observation_with_comparator_limits_and_flag(
    tmp_path: Path, kind: str
) -> None:
    observation = {
        "resourceType": "Observation",
        "id": "o1",
        "subject": {"reference": "http://hospital.example/fhir/Patient/p1"},
        "code": {"coding": [{"code": "24108-3"}], "text": "CA 19-9"},
        "effectiveDateTime": "2020-03",
        "valueQuantity": {"value": 0.6, "comparator": "<", "unit": "U/mL"},
        "referenceRange": [{"high": {"value": 37}}],
        "interpretation": [{"coding": [{"code": "L"}]}],
    }
    reading = _bundle(tmp_path, observation, kind=kind)
    (result,) = _records(reading)
    assert (result.analyte, result.value) == ("CA19-9", 0.6)  # type: ignore[attr-defined]
    assert result.comparator is Comparator.BELOW  # type: ignore[attr-defined]
    assert result.flag is ResultFlag.LOW  # type: ignore[attr-defined]
    assert result.upper_limit == 37  # type: ignore[attr-defined]
    assert result.date.canonical == "2020-03"  # type: ignore[attr-defined]
    assert reading.rows[0].records[0].patient == "p1"


def test_an_entry_that_stands_twice_is_one_fact(tmp_path: Path) -> None:
    condition = {
        "resourceType": "Condition",
        "subject": SUBJECT,
        "code": {"text": "hypertension"},
        "_onsetDateTime": {"extension": [{"valueCode": "unknown"}]},
    }
    (disease,) = _records(_bundle(tmp_path, condition, condition))
    assert disease.kind == "background"
    assert not disease.date.known  # type: ignore[attr-defined]


def test_an_order_is_no_exposure_and_comes_back(tmp_path: Path) -> None:
    drug = {"medicationCodeableConcept": {"text": "cisplatin"}, "subject": SUBJECT}
    order = {"resourceType": "MedicationRequest", **drug}
    given = {
        "resourceType": "MedicationAdministration",
        "effectivePeriod": {"start": "2020-03-01", "end": "2020"},
        **drug,
    }
    reading = _bundle(tmp_path, order, given, {"resourceType": "Practitioner"})
    first, second = reading.rows
    assert first.problems == ("The mapping has no rule for such a row.",)
    course = second.records[0].record
    dates = {name: date.canonical for name, date in course.dates().items()}
    assert dates == {"start": "2020-03-01", "stop": "2020"}
    assert reading.place(second.line, "") == "entry 2"


def test_a_phenopacket_keeps_a_dose_that_is_one(tmp_path: Path) -> None:
    interval = {
        "quantity": {"unit": {"label": "mg/m2"}, "value": 75},
        "scheduleFrequency": {"label": "q3w"},
        "interval": {"start": "2020-03-15T00:00:00Z", "end": "2020-06-01T23:59:59Z"},
    }
    treatment = {"agent": {"label": "Cisplatin"}, "doseIntervals": [interval]}
    packet = {
        "subject": {"id": "P1", "sex": "FEMALE"},
        "medicalActions": [{"treatment": treatment}],
        "interpretations": [{"id": "i1"}],
        "metaData": {"phenopacketSchemaVersion": "2.0"},
    }
    reading = sheet(tmp_path / "p.json", json.dumps(packet))
    patient, course = _records(reading)
    assert patient.sex == "female"  # type: ignore[attr-defined]
    assert course.dosing == "75 mg/m2 q3w"  # type: ignore[attr-defined]
    assert [bool(row.problems) for row in reading.rows] == [False, False, True]


def test_json_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="no columns that are known"):
        sheet(tmp_path / "x.json", '{"resource": 1}')


def test_a_patient_who_looks_like_a_hospital_number_is_asked_about(
    tmp_path: Path,
) -> None:
    (question,) = _bundle(
        tmp_path, {"resourceType": "Patient", "id": "900124"}
    ).questions
    assert "hospital numbers" in str(question)


def test_what_is_not_read_of_a_resource_is_named(tmp_path: Path) -> None:
    observation = {
        "resourceType": "Observation",
        "subject": SUBJECT,
        "code": {"text": "CEA"},
        "valueQuantity": {
            "value": 4,
            "unit": "ng/mL",
            "system": "http://unitsofmeasure",
        },
        "performer": [{"display": "Dr. Example"}],
    }
    reading = _bundle(tmp_path, observation)
    told = {column.header: column.why for column in reading.mapping.unread}
    paths = told["Observation"]
    assert "performer.display (1)" in paths
    assert "valueQuantity.system (1)" in paths
    assert "code.text" not in paths
    assert "Dr. Example" not in paths


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled", "not-done"])
def test_what_did_not_happen_is_no_fact(tmp_path: Path, status: str) -> None:
    procedure = {"resourceType": "Procedure", "subject": SUBJECT, "status": status}
    reading = _bundle(tmp_path, procedure | {"code": {"text": "Biopsy"}})
    assert _records(reading) == []
    assert reading.rows[0].problems


@pytest.mark.parametrize(
    ("age", "date"),
    [
        ("P52Y", "age 52"),
        ("P52Y2M", "age 52"),
        ("P25Y11M30D", "age 25"),
        ("P7M", "age 0"),
    ],
)
def test_an_age_counts_from_birth(tmp_path: Path, age: str, date: str) -> None:
    packet = {
        "subject": {"id": "P1"},
        "diseases": [
            {
                "term": {"label": "Carcinoma"},
                "onset": {"age": {"iso8601duration": age}},
                "primarySite": {"label": "Bladder"},
            }
        ],
        "metaData": {"phenopacketSchemaVersion": "2.0"},
    }
    reading = sheet(tmp_path / "p.json", json.dumps(packet))
    diagnosis = _records(reading)[1]
    assert diagnosis.date.canonical == date  # type: ignore[attr-defined]
    assert (diagnosis.values()["date_stated"] == age) is not age.endswith("Y")
    told = " ".join(column.why for column in reading.mapping.unread)
    assert "diseases.primarySite.label (1)" in told
