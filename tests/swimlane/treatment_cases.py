"""Cases of lines of therapy with their drug courses, for tests."""

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.tumour_vocabulary import Site


def course(
    drug: str,
    start: str = "",
    stop: str = "",
    *,
    number: int = 1,
    dose: float | None = None,
    unit: str | None = None,
    schedule: str | None = None,
) -> DrugCourse:
    """A course of the first line."""
    return DrugCourse(
        id=f"course-{number}",
        line="line",
        drug=drug,
        start=PartialDate.parse(start),
        stop=PartialDate.parse(stop),
        dose=dose,
        dose_unit=unit,
        schedule=schedule,
    )


def case_of(*courses: DrugCourse, regimen: str = "as courses", **line: object) -> Case:
    """A case with one line and these courses."""
    values = {"id": "line", "regimen": regimen, **line}
    diagnosis = Diagnosis(
        id="dx", date=PartialDate.parse("2020-01-10"), site=Site.STOMACH
    )
    records = (diagnosis, TherapyLine.model_validate(values), *courses)
    return Case(Patient(id="p", code="X-1", synthetic=True), records)


def steps(*doses: float | None, unit: str = "mg", drug: str = "imatinib") -> Case:
    """One drug at several doses, a month at each."""
    return case_of(
        *(
            course(
                drug,
                f"2020-0{number}-01",
                f"2020-0{number}-28",
                number=number,
                dose=dose,
                unit=unit if dose else None,
            )
            for number, dose in enumerate(doses, 2)
        )
    )
