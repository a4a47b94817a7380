"""The two fields of a form that place a record among others: after and before.

What is typed there becomes Order records, which carry the source and the locator of
the record that is entered.
"""

from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, specs_by_name
from timeline.case.points import point, resolve, split
from timeline.case.privacy import Privacy
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import Order
from timeline.case.vocabulary import Confidence
from timeline.tui.entry.field_text import LIST_MARK
from timeline.tui.entry.record_names import find_record, matching

_HOW = (
    "Records by words of their labels, separated by ';'. A record alone means its "
    "start: line-2 is line-2.start; line-2.stop is its end. Add /assumed for another "
    "confidence than this record's, and stop: in front to place the end of this "
    "record: stop: cyberknife/assumed."
)
AFTER = FieldSpec(
    name="after",
    title="After",
    help=f"This is not earlier than these. {_HOW}",
    role=Role.TERMS,
    privacy=Privacy.CODE,
    required=False,
)
BEFORE = FieldSpec(
    name="before",
    title="Before",
    help=f"This is not later than these. {_HOW}",
    role=Role.TERMS,
    privacy=Privacy.CODE,
    required=False,
)
ORDER_SPECS = {spec.name: spec for spec in (AFTER, BEFORE)}
POINT_FIELDS = ("earlier", "later")
"""Fields of an order itself: each names one point."""
SURE_MARK = "/"
_WORDS = tuple(word.value for word in Confidence)


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One item of an order field as it was typed."""

    own_field: str
    """Date field of the record that is entered; empty for its first date."""
    other: str
    """The other point, `id` or `id.field`; empty if no record was found."""
    confidence: str
    """In full; empty where the record's own holds."""
    problem: str = ""
    """What is wrong with it, in words."""

    @property
    def text(self) -> str:
        """The item as the form writes it."""
        own = f"{self.own_field}: " if self.own_field else ""
        sure = f" {SURE_MARK} {self.confidence}" if self.confidence else ""
        return f"{own}{self.other}{sure}"


def picks_points(record_class: type[Entry], name: str) -> bool:
    """Whether a field names other records by words of their labels."""
    own = record_class.kind == Order.kind and name in POINT_FIELDS
    return own or name in ORDER_SPECS


def takes_orders(record_class: type[Entry]) -> bool:
    """Whether a kind of record has a date that can be placed."""
    return issubclass(record_class, Record) and bool(record_class.date_fields())


def items_in(text: str) -> tuple[str, ...]:
    """The items of an order field as they were typed."""
    parts = (item.strip() for item in text.split(LIST_MARK))
    return tuple(part for part in parts if part)


def read_order_items(
    text: str, record_class: type[Entry], case: Case
) -> tuple[OrderItem, ...]:
    """Read what was typed into an order field."""
    return tuple(_order_item(item, record_class, case) for item in items_in(text))


def spelled_out(text: str, record_class: type[Entry], case: Case) -> str:
    """An order field with ids and whole words; what is not understood stays."""
    typed = items_in(text)
    read = read_order_items(text, record_class, case)
    parts = (
        words if item.problem else item.text
        for words, item in zip(typed, read, strict=True)
    )
    return f"{LIST_MARK} ".join(parts)


def _order_item(item: str, record_class: type[Entry], case: Case) -> OrderItem:
    own, colon, rest = item.partition(":")
    own_field = _field(own, record_class) if colon else ""
    if own_field is None:
        names = ", ".join(record_class.date_fields())
        return OrderItem("", "", "", f"There is no date called that here: {names}.")
    words, sure = _confidence((rest if colon else item).strip())
    point = point_of(words, case)
    if point is None:
        return OrderItem(own_field, "", "", _unclear(words, case))
    return OrderItem(own_field, point, sure)


def _unclear(words: str, case: Case) -> str:
    """Why words name no one record."""
    count = len(matching(case, (), words))
    if count > 1:
        return f"{count} records fit these words. F4 lists them; take one."
    return "No record has these words in its label or id."


def point_of(words: str, case: Case) -> str | None:
    """The point that words name, `id` or `id.field`; None for none or several."""
    if resolve(case, words) is not None:
        return words
    named, dot, field = words.rpartition(".")
    if dot and (record := case.get(find_record(case, named.strip(), ()) or "")):
        date_field = _field(field, type(record))
        if date_field:
            return point(record, date_field)
    return find_record(case, words, ())


def ends_of(record: Entry) -> tuple[str, ...]:
    """The date fields of the start and the end of a record that has both.

    One that is ongoing has no end, and one that rarely lasts has one only where it is
    dated.
    """
    stop = specs_by_name(type(record)).get("stop")
    if stop is None or stop.role is not Role.DATE or getattr(record, "ongoing", None):
        return ()
    dated = record.dates()["stop"].known
    return () if stop.optional and not dated else (record.date_fields()[0], "stop")


def point_in_words(reference: str, case: Case) -> str:
    """A point for reading: `start of GP`, `end of GP`; empty for no record."""
    record_id, field = split(reference)
    record = case.get(record_id)
    if record is None:
        return ""
    first = next(iter(record.date_fields()), "")
    if field == "stop":
        return f"end of {record.label}"
    if field in ("", first):
        return f"start of {record.label}" if ends_of(record) else record.label
    return f"{field.replace('_', ' ')} of {record.label}"


def _field(text: str, record_class: type[Entry]) -> str | None:
    """The date field that a name or its beginning means; None for none or several."""
    prefix = text.strip().casefold()
    names = record_class.date_fields()
    fitting = [name for name in names if prefix and name.startswith(prefix)]
    return prefix if prefix in names else fitting[0] if len(fitting) == 1 else None


def _confidence(text: str) -> tuple[str, str]:
    """Words without the confidence behind them, and that in full; empty for none."""
    name, mark, last = text.rpartition(SURE_MARK)
    prefix = last.strip().casefold()
    fitting = [word for word in _WORDS if prefix and word.startswith(prefix)]
    if mark and name.strip() and len(fitting) == 1:
        return name.strip(), fitting[0]
    name, space, last = text.rpartition(" ")
    if space and last in _WORDS:
        return name.strip(), last
    return text, ""
