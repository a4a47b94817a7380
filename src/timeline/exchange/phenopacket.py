"""GA4GH Phenopackets, version 2: diseases, treatments, radiotherapy and measurements.

The schema demands an amount and a frequency for the dates of a drug. Where a file has
-99 or Unknown there, nothing is known, and nothing is stored.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.case.partial_date import PartialDate
from timeline.exchange.dated_cells import without_time
from timeline.exchange.document_rows import (
    KIND,
    PART,
    DocumentRow,
    grid_of,
    parts_in,
    propose_rows,
    text_in,
)
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import AMOUNT, PATIENT
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid

NAME = "phenopacket"
_SEX = {"FEMALE": "female", "MALE": "male"}
_NOTHING = frozenset({"unknown", "not available", "not known"})
Packet = Mapping[str, Any]


def rows_of(document: Any) -> CellGrid | None:  # noqa: ANN401 - whatever JSON holds
    """The facts of a phenopacket; None where the document is none."""
    if not text_in(document, "metaData", "phenopacketSchemaVersion"):
        return None
    code = text_in(document, "subject", "id")
    rows: list[DocumentRow] = []
    for number, texts in enumerate(_facts(document), start=1):
        rows.append((number, {PATIENT: code, **texts}))
    return grid_of(rows)


def propose(grid: CellGrid, choices: TableChoices, _name: str) -> SheetProposal | None:
    """The mapping of the rows of a phenopacket."""
    return propose_rows(NAME, grid, choices)


def _facts(packet: Packet) -> Iterator[dict[str, str]]:
    sex = _SEX.get(text_in(packet, "subject", "sex"), "")
    yield {KIND: "patient", PART: "subject", "sex": sex}
    for disease in parts_in(packet, "diseases"):
        if text_in(disease, "excluded") != "yes":
            yield {
                KIND: "diagnosis",
                PART: "diseases",
                "histology": text_in(disease, "term", "label"),
                "stage_stated": text_in(disease, "diseaseStage", 0, "label"),
                "date": _moment(disease.get("onset")),
            }
    for action in parts_in(packet, "medicalActions"):
        yield from _action(action)
    for measurement in parts_in(packet, "measurements"):
        quantity = measurement.get("value", {})
        yield {
            KIND: "result",
            PART: "measurements",
            "analyte": text_in(measurement, "assay", "label"),
            AMOUNT: text_in(quantity, "quantity", "value")
            or text_in(quantity, "ontologyClass", "label"),
            "unit": text_in(quantity, "quantity", "unit", "label"),
            "date": _moment(measurement.get("timeObserved")),
        }
    for name in ("phenotypicFeatures", "biosamples", "interpretations", "files"):
        for _ in parts_in(packet, name):
            yield {PART: name}


def _action(action: Packet) -> Iterator[dict[str, str]]:
    part = {PART: "medicalActions"}
    if isinstance(action.get("radiationTherapy"), Mapping):
        therapy = action["radiationTherapy"]
        yield part | {
            KIND: "local_intervention",
            "type": "radiotherapy",
            "procedures": text_in(therapy, "modality", "label"),
            "site": text_in(therapy, "bodySite", "label"),
            "dose_gy": text_in(therapy, "dosage"),
            "fractions": text_in(therapy, "fractions"),
        }
    elif isinstance(action.get("procedure"), Mapping):
        procedure = action["procedure"]
        yield part | {
            KIND: "local_intervention",
            "type": "other",
            "procedures": text_in(procedure, "code", "label"),
            "site": text_in(procedure, "bodySite", "label"),
            "date": _moment(procedure.get("performed")),
        }
    elif isinstance(action.get("therapeuticRegimen"), Mapping):
        regimen = action["therapeuticRegimen"]
        started = text_in(regimen, "regimenStatus") == "STARTED"
        yield part | {
            KIND: "therapy_line",
            "regimen": text_in(regimen, "ontologyClass", "label")
            or text_in(regimen, "externalReference", "description"),
            "start": _moment(regimen.get("startTime")),
            "stop": _moment(regimen.get("endTime")),
            "ongoing": "yes" if started else "",
        }
    elif isinstance(action.get("treatment"), Mapping):
        treatment = action["treatment"]
        drug = text_in(treatment, "agent", "label")
        intervals = parts_in(treatment, "doseIntervals") or [{}]
        for interval in intervals:
            yield part | {KIND: "drug_course", "drug": drug, **_dosing(interval)}
    else:
        yield part


def _dosing(interval: Packet) -> dict[str, str]:
    """Dates, dose and schedule of an interval, as far as they are known."""
    amount = text_in(interval, "quantity", "value")
    unit = text_in(interval, "quantity", "unit", "label")
    known = bool(amount) and not amount.startswith("-") and not _is_unknown(unit)
    schedule = text_in(interval, "scheduleFrequency", "label")
    return {
        "start": without_time(text_in(interval, "interval", "start")),
        "stop": without_time(text_in(interval, "interval", "end")),
        "dose": amount if known else "",
        "dose_unit": unit if known else "",
        "schedule": "" if _is_unknown(schedule) else schedule,
    }


def _is_unknown(label: str) -> bool:
    return not label or label.casefold() in _NOTHING


def _moment(element: Any) -> str:  # noqa: ANN401 - a time element of the schema
    """A date, or a window between two; an age needs what this file may not hold."""
    if text := text_in(element, "timestamp"):
        return without_time(text)
    start, end = (text_in(element, "interval", name) for name in ("start", "end"))
    return _stretch(without_time(start), without_time(end)) if start or end else ""


def _stretch(first: str, last: str) -> str:
    """A window; the day, month or year where it is exactly one of these."""
    for period in (first[:4], first[:7], first):
        try:
            date = PartialDate.parse(period)
            limits = [dt.date.fromisoformat(text) for text in (first, last)]
        except ValueError:
            continue
        if [day.toordinal() for day in limits] == [date.earliest, date.latest]:
            return period
    return f"[{first}..{last}]"
