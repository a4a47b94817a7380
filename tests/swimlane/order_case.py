"""A patient with no date at all: chemotherapy, seeds and immunotherapy, then surgery.

Counted out by hand: after chemotherapy come the seeds, and the start and the stop of
immunotherapy, in any order of these that keeps its start before its stop; then surgery.
So chemotherapy is place 1, the seeds 2 to 4, immunotherapy starts at 2 or 3 and stops
at 3 or 4, and surgery is place 5.
"""

from timeline.case.case import Case
from timeline.case.records.bookkeeping import Order
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import Confidence


def order(earlier: str, later: str, confidence: Confidence | None = None) -> Order:
    return Order.model_validate(
        {"earlier": earlier, "later": later, "confidence": confidence}
    )


def operation(record_id: str, procedure: str) -> LocalIntervention:
    return LocalIntervention(
        id=record_id, type=InterventionKind.SURGERY, procedures=(procedure,)
    )


SEEDS = LocalIntervention(
    id="seeds",
    type=InterventionKind.BRACHYTHERAPY,
    procedures=("seed implantation",),
)
ORDERED = Case.of(
    (
        Patient(id="patient", code="ORDER-1", synthetic=True),
        TherapyLine(id="chemo", regimen="Gemcitabine", cycles=6),
        SEEDS,
        TherapyLine(id="immuno", regimen="Pembrolizumab"),
        operation("surgery", "hepatectomy"),
        order("chemo.stop", "seeds"),
        order("chemo.stop", "immuno"),
        order("seeds", "surgery"),
        order("immuno.stop", "surgery"),
    )
)
