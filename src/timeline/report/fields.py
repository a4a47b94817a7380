"""What a record holds, in words, read off the declarations of its fields."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_in_case import date_in_words
from timeline.case.fields import FieldSpec, Role, field_specs, specs_by_name
from timeline.case.record import Entry
from timeline.swimlane.words import uncapitalised

_NAMES = ("Lewis",)
"""How titles begin that are named after a person."""


def field_text(case: Case, entry: Entry, spec: FieldSpec, *, ids: bool = False) -> str:
    """The value of one field in words; empty where nothing is stated.

    Args:
        case: The case, whose records references name.
        entry: The record.
        spec: The declaration of the field.
        ids: Whether a reference gives the id of the record that it names too.
    """
    value = getattr(entry, spec.name)
    if value is None or value == ():
        return ""
    if spec.role is Role.REFERENCE:
        return _named(case, value, ids=ids)
    if spec.role is Role.DATE and value.known:
        return date_in_words(Chronology.of(case), entry, spec.name)
    return _value_text(value, spec)


def _value_text(value: Any, spec: FieldSpec) -> str:  # noqa: ANN401 - of any role
    match spec.role:
        case Role.DATE:
            return ""
        case Role.FLAG:
            return "yes" if value else "no"
        case Role.TERMS:
            return ", ".join(value)
        case Role.NUMBER | Role.COUNT:
            return f"{value:.10g} {spec.unit}".strip()
    return str(value)


def _named(case: Case, record_id: str, *, ids: bool) -> str:
    target = case.get(record_id)
    if target is None:
        return record_id
    return f"{target.label} ({record_id})" if ids else target.label


def stated_fields(
    case: Case, entry: Entry, *, ids: bool = False
) -> Iterator[tuple[str, str]]:
    """Title and value of each field of a record that holds something."""
    for spec in field_specs(type(entry)):
        if text := field_text(case, entry, spec, ids=ids):
            yield spec.title, text


def stated(case: Case, entry: Entry, names: Iterable[str]) -> str:
    """Some fields of a record as one phrase: `intent: curative; dose: 50 Gy`.

    A yes stands as the title alone. Empty where none of them holds anything.
    """
    specs = specs_by_name(type(entry))
    return "; ".join(
        phrase for name in names if (phrase := _phrase(case, entry, specs[name]))
    )


def _phrase(case: Case, entry: Entry, spec: FieldSpec) -> str:
    text, title = field_text(case, entry, spec), spec.title
    if not text:
        return ""
    if not title.startswith(_NAMES):
        title = uncapitalised(title)
    return title if spec.role is Role.FLAG and text == "yes" else f"{title}: {text}"
