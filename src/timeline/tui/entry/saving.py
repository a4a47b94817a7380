"""Stores a record and its orders, and knows what of it is stored already.

A save may stop half way, because the disk is full or somebody else was faster. Saving
again then goes on from where it stopped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.patient import Patient
from timeline.tui.entry.desk import Desk, Write
from timeline.tui.entry.order_changes import OrderChanges


@dataclass
class Saving:
    """One form's way into the registry."""

    desk: Desk
    stored: Entry | None
    """The record as stored; None while it is new."""
    seen: int | None
    """Version that was seen last."""
    orders_seen: Mapping[str, int] = field(default_factory=dict)
    """Versions of the orders that the form showed, by id."""
    base: Entry | None = None
    """The record at the version that was seen, where it is known: a draft has no more
    than what was changed."""
    _written: dict[str, Write] = field(default_factory=dict)

    def corrects(self, record: Entry, orders: OrderChanges) -> bool:
        """Whether storing changes what is stored."""
        changed = self.stored is not None and record != self.stored
        return changed or orders.correct

    def save(self, record: Entry, orders: OrderChanges, reason: str) -> None:
        """Store the record, then what its order fields say.

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
        for order in orders.new:
            self._order(None, order, "")
        for before, after in orders.changed:
            self._order(before, after, reason)
        for order in orders.removed:
            self._remove(order, reason)
        self.desk.finish(tuple(self._written.values()))

    def _order(self, before: Order | None, after: Order, reason: str) -> None:
        if after.id not in self._written:
            seen = self.orders_seen.get(after.id) if before else None
            self._written[after.id] = self.desk.save(
                after, before=before, seen=seen, reason=reason
            )

    def _remove(self, order: Order, reason: str) -> None:
        if order.id not in self._written:
            self._written[order.id] = self.desk.take_away(
                order, seen=self.orders_seen.get(order.id), reason=reason
            )
