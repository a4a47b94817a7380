"""GA4GH Phenopackets, version 2: diseases, treatments, radiotherapy and measurements.

The schema demands an amount and a frequency for the dates of a drug. Where a file has
-99 or Unknown there, nothing is known, and nothing is stored.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.case.partial_date import PartialDate
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
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import AMOUNT, PATIENT
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid

NAME = "phenopacket"
_SEX = {"FEMALE": "female", "MALE": "male"}
_DURATION = re.compile(r"P(?:(\d{1,3})Y)?(?:\d{1,2}M)?(?:\d{1,3}[WD])*", re.ASCII)
_ORIGINS = {
    "primary malignant neoplasm": "primary tumour",
    "second primary malignant neoplasm": "second primary tumour",
    "metastatic neoplasm": "metastasis",
}
"""By labels of NCIt, as the schema recommends them for `tumorProgression`."""
_UNREAD_PARTS = ("interpretations", "files")
_NOTHING = frozenset({"unknown", "not available", "not known"})
Packet = Mapping[str, Any]


def rows_of(document: Any) -> CellGrid | None:  # noqa: ANN401 - whatever JSON holds
    """The facts of a phenopacket; None where the document is none."""
    if not text_in(document, "metaData", "phenopacketSchemaVersion"):
        return None
    code = text_in(document, "subject", "id")
    packet = PartInReading(document)
    facts = list(_facts(packet))
    facts[0][NOT_READ] = _left(packet)
    rows: list[DocumentRow] = [
        (number, {PATIENT: code, **texts}) for number, texts in enumerate(facts, 1)
    ]
    return grid_of(rows)


def propose(grid: CellGrid, choices: TableChoices, _name: str) -> SheetProposal | None:
    """The mapping of the rows of a phenopacket."""
    return propose_rows(NAME, grid, choices)


def _left(packet: PartInReading) -> str:
    """The leaves that nobody took, but for the packet's account of itself.

    A part that comes back as a refused row is told there.
    """
    apart = ("metaData", *_UNREAD_PARTS)
    paths = packet.left().split("; ")
    return "; ".join(path for path in paths if path.partition(".")[0] not in apart)


def _facts(packet: Packet) -> Iterator[dict[str, str]]:
    sex = _SEX.get(text_in(packet, "subject", "sex"), "")
    yield {KIND: "patient", PART: "subject", "sex": sex}
    yield from _last_seen(packet.get("subject", {}))
    for disease in parts_in(packet, "diseases"):
        if text_in(disease, "excluded") != "yes":
            yield {
                KIND: "diagnosis",
                PART: "diseases",
                "histology": text_in(disease, "term", "label"),
                "stage_stated": text_in(disease, "diseaseStage", 0, "label"),
                **_dated(disease.get("onset")),
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
            **_dated(measurement.get("timeObserved")),
        }
    yield from _features_and_samples(packet)
    for name in _UNREAD_PARTS:
        for _ in parts_in(packet, name):
            yield {PART: name}


def _features_and_samples(packet: Packet) -> Iterator[dict[str, str]]:
    for feature in parts_in(packet, "phenotypicFeatures"):
        yield {
            KIND: "symptom",
            PART: "phenotypicFeatures",
            "name": text_in(feature, "type", "label"),
            "severity": text_in(feature, "severity", "label"),
            "absent": text_in(feature, "excluded"),
            **_dated(feature.get("onset")),
            "stop": _moment(feature.get("resolution")),
        }
    for sample in parts_in(packet, "biosamples"):
        origin = text_in(sample, "tumorProgression", "label")
        yield {
            KIND: "specimen",
            PART: "biosamples",
            "procedure": text_in(sample, "procedure", "code", "label"),
            "site": text_in(sample, "sampledTissue", "label"),
            "histology": text_in(sample, "histologicalDiagnosis", "label"),
            "taken_from": _ORIGINS.get(origin.casefold(), ""),
            **_dated(sample.get("timeOfCollection")),
        }


def _last_seen(subject: Packet) -> Iterator[dict[str, str]]:
    """Whether the patient was alive, and when that was seen."""
    status = text_in(subject, "vitalStatus", "status")
    word = {"DECEASED": "dead", "ALIVE": "alive"}.get(status, "")
    if word:
        part = "timeOfDeath" if word == "dead" else "timeAtLastEncounter"
        place: Any = subject.get("vitalStatus", {}) if word == "dead" else subject
        seen = {KIND: "follow_up", PART: part, "vital_status": word}
        yield seen | _dated(place.get(part))


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
            **_dated(procedure.get("performed")),
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
    """A date, an age, or a window between two of them."""
    if text := text_in(element, "timestamp"):
        return without_time(text)
    start, end = (text_in(element, "interval", name) for name in ("start", "end"))
    if start or end:
        return _stretch(without_time(start), without_time(end))
    if text := text_in(element, "age", "iso8601duration"):
        return _age(text)
    ages = [
        text_in(element, "ageRange", n, "iso8601duration") for n in ("start", "end")
    ]
    if any(ages):
        return f"[{_age(ages[0])}..{_age(ages[1])}]"
    return text_in(element, "ontologyClass", "label")


def _dated(element: Any) -> dict[str, str]:  # noqa: ANN401 - a time element of the schema
    """The date of a fact; an age with months or days is kept as stated, too."""
    age = text_in(element, "age", "iso8601duration")
    finer = age and not age.endswith("Y")
    return {"date": _moment(element), "date_stated": age if finer else ""}


def _age(text: str) -> str:
    """An age of ISO 8601 in its completed years.

    A text that is none comes back as it is, and is refused with its row.
    """
    match = _DURATION.fullmatch(text)
    return f"age {int(match[1] or 0)}" if match else text


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
