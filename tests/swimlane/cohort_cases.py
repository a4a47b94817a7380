"""Short cases in days since diagnosis, for the tests of a cohort."""

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import VitalStatus

date = PartialDate.parse


def case(code: str, *records: Entry) -> Case:
    """One patient."""
    return Case.of((Patient(id="patient", code=code), *records))


def diagnosis(when: str = "D0") -> Diagnosis:
    """A diagnosis; by default it is day 0."""
    return Diagnosis(id="diagnosis", date=date(when))


def line(
    number: int,
    start: str,
    stop: str = "",
    *,
    regimen: str = "capecitabine",
    ongoing: bool | None = None,
) -> TherapyLine:
    """A line of therapy; its number is set by hand, so that no rule can change it."""
    return TherapyLine(
        id=f"line-{number}",
        regimen=regimen,
        start=date(start),
        stop=date(stop),
        ongoing=ongoing,
        number_override=number,
        override_reason="as the test says",
    )


def course(of_line: int, drug: str, start: str = "", stop: str = "") -> DrugCourse:
    """A drug of a line."""
    return DrugCourse(
        id=f"{drug}-{of_line}".replace(" ", "-"),
        line=f"line-{of_line}",
        drug=drug,
        start=date(start),
        stop=date(stop),
    )


def last_seen(when: str, status: VitalStatus | None = VitalStatus.ALIVE) -> FollowUp:
    """The last follow-up, or death."""
    return FollowUp(id="last", date=date(when), vital_status=status)
