"""What can be said of a registry without reading a patient: for `timeline doctor`."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from timeline.files.parts import side_files
from timeline.registry.errors import RegistryError
from timeline.registry.store import Store
from timeline.registry.tables import CASES


@dataclass(frozen=True, slots=True)
class Health:
    """What was found."""

    database: str
    """Program and version, such as `SQLite 3.53.4`."""
    journal: str
    """How changes reach the disk; empty on a server, which decides that itself."""
    cases: int
    intact: bool
    """Whether the database's own check found every page and reference whole."""
    not_writable: str
    """Why nothing can be stored; empty where it can."""
    open_to_others: tuple[Path, ...]
    """Files that somebody besides their owner can read or write."""


def health(store: Store) -> Health:
    """Look at a registry that is open; nothing is written."""
    with store.read() as connection:
        sqlite = connection.dialect.name == "sqlite"
        cases = connection.execute(select(func.count()).select_from(CASES)).scalar_one()
        return Health(
            database=_database(connection),
            journal=_journal(connection) if sqlite else "",
            cases=int(cases),
            intact=_intact(connection, store.key) if sqlite else True,
            not_writable=_not_writable(store),
            open_to_others=_open_to_others(store.path),
        )


def _database(connection: Connection) -> str:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.dialect.name]
    version = connection.dialect.server_version_info or ()
    return f"{name} {'.'.join(map(str, version))}"


def _journal(connection: Connection) -> str:
    mode = connection.execute(text("PRAGMA journal_mode")).scalar_one()
    level = connection.execute(text("PRAGMA synchronous")).scalar_one()
    names = {0: "off", 1: "normal", 2: "full", 3: "extra"}
    return f"{mode}, synchronous {names.get(level, level)}"


def _intact(connection: Connection, key: str | None) -> bool:
    whole = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    loose = connection.execute(text("PRAGMA foreign_key_check")).all()
    torn = key and connection.execute(text("PRAGMA cipher_integrity_check")).all()
    return whole == ["ok"] and not loose and not torn


def _not_writable(store: Store) -> str:
    """Begin to write and stop before anything is."""
    try:
        with store.write() as connection:
            if connection.dialect.name == "postgresql":
                may = text("SELECT has_table_privilege(:table, 'INSERT')")
                if not connection.execute(may, {"table": CASES.name}).scalar_one():
                    return "The database account may only read."
    except RegistryError as error:
        return str(error)
    return ""


def _open_to_others(path: Path | None) -> tuple[Path, ...]:
    if path is None or os.name == "nt":  # there, the folder's rights hold
        return ()
    files = (path, *side_files(path))
    return tuple(
        file
        for file in files
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077
    )
