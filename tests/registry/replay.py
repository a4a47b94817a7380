"""Plays the audit from its first entry and compares the result with the tables."""

import math
import sqlite3
from typing import Any

import psycopg

from timeline.case.fields import Role, specs_by_name
from timeline.case.records.kinds import KINDS

Values = dict[str, object]
Rows = dict[tuple[int, str, str], Values]
OUTSIDE = "(outside timeline)"


def connect(place: str) -> Any:  # noqa: ANN401 - a connection of either driver
    """Open a database as another program would, without any of timeline's code."""
    if "://" in place:
        return psycopg.connect(place.replace("+psycopg", ""))
    return sqlite3.connect(place)


def live_values(connection: Any) -> Rows:  # noqa: ANN401
    """The record of every row, as the tables have it."""
    found: Rows = {}
    for kind in KINDS:
        cursor = connection.execute(f'SELECT * FROM "{kind}"')  # noqa: S608 - our table
        names = [column[0] for column in cursor.description]
        for row in cursor:
            values = dict(zip(names, row, strict=True))
            key = values.pop("case_id"), kind, values["id"]
            fields = [*specs_by_name(KINDS[kind]), "deleted_at"]
            found[key] = {name: _plain(kind, name, values[name]) for name in fields}
    return found


def replayed_values(connection: Any) -> Rows:  # noqa: ANN401
    """Every row as the entries of the audit make it, one after the other."""
    found: Rows = {}
    query = (
        "SELECT case_id, kind, record_id, field, old, new FROM audit ORDER BY number"
    )
    for case_id, kind, record_id, field, old, new in connection.execute(query):
        fields = [*specs_by_name(KINDS[kind]), "deleted_at"]
        row = found.setdefault((case_id, kind, record_id), dict.fromkeys(fields))
        if field in row:  # the days of a date only follow from it
            assert _agree(_plain(kind, field, old), row[field]), (kind, field)
            row[field] = _plain(kind, field, new)
    return found


def _agree(logged: object, replayed: object) -> bool:
    """Whether an entry begins from what the entries before it made.

    Where another program writes, its SQLite writes the old number; an older one may
    round its seventeenth digit.
    """
    if isinstance(logged, float) and isinstance(replayed, float):
        return math.isclose(logged, replayed, rel_tol=1e-15)
    return logged == replayed


def _plain(kind: str, name: str, value: object) -> object:
    """A value as it is compared: numbers as numbers, what is empty as None."""
    spec = specs_by_name(KINDS[kind]).get(name)
    if value is None or value in ("", "[]"):
        return None
    if spec is not None and spec.role is Role.NUMBER:
        return float(str(value))
    if spec is not None and spec.role in (Role.FLAG, Role.COUNT):
        return int(str(value)) if not isinstance(value, bool) else int(value)
    return value


def assert_audit_tells_all(place: str) -> None:
    """Replaying the audit from empty gives exactly what the tables hold."""
    connection = connect(place)
    try:
        assert replayed_values(connection) == live_values(connection)
    finally:
        connection.close()
