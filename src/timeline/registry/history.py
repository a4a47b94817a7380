"""Who changed what, and taking the last change back."""

import datetime as dt
import json

from sqlalchemy import Connection, RowMapping, func, select

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, specs_by_name
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.registry.errors import RegistryError
from timeline.registry.reading import StoredRows, case_of, stored_case
from timeline.registry.rows import record_of, values_of
from timeline.registry.tables import AUDIT, TRANSACTIONS
from timeline.registry.values import Change
from timeline.registry.writing import carry_out_one


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
        old=_readable(row, row["old"]),
        new=_readable(row, row["new"]),
        transaction=row["transaction_number"],
    )


def _readable(row: RowMapping, text: str | None) -> str | None:
    """A value as people write it: a number with no more digits than it needs."""
    kind = KINDS.get(row["kind"])
    spec = specs_by_name(kind).get(row["field"]) if kind else None
    if text is None or spec is None or spec.role is not Role.NUMBER:
        return text
    return repr(float(text)).removesuffix(".0")


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
    case = _without(stored, taken_back)
    carry_out_one(connection, code, case, stored, actor, "undo of the last change")
    return taken_back


def _without(stored: StoredRows, changes: tuple[Change, ...]) -> Case:
    """The case before the changes, checked only when every field is back."""
    live = {
        (kind, record_id): values_of(kind, row)
        for (kind, record_id), row in stored.rows.items()
        if row["deleted_at"] is None
    }
    for change in changes:
        key = (change.kind, change.record_id)
        if change.action in ("created", "restored"):
            live.pop(key, None)
        elif change.action == "deleted":
            live[key] = values_of(change.kind, stored.rows[key])
    for change in changes:
        values = live.get((change.kind, change.record_id), {})
        if change.action == "changed" and change.field in values:
            values[change.field] = _value(_spec(change), change.old)
    return case_of(record_of(kind, values) for (kind, _), values in live.items())


def _spec(change: Change) -> FieldSpec:
    return specs_by_name(KINDS[change.kind])[change.field]


def _value(spec: FieldSpec, text: str | None) -> object:
    """The value of a field from the text of the audit."""
    if spec.role is Role.TERMS:
        return tuple(json.loads(text or "[]"))
    if spec.role is Role.DATE:
        return text or ""
    if text is None:
        return None
    if spec.role is Role.FLAG:
        return text == "1"
    return float(text) if spec.role is Role.NUMBER else text
