"""Hands a PostgreSQL database from test to test, emptied in between.

To make one costs more than most tests do with it. One whose tables, triggers or
settings a test has changed is not handed on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import Connection

_STRUCTURE = " UNION ALL ".join(
    f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM {name}"  # noqa: S608
    for name in (
        "pg_attribute",
        "pg_class",
        "pg_constraint",
        "pg_db_role_setting",
        "pg_depend",
        "pg_index",
        "pg_proc",
        "pg_trigger",
    )
)
"""The rows that say how a database is built: how many, and the last change to any."""
_NAMES = """
SELECT oid::regclass::text FROM pg_class
WHERE relkind = %s AND relnamespace = 'public'::regnamespace
"""
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass
class Recycled:
    """Databases that hold an empty registry."""

    make: Callable[[], str]
    """Makes one and gives its URL."""
    _free: list[str] = field(default_factory=list)
    _made: dict[str, "_State"] = field(default_factory=dict)

    def take(self) -> str:
        """URL of a database that nobody uses."""
        if self._free:
            return self._free.pop()
        url = self.make()
        with _connected(url) as connection:
            self._made[url] = _State.of(connection)
        return url

    def give_back(self, url: str) -> None:
        """Empty a database for the next test, unless it is no longer as it was made."""
        with _connected(url) as connection:
            if self._made[url].restore(connection):
                self._free.append(url)


def _connected(url: str) -> "Connection[Any]":
    return psycopg.connect(url.replace("+psycopg", ""))


@dataclass(frozen=True)
class _State:
    """How a database is built, and what it holds."""

    structure: list[Any]
    rows: dict[str, list[Any]]
    sequences: dict[str, list[Any]]

    @classmethod
    def of(cls, connection: "Connection[Any]") -> "_State":
        def each(kind: str, query: str) -> dict[str, list[Any]]:
            names = connection.execute(_NAMES, (kind,)).fetchall()
            return {name: _rows(connection, f"{query} {name}") for (name,) in names}

        return cls(
            _rows(connection, _STRUCTURE),
            each("r", "SELECT * FROM"),
            each("S", "SELECT last_value, is_called FROM"),
        )

    def restore(self, connection: "Connection[Any]") -> bool:
        """Make the rows what they were; tell whether all is now as it was."""
        used = _rows(connection, _OTHERS) != [(0,)]
        if used or _rows(connection, _STRUCTURE) != self.structure:
            return False
        connection.execute("SET session_replication_role = replica")  # no triggers
        for name, rows in self.rows.items():
            connection.execute(f"DELETE FROM {name}".encode())  # noqa: S608
            for row in rows:
                marks = ", ".join(["%s"] * len(row))
                insert = f"INSERT INTO {name} OVERRIDING SYSTEM VALUE VALUES ({marks})"  # noqa: S608
                connection.execute(insert.encode(), row)
        for name, ((last, called),) in self.sequences.items():
            connection.execute("SELECT setval(%s, %s, %s)", (name, last, called))
        return True


def _rows(connection: "Connection[Any]", query: str) -> list[Any]:
    return connection.execute(query.encode()).fetchall()
