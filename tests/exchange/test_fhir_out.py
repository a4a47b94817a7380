"""A bundle of FHIR: partial dates letter by letter, and no element with a guess."""

import json
import re
from typing import Any

import pytest

from exchange.made_cases import case_of, leaving, made
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.exchange.fhir_out import BUNDLE, write_files
from timeline.exchange.leaving import LeavingFiles
from timeline.sharing.deidentify import Deidentification, deidentified

ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
Resource = dict[str, Any]


def _resources(files: LeavingFiles) -> list[Resource]:
    bundle = json.loads(files.files[BUNDLE])
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    return [entry["resource"] for entry in bundle["entry"]]


def _resource(record: Entry) -> Resource:
    """The resource of a record, beside that of the patient."""
    _, resource = _resources(write_files(leaving(case_of(record))))
    return resource


def _absent(reason: str) -> Resource:
    return {"extension": [{"url": ABSENT, "valueCode": reason}]}


@pytest.mark.parametrize("date", ["2011", "2017-09", "2017-09-14"])
def test_a_date_is_written_as_precisely_as_it_is_known(date: str) -> None:
    result = _resource(made("result", "a", date=date, analyte="CEA", value=3))
    assert result["effectiveDateTime"] == date
    course = _resource(made("drug_course", "a", drug="cisplatin", start=date))
    assert course["effectivePeriod"] == {"start": date}


@pytest.mark.parametrize("date", ["", "[2017-09..2017-11]", "[..2017-09]"])
def test_a_date_that_fhir_cannot_write_says_why_it_is_absent(date: str) -> None:
    result = _resource(made("result", "a", date=date, analyte="CEA", value=3))
    assert "effectiveDateTime" not in result
    assert result["_effectiveDateTime"] == _absent("unknown")
    parts = {p["url"]: p["valueString"] for p in result["extension"][0]["extension"]}
    assert parts.get("date", "") == date


def test_a_value_keeps_its_sign_and_its_code() -> None:
    amount = {"value": 0.6, "comparator": "<", "unit": "U/mL"}
    result = _resource(made("result", "a", analyte="CA19-9", **amount))
    assert result["valueQuantity"] == amount
    assert result["code"]["coding"] == [
        {"system": "http://loinc.org", "code": "24108-3"}
    ]
    words = _resource(made("result", "a", analyte="CEA", words="haemolysed"))
    assert words["valueString"] == "haemolysed"
    assert "valueQuantity" not in words


@pytest.mark.parametrize(
    ("flag", "code"),
    [("high", "H"), ("critically low", "LL"), ("normal", "N"), ("abnormal", "A")],
)
def test_a_flag_is_a_code_of_hl7(flag: str, code: str) -> None:
    result = _resource(made("result", "a", analyte="CEA", value=9, flag=flag))
    assert result["interpretation"][0]["coding"][0]["code"] == code


def test_a_dose_is_never_invented() -> None:
    course = _resource(made("drug_course", "a", drug="cisplatin", schedule="q3w"))
    assert "dosage" not in course
    known = made("drug_course", "a", drug="cisplatin", dose=75, dose_unit="mg/m2")
    assert _resource(known)["dosage"] == {"dose": {"value": 75, "unit": "mg/m2"}}


def test_what_the_patient_has_not_is_no_disease_of_his() -> None:
    absent = made("background", "a", type="comorbidity", name="diabetes", absent=True)
    status = _resource(absent)["verificationStatus"]["coding"][0]["code"]
    assert status == "refuted"
    mother = made("background", "a", type="family history", name="breast cancer")
    assert _resource(mother)["resourceType"] == "Basic"


@pytest.mark.parametrize("name", ["gallbladder", "synthetic", "relative"])
def test_ids_are_legal_and_references_lead_somewhere(
    request: pytest.FixtureRequest, name: str
) -> None:
    case: Case = request.getfixturevalue(name)
    resources = _resources(write_files(leaving(case, case_of(code="P 2"))))
    ids = [resource["id"] for resource in resources]
    assert len(set(ids)) == len(ids) == len(case.entries) + 1
    assert all(re.fullmatch(r"[A-Za-z0-9.-]{1,64}", each) for each in ids)
    people = {f"Patient/{r['id']}" for r in resources if r["resourceType"] == "Patient"}
    subjects = {r["subject"]["reference"] for r in resources if "subject" in r}
    assert len(people) == 2
    assert subjects <= people


def test_a_de_identified_bundle_has_no_time_and_lists_each(gallbladder: Case) -> None:
    safe = deidentified(gallbladder, Deidentification())
    files = write_files(leaving(safe))
    text = files.files[BUNDLE].decode()
    assert not re.search(r"\b(19|20)\d{2}\b|\"M-?\d+\"", text)
    assert '"masked"' in text
    listed = {(fact.record, fact.field) for fact in files.unwritten}
    dated = {(e.id, name) for e, name, date in safe.dates if date.known}
    assert dated
    assert dated <= listed
