"""A case in which every field that a person can type says where it stands."""

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry

KNOWN_FORM = {"t", "n", "m", "override_reason", "regimen"}
LINKS = {"earlier", "later", "id"}
TYPED = {Role.TEXT, Role.LONG_TEXT}


def canary(entry: Entry, spec: FieldSpec) -> str:
    """The text in one field: it names the kind and the field."""
    return f"Zz_{entry.kind}_{spec.name} Miller"


def planted(case: Case) -> Case:
    """A case with a canary in every free text and in every id."""
    return Case.of(_told(entry) for entry in case.entries)


def _told(entry: Entry) -> Entry:
    values: dict[str, object] = {
        spec.name: told
        for spec in field_specs(type(entry))
        if (told := _value(entry, spec)) is not None
    }
    if entry.kind == "patient":
        values["age_at_presentation"] = 93
    return entry.changed(**values)


def _value(entry: Entry, spec: FieldSpec) -> object:
    """What stands in a field instead; None to leave it as it is."""
    value = getattr(entry, spec.name)
    if spec.role is Role.REFERENCE or spec.name in LINKS:
        return f"Zz-id-{value}"[:64] if value else None
    if spec.name in KNOWN_FORM:
        return None
    if spec.role is Role.TERMS:
        return (canary(entry, spec),)
    return canary(entry, spec) if spec.role in TYPED else None
