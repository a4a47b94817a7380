"""HL7's example of mCODE, the bundle of Jenny M: which entry goes where."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from other_files import mcode_results as results
from other_files.cells import LeftOut, Row, rows_of
from other_files.documents import flat
from other_files.draft import Draft
from other_files.mcode_words import (
    AS_OF,
    COMORBIDITY,
    CURATIVE,
    CURATIVE_RADIOTHERAPY,
    DATE,
    EDITION,
    EXTERNAL_BEAM,
    NOT_THERE,
    PRIMARY,
    ROUTE,
    SCHEDULE,
    STAGE_GROUP,
    STAGING,
    THERE,
    TRUE,
    VOLUME,
)
from other_files.readings import Amount, Day, Listed, Number, Words
from other_files.source import Source

DOSAGE = "dosageInstruction.0"
WRITERS = ("Practitioner", "Organization")
"""Entries on who wrote the others, which state nothing of the patient."""
LEFT_OUT = (
    LeftOut("resourceType|id", "what the entry is, and its name"),
    LeftOut(r"(identifier|name|address|contact|communication)\..*", "the person"),
    LeftOut("birthDate", "identifies the person"),
    LeftOut(r"(.*\.)?url", "names the field that follows"),
    LeftOut(r"component\.\d+\.code\..*", "names the value that follows"),
    LeftOut(r"status|intent|verificationStatus\..*", "whether the entry is final"),
    LeftOut(r"category\..*", "heading under which the entry is filed"),
    LeftOut("authoredOn|issued", "when the entry was written"),
    LeftOut(r"(?!extension\.).*reference", "leads to another entry"),
    LeftOut(r"referenceRange\.0\.appliesTo\..*", "normal range", one_value=True),
)


def jenny(path: Path) -> Source:
    """One case of all entries, of which one stands in the file twice."""
    bundle = json.loads(path.read_text(encoding="utf-8"))
    rows = rows_of(path.name, [flat(each) for each in _resources(bundle)], LEFT_OUT)
    draft = Draft("jenny-m")
    for row in rows:
        READERS[row.text("id").removesuffix("-jenny-m")](draft, row)
    return Source(rows, (draft,))


def _resources(bundle: dict[str, Any]) -> Iterator[dict[str, Any]]:
    read: list[dict[str, Any]] = []
    for entry in bundle["entry"]:
        resource = {
            k: v for k, v in entry["resource"].items() if k not in ("text", "meta")
        }
        if resource["resourceType"] not in WRITERS and resource not in read:
            read.append(resource)
            yield resource


def _patient(draft: Draft, row: Row) -> None:
    patient = draft.add("patient", "").put(row["gender"], "sex")
    for number, name in enumerate(("race", "ethnicity")):
        patient.put(row[f"extension.{number}.extension.0.valueCoding"], name)
        patient.put(row[f"extension.{number}.extension.1.valueString"], name)


def _condition(draft: Draft, row: Row) -> None:
    diagnosis = draft.add("diagnosis", "breast", date=row.text("onsetDateTime"))
    diagnosis.put(row["extension.0.valueCodeableConcept.coding.0"], "histology")
    diagnosis.put(row["code.coding.0"], "site laterality", PRIMARY)
    diagnosis.put(row["onsetDateTime"], "date_stated", Day("onset "))
    diagnosis.put(row["stage.0.summary.coding.0"], "stage_stated", STAGE_GROUP)
    diagnosis.put(row["stage.0.type.coding.0"], "tnm_edition", EDITION)
    seen = draft.add("follow_up", "status")
    seen.put(row["clinicalStatus.coding.0"], "disease_status")


def _staging(draft: Draft, row: Row) -> None:
    staging = draft.add("staging", "clinical").put(
        row["effectiveDateTime"], "date", DATE
    )
    code = row.text("code.coding.0")
    staging.put(row["valueCodeableConcept.coding.0"], *STAGING[code])
    staging.put(row["code.coding.0"], "basis", Words({code: "clinical"}))
    staging.put(row["method.coding.0"], "tnm_edition", EDITION)


def _medication(draft: Draft, row: Row) -> None:
    start = row.text(f"{DOSAGE}.timing.repeat.boundsPeriod.start")
    drug = row.text("medicationCodeableConcept.coding.0")
    line = draft.add("therapy_line", start, start=start)
    earlier = draft.records[line.id].get("regimen")
    draft.add("therapy_line", start, regimen=f"{earlier} + {drug}" if earlier else drug)
    line.put(row["extension.0.valueCodeableConcept.coding.0"], "setting", CURATIVE)
    course = draft.add("drug_course", drug, line=line.id)
    course.put(row["medicationCodeableConcept.coding.0"], "drug")
    course.put(row[f"{DOSAGE}.text"], "prescribed")
    course.put(row[f"{DOSAGE}.timing.repeat.boundsPeriod.start"], "start", DATE)
    course.put(row[f"{DOSAGE}.route.coding.0"], "route", ROUTE)
    for quantity in ("dose", "rate"):
        place = f"{DOSAGE}.doseAndRate.0.{quantity}Quantity"
        course.put(row[place], "dose dose_unit", Amount())
    course.put(row[f"{DOSAGE}.maxDosePerPeriod"], "schedule", SCHEDULE)


def _procedure(kind: str) -> Callable[[Draft, Row], None]:
    def read(draft: Draft, row: Row) -> None:
        done = draft.add("local_intervention", kind, type=kind)
        done.put(row["extension.0.valueCodeableConcept.coding.0"], "intent", CURATIVE)
        done.put(row["code.coding.0"], "procedures", Listed())
        done.put(row["performedDateTime"], "date", DATE)
        done.put(row["bodySite.0.coding.0"], "site")

    return read


def _radiotherapy(draft: Draft, row: Row) -> None:
    course = draft.add("local_intervention", "radiotherapy")
    course.put(row["code.coding.0"], "type", EXTERNAL_BEAM)
    course.put(row["extension.0.valueUnsignedInt"], "sessions", Number())
    course.put(
        row["extension.1.valueCodeableConcept.coding.0"],
        "intent",
        CURATIVE_RADIOTHERAPY,
    )
    course.put(row["performedPeriod.start"], "date", DATE)
    course.put(row["performedPeriod.end"], "stop", DATE)
    course.put(row["reasonCode.0.coding.0"], "reason")
    course.put(row["bodySite.0.coding.0"], "site")
    techniques = [
        row[f"extension.{number}.extension.{part}.valueCodeableConcept.coding.0"]
        for number in (2, 3)
        for part in (0, 1)
    ]
    words = tuple(cell.text for cell in techniques if cell)
    draft.add("local_intervention", "radiotherapy", procedures=words)
    for cell in techniques:
        course.told(cell, "procedures", Listed())
    for number in (4, 5):
        _volume(draft, row, f"extension.{number}.extension", course.id)


def _volume(draft: Draft, row: Row, place: str, course: str) -> None:
    volume = draft.add("radiotherapy_volume", place, intervention=course)
    volume.put(row[f"{place}.0.valueReference.reference"], "volume", VOLUME)
    volume.put(row[f"{place}.1.valueQuantity"], "dose_gy", Number("cGy", 0.01))
    volume.put(row[f"{place}.2.valueUnsignedInt"], "fractions", Number())


def _comorbidities(draft: Draft, row: Row) -> None:
    for number in range(5):
        place = f"extension.{number}.value"
        there = row[f"{place}Reference.reference"]
        absent = row[f"{place}CodeableConcept.coding.0"]
        disease = draft.add("background", f"comorbidity {number}")
        disease.put(row["code.coding.0"], "type", COMORBIDITY)
        disease.put(row["effectiveDateTime"], "date_stated", AS_OF)
        disease.put(there, "name absent", THERE)
        disease.put(absent, "name absent", NOT_THERE)


def _relative(draft: Draft, row: Row) -> None:
    disease = draft.add("background", row.text("id"), type="family history")
    disease.put(row["relationship.coding.0"], "relative")
    disease.put(row["condition.0.code.coding.0"], "name")
    disease.put(row["condition.0.onsetAge"], "age_at_onset", Number("a"))
    disease.put(row["condition.0.contributedToDeath"], "fatal", TRUE)
    disease.told(row["deceasedBoolean"], "fatal", TRUE)


def _mammogram(draft: Draft, row: Row) -> None:
    scan = draft.add("finding", "mammogram", type="imaging")
    scan.put(row["code.coding.0"], "method").put(row["performedDateTime"], "date", DATE)


READERS: dict[str, Callable[[Draft, Row], None]] = {
    "cancer-patient": _patient,
    "primary-cancer-condition": _condition,
    **{
        f"cancer-related-medication-request-{drug}": _medication
        for drug in ("cyclophosphamide", "doxorubicin", "paclitaxel", "anastrozole")
    },
    "cancer-disease-status": results.disease_status,
    "genomic-variant": results.variant,
    "genomics-report": results.genetic_report,
    "cancer-related-surgical-procedure": _procedure("surgery"),
    "cancer-related-comorbidities": _comorbidities,
    "radiotherapy-treatment-summary-chest-wall": _radiotherapy,
    "tnm-clinical-stage-group": _staging,
    "tnm-clinical-primary-tumor-category": _staging,
    "tnm-clinical-regional-nodes-category": _staging,
    "tnm-clinical-distant-metastases-category": _staging,
    "human-specimen-left-breast": results.specimen,
    "genomic-region-studied": results.genes_studied,
    "ecog-performance-status": results.score,
    "tumor-marker-test-er": results.receptor,
    "tumor-marker-test-pr": results.receptor,
    "tumor-marker-test-her2": results.her2,
    "tumor-marker-test-oncotype-dx": results.result,
    "tumor-size": results.size,
    "us-core-procedure-biopsy": _procedure("biopsy"),
    "bodyweight-jenny-m-2018-03-16": results.score,
    "us-core-observation-lab-neutrophils": results.result,
    "us-core-smokingstatus": results.smoking,
    "us-core-procedure-mammogram": _mammogram,
    "family-member-history-aunt": _relative,
    "family-member-history-uncle": _relative,
    "us-core-diagnosticreport-lab": results.pathology_report,
    "observation-smoking-pack-years": results.pack_years,
    "us-core-observation-lab-tumor-invasion": results.result,
    "us-core-observation-lab-tumor-margins": results.result,
    "us-core-observation-lab-sentinel-nodes": results.nodes,
    "us-core-observation-lab-tumor-dcis": results.result,
}
"""How each entry is read, by its id; HL7 gives the same codes to different facts."""
