"""What a record holds, in words, read off the declarations of its fields."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.case.assay_vocabulary import Comparator
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_in_case import date_in_words
from timeline.case.fields import (
    FieldSpec,
    Role,
    date_field_names,
    field_specs,
    specs_by_name,
)
from timeline.case.record import Entry, Record
from timeline.swimlane.words import uncapitalised

_NAMES = ("Lewis",)
"""How titles begin that are named after a person."""
SHARED = frozenset(Record.model_fields)
"""Fields that every kind of record has."""
_IN_HEADING = {
    "attribution": ("event", "cause", "causality"),
    "adverse_event": ("term", "grade", "drug"),
    "assessment": ("response", "lesion", "site", "trend"),
    "background": ("name", "relative"),
    "cell_therapy": ("type", "product"),
    "cycle": ("number",),
    "drug_course": ("drug",),
    "finding": ("method", "result"),
    "interruption": ("reason", "reason_detail"),
    "lesion_measurement": ("lesion", "diameter", "state"),
    "local_intervention": ("type", "procedures", "site"),
    "medication": ("drug",),
    "molecular_finding": (
        "gene",
        "partner",
        "type",
        "change",
        "allele_fraction",
        "copies",
    ),
    "progression": ("event", "site"),
    "radiotherapy_volume": ("intervention", "volume", "dose_gy"),
    "result": ("analyte", "comparator", "value", "words", "unit", "assay"),
    "specimen": ("type", "site"),
    "staging": ("t", "n", "m", "stage_stated"),
    "symptom": ("name",),
    "tumour_board": ("recommendation", "drugs"),
}
"""Fields that the heading of a record may say, by its kind."""


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


def stated_beside(case: Case, entry: Entry, heading: str) -> str:
    """The fields that the kind of a record declares, as one phrase below its heading.

    Its first date stands before the heading, and what the heading says is not said
    again.

    Args:
        case: The case, whose records references name.
        entry: The record.
        heading: What stands above the phrase.
    """
    kind = type(entry)
    first = date_field_names(kind)[:1]
    in_heading = _IN_HEADING.get(kind.kind, ())
    names = (
        spec.name
        for spec in field_specs(kind)
        if spec.name not in SHARED and spec.name not in first
    )
    return stated(
        case,
        entry,
        (
            name
            for name in names
            if name not in in_heading or not _says(case, entry, name, heading)
        ),
    )


def _says(case: Case, entry: Entry, name: str, heading: str) -> bool:
    """Whether a heading says the value of a field that it may say."""
    text = field_text(case, entry, specs_by_name(type(entry))[name])
    return text == Comparator.EXACT or text.casefold() in heading.casefold()


def _phrase(case: Case, entry: Entry, spec: FieldSpec) -> str:
    text, title = field_text(case, entry, spec), spec.title
    if not text:
        return ""
    if not title.startswith(_NAMES):
        title = uncapitalised(title)
    return title if spec.role is Role.FLAG and text == "yes" else f"{title}: {text}"
