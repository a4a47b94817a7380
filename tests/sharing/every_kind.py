"""One record of every kind with every field filled, made from the declarations."""

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS

from .canaries import KNOWN

_STATED = {"t": "3", "n": "1", "m": "0", "earlier": "diagnosis", "later": "diagnosis"}
"""What fields take whose rules no declaration tells."""
_OF_ROLE = {
    Role.DATE: PartialDate.parse("2019-03-14"),
    Role.FLAG: True,
    Role.NUMBER: 1,
    Role.COUNT: 1,
}


def every_kind() -> Case:
    """A case with one record of every kind that there is now."""
    return Case.of(_filled(kind) for kind in KINDS)


def _filled(kind: str) -> Entry:
    record_class = KINDS[kind]
    values = {spec.name: _value(spec, kind) for spec in field_specs(record_class)}
    if values.get("ongoing"):
        values["ongoing"] = False  # it has a date when it ended
    return record_class.model_validate(values)


def _value(spec: FieldSpec, kind: str) -> object:
    if spec.name == "id":
        return kind.replace("_", "-")
    if spec.role is Role.CHOICE:
        return spec.choices[0]
    if spec.role is Role.REFERENCE:
        return spec.kinds[0].replace("_", "-")
    text = KNOWN.get(spec.privacy, "as typed")
    stated = _STATED.get(spec.name, _OF_ROLE.get(spec.role, text))
    return (text,) if spec.role is Role.TERMS else stated
