"""Records in which one field is filled with a value that can be recognised.

Everything is made from the declarations, so that a new field or kind is in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, field_specs, specs_by_name
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS

MARK = "zz"
"""Stands in every text and every id, so that one that leaves unasked is found."""
FIRST, LATER = "1987-03-14", "1989-08-05"
IN_WORDS = {FIRST: "14 Mar 1987", LATER: "5 Aug 1989"}
"""Dates that are given, and how a person reads them."""
_TOGETHER = {"number_override": "override_reason", "override_reason": "number_override"}
_TEXTS = {
    "t": "4b",
    "n": "3c",
    "m": "1",
    **dict.fromkeys(("earlier", "later"), f"{MARK}-other-finding"),
}
"""Texts of which a rule says more than their declaration."""
_SO_THAT_DRAWN = {
    "drug_course": {"line": f"{MARK}-other-therapy-line"},
    "follow_up": {"vital_status": "dead"},
    "result": {"analyte": "CA19-9"},
    "reported_outcome": {
        "quantity": "disease control",
        "line": f"{MARK}-other-therapy-line",
    },
}
"""What a record of some kinds has to say for a bar or a mark of its own."""
_NUMBERS = {"age_at_presentation": 57, "fractions": 43, "cycles": 47}


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field of one record, and how its value is written for people."""

    entry: Entry
    spec: FieldSpec
    value: str
    """As a person reads it; of a reference, the label of the record it names."""

    @property
    def kind(self) -> type[Entry]:
        """The kind of the record."""
        return type(self.entry)

    @property
    def record(self) -> str:
        """The id of the record."""
        return self.entry.id

    @property
    def raw(self) -> object:
        """The value as files hold it."""
        return self.entry.model_dump(mode="json")[self.spec.name]

    @property
    def bare(self) -> Entry:
        """The record with no more than a record of its kind has here."""
        return _entry(self.kind, self.record)

    @property
    def is_in_bare(self) -> bool:
        """Whether every record of its kind has the field."""
        bare = getattr(self.bare, self.spec.name)
        return bool(bare == getattr(self.entry, self.spec.name))

    def __str__(self) -> str:
        return f"{self.kind.kind}.{self.spec.name}"


def every_field() -> tuple[Case, tuple[FilledField, ...]]:
    """A case with a record for each field of each kind, and what it has to show.

    Each of them is dated, so that it is drawn where its kind is.
    """
    targets = {kind: _entry(KINDS[kind], _other(kind)) for kind in KINDS}
    targets["patient"] = _whole_patient()
    entries, filled = list(targets.values()), []
    for record_class, spec in _fields():
        if record_class.kind == "patient":
            entry = targets["patient"]
        else:
            entry = _with_field(record_class, spec)
            entries.append(entry)
        value = _written(entry, spec, targets)
        filled.append(FilledField(entry, spec, value))
    return Case.of(entries), tuple(filled)


def _fields() -> Iterator[tuple[type[Entry], FieldSpec]]:
    for record_class in KINDS.values():
        for spec in field_specs(record_class):
            yield record_class, spec


def _other(kind: str) -> str:
    """The id of a record that others name."""
    return f"{MARK}-other-{_plain(kind)}"


def _plain(name: str) -> str:
    return name.replace("_", "-")


def _whole_patient() -> Entry:
    patient = KINDS["patient"]
    names = (spec for spec in field_specs(patient) if spec.name != "id")
    values = {spec.name: _value(patient, spec) for spec in names}
    return _entry(patient, _other("patient"), values)


def _with_field(record_class: type[Entry], spec: FieldSpec) -> Entry:
    values: dict[str, Any] = {}
    if spec.name != "id":
        values[spec.name] = _value(record_class, spec)
    if partner := _TOGETHER.get(spec.name):
        values[partner] = _value(record_class, specs_by_name(record_class)[partner])
    name = f"{MARK}-{_plain(record_class.kind)}-{_plain(spec.name)}"
    return _entry(record_class, name, values)


def _entry(
    record_class: type[Entry], name: str, values: dict[str, Any] | None = None
) -> Entry:
    """A record with what it must have, and a first date by which it is drawn."""
    required = {
        spec.name: _value(record_class, spec)
        for spec in field_specs(record_class)
        if spec.required and spec.name != "id"
    }
    dated = dict.fromkeys(record_class.date_fields()[:1], FIRST)
    shown = _SO_THAT_DRAWN.get(record_class.kind, {})
    filled = {"id": name, **required, **dated, **(values or {}), **shown}
    return record_class.model_validate(filled)


def _value(record_class: type[Entry], spec: FieldSpec) -> Any:  # noqa: ANN401
    """A value within the bounds and the vocabulary of its field."""
    text = f"{MARK} {_plain(spec.name)} in words"
    first_date = spec.name in record_class.date_fields()[:1]
    of_role: dict[Role, Any] = {
        Role.TEXT: _TEXTS.get(spec.name, text),
        Role.LONG_TEXT: f"{MARK} {record_class.kind}\n{MARK} second line of it",
        Role.NUMBER: 61.5,
        Role.COUNT: _NUMBERS.get(spec.name, 3),
        Role.CHOICE: next(iter(spec.choices), None),
        Role.DATE: FIRST if first_date else LATER,
        Role.FLAG: True,
        Role.REFERENCE: _other(next(iter(spec.kinds), "")),
        Role.TERMS: (f"{MARK} first {spec.name}", f"{MARK} second {spec.name}"),
    }
    return of_role[spec.role]


def _written(entry: Entry, spec: FieldSpec, targets: dict[str, Entry]) -> str:
    """The value as it is written for people."""
    value = getattr(entry, spec.name)
    if spec.role is Role.DATE:
        return IN_WORDS[value.canonical]
    if spec.role is Role.REFERENCE:
        return targets[spec.kinds[0]].label
    if spec.role is Role.TERMS:
        return ", ".join(value)
    if spec.role is Role.FLAG:
        return "yes"
    return " ".join(f"{value} {spec.unit}".split())
