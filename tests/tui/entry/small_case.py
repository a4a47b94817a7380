"""A case with one of each kind that the tests of entry need."""

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.bookkeeping import Source
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind

PATIENT = Patient(id="patient", code="P-1")
SOURCE = Source(id="letter", name="Discharge letter")
SURGERY = LocalIntervention(
    id="first-operation",
    type=InterventionKind.SURGERY,
    date=PartialDate.parse("2017-09"),
    procedures=("hepatic resection", "cholecystectomy"),
)
LINE = TherapyLine(id="line-1", regimen="GP", start=PartialDate.parse("2019-04"))
COURSE = DrugCourse(id="cisplatin", line="line-1", drug="cisplatin")
CASE = Case(PATIENT, (SOURCE, SURGERY, LINE, COURSE))
