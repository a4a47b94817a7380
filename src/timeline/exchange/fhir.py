"""FHIR R4: bundles of any type, and single resources, one resource at a time.

Dates stay as partly known as FHIR writes them. A resource is read where it states a
fact that has a place here; any other one comes back.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from timeline.exchange.dated_cells import without_time
from timeline.exchange.document_rows import (
    KIND,
    NOT_READ,
    PART,
    DocumentRow,
    PartInReading,
    grid_of,
    parts_in,
    propose_rows,
    text_in,
)
from timeline.exchange.fhir_layout import with_record
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import AMOUNT, PATIENT
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid

NAME = "fhir"
Resource = Mapping[str, Any]
_NOT_OF_PATIENTS = frozenset(
    {"Practitioner", "PractitionerRole", "Organization", "Location", "Device"}
)
_CANCER = re.compile(
    "cancer|carcinoma|tumou?r|neoplasm|lymphoma|sarcoma|leuka?emia|melanoma|glioma"
    "|myeloma|malignan",
    re.IGNORECASE,
)
_DOES_NOT_HOLD = frozenset(
    {"entered-in-error", "not-done", "cancelled", "refuted", "preparation", "intended"}
)
_FLAGS = frozenset({"H", "HH", "L", "LL", "N", "A"})


def rows_of(document: Any) -> CellGrid | None:  # noqa: ANN401 - whatever JSON holds
    """The facts of a bundle or resource; None where the document is none."""
    kind = text_in(document, "resourceType")
    if not kind:
        return None
    entries = [document]
    if kind == "Bundle":
        entries = [entry.get("resource") for entry in parts_in(document, "entry")]
    rows: list[DocumentRow] = []
    known: list[object] = []
    for number, resource in enumerate(entries, start=1):
        # some bundles hold an entry twice
        if isinstance(resource, Mapping) and resource not in known:
            known.append(resource)
            rows += ((number, texts) for texts in _texts(PartInReading(resource)))
    return grid_of(rows)


def propose(grid: CellGrid, choices: TableChoices, _name: str) -> SheetProposal | None:
    """The mapping of the rows of a bundle, which name the type of their resource."""
    parts = {row[1].partition("/")[1] for row in grid.rows[1:] if len(row) > 1}
    return propose_rows(NAME, grid, choices) if parts == {"/"} else None


def facts_in(resource: Resource) -> dict[str, str]:
    """The kind and the fields that the elements of a resource state."""
    read = _READERS.get(text_in(resource, "resourceType"))
    return read(resource) if read else {}


def _texts(resource: PartInReading) -> Iterator[dict[str, str]]:
    kind = text_in(resource, "resourceType")
    if kind in _NOT_OF_PATIENTS:
        return
    part = f"{kind}/{text_in(resource, 'id')}"
    read = _READERS.get(kind)
    fields = read(resource) if read and _holds(resource) else {}
    fields = with_record(resource, fields)
    patient = _patient(resource, kind)
    left = resource.left() if fields else ""
    yield {PART: part, PATIENT: patient, **fields, NOT_READ: left}


def _holds(resource: Resource) -> bool:
    """Whether a resource states what was so, by its status (FHIR R4)."""
    states = [text_in(resource, "status"), _concept(resource, "verificationStatus")]
    return not {text.casefold() for text in states} & _DOES_NOT_HOLD


def _patient(resource: Resource, kind: str) -> str:
    """The id of the patient, from a relative or absolute reference."""
    if kind == "Patient":
        return text_in(resource, "id")
    references = (
        text_in(resource, name, "reference") for name in ("subject", "patient")
    )
    reference = next(filter(None, references), "")
    return reference.rpartition("/")[2].removeprefix("urn:uuid:")


def _concept(resource: Resource, name: str) -> str:
    """The words of a coded concept: its text, a display, or else a code."""
    coded = resource.get(name)
    candidates = [text_in(coded, "text")]
    candidates += [text_in(c, "display") for c in parts_in(coded, "coding")]
    candidates += [text_in(c, "code") for c in parts_in(coded, "coding")]
    return next(filter(None, candidates), "")


def _date(resource: Resource, *names: str) -> str:
    """A date as it is written, without the time of the day."""
    paths = (name.split(".") for name in names)
    texts = (text_in(resource, *path) for path in paths)
    return without_time(next(filter(None, texts), ""))


def _person(resource: Resource) -> dict[str, str]:
    sex = text_in(resource, "gender")
    return {KIND: "patient", "sex": sex if sex in ("female", "male") else ""}


def _condition(resource: Resource) -> dict[str, str]:
    name = _concept(resource, "code")
    date = _date(resource, "onsetDateTime", "onsetPeriod.start", "recordedDate")
    profiles = str(resource.get("meta", ""))
    if "cancer-condition" in profiles or _CANCER.search(name):
        return {KIND: "diagnosis", "date": date, "histology": name}
    stop = _date(resource, "abatementDateTime", "abatementPeriod.end")
    facts = {"type": "comorbidity", "name": name, "date": date, "stop": stop}
    return {KIND: "background", **facts}


def _observation(resource: Resource) -> dict[str, str]:
    quantity = resource.get("valueQuantity")
    sign = text_in(quantity, "comparator")
    number = text_in(quantity, "value") or text_in(resource, "valueInteger")
    words = text_in(resource, "valueString") or _concept(
        resource, "valueCodeableConcept"
    )
    flags = [_concept(resource, "interpretation")]
    flags += [
        text_in(coding, "code")
        for each in parts_in(resource, "interpretation")
        for coding in parts_in(each, "coding")
    ]
    return {
        KIND: "result",
        "date": _date(
            resource, "effectiveDateTime", "effectivePeriod.start", "effectiveInstant"
        ),
        "analyte": _concept(resource, "code"),
        AMOUNT: f"{sign}{number}" if number else words,
        "unit": text_in(quantity, "unit") or text_in(quantity, "code"),
        "lower_limit": text_in(resource, "referenceRange", 0, "low", "value"),
        "upper_limit": text_in(resource, "referenceRange", 0, "high", "value"),
        "flag": next((flag for flag in flags if flag in _FLAGS), ""),
    }


def _procedure(resource: Resource) -> dict[str, str]:
    name = _concept(resource, "code")
    group = f"{name} {_concept(resource, 'category')} {resource.get('meta', '')}"
    words = group.casefold()
    kind = "other"
    if "radiother" in words or "radiation" in words:
        kind = "radiotherapy"
    elif "biopsy" in words:
        kind = "biopsy"
    elif "surg" in words or "excision" in words or "ectomy" in words:
        kind = "surgery"
    return {
        KIND: "local_intervention",
        "type": kind,
        "procedures": name,
        "date": _date(resource, "performedDateTime", "performedPeriod.start"),
        "stop": _date(resource, "performedPeriod.end"),
    }


def _exposure(resource: Resource) -> dict[str, str]:
    """A drug that was given or taken; an order is none."""
    return {
        KIND: "drug_course",
        "drug": _concept(resource, "medicationCodeableConcept"),
        "start": _date(resource, "effectivePeriod.start", "effectiveDateTime"),
        "stop": _date(resource, "effectivePeriod.end"),
    }


_READERS: dict[str, Callable[[Resource], dict[str, str]]] = {
    "Patient": _person,
    "Condition": _condition,
    "Observation": _observation,
    "Procedure": _procedure,
    "MedicationAdministration": _exposure,
    "MedicationStatement": _exposure,
}
