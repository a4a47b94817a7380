"""Dates that are counted from something which has no date itself."""

from collections import defaultdict
from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.case.offset_text import BIRTH
from timeline.case.points import record_of, resolve
from timeline.case.record import Record
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, listing, named, sentence
from timeline.clinical.queries.rules.rule import Match, Number, declared


@declared(
    "undated-anchor",
    Severity.MISSING,
    Record,
    settle="Enter what is known of the date that they are counted from.",
    blocks=(Number.SURVIVAL, Number.PROGRESSION_FREE),
)
def undated_anchor(evidence: Evidence) -> Iterator[Match]:
    """Dates that are counted from an undated record order it, and place nothing."""
    counted: dict[str, dict[str, str]] = defaultdict(dict)
    for entry, field, date in evidence.case.dates:
        anchor = resolve(evidence.case, date.anchor) or date.anchor
        unplaced = date.offset and not evidence.chronology.placed(entry, field).known
        if unplaced and not _is_dated(evidence, anchor):
            counted[anchor].setdefault(entry.id, named(entry))
    for anchor, records in counted.items():
        record = evidence.case.get(record_of(anchor))
        own = {record.id: ""} if record else {}
        name = record.label if record else "birth" if anchor == BIRTH else anchor
        settle = "Enter the age at presentation, and when that was."
        if anchor != BIRTH:
            settle = f"Enter what is known of the date of {name}."
        yield Match(
            tuple({**own, **records}),
            f"{sentence(listing(records.values()))} cannot be placed: no date of "
            f"{name} is known.",
            about=anchor.replace(" ", "-"),
            settle=settle,
        )


def _is_dated(evidence: Evidence, anchor: str) -> bool:
    """Whether something limits an anchor, so that another rule says what is wrong."""
    patient = evidence.case.patient
    if anchor == BIRTH:
        return patient.age_at_presentation is not None and patient.presentation.known
    known = evidence.case.get(record_of(anchor)) is not None
    return known and evidence.chronology.bounds(anchor) != Bounds()
