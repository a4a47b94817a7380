import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.case.fields import Role, field_specs
from timeline.case.records.kinds import KINDS
from timeline.exchange.json_schema import json_schema, limits

SCHEMA = json_schema()
CASES = Path(__file__).parents[2] / "cases"
TYPES = {"string": str, "number": int | float, "integer": int, "boolean": bool}


def test_every_kind_and_every_field_is_in_the_schema() -> None:
    assert list(SCHEMA["properties"]) == [
        *("format", "registry", "origin", *KINDS, "vocabulary")
    ]
    assert SCHEMA["required"] == ["format", "patient"]
    for kind, record_class in KINDS.items():
        table = SCHEMA["$defs"][kind]
        assert table["additionalProperties"] is False
        assert set(table["properties"]) == {*record_class.model_fields, "version"}
        for spec in field_specs(record_class):
            described = table["properties"][spec.name]
            assert described["title"] == spec.title
            assert described["description"] == spec.help
            assert ("enum" in described) == (spec.role is Role.CHOICE)


def test_a_field_carries_its_unit_bounds_and_vocabulary() -> None:
    radiotherapy = SCHEMA["$defs"]["local_intervention"]["properties"]
    assert radiotherapy["dose_gy"]["x-unit"] == "Gy"
    assert radiotherapy["dose_gy"]["exclusiveMinimum"] == 0
    assert radiotherapy["lesion"]["x-refers-to"] == ["lesion"]
    event = SCHEMA["$defs"]["adverse_event"]
    assert event["required"] == ["id", "term"]
    assert event["properties"]["grade"]["type"] == "integer"
    assert event["properties"]["grade"]["minimum"] == 1
    assert event["properties"]["grade"]["maximum"] == 5
    assert SCHEMA["$defs"]["assessment"]["properties"]["response"]["enum"] == [
        *("CR", "PR", "SD", "PD", "NE", "NON-CR/NON-PD"),
        *("iCR", "iPR", "iSD", "iUPD", "iCPD", "CMR", "PMR", "SMD", "PMD"),
        *("sCR", "VGPR", "MR", "CRi", "CRh"),
    ]


def test_ids_that_follow_from_the_record_are_not_required() -> None:
    assert SCHEMA["$defs"]["patient"]["required"] == ["code"]
    assert SCHEMA["$defs"]["order"]["required"] == ["earlier", "later"]


def test_limits_come_from_the_declaration() -> None:
    assert limits(KINDS["her2_test"], "ihc_cells") == {"minimum": 0, "maximum": 100}
    assert limits(KINDS["finding"], "method") == {"maxLength": 200}
    assert limits(KINDS["finding"], "date") == {}


def test_every_reference_in_the_schema_leads_somewhere() -> None:
    text = json.dumps(SCHEMA)
    for part in text.split('"$ref": "')[1:]:
        path = part.partition('"')[0].removeprefix("#/").split("/")
        target: Any = SCHEMA
        for step in path:
            target = target[step]
        assert target["type"] == "object"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda p: p.stem)
def test_the_published_cases_fit_the_schema(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert data.pop("format") in SCHEMA["properties"]["format"]["enum"]
    for kind, content in data.items():
        assert kind in SCHEMA["properties"]
        for table in content if isinstance(content, list) else [content]:
            fits(table, SCHEMA["$defs"][kind])


def fits(table: dict[str, Any], described: dict[str, Any]) -> None:
    assert set(described["required"]) <= set(table)
    for key, value in table.items():
        rule = described["properties"][key]
        if "enum" in rule:
            assert value in rule["enum"]
        elif rule["type"] == "array":
            assert all(isinstance(item, str) for item in value)
        else:
            assert isinstance(value, TYPES[rule["type"]])
            assert value >= rule.get("minimum", value)
            assert value <= rule.get("maximum", value)


def test_a_word_of_the_vocabulary_holds_the_fields_of_its_catalogue() -> None:
    words = SCHEMA["properties"]["vocabulary"]["items"]["oneOf"]
    fields = {word["properties"]["catalogue"]["const"]: word for word in words}
    assert set(fields) == {"drug", "regimen", "analyte", "gene"}
    assert fields["drug"]["required"] == ["catalogue", "name", "class"]
    assert "targeted" in fields["drug"]["properties"]["class"]["enum"]
