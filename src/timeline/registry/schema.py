"""The schema of a registry: made once, recognised at every opening.

The version is read before anything else. A registry of a newer version is not
touched; one whose triggers are not ours is not written to.
"""

from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy import Connection, insert, inspect, select, text

from timeline.registry import triggers_postgres, triggers_sqlite
from timeline.registry.errors import RegistryError
from timeline.registry.tables import METADATA, SCHEMA

VERSION = 5
"""Version of the schema that this program writes."""


def version_of(connection: Connection) -> int | None:
    """The version of the schema that stands there; None in an empty database.

    Raises:
        RegistryError: If there are tables of something else.
    """
    names = inspect(connection).get_table_names()
    if SCHEMA.name in names:
        return int(connection.execute(select(SCHEMA.c.version)).scalar_one())
    if connection.dialect.name == "sqlite" and names:
        raise RegistryError(
            "The file is a database of another program.",
            hint="Choose another place for the registry.",
        )
    return None


def refuse_newer(version: int) -> None:
    """Refuse a registry that a newer program has written, or that nobody has.

    Raises:
        RegistryError: If this program does not know the version.
    """
    if version < 1:
        raise RegistryError(
            "The registry names no schema version that ever was; another program "
            "changed it. Nothing was written.",
            hint="Restore the latest backup to a new place.",
        )
    if version > VERSION:
        raise RegistryError(
            f"The registry has schema version {version}; this program knows versions "
            f"up to {VERSION}. Nothing was changed.",
            hint="Update timeline, then open the registry again.",
        )


def create(connection: Connection) -> None:
    """Create every table and trigger in an empty database."""
    METADATA.create_all(connection, checkfirst=False)
    identity = {"one": 1, "version": VERSION, "registry_id": str(uuid4())}
    connection.execute(insert(SCHEMA), identity)
    create_triggers(connection)


def create_triggers(connection: Connection) -> None:
    """Create every trigger."""
    for statement in _statements(connection):
        # Without parameters: the drivers would read a % as the mark of one.
        connection.connection.cursor().execute(statement)


def drop_triggers(connection: Connection) -> None:
    """Drop every trigger, for the time of a migration."""
    if connection.dialect.name == "sqlite":
        for name in _stored(connection):
            connection.execute(text(f'DROP TRIGGER "{name}"'))
    else:
        for statement in triggers_postgres.drops():
            connection.execute(text(statement))


def _statements(connection: Connection) -> tuple[str, ...]:
    if connection.dialect.name == "sqlite":
        return tuple(triggers_sqlite.triggers().values())
    return triggers_postgres.statements()


def triggers_are_ours(connection: Connection) -> bool:
    """Whether the audit's triggers stand as this program makes them."""
    if connection.dialect.name == "sqlite":
        return _stored(connection) == triggers_sqlite.triggers()
    return triggers_postgres.are_complete(connection)


def _stored(connection: Connection) -> Mapping[str, str]:
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row.name: row.sql for row in connection.execute(query)}
