"""Backups, verified when they are taken and restored only where nothing stands.

A copy is made by SQLite itself from one consistent state, while others may go on
writing. It counts as a backup only if it is intact and holds the same rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from timeline.registry.engine import connect_file
from timeline.registry.errors import RegistryError, plain_errors
from timeline.registry.place import new_file
from timeline.registry.schema import refuse_newer
from timeline.registry.tables import AUDIT, SCHEMA


def back_up(source: Path, target: Path, key: str | None = None) -> None:
    """Copy a registry to a new file that only its owner can read, and verify it.

    Args:
        source: File of the registry.
        target: Where to write; nothing may stand there.
        key: The key of an encrypted registry; the copy has the same one.

    Raises:
        RegistryError: If something stands at the target, or if the copy is not equal.
    """
    try:
        with new_file(target) as part, plain_errors():
            _copy(source, part, key)
    except FileExistsError:
        raise RegistryError(
            f"{target} exists already and was left as it is.",
            hint="Choose another name for the copy.",
        ) from None


def restore(source: Path, target: Path, key: str | None = None) -> None:
    """Verify a backup and put it where no registry stands yet.

    Raises:
        RegistryError: If the backup is damaged, is no registry or has a newer schema,
            or if something stands at the target.
    """
    if not source.is_file():
        raise RegistryError(f"{source} is no file.", hint="Name a backup.")
    with plain_errors(), _open(source, key) as backup:
        if not {SCHEMA.name, AUDIT.name} <= set(_tables(backup)):
            raise RegistryError(
                f"{source} is no backup of a registry.", hint="Name another file."
            )
        version = backup.execute("SELECT version FROM registry_schema").fetchone()[0]
        refuse_newer(version)
        _verify(backup, _contents(backup), key)
    back_up(source, target, key)


def _copy(source: Path, part: Path, key: str | None) -> None:
    """Copy one state of a registry, and read the copy again from the disk."""
    with _open(source, key) as old, _open(part, key) as new:
        old.execute("BEGIN")
        expected = _contents(old)
        old.backup(new)
        old.execute("COMMIT")
        # one file, without side files even where it can only be read
        new.execute("PRAGMA journal_mode=DELETE")
    with _open(part, key) as new:
        _verify(new, expected, key)


@contextmanager
def _open(path: Path, key: str | None) -> Iterator[Any]:
    connection = connect_file(path, key)
    try:
        yield connection
    finally:
        with suppress(sqlite.Error):
            connection.close()


def _contents(connection: Any) -> dict[str, Any]:  # noqa: ANN401 - the driver has no types
    """Rows of each table and the last entry of the audit."""
    found: dict[str, Any] = {
        name: connection.execute(
            f'SELECT count(*) FROM "{name}"'  # noqa: S608 - a table that stands there
        ).fetchone()[0]
        for name in _tables(connection)
    }
    query = f"SELECT * FROM {AUDIT.name} ORDER BY number DESC LIMIT 1"  # noqa: S608 - ours
    found["head"] = connection.execute(query).fetchone()
    return found


def _tables(connection: Any) -> list[str]:  # noqa: ANN401 - the driver has no types
    """Names of the tables of a registry, of whatever version."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [name for (name,) in connection.execute(query)]


def _verify(connection: Any, expected: dict[str, Any], key: str | None) -> None:  # noqa: ANN401 - the driver has no types
    intact = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if key is not None:  # finds what the check of plain pages cannot
        intact = (
            intact
            and not connection.execute("PRAGMA cipher_integrity_check").fetchall()
        )
    if not intact or _contents(connection) != expected:
        raise RegistryError(
            "The copy is not equal to the registry or is damaged.",
            hint="Check the disk and try again; the registry itself was not changed.",
        )
