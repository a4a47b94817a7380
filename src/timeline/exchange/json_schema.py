"""The JSON Schema of a case file, for editors and for programs in other languages.

It says what one table may hold. What holds between tables (ids, references, orders)
no schema can say; the reader checks it.
"""

from typing import Any

from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.clinical.catalogues.own_catalogues import CATALOGUES, WordCatalogue
from timeline.exchange.case_words import CATALOGUE, TABLE
from timeline.exchange.case_writer import FORMAT

_DATES = ("2017", "2017-09", "2017-09-14", "[2017-09..2018-02]", "line-1+D28", "age 63")
_TYPES = {Role.NUMBER: "number", Role.COUNT: "integer", Role.FLAG: "boolean"}
_BOUNDS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "max_length": "maxLength",
}


_VERSION = {
    "title": "Version",
    "description": "Version of an exported record in its registry; leave it as it is.",
    "type": "integer",
    "minimum": 1,
}


def json_schema() -> dict[str, Any]:
    """Build the schema, draft 2020-12, of a case file read as JSON."""
    formats = list(range(1, FORMAT + 1))
    tables: dict[str, Any] = {
        "format": {"title": "Format", "enum": formats},
        "registry": {
            "title": "Registry",
            "description": "Id of the registry that exported the file.",
            "type": "string",
        },
        "origin": {
            "title": "Origin",
            "description": "What tells this file from others about the patient, where "
            "its name does not: the ids in it are names within this origin.",
            "type": "string",
            "maxLength": 200,
        },
    }
    for kind in KINDS:
        reference = {"$ref": f"#/$defs/{kind}"}
        single = kind == Patient.kind
        tables[kind] = reference if single else {"type": "array", "items": reference}
    words = [_word(name, declared) for name, declared in CATALOGUES.items()]
    tables[TABLE] = {
        "title": "Vocabulary",
        "description": "Words of the site that the case uses and no catalogue has.",
        "type": "array",
        "items": {"oneOf": words},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Case file",
        "description": "One patient and every record on that patient.",
        "type": "object",
        "additionalProperties": False,
        "required": ["format", Patient.kind],
        "properties": tables,
        "$defs": {kind: _table(declared) for kind, declared in KINDS.items()},
    }


def _word(catalogue: str, declared: WordCatalogue) -> dict[str, Any]:
    """The table of a word of one catalogue; all of it is text."""
    fields = declared.fields.items()
    texts: dict[str, Any] = {
        name: {"description": field.help, "type": "string"}
        | ({"enum": list(field.choices)} if field.choices else {})
        for name, field in fields
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [CATALOGUE, *(name for name, field in fields if field.required)],
        "properties": {CATALOGUE: {"const": catalogue}} | texts,
    }


def required_in_file(record_class: type[Entry], spec: FieldSpec) -> bool:
    """Whether a file has to hold a field; some ids follow from the other fields."""
    implied = spec.name == "id" and record_class in (Patient, Order)
    return spec.required and not implied


def limits(record_class: type[Entry], name: str) -> dict[str, float]:
    """Bounds of a field by their names in JSON Schema: `minimum`, `maxLength`."""
    bounds = {}
    for rule in record_class.model_fields[name].metadata:
        for attribute, keyword in _BOUNDS.items():
            bound = getattr(rule, attribute, None)
            if bound is not None:
                bounds[keyword] = bound
    return bounds


def _table(record_class: type[Entry]) -> dict[str, Any]:
    specs = field_specs(record_class)
    return {
        "title": record_class.title,
        "description": (record_class.__doc__ or "").partition("\n")[0],
        "type": "object",
        "additionalProperties": False,
        "required": [s.name for s in specs if required_in_file(record_class, s)],
        "properties": {s.name: _property(record_class, s) for s in specs}
        | {"version": _VERSION},
    }


def _property(record_class: type[Entry], spec: FieldSpec) -> dict[str, Any]:
    schema: dict[str, Any] = {"title": spec.title, "description": spec.help}
    if spec.role is Role.TERMS:
        return schema | {"type": "array", "items": {"type": "string"}}
    if spec.role is Role.CHOICE:
        return schema | {"enum": list(spec.choices)}
    schema["type"] = _TYPES.get(spec.role, "string")
    if spec.unit:
        schema["x-unit"] = spec.unit
    if spec.kinds:
        schema["x-refers-to"] = list(spec.kinds)
    if spec.role is Role.DATE:
        schema["examples"] = [*_DATES]
    return schema | limits(record_class, spec.name)
