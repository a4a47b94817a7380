"""What a hover or a detail panel says about one record."""

from collections.abc import Iterable

from timeline.case.case import Case
from timeline.case.date_in_case import date_in_words
from timeline.case.fields import FieldSpec, Role, field_specs, specs_by_name
from timeline.case.points import point
from timeline.case.record import Entry, Record
from timeline.case.records.assessment import Assessment
from timeline.case.records.bookkeeping import Order
from timeline.clinical.response.course import response_course_of
from timeline.clinical.response.words import measured_in_numbers
from timeline.swimlane.placing import Placing

Detail = tuple[tuple[str, str], ...]
_SHARED = frozenset(Record.model_fields)
_LAST = ("notes", "id")
"""Shared fields behind those on where a record was read; a hover leaves them out."""


def detail(placing: Placing, record: Entry) -> Detail:
    """Name and value of every filled field, in the order of its declaration.

    A date that is not stated is given as far as orders limit it, and says so; one that
    need not be there only where an order names it. Notes are left out: they may be
    long, and a hover has no room for them.
    """
    specs = field_specs(type(record))
    stated = _filled(
        placing, record, (spec for spec in specs if spec.name not in _LAST)
    )
    return (*stated, *measured(placing, record)) if _is_whole(record) else stated


def _is_whole(record: Entry) -> bool:
    """Whether it is about the whole disease on one scan."""
    return isinstance(record, Assessment) and record.lesion is None


def measured(placing: Placing, record: Entry) -> Detail:
    """The response that follows from what was measured on the scan of a record."""
    course = response_course_of(placing.case, placing.chronology, placing.settings)
    categories = (measured_in_numbers(r) for r in course if record.id in r.scan.records)
    name = placing.word("detail.measured")
    return tuple((name, words) for words in dict.fromkeys(categories) if words)


def own_fields(placing: Placing, record: Entry) -> Detail:
    """Those of its filled fields that its kind declares.

    A date that only orders limit is none of them: nothing is stored there.
    """
    unknown = {name for name, date in record.dates().items() if not date.known}
    specs = field_specs(type(record))
    stated = (s for s in specs if s.name not in _SHARED and s.name not in unknown)
    return _filled(placing, record, stated)


def shared_fields(placing: Placing, record: Entry) -> Detail:
    """Those that every kind has: where it was read, then notes, then its id."""
    specs = specs_by_name(type(record))
    read = [name for name in specs if name in _SHARED and name not in _LAST]
    return _filled(placing, record, (specs[name] for name in (*read, *_LAST)))


def _filled(placing: Placing, record: Entry, specs: Iterable[FieldSpec]) -> Detail:
    values = ((spec.title, _value(placing, record, spec)) for spec in specs)
    return tuple((title, value) for title, value in values if value)


def _value(placing: Placing, record: Entry, spec: FieldSpec) -> str:
    value = getattr(record, spec.name)
    if spec.role is Role.DATE:
        unnamed = spec.optional and not _ordered(placing.case, record, spec.name)
        return "" if unnamed and not value.known else _date(placing, record, spec.name)
    if value is None or value == ():
        return ""
    if spec.role is Role.REFERENCE:
        return _label(placing.case, value)
    if spec.role is Role.FLAG:
        return placing.word("detail.yes" if value else "detail.no")
    if spec.role is Role.TERMS:
        return ", ".join(value)
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return f"{text} {spec.unit}".strip()


def _date(placing: Placing, record: Entry, name: str) -> str:
    if placing.chronology.comparable(record, name).known:
        return date_in_words(placing.chronology, record, name, placing.word)
    place = placing.of(record, name)
    if place.anywhere:
        return ""
    moved = placing.moved(record)
    key = "detail.by_sentences" if moved else "detail.by_events"
    return placing.word(key, when=place.words)


def _ordered(case: Case, record: Entry, name: str) -> bool:
    ends = (
        end for order in case.of_kind(Order) for end in (order.earlier, order.later)
    )
    return point(record, name) in ends


def _label(case: Case, record_id: str) -> str:
    record = case.get(record_id)
    return record.label if record else record_id


def joined(parts: Iterable[str | None], separator: str = ", ") -> str:
    """Join what is there."""
    return separator.join(part for part in parts if part)
