"""The words that quick entry knows, apart from drugs and markers.

They are the vocabularies of the records, and a few short forms that people write.
"""

import re

from timeline.case.vocabulary import InterventionKind, LesionKind, Response

RESPONSES = {response.value.casefold(): response.value for response in Response}
METHODS = {
    "ct": "CT",
    "mri": "MRI",
    "pet-ct": "PET-CT",
    "pet": "PET",
    "ultrasound": "ultrasound",
}
"""Imaging methods, as people abbreviate them."""
INTERVENTIONS = {kind.value.casefold(): kind.value for kind in InterventionKind} | {
    "hepatectomy": InterventionKind.SURGERY.value,
    "cholecystectomy": InterventionKind.SURGERY.value,
    "lymphadenectomy": InterventionKind.SURGERY.value,
    "resection": InterventionKind.SURGERY.value,
    "gastrectomy": InterventionKind.SURGERY.value,
    "operation": InterventionKind.SURGERY.value,
    "rfa": InterventionKind.RADIOFREQUENCY.value,
    "sbrt": InterventionKind.STEREOTACTIC.value,
    "cyberknife": InterventionKind.STEREOTACTIC.value,
    "radiotherapy": InterventionKind.RADIOTHERAPY.value,
    "seeds": InterventionKind.BRACHYTHERAPY.value,
    "tace": InterventionKind.EMBOLISATION.value,
    "stent": InterventionKind.STENT.value,
}
del INTERVENTIONS["other"]
LESIONS = {kind.value.casefold() for kind in LesionKind}

IHC = re.compile(r"(?:0|[123]\+)")
GRADE = re.compile(r"(?:g|grade )([1-5])", re.IGNORECASE)
DOSE = re.compile(
    r"(\d+(?:\.\d+)?)\s*(mg/kg|mg/m2|mg/m²|mg/d|mg|g/m2|g|IU|AUC|µg|mcg)(?=\s|$)",
    re.IGNORECASE,
)
SCHEDULE = re.compile(
    r"\b(q\d+[wd]|daily|weekly|bid|tid|qd|od|d\d+(?:\s*(?:and|,)\s*d\d+)*(?:\s+q\d+[wd])?)"
    r"(?=\s|$)",
    re.IGNORECASE,
)
CYCLES = re.compile(r"\b(?:x\s*(\d+)|(\d+)\s*cycles?)(?=\s|$)", re.IGNORECASE)
VALUE = re.compile(r"^([<>=]?\s*\d[\d.,]*)(?:\s*(U/mL|ng/mL|µg/L|kU/L|IU/mL))?(?=\s|$)")
