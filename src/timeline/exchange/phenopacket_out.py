"""Cases as GA4GH phenopackets, version 2: one for each patient.

The whole case stands in each as an attached case file, since a phenopacket has no place
for much of it; what only the attachment holds is listed.
"""

import base64
import datetime as dt
import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.course.history import History
from timeline.exchange import case_file
from timeline.exchange.fhir_out import untimed, without_times
from timeline.exchange.field_texts import texts_of
from timeline.exchange.leaving import LeavingCases, LeavingFiles, UnwrittenFact
from timeline.exchange.phenopacket_elements import LOCAL, NCIT, ElementMaker
from timeline.registry import StoredCase

_ONLY_ATTACHED = "a phenopacket has no place for it; it stands in the attached case"
_SEX = {"female": "FEMALE", "male": "MALE"}
_VITAL = {True: "DECEASED", False: "ALIVE", None: "UNKNOWN_STATUS"}
_SCHEMA = "2.0"
Packet = dict[str, Any]


def write_files(leaving: LeavingCases) -> LeavingFiles:
    """Cases as phenopackets, a file for each."""
    files, unwritten = {}, []
    for number, stored in enumerate(leaving.stored, start=1):
        packet, facts = _packet(stored, leaving)
        text = json.dumps(packet, ensure_ascii=False, indent=1)
        files[f"phenopacket-{number}.json"] = f"{text}\n".encode()
        unwritten += facts
    return LeavingFiles(files, tuple(unwritten))


def _packet(
    stored: StoredCase, leaving: LeavingCases
) -> tuple[Packet, list[UnwrittenFact]]:
    recorded = stored.case
    case, unwritten = recorded, []
    if recorded.relative:
        unwritten = [f for entry in recorded.entries for f in untimed(recorded, entry)]
        case = Case.of(map(without_times, recorded.entries))
    packet: Packet = {"id": case.code, "subject": _subject(recorded)}
    maker = ElementMaker(case)
    for entry in case.records:
        element = maker.of(entry)
        carried: frozenset[str] = frozenset()
        if element is not None:
            packet.setdefault(element.section, []).append(element.body)
            carried = element.fields
        unwritten += _not_carried(case, entry, carried)
    unwritten += _not_carried(case, case.patient, frozenset({"sex"}))
    packet["files"] = [_attachment(stored, leaving)]
    packet["metaData"] = _meta_data()
    return packet, unwritten


def _subject(case: Case) -> Packet:
    sex = _SEX.get(case.patient.sex or "", "UNKNOWN_SEX")
    if case.patient.sex and sex == "UNKNOWN_SEX":
        sex = "OTHER_SEX"
    deceased = History.of(case, Chronology.of(case)).life.deceased
    return {"id": case.code, "sex": sex, "vitalStatus": {"status": _VITAL[deceased]}}


def _not_carried(
    case: Case, entry: Entry, carried: frozenset[str]
) -> Iterator[UnwrittenFact]:
    """What of a record stands in the attachment only."""
    counted = {name for name, date in entry.dates().items() if date.offset}
    for name in texts_of(entry):
        if name != "id" and name not in carried - counted:
            yield UnwrittenFact(case.code, entry.id, name, _ONLY_ATTACHED)


def _attachment(stored: StoredCase, leaving: LeavingCases) -> Packet:
    """The case file, within the phenopacket."""
    alone = LeavingCases((stored,), leaving.words, leaving.registry_id)
    (content,) = case_file.write_files(alone).files.values()
    coded = base64.b64encode(content).decode()
    attributes = {"fileFormat": "timeline case file", "description": "The whole case"}
    return {
        "uri": f"data:application/toml;base64,{coded}",
        "individualToFileIdentifiers": {stored.case.code: stored.case.code},
        "fileAttributes": attributes,
    }


def _meta_data() -> Packet:
    """Who made it, and the two places that its terms are from."""
    program = version("timeline")
    ncit = "http://purl.obolibrary.org/obo/"
    return {
        "created": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "createdBy": f"timeline {program}",
        "resources": [
            {
                "id": LOCAL,
                "name": "Words as recorded, without an ontology",
                "url": "urn:timeline:words",
                "version": program,
                "namespacePrefix": LOCAL,
                "iriPrefix": "urn:timeline:words:",
            },
            {
                "id": NCIT.lower(),
                "name": "NCI Thesaurus",
                "url": f"{ncit}ncit.owl",
                "version": "not stated",
                "namespacePrefix": NCIT,
                "iriPrefix": f"{ncit}NCIT_",
            },
        ],
        "phenopacketSchemaVersion": _SCHEMA,
    }
