"""Every kind of record, in the order in which files, menus and tables list them."""

from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.bookkeeping import Order, QueryAnswer, Source
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.follow_up import FollowUp, ReportedOutcome
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.marker import MarkerResult
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine

KINDS: dict[str, type[Entry]] = {
    record_class.kind: record_class
    for record_class in (
        Patient,
        Source,
        Diagnosis,
        Lesion,
        TherapyLine,
        DrugCourse,
        LocalIntervention,
        Her2Test,
        MarkerResult,
        Assessment,
        Progression,
        AdverseEvent,
        Finding,
        FollowUp,
        ReportedOutcome,
        Order,
        QueryAnswer,
    )
}
