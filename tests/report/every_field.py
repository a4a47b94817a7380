"""A case with a record for each field of each kind, in which that field is filled."""

from dataclasses import dataclass
from typing import Any

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS

_TOGETHER = {"number_override": "override_reason", "override_reason": "number_override"}
"""Fields that a record holds only together."""
_CATEGORIES = ("t", "n", "m")


@dataclass(frozen=True)
class Filled:
    """One field with a value that is recognised wherever it is shown."""

    record: str
    """Id of the record."""
    name: str
    title: str
    shown: str
    """The value as a person reads it."""
    raw: object
    """The value as files hold it."""


def every_field_case(**patient: object) -> tuple[Case, tuple[Filled, ...]]:
    """The case, and what it has to show."""
    targets = [_record(kind, _target(kind)) for kind in KINDS if kind != "patient"]
    whole = _record("patient", "zz-patient", _all_fields("patient") | patient)
    entries, filled = [*targets, whole], []
    for kind, record_class in KINDS.items():
        for number, spec in enumerate(field_specs(record_class)):
            if kind == "patient" and spec.name in patient:
                continue
            if kind == "patient":
                filled.append(_filled(spec, whole))
                continue
            values = _values(kind, spec)
            record_id = f"zz-{kind.replace('_', '-')}-{number}"
            entry = _record(kind, record_id, values)
            entries.append(entry)
            filled.append(_filled(spec, entry))
    return Case.of(entries), tuple(filled)


def _target(kind: str) -> str:
    return f"zz-target-{kind.replace('_', '-')}"


def _all_fields(kind: str) -> dict[str, Any]:
    specs = [spec for spec in field_specs(KINDS[kind]) if spec.name != "id"]
    return {spec.name: _value(kind, spec) for spec in specs}


def _values(kind: str, spec: FieldSpec) -> dict[str, Any]:
    values = {} if spec.name == "id" else {spec.name: _value(kind, spec)}
    if partner := _TOGETHER.get(spec.name):
        specs = {other.name: other for other in field_specs(KINDS[kind])}
        values[partner] = _value(kind, specs[partner])
    return values


def _record(kind: str, record_id: str, values: dict[str, Any] | None = None) -> Entry:
    required = {
        spec.name: _value(kind, spec)
        for spec in field_specs(KINDS[kind])
        if spec.required and spec.name != "id"
    }
    return KINDS[kind].model_validate({"id": record_id, **required, **(values or {})})


def _value(kind: str, spec: FieldSpec) -> Any:  # noqa: ANN401 - of any role
    text = f"zz {kind} {spec.name}"
    if spec.role is Role.TEXT:
        if spec.name in _CATEGORIES:
            return "1"
        return _target("finding") if kind == "order" else text
    values: dict[Role, Any] = {
        Role.TERMS: (f"{text} a", f"{text} b"),
        Role.LONG_TEXT: f"zz {kind} first line\nzz {kind} second line",
        Role.NUMBER: 3,  # within the bounds of every number that is declared
        Role.COUNT: 3,
        Role.CHOICE: spec.choices[-1] if spec.choices else None,
        Role.DATE: "1987-06-05",
        Role.FLAG: True,
        Role.REFERENCE: _target(spec.kinds[0]) if spec.kinds else None,
    }
    return values[spec.role]


def _filled(spec: FieldSpec, entry: Entry) -> Filled:
    raw = entry.model_dump(mode="json")[spec.name]
    match spec.role:
        case Role.DATE:
            shown = "5 Jun 1987"
        case Role.FLAG:
            shown = "yes"
        case Role.TERMS:
            shown = ", ".join(raw)
        case Role.NUMBER | Role.COUNT:
            shown = f"3 {spec.unit}".strip()
        case Role.LONG_TEXT:
            shown = raw.partition("\n")[0]
        case Role.REFERENCE:
            shown = f"({raw})"
        case _:
            shown = raw
    return Filled(entry.id, spec.name, spec.title, shown, raw)
