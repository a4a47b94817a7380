"""Writes a case as TOML that a person can read and change."""

from collections.abc import Iterable

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

FORMAT = 1
"""Version of the layout; a reader refuses a newer one."""
PATIENT_ID = "patient"
"""Id of the patient where a file gives none."""
_WIDTH = 88
_LARGEST_WHOLE = 2.0**53


def write(case: Case) -> str:
    """Write a case file.

    Args:
        case: The case; its records come in order of time within each kind.

    Returns:
        TOML that `case_file.parse` reads back as an equal case.
    """
    document = tomlkit.document()
    document.add("format", tomlkit.item(FORMAT))
    document.add(tomlkit.nl())
    document.add(Patient.kind, _table(case.patient))
    chronology = Chronology.of(case, accept_narrative=True)
    for kind, record_class in KINDS.items():
        records = chronology.in_order(case.of_kind(record_class))
        if records:
            document.add(kind, _tables(records))
    return tomlkit.dumps(document)


def _tables(records: Iterable[Entry]) -> AoT:
    tables = tomlkit.aot()
    for record in records:
        tables.append(_table(record))
    return tables


def _table(record: Entry) -> Table:
    table = tomlkit.table()
    for spec in field_specs(type(record)):
        value = getattr(record, spec.name)
        if value is None or value == () or (spec.name == "id" and _implied(record)):
            continue
        if isinstance(value, PartialDate) and not value.known:
            continue
        table.add(spec.name, _item(value, spec.role, spec.name))
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
