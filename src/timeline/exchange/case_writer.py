"""Writes a case as TOML that a person can read and change."""

from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit
from tomlkit.items import AoT, Item, Table

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.fields import Role, field_specs
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.clinical.catalogues.own_words import OwnWord
from timeline.exchange.case_words import TABLE, table_of

FORMAT = 2
"""Newest version of the layout that is read; a newer one is refused."""
PLAIN_FORMAT = 1
"""The layout of a file that names no registry; version 2 added what lets an exported
file be merged: the registry's id, and the version of each record."""
ROOT_KEYS = ("format", "registry", "origin")
"""Keys outside the tables."""
PATIENT_ID = "patient"
"""Id of the patient where a file gives none."""
_WIDTH = 88
_LARGEST_WHOLE = 2.0**53


def write(
    case: Case,
    *,
    registry_id: str = "",
    versions: Mapping[str, int] | None = None,
    words: Iterable[OwnWord] = (),
) -> str:
    """Write a case file.

    Args:
        case: The case; its records come in order of time within each kind.
        registry_id: The registry that it comes from, so that a changed file can be
            merged into that registry again.
        versions: Version that each record has there, by its id.
        words: Words of the site's vocabulary that the case uses.

    Returns:
        TOML that `case_file.parse` reads back as an equal case.
    """
    document = tomlkit.document()
    versions = versions or {}
    document.add("format", tomlkit.item(FORMAT if registry_id else PLAIN_FORMAT))
    if registry_id:
        document.add("registry", tomlkit.string(registry_id))
    document.add(tomlkit.nl())
    document.add(Patient.kind, _table(case.patient, versions))
    chronology = Chronology.of(case, accept_narrative=True)
    for kind, record_class in KINDS.items():
        records = chronology.in_order(case.of_kind(record_class))
        if records:
            document.add(kind, _tables(records, versions))
    if tables := [_word_table(word) for word in words]:
        document.add(TABLE, tomlkit.aot())
        document[TABLE].extend(tables)
    return tomlkit.dumps(document)


def written_fields(record: Entry) -> dict[str, Any]:
    """The fields of a record, named and written as in a case file."""
    fields: dict[str, Any] = _table(record, {}).unwrap()
    return fields


def _word_table(word: OwnWord) -> Table:
    table = tomlkit.table()
    for key, text in table_of(word).items():
        table.add(key, tomlkit.string(text))
    return table


def _tables(records: Iterable[Entry], versions: Mapping[str, int]) -> AoT:
    tables = tomlkit.aot()
    for record in records:
        tables.append(_table(record, versions))
    return tables


def _table(record: Entry, versions: Mapping[str, int]) -> Table:
    table = tomlkit.table()
    for spec in field_specs(type(record)):
        value = getattr(record, spec.name)
        if value is None or value == () or (spec.name == "id" and _implied(record)):
            continue
        if isinstance(value, PartialDate) and not value.known:
            continue
        table.add(spec.name, _item(value, spec.role, spec.name))
    if record.id in versions:
        if "id" not in table:  # a version is that of an id
            table.add("id", tomlkit.string(record.id))
        table.add("version", tomlkit.item(versions[record.id]))
    return table


def _implied(record: Entry) -> bool:
    if isinstance(record, Patient):
        return record.id == PATIENT_ID
    if isinstance(record, Order):
        points = {"earlier": record.earlier, "later": record.later}
        return record.id == Order.model_validate(points).id
    return False


def _item(value: object, role: Role, name: str) -> Item:
    if isinstance(value, PartialDate):
        return tomlkit.string(value.canonical)
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_WHOLE:
        return tomlkit.item(int(value))
    if isinstance(value, tuple):
        terms = tomlkit.array()
        terms.extend(value)
        return terms.multiline(len(f"{name} = {terms.as_string()}") > _WIDTH)
    if isinstance(value, str):
        multiline = role is Role.LONG_TEXT and "\n" in value
        return tomlkit.string(str(value), multiline=multiline)
    return tomlkit.item(value)
