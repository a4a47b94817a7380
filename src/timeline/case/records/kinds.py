"""Every kind of record, in the order in which files, menus and tables list them."""

from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent, Attribution
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.background import Background, Medication, Symptom
from timeline.case.records.bookkeeping import Order, QueryAnswer, Source
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.diagnosis import Diagnosis, Staging
from timeline.case.records.dosing import Cycle, Interruption, RadiotherapyVolume
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.follow_up import FollowUp, ReportedOutcome
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.molecular import MolecularFinding, Specimen
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.records.tumour_board import TumourBoard

KINDS: dict[str, type[Entry]] = {
    record_class.kind: record_class
    for record_class in (
        Patient,
        Source,
        Diagnosis,
        Staging,
        Background,
        Symptom,
        Lesion,
        Specimen,
        TherapyLine,
        DrugCourse,
        Cycle,
        Interruption,
        LocalIntervention,
        RadiotherapyVolume,
        CellTherapy,
        Medication,
        Her2Test,
        MolecularFinding,
        Result,
        LesionMeasurement,
        Assessment,
        Progression,
        AdverseEvent,
        Attribution,
        Finding,
        TumourBoard,
        FollowUp,
        ReportedOutcome,
        Order,
        QueryAnswer,
    )
}

FORMER_KINDS: dict[str, str] = {
    record_class.former_kind: kind
    for kind, record_class in KINDS.items()
    if record_class.former_kind
}
"""What kinds are called today, by what they were called in older files."""
