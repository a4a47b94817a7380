"""Brings an older registry up to date, whole or not at all, after a verified backup.

Alembic is imported only here, and only when the schema is behind. Its batch mode copies
tables, which loses triggers and, with foreign keys on, rows: so foreign keys are off
outside the transaction, triggers are made again, and rows are counted before and after.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, inspect, select, text, update
from sqlalchemy import table as named

from timeline.registry import backup, schema
from timeline.registry.engine import WRITING
from timeline.registry.errors import RegistryError
from timeline.registry.refit import refit
from timeline.registry.steps import (
    RENAMED_TABLES,
    any_result,
    bin_origins_and_settings,
    state_of_each_case,
)
from timeline.registry.tables import SCHEMA

Step = Callable[[Any], None]
"""Changes the schema through `alembic.operations.Operations`."""

STEPS: dict[int, Step] = {
    1: state_of_each_case,
    2: bin_origins_and_settings,
    3: any_result,
}
"""For each version the step that leads from it to the next one; without a step only
fields came with it, which `refit` adds as they are declared."""
_LOCK = 7_461_736_911


def lock_server(connection: Connection) -> None:
    """Let one program at a time make or change the schema of a database server."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def migrate(engine: Engine, path: Path | None, key: str | None) -> None:
    """Bring a registry from an older schema to the current one.

    Args:
        engine: The registry.
        path: Its file, which is backed up beside it first; None on a server.
        key: The key of an encrypted file.

    Raises:
        RegistryError: If rows or references would be lost; nothing is changed then.
    """
    if path is not None:
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%fZ")
        backup.back_up(path, path.with_name(f"{path.name}.{stamp}.bak"), key)
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        driver = connection.connection.driver_connection
        if sqlite and driver is not None:
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(**{WRITING: True}).begin():
                if not sqlite:
                    lock_server(connection)
                _carry_out(connection)
        finally:
            if sqlite and driver is not None:
                driver.execute("PRAGMA foreign_keys=ON")


def _carry_out(connection: Connection) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    version = schema.version_of(connection)
    if version is None or version >= schema.VERSION:
        return  # another process has just done it
    before = _rows(connection)
    schema.drop_triggers(connection)
    operations = Operations(MigrationContext.configure(connection))
    for number in range(version, schema.VERSION):
        if number in STEPS:
            STEPS[number](operations)
    refit(connection)
    connection.execute(update(SCHEMA).values(version=schema.VERSION))
    schema.create_triggers(connection)
    after = _rows(connection)
    today = {RENAMED_TABLES.get(name, name): rows for name, rows in before.items()}
    lost = any(after.get(name) != rows for name, rows in today.items())
    if lost or _dangling(connection):
        raise RegistryError(
            "The registry could not be brought up to date without loss, so nothing "
            "was changed.",
            hint="Keep the file and report this; a backup lies beside it.",
        )


def _rows(connection: Connection) -> dict[str, int]:
    # by the tables that stand there: a step may add some
    return {
        name: connection.execute(
            select(func.count()).select_from(named(name))
        ).scalar_one()
        for name in inspect(connection).get_table_names()
    }


def _dangling(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return False
    return bool(connection.execute(text("PRAGMA foreign_key_check")).all())
