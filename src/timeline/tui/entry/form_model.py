"""A form: the texts of one record's fields, and what they make.

The fields come from the record's own declarations, so a field that is added there
appears here. A form is a frozen value; every key makes the next one.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any, Self

from pydantic import ValidationError

from timeline.case.case import Case
from timeline.case.checks import NO_POINT, entry_problems
from timeline.case.checks import problems as case_problems
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.her2_methods import foreign_fields
from timeline.case.locale import ASK, Locale
from timeline.case.record import Entry, Record
from timeline.case.record_ids import propose_id
from timeline.case.records.bookkeeping import Order
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.exchange.wording import problems_in_words
from timeline.tui.entry.counted_date import in_ids
from timeline.tui.entry.field_text import text_of, typed
from timeline.tui.entry.normalise import normalised, organ_of
from timeline.tui.entry.order_changes import (
    Items,
    OrderChanges,
    ShownOrder,
    changes_of,
    placed_on,
    texts_of,
)
from timeline.tui.entry.order_fields import (
    AFTER,
    BEFORE,
    ORDER_SPECS,
    POINT_FIELDS,
    picks_points,
    point_of,
    read_order_items,
    spelled_out,
    takes_orders,
)

STAND_IN = "x"
TAKEN = "Another record of this case has this id, or a deleted one had it."

REPEATED = "One of these orders is recorded already; leave it out."


@dataclass(frozen=True, slots=True)
class Checked:
    """What a form makes."""

    record: Entry | None
    """The record; None where a field is wrong."""
    orders: OrderChanges
    """What its order fields do to order records."""
    problems: tuple[tuple[str, str], ...]
    """Field names and sentences; an empty name concerns the whole record."""


@dataclass(frozen=True)
class Form:
    """The form of one record, new or stored."""

    record_class: type[Entry]
    case: Case
    """The case in which the record stands; its patient may be a stand-in."""
    texts: Mapping[str, str]
    """Text by field name, in the order of the form."""
    start: Mapping[str, str]
    """The texts with which it was opened."""
    original: Entry | None = None
    """The record as stored; None for a new one."""
    taken: frozenset[str] = frozenset()
    """Ids that no new record may have."""
    placed: tuple[ShownOrder, ...] = ()
    """The orders that place the record already, as its order fields show them."""
    locale: Locale = ASK
    """How dates and numbers are typed."""

    @classmethod
    def new(
        cls,
        record_class: type[Entry],
        case: Case,
        filled: Mapping[str, str] | None = None,
        taken: Collection[str] = (),
    ) -> Self:
        """A form for a new record, with some fields filled."""
        blank = {spec.name: "" for spec in form_specs(record_class)}
        texts = blank | {k: v for k, v in (filled or {}).items() if k in blank}
        ids = frozenset(taken) | {entry.id for entry in case.entries}
        if record_class is Patient:
            ids = frozenset()
        return cls(record_class, case, texts, texts, taken=ids)

    @classmethod
    def of(cls, record: Entry, case: Case, only: Collection[str] | None = None) -> Self:
        """A form for a stored record.

        Args:
            record: The record as stored.
            case: The case.
            only: Ids of the orders that it shows; None for all that place the record.
        """
        texts = {spec.name: "" for spec in form_specs(type(record))}
        texts |= {name: text_of(value) for name, value in record.values().items()}
        stored = placed_on(record, case) if AFTER.name in texts else ()
        placed = tuple(p for p in stored if only is None or p.order.id in only)
        texts |= texts_of(placed) if AFTER.name in texts else {}
        return cls(type(record), case, texts, texts, original=record, placed=placed)

    def as_new(self) -> Self:
        """A form that makes a new record of what stands in this one."""
        ids = self.taken | {entry.id for entry in self.case.entries}
        if self.original is not None:
            ids |= {self.original.id}
        texts = {**self.texts, "id": ""}
        return replace(self, texts=texts, original=None, taken=ids, placed=())

    @property
    def specs(self) -> tuple[FieldSpec, ...]:
        """The fields in the order of the form."""
        return form_specs(self.record_class)

    @property
    def changed(self) -> bool:
        """Whether anything was typed since it was opened."""
        return dict(self.texts) != dict(self.start)

    @property
    def first_open(self) -> str:
        """Where typing starts: a field that must be filled, else any that is empty."""
        specs = self.specs[1:]
        if self.original is not None:
            return specs[0].name
        empty = [spec for spec in specs if not self.texts[spec.name]]
        required = (spec for spec in empty if spec.required)
        return next(required, next(iter(empty), specs[0])).name

    def with_texts(self, texts: Mapping[str, str]) -> Self:
        """The form with other texts; names that are no fields are left out."""
        known = {name: text for name, text in texts.items() if name in self.texts}
        return replace(self, texts={**self.texts, **known})

    def normalised(self, spec: FieldSpec) -> Self:
        """The form after a field is left, in its usual spelling."""
        text = self.texts[spec.name]
        if spec.name in ORDER_SPECS:
            spelled = spelled_out(text, self.record_class, self.case)
            return self.with_texts({spec.name: spelled}) if text.strip() else self
        if picks_points(self.record_class, spec.name):
            return self.with_texts({spec.name: point_of(text, self.case) or text})
        after = self.with_texts(normalised(spec, self.texts, self.case, self.locale))
        if self.original is None and spec.name == "lesion":
            after = after.with_texts(organ_of(after.texts, self.case))
        return after

    def proposed_id(self) -> str:
        """The id that the record gets if none is typed."""
        if self.original is not None:
            return self.original.id
        record = self.unchecked()
        label = record.label if record and record.label != STAND_IN else ""
        title = self.record_class.title
        return propose_id(label or title, self.record_class.kind, self.taken)

    def checked(self, today: dt.date) -> Checked:
        """Make the record, or say what is wrong."""
        values = self._values()
        if not values.get("id") and self.record_class is not Order:
            values["id"] = self.proposed_id()
        record, problems = self._record(values)
        problems += self._order_problems()
        if record is None:
            return Checked(None, OrderChanges(), self._pointed(problems))
        if self.original is None and record.id in self.taken:
            problems.append(("id", TAKEN))
        orders = OrderChanges() if problems else self._orders(record)
        problems += self._repeated(orders)
        problems += self._case_problems(record, orders, today)
        problems += self._contradictions(record)
        return Checked(None if problems else record, orders, tuple(problems))

    def _values(self) -> dict[str, Any]:
        values = self.original.values() if self.original else {}
        for spec in field_specs(self.record_class):
            text = self.texts[spec.name]
            if self.original is not None and text == self.start[spec.name]:
                continue
            if spec.role is Role.DATE:
                text = in_ids(text, self.case) or text
            value = typed(spec, text, self.locale)
            if value is None and spec.role is Role.DATE:
                value = ""
            values[spec.name] = value
            if value is None and spec.required:
                del values[spec.name]
        return values

    def _record(
        self, values: Mapping[str, Any]
    ) -> tuple[Entry | None, list[tuple[str, str]]]:
        try:
            return self.record_class.model_validate(values), []
        except ValidationError as error:
            return None, list(problems_in_words(error, self.record_class))

    def _items(self) -> Items:
        return {
            name: read_order_items(self.texts[name], self.record_class, self.case)
            for name in ORDER_SPECS
            if name in self.texts
        }

    def _order_problems(self) -> list[tuple[str, str]]:
        return [
            (name, item.problem)
            for name, items in self._items().items()
            for item in items
            if item.problem
        ]

    def _pointed(self, problems: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Problems with those of an order's points, of which its own id is made."""
        points = POINT_FIELDS if self.record_class is Order else ()
        named = [n for n in points if self.texts[n].strip()]
        wrong = [n for n in named if point_of(self.texts[n], self.case) is None]
        no_id = bool(wrong) and not self.texts["id"].strip()
        kept = (problem for problem in problems if not (no_id and problem[0] == "id"))
        return (*kept, *((name, NO_POINT) for name in wrong))

    def _orders(self, record: Entry) -> OrderChanges:
        if not isinstance(record, Record):
            return OrderChanges()
        case = self._with(record)
        return changes_of(record, self._items(), self.placed, case)

    def _repeated(self, orders: OrderChanges) -> list[tuple[str, str]]:
        return [
            (BEFORE.name if self.texts[BEFORE.name] else AFTER.name, REPEATED)
            for order in orders.new
            if order.id in self.taken or self.case.get(order.id) is not None
        ]

    def _with(self, record: Entry) -> Case:
        if isinstance(record, Patient):
            return Case(record, self.case.records)
        return self.case.with_record(record)

    def _contradictions(self, record: Entry) -> list[tuple[str, str]]:
        """What cannot be entered, with the key that splits it."""
        splits = isinstance(record, Her2Test) and bool(foreign_fields(record))
        key = " In a form, F7 splits it." if splits else ""
        return [
            (problem.field, f"{problem.message}{key}")
            for problem in entry_problems(record, self.original)
        ]

    def unchecked(self) -> Entry | None:
        """The record as its fields make it, with a stand-in for its id, if they do."""
        return self._record({**self._values(), "id": STAND_IN})[0]

    def _case_problems(
        self, record: Entry, orders: OrderChanges, today: dt.date
    ) -> list[tuple[str, str]]:
        case = orders.applied(self._with(record))
        return [
            (problem.field, problem.message)
            for problem in case_problems(case, today)
            if problem.record == record.id
        ]


def form_specs(record_class: type[Entry]) -> tuple[FieldSpec, ...]:
    """The declared fields, with the order fields behind the last date."""
    specs = list(field_specs(record_class))
    if not takes_orders(record_class):
        return tuple(specs)
    names = [spec.name for spec in specs]
    last = names.index(record_class.date_fields()[-1])
    specs[last + 1 : last + 1] = [AFTER, BEFORE]
    return tuple(specs)


@dataclass(frozen=True)
class Opening:
    """What a form is opened with."""

    form: Form
    seen: int | None = None
    """Version of the stored record that the form shows; None for a new one."""
    field: str = ""
    """Field to start in; empty for the first one."""
    draft: str = ""
    """Key of the draft that it goes on with; empty for none."""
    remark: str = ""
    """A sentence for the top of the form."""
    question: str = ""
    """What is to be settled in it, beneath the title; empty for nothing."""
    orders_seen: Mapping[str, int] = dataclass_field(default_factory=dict)
    """Versions of the orders that place the record, by their ids."""
