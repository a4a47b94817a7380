"""Writing what actions come to, as one transaction of the audit.

The difference to what is stored is computed first. Where there is none, nothing is
written at all.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update

from timeline.case.case import Case
from timeline.case.checks import problems
from timeline.case.record import Entry
from timeline.errors import InvalidDataError, Problem
from timeline.registry.actions import Origin, Session
from timeline.registry.audit import Stamp, audited, plain_line
from timeline.registry.errors import RegistryError
from timeline.registry.origins import columns_of
from timeline.registry.reading import Key, StoredRows
from timeline.registry.rows import code_key, same, summary_of, to_row
from timeline.registry.tables import (
    CASE_STATE,
    CASES,
    ORIGIN,
    SETTINGS,
    SETTINGS_CASE,
    TABLES,
)

Origins = Mapping[str, tuple[Origin, ...]]
"""Where an import has records from, by their id, as far as that changes."""


@dataclass(frozen=True, slots=True)
class WritePlan:
    """What is to be written for one case."""

    code: str
    """The code under which the case is stored now."""
    case: Case
    """The case as it will be."""
    stored: StoredRows | None
    origins: Origins = field(default_factory=dict)
    created: list[Entry] = field(default_factory=list)
    updated: list[Entry] = field(default_factory=list)
    removed: list[Key] = field(default_factory=list)
    unchanged: int = 0
    in_bin: bool = False
    """Whether the whole patient will be in the bin."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.created or self.updated or self.removed)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A setting as it will be."""

    name: str
    value: str | None
    version: int
    """Version that it will have; 1 makes it."""


def check(cases: Sequence[Case]) -> None:
    """Refuse cases that have problems.

    Raises:
        InvalidDataError: With every problem of every case.
    """
    today = dt.datetime.now().astimezone().date()
    refusals = [problem for case in cases for problem in problems(case, today)]
    for code, count in Counter(case.code for case in cases).items():
        if count > 1:
            message = f"{count} cases have the study code {code}. Give each its own."
            refusals.append(Problem(message, field="code"))
    if refusals:
        raise InvalidDataError(tuple(refusals), title="Nothing was stored")


def plan(
    code: str, case: Case, stored: StoredRows | None, origins: Origins | None = None
) -> WritePlan:
    """Compare a case with what is stored under a code."""
    rows = stored.rows if stored else {}
    created, updated, unchanged = [], [], 0
    for entry in case.entries:
        row = rows.get((entry.kind, entry.id))
        if row is None:
            created.append(entry)
        elif (
            row["deleted_at"] is not None
            or not same(entry, row)
            or _restated(entry, row, origins or {})
        ):
            updated.append(entry)
        else:
            unchanged += 1
    kept = {(entry.kind, entry.id) for entry in case.entries}
    live = (key for key, row in rows.items() if row["deleted_at"] is None)
    removed = [key for key in live if key not in kept]
    return WritePlan(
        code, case, stored, origins or {}, created, updated, removed, unchanged
    )


def _restated(entry: Entry, row: Mapping[Any, Any], origins: Origins) -> bool:
    """Whether an import has another origin for a record, or other words in it."""
    if entry.id not in origins:
        return False
    columns = columns_of(origins[entry.id])
    return any(row[name] != value for name, value in columns.items())


def carry_out(
    connection: Connection,
    plans: Sequence[WritePlan],
    settings: Sequence[SettingChange],
    session: Session,
) -> int | None:
    """Write what the plans say, as one transaction of the audit.

    Returns:
        The number of the transaction; None if there was nothing to write.

    Raises:
        RegistryError: If something stored would change without a reason, or if nobody
            is named as the actor.
    """
    plans = [case_plan for case_plan in plans if not case_plan.empty]
    if not (plans or settings):
        return None
    corrects = any(case_plan.updated or case_plan.removed for case_plan in plans)
    if not plain_line(session.reason) and (corrects or settings):
        raise RegistryError(
            "Something that is stored changes, and no reason is given; nothing was "
            "stored.",
            hint="Say why, in a few words.",
        )
    with audited(connection, session.actor, session.reason) as stamp:
        ids = _write_cases(connection, plans, stamp)
        rows = _Rows()
        for case_id, case_plan in zip(ids, plans, strict=True):
            rows.add(case_id, case_plan, stamp)
        for table, created in rows.created.items():
            connection.execute(insert(table), created)
        for changes in (rows.updated, rows.removed):
            for table, values in changes.items():
                _update(connection, table, values)
        _write_settings(connection, settings)
    return stamp.number


class _Rows:
    """Rows to write, by table, so that each table takes one statement."""

    def __init__(self) -> None:
        self.created: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self.updated: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self.removed: dict[Table, list[dict[str, Any]]] = defaultdict(list)

    def add(self, case_id: int, case_plan: WritePlan, stamp: Stamp) -> None:
        for entry in case_plan.created:
            row = to_row(entry) | {"case_id": case_id, "version": 1}
            row |= _origin(case_plan, entry)
            self.created[TABLES[entry.kind]].append(row)
        for entry in case_plan.updated:
            key = _key(case_plan, entry.kind, entry.id)
            values = to_row(entry) | {"deleted_at": None, **key}
            values |= _origin(case_plan, entry)
            del values["id"]
            self.updated[TABLES[entry.kind]].append(values)
        for kind, record_id in case_plan.removed:
            mark = {"deleted_at": stamp.at, **_key(case_plan, kind, record_id)}
            self.removed[TABLES[kind]].append(mark)


def _origin(case_plan: WritePlan, entry: Entry) -> dict[str, str | None]:
    """The columns that say where an import has a record from, old or new."""
    if entry.id in case_plan.origins:
        return columns_of(case_plan.origins[entry.id])
    rows = case_plan.stored.rows if case_plan.stored else {}
    row = rows.get((entry.kind, entry.id))
    return {name: row[name] if row else None for name in ORIGIN}


def _key(case_plan: WritePlan, kind: str, record_id: str) -> dict[str, Any]:
    """Which stored row to change, and the version that it will have."""
    if case_plan.stored is None:
        raise ValueError("Only a stored record can be changed.")
    version = case_plan.stored.rows[kind, record_id]["version"]
    return {
        "key_case": case_plan.stored.case_id,
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


def _write_settings(connection: Connection, settings: Sequence[SettingChange]) -> None:
    for setting in settings:
        values = {"value": setting.value, "version": setting.version}
        key = {"case_id": SETTINGS_CASE, "id": setting.name}
        if setting.version == 1:
            connection.execute(insert(SETTINGS), key | values)
        else:
            statement = update(SETTINGS).where(SETTINGS.c.id == setting.name)
            connection.execute(statement.values(**values))


def _write_cases(
    connection: Connection, plans: Sequence[WritePlan], stamp: Stamp
) -> list[int]:
    """Write what lists and searches need of each case; give the ids in their order."""
    new = [case_plan for case_plan in plans if case_plan.stored is None]
    ids = dict(zip(map(id, new), _insert_cases(connection, new, stamp), strict=True))
    known = [case_plan for case_plan in plans if case_plan.stored is not None]
    if known:
        statement = update(CASES).where(CASES.c.case_id == bindparam("key_case"))
        rows = [_changed_case(case_plan, stamp) for case_plan in known]
        connection.execute(statement, rows)
    return [
        ids[id(case_plan)] if case_plan.stored is None else case_plan.stored.case_id
        for case_plan in plans
    ]


def _insert_cases(
    connection: Connection, plans: Sequence[WritePlan], stamp: Stamp
) -> Sequence[int]:
    if not plans:
        return []
    rows = [_listed(case_plan, stamp) for case_plan in plans]
    statement = insert(CASES).returning(CASES.c.case_id, sort_by_parameter_order=True)
    ids = connection.execute(statement, rows).scalars().all()
    states = [{"case_id": case_id, "changed": stamp.number} for case_id in ids]
    connection.execute(insert(CASE_STATE), states)
    return ids


def _changed_case(case_plan: WritePlan, stamp: Stamp) -> dict[str, Any]:
    stored = case_plan.stored
    key = stored.case_id if stored else None
    return {**_listed(case_plan, stamp), "key_case": key}


def _listed(case_plan: WritePlan, stamp: Stamp) -> dict[str, Any]:
    return {
        **summary_of(case_plan.case),
        "code_key": code_key(case_plan.case.code),
        "changed_at": stamp.at,
        "deleted_at": stamp.at if case_plan.in_bin else None,
    }
