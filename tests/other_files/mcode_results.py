"""The entries of HL7's example of mCODE that state results of tests."""

from other_files.cells import Cell, Row
from other_files.draft import Draft, Slot
from other_files.mcode_words import (
    AS_OF,
    DATE,
    HER2,
    HER2_RESULT,
    HIGH,
    IMAGING,
    IMPROVED,
    PACK_YEARS,
    PRESENT,
    RECEPTORS,
    SCORES,
    SIZE,
    SMOKING,
    SOMATIC,
    STATUS,
    TISSUE,
    VARIANT,
)
from other_files.readings import Amount, Day, Number, Text

VALUE, CODE, DAY = "valueCodeableConcept.coding.0", "code.coding.0", "effectiveDateTime"
PARTS = Text("; ")
GENES = "component.0.valueCodeableConcept.coding"
SPECIMEN = "specimen-left-breast"
"""Id of the only specimen that is in the bundle."""
MARGINS = "us-core-observation-lab-tumor-margins-jenny-m"
"""One of the results of the report on the operation."""


def disease_status(draft: Draft, row: Row) -> None:
    status = draft.add("assessment", "status").told(row[CODE], "kind", STATUS)
    status.put(row["extension.0.valueCodeableConcept.coding.0"], "criteria", IMAGING)
    status.put(row[VALUE], "trend", IMPROVED).put(row[DAY], "date", DATE)


def specimen(draft: Draft, row: Row) -> None:
    taken = draft.add("specimen", "left breast").put(
        row["type.coding.0"], "type", TISSUE
    )
    taken.put(row["collection.bodySite.coding.0"], "site")
    taken.put(row["processing.0.timeDateTime"], "date_stated", Day("processed "))


def variant(draft: Draft, row: Row) -> None:
    finding = draft.add("molecular_finding", "PALB2", type="variant")
    finding.told(row[CODE], "kind", VARIANT).put(row[DAY], "date", DATE)
    finding.put(row[VALUE], "detection", PRESENT)
    finding.put(row[f"{GENES}.0"], "gene")
    changes = [
        row[f"component.{part}.valueCodeableConcept.coding.0"] for part in (1, 2)
    ]
    _together(finding, "change", *changes)
    finding.put(
        row["component.3.valueCodeableConcept.coding.0"], "variant_origin", SOMATIC
    )
    _together(finding, "assay", row["method.coding.0"])


def genes_studied(draft: Draft, row: Row) -> None:
    finding = draft.add("molecular_finding", "PALB2").told(row[DAY], "date", DATE)
    genes = [row[f"{GENES}.{number}"] for number in range(7)]
    _together(finding, "assay", row[CODE], *genes)


def _together(slot: Slot, name: str, *cells: Cell | None) -> None:
    """Put several cells into one text."""
    values = slot.draft.records[slot.id]
    texts = [str(values[name])] if name in values else []
    values[name] = "; ".join([*texts, *(cell.text for cell in cells if cell)])
    for cell in cells:
        slot.told(cell, name, PARTS)


def genetic_report(draft: Draft, row: Row) -> None:
    _report(draft, row, draft.add("molecular_finding", "PALB2", from_specimen=SPECIMEN))


def pathology_report(draft: Draft, row: Row) -> None:
    _report(draft, row, draft.add("result", MARGINS))


def _report(draft: Draft, row: Row, found: Slot) -> None:
    """A report groups results: it is the document in which they stand."""
    document = draft.add("source", row.text(CODE)).put(row[CODE], "name")
    draft.records[found.id]["source"] = document.id
    found.put(row[DAY], "date", DATE)


def result(draft: Draft, row: Row) -> None:
    """A value or words, with the name that the entry gives to what was measured."""
    measured = _measured(draft, row).put(row[CODE], "analyte")
    measured.told(row["code.text"], "analyte")


def receptor(draft: Draft, row: Row) -> None:
    _measured(draft, row).put(row[CODE], "analyte assay", RECEPTORS)


def score(draft: Draft, row: Row) -> None:
    _measured(draft, row).put(row[CODE], "analyte", SCORES)


def size(draft: Draft, row: Row) -> None:
    measured = _measured(draft, row).put(row[CODE], "analyte", SIZE)
    measured.put(row["component.0.valueQuantity"], "value unit", Amount())


def nodes(draft: Draft, row: Row) -> None:
    """The entry names nodes with metastasis, and gives how many were examined."""
    examined = row.text("component.0.code.coding.0")
    measured = draft.add("result", row.text("id"), analyte=examined)
    measured.put(row[CODE], "as_written").put(row[DAY], "date", DATE)
    measured.put(row["component.0.valueQuantity"], "value unit", Amount())


def _measured(draft: Draft, row: Row) -> Slot:
    measured = draft.add("result", row.text("id")).put(row[DAY], "date", DATE)
    measured.put(row["valueQuantity"], "value unit", Amount())
    measured.put(row["valueInteger"], "value", Number())
    measured.put(row[VALUE], "words").put(row["method.coding.0"], "assay")
    unit = row.text("valueQuantity").partition(" ")[2]
    for end, name in (("low", "lower_limit"), ("high", "upper_limit")):
        measured.put(row[f"referenceRange.0.{end}"], name, Number(unit))
    judged = row["interpretation.0.coding.0"]
    if judged and judged.text in HIGH.words:
        return measured.put(judged, "flag", HIGH)
    return measured.put(judged, "words")


def her2(draft: Draft, row: Row) -> None:
    test = draft.add("her2_test", "her2", specimen="tissue")
    test.told(row[CODE], "kind specimen", HER2).put(row[DAY], "specimen_date", DATE)
    test.put(row[VALUE], "result_reported", HER2_RESULT)


def smoking(draft: Draft, row: Row) -> None:
    habit = draft.add("background", "smoking").put(row[CODE], "type", SMOKING)
    habit.put(row[VALUE], "name").put(row[DAY], "date_stated", AS_OF)


def pack_years(draft: Draft, row: Row) -> None:
    habit = draft.add("background", "smoking").put(row[CODE], "type", PACK_YEARS)
    habit.put(row[DAY], "date_stated", AS_OF)
    habit.put(row["valueQuantity"], "pack_years", Number("Pack-Years"))
