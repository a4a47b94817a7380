"""Lanes of the kinds that declare where they are drawn and need no further rule."""

from collections.abc import Iterator

from timeline.case.assay_vocabulary import Detection
from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.kinds import KINDS
from timeline.case.records.molecular import MolecularFinding
from timeline.clinical.catalogues.drugs import find_drug
from timeline.swimlane.marks import lane_of, mark_or_bar
from timeline.swimlane.model import Group, Lane, Shape, Tone
from timeline.swimlane.placing import Placing
from timeline.swimlane.tones import drug_tone
from timeline.swimlane.words import capitalised

_OF_DETECTION = {
    Detection.NOT_DETECTED: Shape.ABSENT,
    Detection.NOT_EVALUABLE: Shape.NOT_EVALUABLE,
}


def declared_lanes(placing: Placing, cutoff: Bounds) -> Iterator[Lane]:
    """One lane for each kind that declares one, empty ones included.

    Args:
        placing: Places records in time.
        cutoff: Until when what goes on is known to go on.
    """
    for kind in KINDS.values():
        if kind.drawn is None:
            continue
        title, group, shape = kind.drawn
        tone = Tone.CARE if group == Group.CARE else Tone.FINDING
        events = (
            mark_or_bar(
                placing,
                record,
                tone=_tone(record, otherwise=tone),
                shape=shape_of(record, otherwise=Shape(shape)),
                label=capitalised(record.label),
                cutoff=cutoff,
            )
            for record in placing.chronology.in_order(placing.case.of_kind(kind))
        )
        yield lane_of(Group(group), placing.word(title), "", events)


def shape_of(record: Entry, otherwise: Shape) -> Shape:
    """Shape of what was looked for: it differs where it was not there.

    Args:
        record: The record.
        otherwise: Shape of what was there, and of what nobody looks for.
    """
    if getattr(record, "absent", None):
        return Shape.ABSENT
    if isinstance(record, MolecularFinding) and record.detection:
        return _OF_DETECTION.get(record.detection, otherwise)
    return otherwise


def _tone(record: Entry, otherwise: Tone) -> Tone:
    """That of a drug where cells are one, such as ciltacabtagene autoleucel."""
    if isinstance(record, CellTherapy) and record.product and find_drug(record.product):
        return drug_tone(record.product)
    return otherwise
