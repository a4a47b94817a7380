"""A record as a mark on one day."""

from timeline.case.record import Entry
from timeline.swimlane.details import detail
from timeline.swimlane.model import Certainty, Mark, Shape, Tone
from timeline.swimlane.placing import Place, Placing


def mark(
    placing: Placing,
    record: Entry,
    *,
    tone: Tone,
    shape: Shape,
    label: str,
    place: Place | None = None,
) -> Mark:
    """Draw a record as a mark.

    Args:
        placing: Places records in time.
        record: The record.
        tone: What it means.
        shape: What kind of event it is.
        label: What stands beside it; how far its date is known is added where only
            one limit is.
        place: Where it lies, if not at its first date.
    """
    where = place or placing.of(record)
    limited = where.certainty is Certainty.UNPLACED and not where.anywhere
    return Mark(
        record=record.id,
        at=where.bounds,
        tone=tone,
        shape=shape,
        certainty=where.certainty,
        label=f"{label}, {where.words}" if limited else label,
        detail=detail(placing, record),
    )
