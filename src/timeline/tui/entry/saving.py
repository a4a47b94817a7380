"""Stores a record and its orders, and knows what of it is stored already.

A save may stop half way, because the disk is full or somebody else was faster. Saving
again then goes on from where it stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.patient import Patient
from timeline.tui.entry.desk import Desk, Write


@dataclass
class Saving:
    """One form's way into the registry."""

    desk: Desk
    stored: Entry | None
    """The record as stored; None while it is new."""
    seen: int | None
    """Version that was seen last."""
    _written: dict[str, Write] = field(default_factory=dict)

    def corrects(self, record: Entry) -> bool:
        """Whether storing the record changes what is stored."""
        return self.stored is not None and record != self.stored

    def save(self, record: Entry, orders: Sequence[Order], reason: str) -> None:
        """Store the record, then the orders that are not stored yet.

        Raises:
            TimelineError: If the registry does not take one of them; what was stored
                before it stays.
        """
        if isinstance(record, Patient) and self.stored is None:
            self.desk.create_patient(record)
        elif record != self.stored:
            first = self._written.get(record.id)
            before = first.before if first else self.stored
            write = self.desk.save(record, before=before, seen=self.seen, reason=reason)
            self._written[record.id] = write
            self.stored, self.seen = record, write.version
        for order in orders:
            if order.id not in self._written:
                write = self.desk.save(order, before=None, seen=None, reason="")
                self._written[order.id] = write
        self.desk.finish(tuple(self._written.values()))
