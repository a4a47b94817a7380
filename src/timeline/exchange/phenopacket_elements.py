"""Records as elements of a phenopacket, each with the fields that it carries.

The schema demands a dose and a schedule for the dates of a drug, so a drug without them
has no dates there; nothing stands in for what is not known. A date is a timestamp where
the day is known, and the interval from its first to its last day otherwise.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatchmethod
from typing import Any

from timeline.case.assay_vocabulary import sign_of
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment
from timeline.case.records.background import Symptom
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.molecular import Specimen
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine, Treatment
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import StopReason
from timeline.case.tumour_vocabulary import StageBasis
from timeline.exchange.field_texts import text_of

LOCAL, NCIT = "timeline", "NCIT"
_RESPONSES = {
    Response.CR: "C159715",
    Response.PR: "C159547",
    Response.SD: "C159546",
    Response.PD: "C159716",
}
_UNSAFE = re.compile(r"[^A-Za-z0-9]+", re.ASCII)
Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PacketElement:
    """One element of a phenopacket."""

    section: str
    """The list of the phenopacket that it belongs to."""
    body: Part
    fields: frozenset[str]
    """The fields of the record that it carries."""


class ElementMaker:
    """Makes the elements of one phenopacket."""

    def __init__(self, case: Case) -> None:
        """Take the case, without times where it has no calendar."""
        self._code = case.code
        self._chronology = Chronology.of(case)

    @singledispatchmethod
    def of(self, _entry: Entry) -> PacketElement | None:
        """The element of a record; None for a kind that has none."""
        return None

    @of.register
    def _(self, entry: Diagnosis) -> PacketElement:
        clinical = entry.basis is StageBasis.CLINICAL
        parts = {"T": entry.t, "N": entry.n, "M": entry.m} if clinical else {}
        tnm = [term(f"c{name}{value}") for name, value in parts.items() if value]
        stage = entry.stage_stated
        body = {
            "term": term(entry.histology or entry.label),
            "onset": self._time(entry, "date"),
            "diseaseStage": [term(stage)] if stage else None,
            "clinicalTnmFinding": tnm,
        }
        carried = {"histology", "stage_stated", *("tnm" if clinical else "")}
        carried |= {"basis"} if tnm else set()
        return self._element("diseases", body, carried, date="onset")

    @of.register
    def _(self, entry: TherapyLine) -> PacketElement:
        body = {
            "ontologyClass": term(entry.regimen),
            "startTime": self._time(entry, "start"),
            "endTime": self._time(entry, "stop"),
            "regimenStatus": _status(entry),
        }
        carried = {
            "regimen",
            "ongoing",
            *_timed(body, start="startTime", stop="endTime"),
        }
        return self._action("therapeuticRegimen", body, carried, entry)

    @of.register
    def _(self, entry: DrugCourse) -> PacketElement:
        body: Part = {"agent": term(entry.drug)}
        carried = {"drug"}
        if entry.route:
            body["routeOfAdministration"] = term(entry.route.value)
            carried |= {"route"}
        if interval := self._dose_interval(entry):
            body["doseIntervals"] = [interval]
            carried |= {"dose", "dose_unit", "schedule", "start", "stop"}
        return self._action("treatment", body, carried, entry)

    def _dose_interval(self, entry: DrugCourse) -> Part | None:
        """Dose and dates together, where each of them is known; else None."""
        days = [self._days(entry, name) for name in ("start", "stop")]
        exact = all(first == last is not None for first, last in days)
        if not (exact and entry.dose and entry.dose_unit and entry.schedule):
            return None
        (first, _), (_, last) = days
        return {
            "quantity": {"unit": term(entry.dose_unit), "value": entry.dose},
            "scheduleFrequency": term(entry.schedule),
            "interval": _interval(first, last),
        }

    @of.register
    def _(self, entry: LocalIntervention) -> PacketElement:
        body = {
            "code": term(entry.label),
            "bodySite": term(entry.site) if entry.site else None,
            "performed": self._time(entry, "date"),
        }
        carried = {"procedures", "site", *_timed(body, date="performed")}
        return self._action("procedure", body, carried)

    @of.register
    def _(self, entry: Result) -> PacketElement:
        amount = f"{sign_of(entry.comparator)}{text_of(entry.value)}"
        words = " ".join(filter(None, (amount, entry.unit, entry.words)))
        value: Part = {"ontologyClass": term(words or "not stated")}
        if entry.unit and entry.value is not None and not sign_of(entry.comparator):
            value = {"quantity": {"unit": term(entry.unit), "value": entry.value}}
        carried = {"analyte", "comparator", "value", "unit"}
        if "ontologyClass" in value:
            carried |= {"words"}
        return self._measured(entry, "date", entry.analyte, value, carried)

    @of.register
    def _(self, entry: Her2Test) -> PacketElement:
        name = "specimen_date" if entry.specimen_date.known else "assay_date"
        assay = f"HER2 {entry.method.value if entry.method else ''}".strip()
        value = {"ontologyClass": term(entry.value or "not stated")}
        return self._measured(entry, name, assay, value, {"method"})

    @of.register
    def _(self, entry: Assessment) -> PacketElement | None:
        if entry.response is None:
            return None
        code = _RESPONSES.get(entry.response, "")
        value = {"ontologyClass": term(entry.response.value, code)}
        return self._measured(entry, "date", "Response", value, {"response"})

    def _measured(
        self, entry: Entry, date: str, assay: str, value: Part, carried: set[str]
    ) -> PacketElement:
        when = self._time(entry, date)
        body = {"assay": term(assay), "value": value, "timeObserved": when}
        return self._element("measurements", body, carried, **{date: "timeObserved"})

    @of.register
    def _(self, entry: Symptom) -> PacketElement:
        body = {"excluded": True} if entry.absent else {}
        return self._feature(entry, entry.name, body, {"name", "absent"})

    @of.register
    def _(self, entry: AdverseEvent) -> PacketElement:
        return self._feature(entry, entry.term, {}, {"term"})

    def _feature(
        self, entry: Entry, name: str, body: Part, carried: set[str]
    ) -> PacketElement:
        times = {
            "onset": self._time(entry, "date"),
            "resolution": self._time(entry, "stop"),
        }
        ends = {"date": "onset", "stop": "resolution"}
        body = {"type": term(name), **body, **times}
        return self._element("phenotypicFeatures", body, carried, **ends)

    @of.register
    def _(self, entry: Specimen) -> PacketElement:
        kind = entry.histology
        body = {
            "id": entry.id,
            "individualId": self._code,
            "timeOfCollection": self._time(entry, "date"),
            "histologicalDiagnosis": term(kind) if kind else None,
        }
        return self._element("biosamples", body, {"histology"}, date="timeOfCollection")

    def _element(
        self, section: str, body: Part, carried: set[str], **dates: str
    ) -> PacketElement:
        filled = {name: value for name, value in body.items() if value}
        fields = frozenset(carried | set(_timed(body, **dates)))
        return PacketElement(section, filled, fields)

    def _action(
        self,
        name: str,
        body: Part,
        carried: set[str],
        treatment: Treatment | None = None,
    ) -> PacketElement:
        filled: Part = {name: {key: value for key, value in body.items() if value}}
        if treatment and treatment.stop_reason:
            reason = term(treatment.stop_reason.value)
            filled["treatmentTerminationReason"] = reason
            carried |= {"stop_reason"}
        return PacketElement("medicalActions", filled, frozenset(carried))

    def _days(self, entry: Entry, name: str) -> tuple[int | None, int | None]:
        date = self._chronology.placed(entry, name)
        return date.earliest, date.latest

    def _time(self, entry: Entry, name: str) -> Part | None:
        """When it was; None where an end is open, which the schema does not allow."""
        first, last = self._days(entry, name)
        if first is None or last is None:
            return None
        if first == last:
            return {"timestamp": f"{dt.date.fromordinal(first)}T00:00:00Z"}
        return {"interval": _interval(first, last)}


def term(label: str, code: str = "") -> Part:
    """A term by its words; with a code of the NCI Thesaurus where there is one."""
    plain = _UNSAFE.sub("_", label).strip("_")
    return {"id": f"{NCIT}:{code}" if code else f"{LOCAL}:{plain}", "label": label}


def _interval(first: int | None, last: int | None) -> Part:
    start, end = (dt.date.fromordinal(day or 1) for day in (first, last))
    return {"start": f"{start}T00:00:00Z", "end": f"{end}T23:59:59Z"}


def _timed(body: Part, **dates: str) -> Iterator[str]:
    """The date fields whose element is filled."""
    return (name for name, element in dates.items() if body.get(element))


def _status(line: TherapyLine) -> str:
    if line.stop_reason not in (None, StopReason.COMPLETED):
        return "DISCONTINUED"
    if line.ongoing:
        return "STARTED"
    ended = line.stop.known or line.stop_reason
    return "COMPLETED" if ended else "UNKNOWN_STATUS"
