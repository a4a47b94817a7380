"""Low-grade gliomas (UCSF, Johnson, Science 2014) from the datahub of cBioPortal."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from other_files.cells import LeftOut, Row, rows_of
from other_files.draft import Draft, Slot
from other_files.readings import Day, Listed, Number, Parts, Words
from other_files.source import Source

IDENTIFIERS = LeftOut("PATIENT_ID|SAMPLE_ID", "identifies patient and sample")
KIND = LeftOut("EVENT_TYPE", "what the rows are: the kind of record", one_value=True)
DAY = Day("D")
SEX = Words({"Female": "female", "Male": "male"})
SURVIVAL = Words({"1:DECEASED": "dead", "0:LIVING": "alive"})
ORIGIN = Words({"Primary": "primary tumour", "Recurrence": "recurrence"})
ONCOTREE = Words(
    {
        "ASTR": "Astrocytoma",
        "AASTR": "Anaplastic Astrocytoma",
        "OAST": "Oligoastrocytoma",
        "ODG": "Oligodendroglioma",
        "GB": "Glioblastoma",
    }
)
MGMT = Words({"Methylated": "detected", "Unmethylated": "not detected"})
CODELETION = Words(
    {
        "Intact": (None, "not detected"),
        "Co-deletion": ("co-deletion", "detected"),
        "19q deletion": ("19q deletion", "detected"),
    }
)
MATCHED = Words({"Matched": "sequenced with matched normal tissue"})
LOST_SIGHT = Words({"Patient lost follow up": "lost to follow-up"})
DEATH = Words({"DECEASED": "dead"})
PROGRESSION = Words({"radiographic_progression": ("progression", "imaging")})
MEDICAL = Words({"Medical Therapy": "therapy_line"})
RADIOTHERAPY = Words({"Radiation Therapy": "radiotherapy"})
CHEMOTHERAPY = Words({"Chemotherapy": "chemotherapy"})


def gliomas(folder: Path) -> Source:
    """The patients of the study, a case of days since diagnosis for each."""
    drafts: dict[str, Draft] = {}
    rows: list[Row] = []
    for name, read in FILES.items():
        table = _rows(folder / f"data_{name}.txt")
        for row in table:
            code = row.text("PATIENT_ID")
            read(drafts.setdefault(code, Draft(code)), row)
        rows += table
    return Source(tuple(rows), tuple(drafts.values()))


def _rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    tables: Sequence[Mapping[str, str]] = list(csv.DictReader(lines, delimiter="\t"))
    return rows_of(path.name, tables, (IDENTIFIERS, KIND))


def _patient(draft: Draft, row: Row) -> None:
    patient = draft.add("patient", "", time_zero="initial diagnosis")
    patient.put(row["SEX"], "sex", SEX)
    diagnosis = draft.add("diagnosis", "glioma", date="D0")
    diagnosis.put(row["AGE"], "age", Number())
    if row["OS_STATUS"]:
        draft.add("follow_up", "last").put(row["OS_STATUS"], "vital_status", SURVIVAL)
    if row["OS_MONTHS"]:
        survival = {"quantity": "overall survival", "unit": "months"}
        outcome = draft.add("reported_outcome", "survival", **survival)
        outcome.put(row["OS_MONTHS"], "value", Number())


def _sample(draft: Draft, row: Row) -> None:
    name = row.text("SAMPLE_ID")
    specimen = draft.add("specimen", name)
    specimen.put(row["SAMPLE_TYPE"], "taken_from", ORIGIN)
    staging = draft.add("staging", name, from_specimen=specimen.id)
    staging.put(row["CANCER_TYPE_DETAILED"], "histology").put(row["GRADE"], "grade")
    staging.put(row["ONCOTREE_CODE"], "histology", ONCOTREE)
    draft.add("diagnosis", "glioma").put(row["CANCER_TYPE"], "histology")
    result = draft.add("result", name, analyte="TMB", from_specimen=specimen.id)
    result.put(row["TMB_NONSYNONYMOUS"], "value", Number())
    result.put(row["SOMATIC_STATUS"], "assay", MATCHED)
    if row["NOTE"]:
        draft.add("follow_up", "lost").put(row["NOTE"], "vital_status", LOST_SIGHT)
    _molecular(draft, row, specimen.id)


def _molecular(draft: Draft, row: Row, specimen: str) -> None:
    def finding(gene: str, kind: str, **values: str) -> Slot:
        name = f"{row.text('SAMPLE_ID')} {gene}"
        return draft.add(
            "molecular_finding",
            name,
            gene=gene,
            type=kind,
            from_specimen=specimen,
            **values,
        )

    if status := row["MGMT_STATUS"]:
        finding("MGMT", "methylation").put(status, "detection", MGMT)
    if change := row["IDH1_MUTATION"]:
        finding("IDH1", "variant", detection="detected").put(change, "change")
    if status := row["STATUS_1P_19Q"]:
        finding("1p/19q", "loss").put(status, "change detection", CODELETION)
    if genes := row["NON_SILENT_MUT_TP53_ATRX_CIC_FUBP1"]:
        found = [
            finding(gene, "variant", detection="detected", change="non-silent")
            for gene in genes.text.split(", ")
        ]
        draft.keep(genes, Parts(", "), *((slot.id, "gene") for slot in found))


def _specimen(draft: Draft, row: Row) -> None:
    specimen = draft.add("specimen", row.text("SAMPLE_ID"))
    specimen.put(row["START_DATE"], "date", DAY).put(row["SURGERY"], "procedure")
    draft.add("staging", row.text("SAMPLE_ID"), date=f"D{row.text('START_DATE')}")
    draft.add("result", row.text("SAMPLE_ID"), date=f"D{row.text('START_DATE')}")


def _surgery(draft: Draft, row: Row) -> None:
    kind = "biopsy" if "biopsy" in row.text("EVENT_TYPE_DETAILED") else "surgery"
    operation = draft.add("local_intervention", row.place, type=kind)
    operation.put(row["START_DATE"], "date", DAY)
    operation.put(row["EVENT_TYPE_DETAILED"], "reason")


def _status(draft: Draft, row: Row) -> None:
    if row.text("STATUS") == "DECEASED":
        death = draft.add("follow_up", "last").put(row["STATUS"], "vital_status", DEATH)
        death.put(row["START_DATE"], "date", DAY)
    else:
        progression = draft.add("progression", row.place)
        progression.put(row["STATUS"], "event criteria", PROGRESSION)
        progression.put(row["START_DATE"], "date", DAY)


def _treatment(draft: Draft, row: Row) -> None:
    if row.text("TREATMENT_TYPE") == "Radiation Therapy":
        course = draft.add("local_intervention", row.place)
        course.put(row["TREATMENT_TYPE"], "type", RADIOTHERAPY)
        course.put(row["SUBTYPE"], "procedures", Listed())
        course.put(row["START_DATE"], "date", DAY).put(row["STOP_DATE"], "stop", DAY)
        return
    line = draft.add("therapy_line", row.place).put(row["AGENT"], "regimen")
    line.told(row["TREATMENT_TYPE"], "kind", MEDICAL)
    line.put(row["START_DATE"], "start", DAY).put(row["STOP_DATE"], "stop", DAY)
    for drug in row.text("AGENT").split(" + "):
        values = {"line": line.id, "drug": drug}
        course = draft.add("drug_course", f"{row.place} {drug}", **values)
        course.put(row["START_DATE"], "start", DAY).put(row["STOP_DATE"], "stop", DAY)
        course.put(row["SUBTYPE"], "drug_class", CHEMOTHERAPY)


FILES: dict[str, Callable[[Draft, Row], None]] = {
    "clinical_patient": _patient,
    "clinical_sample": _sample,
    "timeline_specimen": _specimen,
    "timeline_surgery": _surgery,
    "timeline_status": _status,
    "timeline_treatment": _treatment,
}
