"""What the order fields of a form do to order records: make, change, take away.

The fields of a stored record show the orders that place it already. An item that is
left as it is leaves its order alone, with the order's own source, locator and notes.
"""

from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.points import resolve, split
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import Order
from timeline.tui.entry.field_text import LIST_MARK, text_of
from timeline.tui.entry.order_fields import AFTER, BEFORE, ORDER_SPECS, OrderItem

Items = dict[str, tuple[OrderItem, ...]]
"""What stands in each order field, by its name."""


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """An order record as an item of a form."""

    field: str
    """The order field in which it stands."""
    order: Order
    item: OrderItem


@dataclass(frozen=True, slots=True)
class OrderChanges:
    """What is to be stored."""

    new: tuple[Order, ...] = ()
    changed: tuple[tuple[Order, Order], ...] = ()
    """Orders before and after."""
    removed: tuple[Order, ...] = ()

    @property
    def correct(self) -> bool:
        """Whether they change what is stored already."""
        return bool(self.changed or self.removed)

    def applied(self, case: Case) -> Case:
        """The case as it would stand."""
        gone = {order.id for order in self.removed}
        fresh = {o.id: o for o in (*self.new, *(after for _, after in self.changed))}
        kept = [e for e in case.entries if e.id not in gone and e.id not in fresh]
        return Case.of((*kept, *fresh.values()))


def placed_on(record: Entry, case: Case) -> tuple[ShownOrder, ...]:
    """The orders of a case that place a record, as items of its form.

    An order whose ends do not both stand in the case is left alone.
    """
    shown = []
    for order in case.orders:
        if not (resolve(case, order.earlier) and resolve(case, order.later)):
            continue
        for field, own, other in (
            (AFTER.name, order.later, order.earlier),
            (BEFORE.name, order.earlier, order.later),
        ):
            record_id, own_field = split(own)
            if record_id == record.id:
                item = OrderItem(own_field, other, text_of(order.confidence))
                shown.append(ShownOrder(field, order, item))
                break  # an order between two dates of one record stands once
    return tuple(shown)


def texts_of(placed: tuple[ShownOrder, ...]) -> dict[str, str]:
    """What the order fields show for them."""
    return {
        name: f"{LIST_MARK} ".join(
            shown.item.text for shown in placed if shown.field == name
        )
        for name in ORDER_SPECS
    }


def changes_of(
    record: Record, items: Items, placed: tuple[ShownOrder, ...], case: Case
) -> OrderChanges:
    """Compare what stands in the order fields with the orders that were shown.

    Args:
        record: The record that the form makes.
        items: The items of both fields, none with a problem.
        placed: The orders that the form showed.
        case: The case with the record.
    """
    new: list[Order] = []
    changed: list[tuple[Order, Order]] = []
    removed: list[Order] = []
    for name in ORDER_SPECS:
        entered = items.get(name, ())
        typed = [_draft(record, name, item) for item in entered]
        shown = [order for order in placed if order.field == name]
        pairs = _pairs(typed, shown, case)
        for number, (item, draft) in enumerate(zip(entered, typed, strict=True)):
            before = pairs.get(number)
            if before is None:
                new.append(draft)
            elif (after := _edited(before, item, draft, case)) != before.order:
                changed.append((before.order, after))
        kept = {pair.order.id for pair in pairs.values()}
        removed += [item.order for item in shown if item.order.id not in kept]
    return OrderChanges(tuple(new), tuple(changed), tuple(removed))


def _draft(record: Record, field: str, item: OrderItem) -> Order:
    """The order that an item makes if it is a new one."""
    own = f"{record.id}.{item.own_field}" if item.own_field else record.id
    earlier, later = (item.other, own) if field == AFTER.name else (own, item.other)
    return Order.model_validate(
        {
            "earlier": earlier,
            "later": later,
            "source": record.source,
            "locator": record.locator,
            "confidence": item.confidence or record.confidence,
        }
    )


def _pairs(
    typed: list[Order], shown: list[ShownOrder], case: Case
) -> dict[int, ShownOrder]:
    """Items and the orders they stand for: by both points, then by their place."""
    left = list(shown)
    pairs: dict[int, ShownOrder] = {}
    for number, draft in enumerate(typed):
        points = _points(draft, case)
        same = next((p for p in left if _points(p.order, case) == points), None)
        if same is not None:
            pairs[number] = same
            left.remove(same)
    for number, order in enumerate(shown):
        if number < len(typed) and number not in pairs and order in left:
            pairs[number] = order
    return pairs


def _points(order: Order, case: Case) -> tuple[str | None, str | None]:
    return resolve(case, order.earlier), resolve(case, order.later)


def _edited(before: ShownOrder, item: OrderItem, draft: Order, case: Case) -> Order:
    """An order as its item says it, with all that the item does not say."""
    order = before.order
    if _points(order, case) != _points(draft, case):
        order = order.changed(earlier=draft.earlier, later=draft.later)
    if item.confidence != before.item.confidence:
        order = order.changed(confidence=draft.confidence)
    return order
