"""Bringing stored cases to equal the given ones, in one transaction.

The difference is computed first. Where there is none, nothing is written at all.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update

from timeline.case.case import Case
from timeline.case.checks import problems
from timeline.case.record import Entry
from timeline.errors import InvalidDataError, Problem
from timeline.registry.audit import Stamp, audited, plain_line
from timeline.registry.errors import RegistryError
from timeline.registry.reading import Key, StoredRows, stored_rows
from timeline.registry.rows import same, summary_of, to_row
from timeline.registry.tables import CASE_STATE, CASES, TABLES
from timeline.registry.values import SaveReport


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written for one case."""

    code: str
    """The code under which the case is stored now."""
    case: Case
    """The case as it will be."""
    stored: StoredRows | None
    created: list[Entry] = field(default_factory=list)
    updated: list[Entry] = field(default_factory=list)
    deleted: list[Key] = field(default_factory=list)
    unchanged: int = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.created or self.updated or self.deleted)


def save(
    connection: Connection, cases: Sequence[Case], actor: str, reason: str
) -> SaveReport:
    """Store cases; see `Registry.save_all`."""
    check(cases)
    stored = stored_rows(connection, [case.code for case in cases], lock=True)
    plans = [plan(case.code, case, stored.get(case.code)) for case in cases]
    carry_out(connection, plans, actor, reason)
    return SaveReport(
        created=sum(len(each.created) for each in plans),
        updated=sum(len(each.updated) for each in plans),
        deleted=sum(len(each.deleted) for each in plans),
        unchanged=sum(each.unchanged for each in plans),
    )


def check(cases: Sequence[Case]) -> None:
    """Refuse cases that have problems.

    Raises:
        InvalidDataError: With every problem of every case.
    """
    today = dt.datetime.now().astimezone().date()
    found = [problem for case in cases for problem in problems(case, today)]
    for code, count in Counter(case.code for case in cases).items():
        if count > 1:
            message = f"{count} cases have the study code {code}. Give each its own."
            found.append(Problem(message, field="code"))
    if found:
        raise InvalidDataError(tuple(found), title="Nothing was stored")


def plan(code: str, case: Case, stored: StoredRows | None) -> Plan:
    """Compare a case with what is stored under a code."""
    made = Plan(code, case, stored)
    rows = stored.rows if stored else {}
    unchanged = 0
    for entry in case.entries:
        row = rows.get((entry.kind, entry.id))
        if row is None:
            made.created.append(entry)
        elif row["deleted_at"] is not None or not same(entry, row):
            made.updated.append(entry)
        else:
            unchanged += 1
    kept = {(entry.kind, entry.id) for entry in case.entries}
    gone = (key for key, row in rows.items() if row["deleted_at"] is None)
    made.deleted.extend(key for key in gone if key not in kept)
    return Plan(code, case, stored, made.created, made.updated, made.deleted, unchanged)


def carry_out_one(
    connection: Connection,
    code: str,
    case: Case,
    stored: StoredRows,
    actor: str,
    reason: str,
) -> Plan:
    """Check one case and make the stored one equal to it; give what was written.

    Raises:
        InvalidDataError: If the case has problems; nothing is stored then.
    """
    check([case])
    made = plan(code, case, stored)
    carry_out(connection, [made], actor, reason)
    return made


def carry_out(
    connection: Connection, plans: Sequence[Plan], actor: str, reason: str
) -> None:
    """Write what the plans say, as one transaction of the audit.

    Raises:
        RegistryError: If a stored record would change without a reason, or if nobody
            is named as the actor.
    """
    plans = [each for each in plans if not each.empty]
    if not plans:
        return
    if not plain_line(reason) and any(each.updated or each.deleted for each in plans):
        raise RegistryError(
            "A stored record changes, and no reason is given; nothing was stored.",
            hint="Say why, in a few words.",
        )
    with audited(connection, actor, reason) as stamp:
        ids = _write_cases(connection, plans, stamp)
        rows = _Rows()
        for case_id, each in zip(ids, plans, strict=True):
            rows.add(case_id, each, stamp)
        for table, created in rows.created.items():
            connection.execute(insert(table), created)
        for changed in (rows.updated, rows.deleted):
            for table, found in changed.items():
                _update(connection, table, found)


class _Rows:
    """Rows to write, by table, so that each table takes one statement."""

    def __init__(self) -> None:
        self.created: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self.updated: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self.deleted: dict[Table, list[dict[str, Any]]] = defaultdict(list)

    def add(self, case_id: int, each: Plan, stamp: Stamp) -> None:
        for entry in each.created:
            row = to_row(entry) | {"case_id": case_id, "version": 1}
            self.created[TABLES[entry.kind]].append(row)
        for entry in each.updated:
            key = _key(each, entry.kind, entry.id)
            values = to_row(entry) | {"deleted_at": None, **key}
            del values["id"]
            self.updated[TABLES[entry.kind]].append(values)
        for kind, record_id in each.deleted:
            mark = {"deleted_at": stamp.at, **_key(each, kind, record_id)}
            self.deleted[TABLES[kind]].append(mark)


def _key(each: Plan, kind: str, record_id: str) -> dict[str, Any]:
    """Which stored row to change, and the version that it will have."""
    if each.stored is None:
        raise ValueError("Only a stored record can be changed.")
    version = each.stored.rows[kind, record_id]["version"]
    return {
        "key_case": each.stored.case_id,
        "key_id": record_id,
        "version": version + 1,
    }


def _update(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]]
) -> None:
    """Change rows; every row has the same columns."""
    statement = (
        update(table)
        .where(table.c.case_id == bindparam("key_case"))
        .where(table.c.id == bindparam("key_id"))
    )
    connection.execute(statement, rows)


def _write_cases(
    connection: Connection, plans: Sequence[Plan], stamp: Stamp
) -> list[int]:
    """Write what lists and searches need of each case; give the ids in their order."""
    new = [each for each in plans if each.stored is None]
    ids = dict(zip(map(id, new), _insert_cases(connection, new, stamp), strict=True))
    known = [each for each in plans if each.stored is not None]
    if known:
        statement = update(CASES).where(CASES.c.case_id == bindparam("key_case"))
        connection.execute(statement, [_changed_case(each, stamp) for each in known])
    return [
        ids[id(each)] if each.stored is None else each.stored.case_id for each in plans
    ]


def _insert_cases(
    connection: Connection, plans: Sequence[Plan], stamp: Stamp
) -> Sequence[int]:
    if not plans:
        return []
    rows = [_listed(each, stamp) for each in plans]
    made = insert(CASES).returning(CASES.c.case_id, sort_by_parameter_order=True)
    ids = connection.execute(made, rows).scalars().all()
    states = [{"case_id": case_id, "changed": stamp.number} for case_id in ids]
    connection.execute(insert(CASE_STATE), states)
    return ids


def _changed_case(each: Plan, stamp: Stamp) -> dict[str, Any]:
    stored = each.stored
    return {**_listed(each, stamp), "key_case": stored.case_id if stored else None}


def _listed(each: Plan, stamp: Stamp) -> dict[str, Any]:
    return {**summary_of(each.case), "changed_at": stamp.at}
