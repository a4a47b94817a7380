"""Who changed what, and taking the last change back."""

import datetime as dt
import json
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, specs_by_name
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.registry.errors import RegistryError
from timeline.registry.reading import as_case, stored_case
from timeline.registry.rows import to_record
from timeline.registry.tables import AUDIT, TRANSACTIONS
from timeline.registry.values import Change
from timeline.registry.writing import carry_out, check, plan


def history(
    connection: Connection, code: str, record_id: str | None = None
) -> tuple[Change, ...]:
    """Changes of a case, or of one of its records, the first one first."""
    case_id = stored_case(connection, code).case_id
    return _changes(connection, case_id, record_id=record_id)


def _changes(
    connection: Connection,
    case_id: int,
    *,
    record_id: str | None = None,
    transaction: int | None = None,
) -> tuple[Change, ...]:
    query = (
        select(AUDIT, TRANSACTIONS.c.at, TRANSACTIONS.c.actor, TRANSACTIONS.c.reason)
        .join(TRANSACTIONS, AUDIT.c.transaction_number == TRANSACTIONS.c.number)
        .where(AUDIT.c.case_id == case_id)
        .order_by(AUDIT.c.number)
    )
    if record_id is not None:
        query = query.where(AUDIT.c.record_id == record_id)
    if transaction is not None:
        query = query.where(AUDIT.c.transaction_number == transaction)
    return tuple(map(_change, connection.execute(query).mappings()))


def _change(row: RowMapping) -> Change:
    return Change(
        at=dt.datetime.fromisoformat(row["at"]),
        actor=row["actor"],
        reason=row["reason"],
        action=row["action"],
        kind=row["kind"],
        record_id=row["record_id"],
        field=row["field"],
        old=row["old"],
        new=row["new"],
        transaction=row["transaction_number"],
    )


def undo(connection: Connection, code: str, actor: str) -> tuple[Change, ...]:
    """Take back the last transaction on a case, as a new, audited transaction.

    Undoing twice brings the change back.

    Returns:
        The changes that were taken back.

    Raises:
        RegistryError: If that transaction first stored the patient.
    """
    stored = stored_case(connection, code, lock=True)
    last = select(func.max(AUDIT.c.transaction_number)).where(
        AUDIT.c.case_id == stored.case_id
    )
    number = connection.execute(last).scalar_one()
    taken_back = _changes(connection, stored.case_id, transaction=number)
    if any(c.kind == Patient.kind and c.action == "created" for c in taken_back):
        raise RegistryError(
            "The last change is the one that first stored this patient.",
            hint="There is nothing before it to go back to.",
        )
    before = as_case(stored, code)
    case = _without(before, taken_back, stored.rows)
    check([case])
    carry_out(connection, [plan(code, case, stored)], actor, "undo of the last change")
    return taken_back


def _without(
    case: Case,
    changes: tuple[Change, ...],
    rows: Any,  # noqa: ANN401 - rows by key
) -> Case:
    records: dict[str, Entry] = {entry.id: entry for entry in case.entries}
    for change in changes:
        key = (change.kind, change.record_id)
        if change.action in ("created", "restored"):
            records.pop(change.record_id, None)
        elif change.action == "deleted":
            records[change.record_id] = to_record(change.kind, rows[key])
    for change in changes:
        spec = specs_by_name(KINDS[change.kind]).get(change.field)
        record = records.get(change.record_id)
        if change.action == "changed" and spec is not None and record is not None:
            old = {change.field: _value(spec, change.old)}
            records[record.id] = record.model_copy(update=old)
    # validated once, when every field of a record is back
    return Case.of(type(r).model_validate(r.values()) for r in records.values())


def _value(spec: FieldSpec, text: str | None) -> object:
    """The value of a field from the text of the audit."""
    if spec.role is Role.TERMS:
        return tuple(json.loads(text or "[]"))
    if spec.role is Role.DATE:
        return text or ""
    if spec.role is Role.FLAG and text is not None:
        return text == "1"
    return text
