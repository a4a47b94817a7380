"""Records as resources of FHIR R4, as far as its elements can state them.

The codes are those of LOINC for the tests and answers that interchange of oncology data
uses (mCODE); no profile is claimed. A date goes into an element only as FHIR writes
dates: a day, month or year. Any other leaves the element with the reason why it is
empty.
"""

import re
from dataclasses import dataclass
from functools import singledispatchmethod
from typing import Any

from timeline.case.assay_vocabulary import Comparator, Her2Method, ResultFlag
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.background import Background, Medication, Symptom
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.diagnosis import Diagnosis, Staging
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.molecular import MolecularFinding, Specimen
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import StopReason
from timeline.case.vocabulary import BackgroundKind, Sex

LOINC = "http://loinc.org"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_STATUS = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_RESPONSE = "88040-1"
_RESPONSES = {
    Response.CR: "LA28366-5",
    Response.PR: "LA28369-9",
    Response.SD: "LA28371-5",
    Response.PD: "LA28370-7",
}
_FLAGS = {
    ResultFlag.HIGH: "H",
    ResultFlag.LOW: "L",
    ResultFlag.CRITICAL_HIGH: "HH",
    ResultFlag.CRITICAL_LOW: "LL",
    ResultFlag.NORMAL: "N",
    ResultFlag.ABNORMAL: "A",
}
"""The codes of HL7 table 0078."""
_TESTS = {"CA19-9": "24108-3"}
_HER2 = {Her2Method.IHC: "72383-3", Her2Method.FISH: "31150-6"}
_VARIANT = "69548-6"
Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ResourceMaker:
    """Makes the resources of one patient."""

    subject: str
    """Reference to the patient."""
    masked: bool
    """Whether dates are left out because the case is de-identified."""

    def of(self, entry: Entry) -> Resource:
        """The resource of a record; of a kind that FHIR has none for a `Basic` one."""
        return self._made(entry) or self._about("Basic", code=_words(entry.title))

    def _about(self, kind: str, **elements: object) -> Resource:
        """A resource about the patient, without the elements that hold nothing."""
        filled = {name: value for name, value in elements.items() if value}
        return {
            "resourceType": kind,
            "subject": {"reference": self.subject},
            **filled,
        }

    def _date(self, name: str, date: PartialDate) -> Resource:
        """An element for a date, or the reason why it has none."""
        if _DATE.fullmatch(date.canonical):
            return {name: date.canonical}
        return {f"_{name}": self._absent}

    def _period(self, start: PartialDate, stop: PartialDate) -> Resource:
        ends = {"start": start.canonical, "end": stop.canonical}
        known = {name: text for name, text in ends.items() if _DATE.fullmatch(text)}
        return known or self._absent

    @property
    def _absent(self) -> Resource:
        reason = "masked" if self.masked else "unknown"
        return {"extension": [{"url": ABSENT, "valueCode": reason}]}

    def _observation(
        self, code: Resource, date: PartialDate, **elements: object
    ) -> Resource:
        if not any(name.startswith("value") for name, v in elements.items() if v):
            elements["dataAbsentReason"] = _words("not stated")
        when = self._date("effectiveDateTime", date)
        return self._about("Observation", status="final", code=code, **when, **elements)

    @singledispatchmethod
    def _made(self, _entry: Entry) -> Resource | None:
        """The resource that FHIR has for a kind of record."""
        return None

    @_made.register
    def _(self, entry: Patient) -> Resource:
        gender = entry.sex if entry.sex in (Sex.FEMALE, Sex.MALE) else None
        return _clean(resourceType="Patient", gender=gender)

    @_made.register
    def _(self, entry: Diagnosis) -> Resource:
        stage = ", ".join(filter(None, (entry.tnm, entry.stated_stage)))
        return self._about(
            "Condition",
            code=_words(entry.histology or entry.label),
            stage=[{"summary": _words(stage)}] if stage else [],
            **self._date("onsetDateTime", entry.date),
        )

    @_made.register
    def _(self, entry: Background) -> Resource | None:
        """A disease of the patient; what is about relatives or habits is none."""
        diseases = (BackgroundKind.COMORBIDITY, BackgroundKind.PREVIOUS_CANCER)
        return self._condition(entry) if entry.type in diseases else None

    @_made.register
    def _(self, entry: Symptom) -> Resource:
        return self._condition(entry)

    def _condition(self, entry: Background | Symptom) -> Resource:
        refuted = {"coding": [{"system": _STATUS, "code": "refuted"}]}
        ended = self._date("abatementDateTime", entry.stop) if entry.stop.known else {}
        return self._about(
            "Condition",
            verificationStatus=refuted if entry.absent else None,
            code=_words(entry.name),
            **self._date("onsetDateTime", entry.date),
            **ended,
        )

    @_made.register
    def _(self, entry: DrugCourse) -> Resource:
        status = "in-progress" if entry.ongoing else "unknown"
        if entry.stop.known or entry.stop_reason:
            early = entry.stop_reason not in (None, StopReason.COMPLETED)
            status = "stopped" if early else "completed"
        dose = _quantity(entry.dose, entry.dose_unit)
        return self._about(
            "MedicationAdministration",
            status=status,
            statusReason=[_words(entry.stop_reason.value)] if entry.stop_reason else [],
            medicationCodeableConcept=_words(entry.drug),
            effectivePeriod=self._period(entry.start, entry.stop),
            dosage=_clean(text=entry.schedule, dose=dose) if dose else None,
        )

    @_made.register
    def _(self, entry: Medication) -> Resource:
        status = "active" if entry.ongoing else "unknown"
        return self._about(
            "MedicationStatement",
            status="completed" if entry.stop.known else status,
            medicationCodeableConcept=_words(entry.drug),
            effectivePeriod=self._period(entry.date, entry.stop),
            dosage=[{"text": entry.schedule}] if entry.schedule else [],
        )

    @_made.register
    def _(self, entry: LocalIntervention) -> Resource:
        performed = self._date("performedDateTime", entry.date)
        if entry.stop.known:
            performed = {"performedPeriod": self._period(entry.date, entry.stop)}
        return self._about(
            "Procedure",
            status="completed",
            category=_words(entry.type.value),
            code=_words(entry.label),
            bodySite=[_words(entry.site)] if entry.site else [],
            **performed,
        )

    @_made.register
    def _(self, entry: CellTherapy) -> Resource:
        performed = self._date("performedDateTime", entry.date)
        code = _words(entry.label)
        return self._about("Procedure", status="completed", code=code, **performed)

    @_made.register
    def _(self, entry: Result) -> Resource:
        quantity = _quantity(entry.value, entry.unit, entry.comparator)
        limits = _clean(
            low=_quantity(entry.lower_limit, None),
            high=_quantity(entry.upper_limit, None),
        )
        return self._observation(
            _words(entry.analyte, _TESTS.get(entry.analyte, "")),
            entry.date,
            valueQuantity=quantity,
            valueString=None if quantity else entry.words,
            interpretation=_interpretation(entry.flag),
            referenceRange=[limits] if limits else [],
        )

    @_made.register
    def _(self, entry: Her2Test) -> Resource:
        date = entry.specimen_date if entry.specimen_date.known else entry.assay_date
        name = f"HER2 {entry.method.value if entry.method else ''}".strip()
        code = _words(name, _HER2.get(entry.method, "") if entry.method else "")
        return self._observation(code, date, valueString=entry.value)

    @_made.register
    def _(self, entry: MolecularFinding) -> Resource:
        code = _words("Genetic variant", _VARIANT)
        return self._observation(code, entry.date, valueString=entry.label)

    @_made.register
    def _(self, entry: Assessment) -> Resource:
        response = entry.response
        value = response and _words(response.value, _RESPONSES.get(response, ""))
        code = _words("Response", _RESPONSE)
        return self._observation(code, entry.date, valueCodeableConcept=value)

    @_made.register
    def _(self, entry: LesionMeasurement) -> Resource:
        quantity = _quantity(entry.diameter, "mm")
        code = _words("Diameter of a lesion")
        return self._observation(code, entry.date, valueQuantity=quantity)

    @_made.register
    def _(self, entry: Staging | Progression | Finding | FollowUp) -> Resource:
        code = _words(entry.title)
        return self._observation(code, entry.date, valueString=entry.label)

    @_made.register
    def _(self, entry: Specimen) -> Resource:
        collected = self._date("collectedDateTime", entry.date)
        kind = _words(entry.type.value) if entry.type else None
        return self._about("Specimen", type=kind, collection=collected)

    @_made.register
    def _(self, entry: AdverseEvent) -> Resource:
        when = self._date("date", entry.date)
        event = _words(entry.term)
        return self._about("AdverseEvent", actuality="actual", event=event, **when)


def _words(text: str, code: str = "") -> Resource:
    coding = {"coding": [{"system": LOINC, "code": code}]} if code else {}
    return {**coding, "text": text}


def _interpretation(flag: ResultFlag | None) -> list[Resource]:
    if flag is None:
        return []
    return [{"coding": [{"system": _INTERPRETATION, "code": _FLAGS[flag]}]}]


def _quantity(
    value: float | None, unit: str | None, sign: Comparator | None = None
) -> Resource | None:
    if value is None:
        return None
    number = int(value) if value.is_integer() else value
    above = sign.value if sign not in (None, Comparator.EXACT) else None
    return _clean(value=number, comparator=above, unit=unit) | {"value": number}


def _clean(**elements: object) -> Resource:
    return {name: value for name, value in elements.items() if value}
