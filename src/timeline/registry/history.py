"""Who changed what, when and why, and what a record was at an earlier time."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from timeline.case.fields import FieldSpec, Role, specs_by_name
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.registry.errors import UnknownRecordError
from timeline.registry.reading import stored_case
from timeline.registry.rows import record_of, values_of
from timeline.registry.tables import AUDIT, CASES, SETTINGS_CASE, TRANSACTIONS
from timeline.registry.values import Change, Transaction


def history(
    connection: Connection, code: str, record_id: str | None = None
) -> tuple[Change, ...]:
    """Changes of a case, or of one of its records, the first one first."""
    case_id = stored_case(connection, code, from_bin=True).case_id
    if record_id is None:
        return changes(connection, AUDIT.c.case_id == case_id)
    return changes(
        connection, AUDIT.c.case_id == case_id, AUDIT.c.record_id == record_id
    )


def settings_history(connection: Connection) -> tuple[Change, ...]:
    """Changes of the settings, the first one first."""
    return changes(connection, AUDIT.c.case_id == SETTINGS_CASE, AUDIT.c.field != "id")


def changes(
    connection: Connection, *conditions: ColumnElement[bool]
) -> tuple[Change, ...]:
    """The entries of the audit for which the conditions hold, the first one first."""
    query = (
        select(AUDIT, TRANSACTIONS.c.at, TRANSACTIONS.c.actor, TRANSACTIONS.c.reason)
        .join(TRANSACTIONS, AUDIT.c.transaction_number == TRANSACTIONS.c.number)
        .where(*conditions)
        .order_by(AUDIT.c.number)
    )
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
        case_id=row["case_id"],
    )


def _readable(row: RowMapping, text: str | None) -> str | None:
    """A value as people write it: a number with no more digits than it needs."""
    spec = field_of(row["kind"], row["field"])
    if text is None or spec is None or spec.role is not Role.NUMBER:
        return text
    return repr(float(text)).removesuffix(".0")


def field_of(kind: str, name: str) -> FieldSpec | None:
    """The declaration of a field; None for a column that no record has."""
    record_class = KINDS.get(kind)
    return specs_by_name(record_class).get(name) if record_class else None


def value_of(spec: FieldSpec, text: str | None) -> object:
    """The value of a field from the text of the audit."""
    if spec.role is Role.TERMS:
        return tuple(json.loads(text or "[]"))
    if spec.role is Role.DATE:
        return text or ""
    if text is None:
        return None
    if spec.role is Role.FLAG:
        return text == "1"
    if spec.role is Role.COUNT:
        return int(text)
    return float(text) if spec.role is Role.NUMBER else text


def last_actor(connection: Connection, case_id: int, record_id: str) -> str:
    """Who changed a record last."""
    query = (
        select(TRANSACTIONS.c.actor)
        .join(AUDIT, AUDIT.c.transaction_number == TRANSACTIONS.c.number)
        .where(AUDIT.c.case_id == case_id, AUDIT.c.record_id == record_id)
        .order_by(AUDIT.c.number.desc())
        .limit(1)
    )
    return str(connection.execute(query).scalar() or "somebody")


def record_at(
    connection: Connection, code: str, record_id: str, version: int
) -> Entry | None:
    """A record as it stood at an earlier version; None if it was in the bin then.

    Each transaction on a record makes one version, so the later ones are taken back
    from what stands now.

    Raises:
        UnknownRecordError: If the record never had this version.
    """
    stored = stored_case(connection, code)
    pair = stored.row_of(record_id)
    later = pair[1]["version"] - version if pair else -1
    if pair is None or version < 1 or later < 0:
        raise UnknownRecordError(
            f"The record {record_id} has no version {version}.",
            hint="The file comes from another registry or from a later backup.",
        )
    kind, row = pair
    entries = changes(
        connection,
        AUDIT.c.case_id == stored.case_id,
        AUDIT.c.kind == kind,
        AUDIT.c.record_id == record_id,
    )
    numbers = sorted({change.transaction for change in entries})
    undone = set(numbers[len(numbers) - later :])
    values = values_of(kind, row) | {"deleted_at": row["deleted_at"]}
    _take_back(values, [c for c in entries if c.transaction in undone])
    return None if values.pop("deleted_at") else record_of(kind, values)


def _take_back(values: dict[str, Any], entries: Iterable[Change]) -> None:
    for change in reversed(list(entries)):
        spec = field_of(change.kind, change.field)
        if spec is not None:
            values[change.field] = value_of(spec, change.old)
        elif change.field in values:
            values[change.field] = change.old


def transactions(
    connection: Connection, after: int = 0, code: str | None = None
) -> tuple[Transaction, ...]:
    """The transactions after a number, of one case or of all, the first one first."""
    query = (
        select(
            TRANSACTIONS.c.number,
            TRANSACTIONS.c.at,
            TRANSACTIONS.c.actor,
            TRANSACTIONS.c.reason,
            func.count(func.distinct(AUDIT.c.record_id)).label("records"),
            func.count(func.distinct(AUDIT.c.case_id)).label("cases"),
        )
        .join(AUDIT, AUDIT.c.transaction_number == TRANSACTIONS.c.number)
        .where(TRANSACTIONS.c.number > after)
        .group_by(*TRANSACTIONS.c)
        .order_by(TRANSACTIONS.c.number)
    )
    if code is not None:
        query = query.join(CASES, CASES.c.case_id == AUDIT.c.case_id)
        query = query.where(CASES.c.code == code)
    return tuple(
        Transaction(
            number=row.number,
            at=dt.datetime.fromisoformat(row.at),
            actor=row.actor,
            reason=row.reason,
            records=row.records,
            cases=row.cases,
        )
        for row in connection.execute(query)
    )
