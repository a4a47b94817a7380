"""Facts of which the records give two readings that deny each other.

As long as both stand, neither is the fact: what rests on it is worked out by each
reading, and says that it is not settled.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_in_case import days_in_words
from timeline.case.record import Record
from timeline.case.records.assessment import Progression
from timeline.clinical.contradictions import two_categories


@dataclass(frozen=True, slots=True)
class Dispute:
    """Records of which not all can be right."""

    readings: tuple[frozenset[str], ...]
    """Ids of the records that hold, by each reading."""
    text: str
    """Such as `PD and PR (1 Jul 2020)`."""


def response_disputes(case: Case, chronology: Chronology) -> dict[str, Dispute]:
    """What is not settled of the responses, by the id of each record of it."""
    disputes: dict[str, Dispute] = {}
    for records in two_categories(case, chronology):
        held: dict[object, list[str]] = defaultdict(list)
        for record in records:
            held[_judged(record)].append(record.id)
        date = days_in_words(chronology, records[0], "date")
        readings = tuple(frozenset(ids) for ids in held.values())
        dispute = Dispute(readings, f"{in_words(records)} ({date})")
        disputes |= dict.fromkeys((record.id for record in records), dispute)
    return disputes


def _judged(record: Record) -> object:
    """What a record says; all assessments deny a progression of no category alike."""
    return getattr(record, "response", None)


def in_words(records: Iterable[Record]) -> str:
    """What each of several judgements says, such as `PD and PR`."""
    return " and ".join(dict.fromkeys(judgement_text(record) for record in records))


def judgement_text(record: Record) -> str:
    """A judgement in a few words."""
    return f"PD: {record.label}" if isinstance(record, Progression) else record.label
