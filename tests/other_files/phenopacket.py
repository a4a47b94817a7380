"""The urothelial carcinoma that phenopacket-tools gives as an example."""

import json
from pathlib import Path
from typing import Any

from other_files.cells import LeftOut, Row, rows_of
from other_files.documents import flat
from other_files.draft import Draft
from other_files.readings import AgeInMonths, Words
from other_files.source import Source

LEFT_OUT = (
    LeftOut("id|individualId", "identifies the sample and the person"),
    LeftOut("dateOfBirth", "identifies the person"),
    LeftOut("karyotypicSex", "UNKNOWN_KARYOTYPE: nothing is known", one_value=True),
    LeftOut(r"files\..*", "where the sequences are stored"),
)
SEX = Words({"MALE": "male", "FEMALE": "female"})
SEVERITY = Words({"Mild": "mild", "Moderate": "moderate", "Severe": "severe"})
EXCLUDED = Words({"true": True, "false": False})
ORIGIN = Words(
    {
        "Primary Malignant Neoplasm": "primary tumour",
        "Second Primary Malignant Neoplasm": "second primary tumour",
        "Metastatic Neoplasm": "metastasis",
    }
)
PROCEDURE = {"Biopsy": "biopsy", "Radical Cystoprostatectomy": "resection"}
GLEASON = Words({"Gleason Score 7": "Gleason score 7"})
IS_DIAGNOSIS = Words({"false": "diagnosis"})
STAGE = Words({"Stage IV": "IV"})
T = Words({"pT2b Stage Finding": ("pathological", "2b")})
N = Words({"pN2 Stage Finding": ("pathological", "2")})
M = Words({"M1 Stage Finding": "1"})


def urothelial(path: Path) -> Source:
    """One case that counts from the birth of the patient, as its ages do."""
    packet = json.loads(path.read_text(encoding="utf-8"))
    subject = _rows("subject", [packet["subject"]])
    features = _rows("phenotypicFeatures", packet["phenotypicFeatures"])
    samples = _rows("biosamples", packet["biosamples"])
    diseases = _rows("diseases", packet["diseases"])
    draft = Draft("urothelial-cancer")
    draft.add("patient", "", time_zero="birth").put(subject[0]["sex"], "sex", SEX)
    for row in features:
        symptom = draft.add("symptom", row.place).put(row["type"], "name")
        symptom.put(row["severity"], "severity", SEVERITY)
        symptom.put(row["excluded"], "absent", EXCLUDED)
    for row in samples:
        _sample(draft, row)
    for row in diseases:
        _disease(draft, row)
    rows = (*subject, *features, *samples, *diseases)
    return Source(rows, (draft,))


def _rows(name: str, documents: list[dict[str, Any]]) -> tuple[Row, ...]:
    return rows_of(name, [flat(document) for document in documents], LEFT_OUT)


def _sample(draft: Draft, row: Row) -> None:
    procedure = row.text("procedure.code")
    specimen = draft.add("specimen", row.place, type=PROCEDURE[procedure])
    specimen.put(row["procedure.code"], "procedure").put(row["sampledTissue"], "site")
    specimen.put(row["timeOfCollection.age.iso8601duration"], "date", AgeInMonths())
    specimen.put(row["histologicalDiagnosis"], "histology")
    specimen.put(row["tumorProgression"], "taken_from", ORIGIN)
    if grade := row["tumorGrade"]:
        staging = draft.add("staging", row.place, from_specimen=specimen.id)
        staging.put(grade, "grade", GLEASON)


def _disease(draft: Draft, row: Row) -> None:
    diagnosis = draft.add("diagnosis", row.place).put(row["term"], "histology")
    diagnosis.told(row["excluded"], "kind", IS_DIAGNOSIS)
    diagnosis.put(row["diseaseStage.0"], "stage_stated", STAGE)
    diagnosis.put(row["clinicalTnmFinding.0"], "basis t", T)
    diagnosis.put(row["clinicalTnmFinding.1"], "basis n", N)
    diagnosis.put(row["clinicalTnmFinding.2"], "m", M)
