"""Lanes of the kinds that declare where they are drawn and need no further rule."""

from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.kinds import KINDS
from timeline.clinical.catalogues.drugs import find_drug
from timeline.swimlane.marks import lane_of, mark_or_bar
from timeline.swimlane.model import Group, Lane, Shape, Tone
from timeline.swimlane.placing import Placing
from timeline.swimlane.tones import drug_tone
from timeline.swimlane.words import capitalised


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
                shape=Shape(shape),
                label=capitalised(record.label),
                cutoff=cutoff,
            )
            for record in placing.chronology.in_order(placing.case.of_kind(kind))
        )
        yield lane_of(Group(group), placing.word(title), "", events)


def _tone(record: Entry, otherwise: Tone) -> Tone:
    """That of a drug where cells are one, such as ciltacabtagene autoleucel."""
    if isinstance(record, CellTherapy) and record.product and find_drug(record.product):
        return drug_tone(record.product)
    return otherwise
