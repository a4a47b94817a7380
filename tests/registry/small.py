"""Small cases and short ways to store them."""

from typing import Any

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.registry import (
    Action,
    Put,
    Receipt,
    Registry,
    Remove,
    Restore,
    Session,
    UnknownPatientError,
    additions,
)

ACTOR = "Nurse One"
REASON = "typing error"


def patient(code: str = "P-1", **values: Any) -> Patient:  # noqa: ANN401
    return Patient.model_validate({"id": "patient", "code": code, **values})


def record(kind: str, record_id: str, **values: Any) -> Entry:  # noqa: ANN401
    return KINDS[kind].model_validate({"id": record_id, **values})


def line(record_id: str = "line-1", regimen: str = "GEMCIS", **values: Any) -> Entry:  # noqa: ANN401
    return record("therapy_line", record_id, regimen=regimen, **values)


def course(record_id: str = "course-1", line: str = "line-1") -> Entry:
    return record("drug_course", record_id, line=line, drug="cisplatin")


def marker(record_id: str = "marker-1", value: float = 37.5) -> Entry:
    fixed = {"analyte": "CA19-9", "comparator": "=", "unit": "U/mL"}
    return record("result", record_id, value=value, date="2019-04-02", **fixed)


def case(code: str = "P-1", *entries: Entry) -> Case:
    return Case.of((patient(code), *(entries or (line(), course(), marker()))))


def store(
    registry: Registry, *cases: Case, actor: str = ACTOR, reason: str = ""
) -> Receipt:
    """Make the stored cases equal to these, as one action."""
    actions = [action for case in cases for action in equalling(registry, case)]
    return registry.apply(actions, Session(actor, reason))


def equalling(registry: Registry, case: Case) -> list[Action]:
    """What makes a stored case equal to this one; ids of the bin are used again."""
    try:
        stored = registry.load(case.code)
    except UnknownPatientError:
        return list(additions(case))
    versions = {**stored.removed, **stored.versions}
    gone = [e for e in stored.case.records if case.get(e.id) is None]
    return [
        *(Put(case.code, e, versions.get(e.id)) for e in case.entries),
        *(Remove(case.code, e.id, versions[e.id]) for e in gone),
    ]


def save(
    registry: Registry,
    record: Entry,
    seen: int | None = None,
    *,
    code: str = "P-1",
    actor: str = ACTOR,
    reason: str = "",
) -> Receipt:
    """Store one record."""
    return registry.apply([Put(code, record, seen)], Session(actor, reason))


def remove(
    registry: Registry,
    record_id: str,
    seen: int | None,
    *,
    code: str = "P-1",
    actor: str = ACTOR,
    reason: str = REASON,
) -> Receipt:
    """Put one record, or with the patient's id the patient, into the bin."""
    return registry.apply([Remove(code, record_id, seen)], Session(actor, reason))


def restore(
    registry: Registry, record_id: str, *, code: str = "P-1", reason: str = REASON
) -> Receipt:
    """Take one record, or the patient, out of the bin."""
    return registry.apply([Restore(code, record_id)], Session(ACTOR, reason))


def undo_last(registry: Registry, code: str = "P-1", actor: str = ACTOR) -> Receipt:
    """Take back the last transaction on a patient."""
    number = registry.history(code)[-1].transaction
    return registry.undo(number, Session(actor))


def full_case(code: str = "P-1", text: str = "text") -> Case:
    """A case with one record of each kind and a value in nearly every field."""
    made = []
    for kind, record_class in KINDS.items():
        values: dict[str, Any] = {"id": kind.replace("_", "-")}
        for spec in field_specs(record_class):
            if spec.name not in ("id", "ongoing", "t", "n", "m"):
                values[spec.name] = _value(spec, text)
        if kind == "order":
            values |= {"earlier": "diagnosis", "later": "follow-up"}
        if kind == "therapy_line":
            del values["continues"]  # it cannot continue itself
        made.append(
            record_class.model_validate(
                values | {"code": code} if kind == "patient" else values
            )
        )
    return Case.of(made)


def _value(spec: FieldSpec, text: str) -> object:
    if spec.role is Role.CHOICE:
        return spec.choices[0]
    if spec.role is Role.REFERENCE:
        return spec.kinds[0].replace("_", "-")
    return {
        Role.TEXT: text,
        Role.LONG_TEXT: f"{text}\n{text}",
        Role.NUMBER: 1.5,
        Role.COUNT: 3,
        Role.DATE: "2019-03",
        Role.FLAG: True,
        Role.TERMS: (text, "S310F"),
    }[spec.role]
