"""Cases as one bundle of FHIR R4, a resource for each record.

What the elements of a resource cannot hold stands in an extension of it
(`fhir_layout`), so that our own bundle comes back whole. FHIR has no time that counts
from an event: a case without a calendar, and so a de-identified one, carries no date.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.partial_date import UNKNOWN
from timeline.case.record import Entry, free_id
from timeline.case.records.patient import Patient
from timeline.clinical.course.history import History
from timeline.exchange.fhir import facts_in
from timeline.exchange.fhir_layout import record_extension
from timeline.exchange.fhir_resources import ResourceMaker
from timeline.exchange.field_texts import texts_of, unreadable_texts
from timeline.exchange.leaving import (
    LeavingCases,
    LeavingFiles,
    UnwrittenFact,
    words_not_written,
)
from timeline.exchange.mapping import PATIENT

BUNDLE = "bundle.json"
_NO_LETTER = re.compile(r"[^A-Za-z0-9.-]+", re.ASCII)
_UNTIMED = "this format has no time that counts from an event"


def write_files(leaving: LeavingCases) -> LeavingFiles:
    """Cases as one bundle."""
    unwritten = [*words_not_written(leaving), *unreadable_texts(leaving)]
    taken: set[str] = set()
    entries = [
        {"resource": resource}
        for case in leaving.cases
        for resource in _resources(case, taken, unwritten)
    ]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    text = json.dumps(bundle, ensure_ascii=False, indent=1)
    return LeavingFiles({BUNDLE: f"{text}\n".encode()}, tuple(unwritten))


def _resources(
    case: Case, taken: set[str], unwritten: list[UnwrittenFact]
) -> Iterator[dict[str, Any]]:
    patient_id = _plain_id(case.code, taken)
    maker = ResourceMaker(f"Patient/{patient_id}", masked=case.coarsened)
    for recorded in case.entries:
        entry = recorded
        if case.relative:
            unwritten += untimed(case, recorded)
            entry = without_times(recorded)
        resource, resource_id = maker.of(entry), patient_id
        if isinstance(entry, Patient):
            resource |= _deceased(case)
        else:
            resource_id = _plain_id(f"{patient_id}-{entry.id}", taken)
        texts = texts_of(entry)
        if patient_id != case.code:
            texts[PATIENT] = case.code
        extension = record_extension(entry.kind, texts, facts_in(resource))
        yield {**resource, "id": resource_id, "extension": [extension]}


def _deceased(case: Case) -> dict[str, Any]:
    """Whether the patient has died; nothing where the records leave it open."""
    deceased = History.of(case, Chronology.of(case)).life.deceased
    return {} if deceased is None else {"deceasedBoolean": deceased}


def untimed(case: Case, entry: Entry) -> Iterator[UnwrittenFact]:
    """The times of a record for which a format with a calendar has no place."""
    for name, date in entry.dates().items():
        if date.known:
            yield UnwrittenFact(case.code, entry.id, name, _UNTIMED)


def without_times(entry: Entry) -> Entry:
    """The record without its dates."""
    return entry.model_copy(update=dict.fromkeys(entry.date_fields(), UNKNOWN))


def _plain_id(text: str, taken: set[str]) -> str:
    """An id as FHIR allows it, which no other resource of the bundle has."""
    record_id = free_id(_NO_LETTER.sub("-", text)[-64:].strip("-") or "x", taken)
    taken.add(record_id)
    return record_id
