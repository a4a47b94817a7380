"""Raw inserts of the rows of a registry into the same tables, with their triggers.

The plain `sqlite3` of the standard library writes them, so that what is measured
against it is the price of reading, checking and comparing, and not that of the audit.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from timeline.case.records.kinds import KINDS
from timeline.registry import Registry


def raw_inserts(source: Path, target: Path) -> float:
    """Insert every row of one registry into a new one, as one transaction.

    Args:
        source: A registry whose records were all added and never changed.
        target: Where the new one is made.

    Returns:
        Seconds for the inserts and the commit.
    """
    tables = ("cases", *KINDS)
    with closing(sqlite3.connect(source)) as read:
        rows = {table: _rows(read, table) for table in tables}
    Registry.open(target, create=True).close()
    with closing(sqlite3.connect(target)) as write:
        write.execute("PRAGMA foreign_keys=ON")
        start = time.perf_counter()
        with write:
            number = write.execute(
                "INSERT INTO audit_transaction (at, actor, reason) "
                "VALUES ('2026-12-01T00:00:00.000000+00:00', 'benchmark', '') "
                "RETURNING number"
            ).fetchone()[0]
            write.execute("INSERT INTO audit_context VALUES (1, ?)", (number,))
            for table, (names, values) in rows.items():
                columns = ", ".join(f'"{name}"' for name in names)
                marks = ", ".join("?" * len(names))
                write.executemany(
                    f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608 - our tables
                    values,
                )
            write.execute("DELETE FROM audit_context")
        return time.perf_counter() - start


def _rows(
    connection: sqlite3.Connection, table: str
) -> tuple[list[str], list[tuple[object, ...]]]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our tables
    return [column[0] for column in cursor.description], cursor.fetchall()
