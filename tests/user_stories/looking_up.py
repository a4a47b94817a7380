"""What a case records, asks and draws, by the number of a fact or a key."""

import datetime as dt

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.clinical.queries.query import Query
from timeline.clinical.review import Review
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar, Mark


def record(case: Case, fact: str, record_class: type[Entry] = Entry) -> Entry:
    """The record of this kind whose id begins with the number of the fact."""
    matches = [
        entry
        for entry in case.entries
        if entry.id.startswith(fact)
        and isinstance(entry, record_class)
        and not isinstance(entry, Order)
    ]
    assert len(matches) == 1, fact
    return matches[0]


def between(first: str | None, last: str | None) -> Bounds:
    days = [dt.date.fromisoformat(d).toordinal() if d else None for d in (first, last)]
    return Bounds(*days)


def asked(found: Review, *keys: str) -> list[Query]:
    """The questions that nobody settled and the notes, by a key that they cover."""
    return [
        query
        for query in found.queries
        if not query.reason
        and any(key.startswith(keys) for key in query.covers or (query.key,))
    ]


def drawn(case: Case, *, accept_narrative: bool = False) -> dict[str, Bar | Mark]:
    options = SwimlaneOptions(accept_narrative=accept_narrative)
    lanes = build(case, options).lanes
    items: list[Bar | Mark] = []
    for lane in lanes:
        items += [*lane.bars, *lane.marks]
    return {item.record: item for item in items}
