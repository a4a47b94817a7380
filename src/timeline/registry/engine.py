"""The one place where connections to a database are made.

SQLite always comes through the sqlcipher3 driver, with or without a key: it brings a
current SQLite to every system, and encryption is the same path. The pragmas and the
journal rule were measured against power-loss images and kill -9.
"""

import logging
import time
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from timeline.registry.errors import RegistryError

BUSY_MS = 5000
# Before this version two connections to a WAL file could corrupt it.
_SAFE_WAL = (3, 51, 3)
_PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
)
# At this level SQLAlchemy would write every row that is read to the log.
logging.getLogger("sqlalchemy.engine.Engine").addFilter(
    lambda record: record.levelno > logging.DEBUG
)
WRITING = "timeline_writing"
"""Execution option of a connection that will write."""


def connect_file(path: Path, key: str | None = None) -> Any:  # noqa: ANN401 - the driver has no types
    """Open a driver connection to a SQLite file with every setting in place."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key is not None:
            quoted = key.replace("'", "''")
            connection.execute(f"PRAGMA key='{quoted}'")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def use_journal(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    """Choose the journal that loses nothing acknowledged on this SQLite."""
    wal = sqlite.sqlite_version_info >= _SAFE_WAL
    wanted, synchronous = ("wal", "FULL") if wal else ("delete", "EXTRA")
    deadline = time.monotonic() + BUSY_MS / 1000
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        try:  # SQLite does not wait by itself when it changes the journal
            connection.execute(f"PRAGMA journal_mode={wanted}")
        except sqlite.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
    connection.execute(f"PRAGMA synchronous={synchronous}")


def file_engine(path: Path, key: str | None = None) -> Engine:
    """An engine on a SQLite file that exists."""

    def creator() -> Any:  # noqa: ANN401 - the driver has no types
        connection = connect_file(path, key)
        use_journal(connection)
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=creator,
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A deferred transaction that writes later can fail as "locked" without waiting.
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def server_engine(url: str) -> Engine:
    """An engine on a PostgreSQL server, reading from one consistent snapshot.

    Raises:
        RegistryError: If the address names another kind of database, or if the
            driver is not installed.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number
        raise RegistryError(
            "The address of the database cannot be read.", hint=_URL_HINT
        ) from None
    if parsed.get_backend_name() != "postgresql":
        raise RegistryError(
            "Only PostgreSQL is supported as a database server.", hint=_URL_HINT
        )
    try:
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_pre_ping=True,
        )
    except ImportError:
        raise RegistryError(
            "The driver for PostgreSQL is not installed.",
            hint="Install it with: pip install 'psycopg[binary]'",
        ) from None


_URL_HINT = "Write postgresql+psycopg://user@host/database, or a path to a file."
