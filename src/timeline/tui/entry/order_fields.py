"""The two fields of a form that place a record among others: after and before.

What is typed there becomes Order records, which carry the source and the locator of
the record that is entered.
"""

from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.points import resolve
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import Order
from timeline.case.vocabulary import Confidence
from timeline.tui.entry.field_text import LIST_MARK
from timeline.tui.entry.record_names import find_record

_HOW = (
    "Records by id or label, separated by ';'. Add .stop for its end, a confidence "
    "behind it if it differs from this record's, and 'stop:' in front to place the "
    "end of this record: stop: e28-cyberknife assumed."
)
AFTER = FieldSpec(
    name="after",
    title="After",
    help=f"This is not earlier than these. {_HOW}",
    role=Role.TERMS,
    required=False,
)
BEFORE = FieldSpec(
    name="before",
    title="Before",
    help=f"This is not later than these. {_HOW}",
    role=Role.TERMS,
    required=False,
)
ORDER_SPECS = {spec.name: spec for spec in (AFTER, BEFORE)}


@dataclass(frozen=True, slots=True)
class Placing:
    """One item of an order field as it was typed."""

    own_field: str
    """Date field of the record that is entered; empty for its first date."""
    other: str
    """The other point, `id` or `id.field`; empty if no record was found."""
    confidence: str
    """As typed; empty where the record's own holds."""
    problem: str = ""
    """What is wrong with it, in words."""


def takes_orders(record_class: type[Entry]) -> bool:
    """Whether a kind of record has a date that can be placed."""
    return issubclass(record_class, Record) and bool(record_class.date_fields())


def read_placings(
    text: str, record_class: type[Entry], case: Case
) -> tuple[Placing, ...]:
    """Read what was typed into an order field."""
    items = (item.strip() for item in text.split(LIST_MARK))
    return tuple(_placing(item, record_class, case) for item in items if item)


def _placing(item: str, record_class: type[Entry], case: Case) -> Placing:
    own, colon, rest = item.partition(":")
    own = own.strip() if colon else ""
    if own and own not in record_class.date_fields():
        names = ", ".join(record_class.date_fields())
        return Placing("", "", "", f"There is no date called that here: {names}.")
    name, confidence = _confidence((rest if colon else item).strip())
    record_id, dot, field = name.partition(".")
    if resolve(case, name) is not None:
        return Placing(own, name, confidence)
    found = find_record(case, record_id if dot else name, ())
    point = f"{found}{dot}{field}" if found else ""
    if point and resolve(case, point) is not None:
        return Placing(own, point, confidence)
    return Placing(own, "", "", "No record, or more than one, fits these words.")


def _confidence(text: str) -> tuple[str, str]:
    name, space, last = text.rpartition(" ")
    if space and last in {word.value for word in Confidence}:
        return name.strip(), last
    return text, ""


def orders_of(
    record: Record, after: tuple[Placing, ...], before: tuple[Placing, ...]
) -> tuple[Order, ...]:
    """The Order records of a record that is entered, in the order in which typed."""
    return (
        *(_order(record, item, item.other, _own(record, item)) for item in after),
        *(_order(record, item, _own(record, item), item.other) for item in before),
    )


def _own(record: Record, item: Placing) -> str:
    return f"{record.id}.{item.own_field}" if item.own_field else record.id


def _order(record: Record, item: Placing, earlier: str, later: str) -> Order:
    confidence = item.confidence or record.confidence
    return Order.model_validate(
        {
            "earlier": earlier,
            "later": later,
            "source": record.source,
            "locator": record.locator,
            "confidence": confidence,
        }
    )


def orders_on(case: Case, record_id: str) -> tuple[Order, ...]:
    """The orders of a case that name a record at either end."""
    return tuple(
        order
        for order in case.orders
        if record_id in (_id(order.earlier), _id(order.later))
    )


def _id(reference: str) -> str:
    return reference.partition(".")[0]
