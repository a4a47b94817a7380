"""Builds small cases for tests, with dates and links as keyword arguments."""

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.endpoints.case_endpoints import Endpoints, endpoints
from timeline.clinical.lines.numbering import NumberedLine, number_lines
from timeline.clinical.settings import DEFAULTS, Settings


def case_of(*entries: Entry) -> Case:
    return Case.of((Patient(id="patient", code="T-1"), *entries))


def record(kind: str, record_id: str, **values: object) -> Entry:
    return KINDS[kind].model_validate({"id": record_id, **values})


def line(record_id: str, drugs: str, **values: object) -> tuple[Entry, ...]:
    """A palliative line with one course for each drug, unless told otherwise."""
    values = {"setting": "palliative", **values}
    if values["setting"] is None:
        del values["setting"]
    recorded = TherapyLine.model_validate({"id": record_id, "regimen": drugs, **values})
    courses = tuple(
        DrugCourse(id=f"{record_id}-{number}", line=record_id, drug=drug)
        for number, drug in enumerate(drugs.split(" + "))
    )
    return (recorded, *courses)


def assessment(record_id: str, response: str, date: str, **values: object) -> Entry:
    return Assessment.model_validate(
        {"id": record_id, "response": response, "date": date, **values}
    )


def follow_up(date: str, status: str = "alive", record_id: str = "last") -> Entry:
    return FollowUp.model_validate(
        {"id": record_id, "date": date, "vital_status": status}
    )


def order(earlier: str, later: str, confidence: str = "stated") -> Entry:
    return record("order", "", earlier=earlier, later=later, confidence=confidence)


def numbered(
    *entries: Entry, settings: Settings = DEFAULTS
) -> tuple[NumberedLine, ...]:
    case = case_of(*entries)
    return number_lines(case, Chronology(case), settings)


def labels(*entries: Entry, settings: Settings = DEFAULTS) -> list[str]:
    return [part.label for part in numbered(*entries, settings=settings)]


def computed(*entries: Entry, settings: Settings = DEFAULTS) -> Endpoints:
    case = case_of(*entries)
    return endpoints(case, Chronology(case), settings)
