"""Two projects of REDCap with repeating instruments, as REDCapR ships them."""

import csv
from collections.abc import Iterable
from pathlib import Path

from other_files.cells import LeftOut, Row, rows_of
from other_files.draft import Draft
from other_files.readings import Amount, CompletedYears, Day, Number, Words
from other_files.source import Source

IDENTIFIERS = LeftOut("record_id|first_name|dob", "identifies the person")
FORM = LeftOut(
    r"redcap_repeat_\w+|\w+_complete", "number of the form, and whether it is complete"
)
PICTURE = LeftOut("image_profile", "name of a file")
SEX = Words({"0": "female", "1": "male"})
ETHNICITY = Words({"0": "Hispanic or Latino", "1": "NOT Hispanic or Latino"})
RACE = Words({"1": "Asian", "3": "Black or African American", "4": "White"})
ANALYTES = {
    "height": "height",
    "weight": "weight",
    "bmi": "body mass index",
    "sbp": "systolic blood pressure",
    "dbp": "diastolic blood pressure",
    "bp_systolic": "systolic blood pressure",
    "bp_diastolic": "diastolic blood pressure",
}
"""Columns of numbers; the projects state no units."""
NOT_REPORTED = {"ethnicity": "2", "race": "6"}
"""Choices of the dictionary that say that nothing is known."""


def instruments(folder: Path) -> Source:
    """Demographics, with blood pressures on their days."""
    rows = _rows(folder)
    return Source(rows, _cases(rows))


def vignette(folder: Path) -> Source:
    """Height and weight, blood pressures and laboratory values without any date."""
    rows = _rows(folder)
    return Source(rows, _cases(rows))


def _rows(folder: Path) -> tuple[Row, ...]:
    with (folder / "data.csv").open(encoding="utf-8") as file:
        tables = [_known(values) for values in csv.DictReader(file)]
    return rows_of(folder.name, tables, (IDENTIFIERS, FORM, PICTURE))


def _known(values: dict[str, str]) -> dict[str, str]:
    """The values without the choices that say that nothing is known."""
    return {k: "" if NOT_REPORTED.get(k) == v else v for k, v in values.items()}


def _cases(rows: Iterable[Row]) -> tuple[Draft, ...]:
    drafts: dict[str, Draft] = {}
    for row in rows:
        code = row.text("record_id")
        draft = drafts.setdefault(code, Draft(code))
        _patient(draft, row)
        _enrolment(draft, row)
        _measurements(draft, row)
    return tuple(drafts.values())


def _patient(draft: Draft, row: Row) -> None:
    patient = draft.add("patient", "")
    patient.put(row["sex"], "sex", SEX)
    patient.put(row["ethnicity"], "ethnicity", ETHNICITY)
    patient.put(row["race"], "race", RACE)
    patient.put(row["age"], "age_at_presentation", CompletedYears())


def _enrolment(draft: Draft, row: Row) -> None:
    if enrolled := row["date_enrolled"]:
        finding = draft.add("finding", "consent", type="care", result="consent signed")
        finding.put(enrolled, "date", Day())


def _measurements(draft: Draft, row: Row) -> None:
    place = row.place
    for column, analyte in ANALYTES.items():
        if cell := row[column]:
            result = draft.add("result", f"{place}-{column}", analyte=analyte)
            result.put(cell, "value", Number())
            result.put(row["date_bp"], "date", Day())
    if cell := row["conc"]:
        result = draft.add("result", place)
        result.put(cell, "value unit", Amount()).put(row["lab"], "analyte")
