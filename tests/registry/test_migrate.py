"""Bringing an older registry up to date: whole or not at all, after a backup."""

import gzip
import multiprocessing
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest
import sqlalchemy as sa

from registry.replay import assert_audit_tells_all, connect
from registry.small import case, full_case, record, save, store, undo_last
from timeline.case.records.kinds import KINDS
from timeline.registry import (
    Registry,
    RegistryError,
    SimilarCodeError,
    migrate,
    schema,
)
from timeline.registry.steps import RENAMED_TABLES

NOW = schema.VERSION
NEXT = NOW + 1


def _add_a_table_and_copy_one(operations: Any) -> None:  # noqa: ANN401 - Alembic's
    operations.create_table("extra", sa.Column("number", sa.Integer, primary_key=True))
    with operations.batch_alter_table("setting", recreate="auto") as table:
        table.add_column(sa.Column("shelf", sa.String(20)))


@pytest.fixture
def stored(place: str) -> str:
    """A registry with a record of each kind."""
    with Registry.open(place) as registry:
        store(registry, full_case())
    return place


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch) -> Callable[[migrate.Step], None]:
    """Makes the next version the current one, with a step that leads to it."""

    def use(new: migrate.Step) -> None:
        monkeypatch.setitem(migrate.STEPS, NOW, new)
        monkeypatch.setattr(schema, "VERSION", NEXT)

    return use


def _version(place: str) -> int:
    with closing(connect(place)) as other:
        found = other.execute("SELECT version FROM registry_schema").fetchone()
    return int(found[0])


def test_a_migration_keeps_rows_triggers_and_audit(
    stored: str, step: Callable[[migrate.Step], None]
) -> None:
    with Registry.open(stored) as registry:
        before = registry.load("P-1"), registry.history("P-1")
    step(_add_a_table_and_copy_one)
    with Registry.open(stored) as registry:
        assert (registry.load("P-1"), registry.history("P-1")) == before
        store(registry, full_case("P-2"))  # refused if a trigger were missing
    assert _version(stored) == NEXT
    with closing(connect(stored)) as other:
        other.execute("SELECT shelf FROM setting")
        with pytest.raises(Exception, match="never deleted"):
            other.execute("DELETE FROM source")
    assert_audit_tells_all(stored)


def test_a_migration_leaves_a_backup_beside_the_file(
    path: Path, step: Callable[[migrate.Step], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, full_case())
        before = registry.history("P-1")
    step(_add_a_table_and_copy_one)
    Registry.open(path).close()
    (backup,) = path.parent.glob("registry.db.*.bak")
    assert backup.stat().st_mode & 0o777 == 0o600
    monkeypatch.undo()
    with Registry.open(backup) as old:
        assert old.case("P-1") == full_case()
        assert old.history("P-1") == before
    with pytest.raises(RegistryError, match=f"schema version {NEXT}.*up to {NOW}"):
        Registry.open(path)


def _fail(operations: Any) -> None:  # noqa: ANN401
    _add_a_table_and_copy_one(operations)
    raise RuntimeError("in the middle")


def _lose_rows(operations: Any) -> None:  # noqa: ANN401
    operations.execute('DELETE FROM "order"')


@pytest.mark.parametrize(
    ("wrong", "error"), [(_fail, RuntimeError), (_lose_rows, RegistryError)]
)
def test_a_step_that_fails_changes_nothing(
    stored: str,
    step: Callable[[migrate.Step], None],
    monkeypatch: pytest.MonkeyPatch,
    wrong: migrate.Step,
    error: type[Exception],
) -> None:
    step(wrong)
    with pytest.raises(error):
        Registry.open(stored)
    monkeypatch.undo()
    assert _version(stored) == NOW
    with Registry.open(stored) as registry:
        assert registry.case("P-1") == full_case()
        store(registry, full_case("P-2"))
    with closing(connect(stored)) as other, pytest.raises(Exception, match="shelf"):
        other.execute("SELECT shelf FROM setting")


def _kill_itself(operations: Any) -> None:  # noqa: ANN401
    _add_a_table_and_copy_one(operations)
    os.kill(os.getpid(), SIGKILL)


def _migrate_and_die(place: str) -> None:
    migrate.STEPS[NOW] = _kill_itself
    schema.VERSION = NEXT
    Registry.open(place)


def test_a_kill_during_a_step_leaves_the_old_schema(path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, full_case())
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=_migrate_and_die, args=(str(path),))
    process.start()
    process.join()
    assert process.exitcode == -SIGKILL
    assert _version(str(path)) == NOW
    with Registry.open(path) as registry:
        assert registry.case("P-1") == full_case()
        store(registry, full_case("P-2"))
    assert_audit_tells_all(str(path))


def test_a_newer_registry_is_not_touched(path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, full_case())
    with closing(connect(str(path))) as other:
        other.execute("UPDATE registry_schema SET version = version + 1")
        other.commit()
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(RegistryError, match="Nothing was changed"):
        Registry.open(path)
    with pytest.raises(RegistryError, match="Nothing was changed"):
        Registry.restore(path, path.with_name("restored.db"))
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["registry.db"]


def test_alembic_is_imported_only_for_a_migration(path: Path) -> None:
    program = (
        "import sys; from timeline.registry import Registry; "
        "Registry.open(sys.argv[1], create=True).close(); "
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


OLDER = (1, 2, 3)
_NEWER = record(
    "diagnosis",
    "bladder",
    site="renal pelvis or ureter",
    laterality="left",
    stage_system="AJCC/UICC TNM",
    basis="post-therapy, pathological",
)
"""What only the present version can hold."""


@pytest.mark.parametrize("version", OLDER)
def test_a_registry_of_every_older_version_is_carried_over(
    path: Path, version: int
) -> None:
    """`version_N.sql.gz` is a registry as version N of the schema wrote it."""
    dump = Path(__file__).parent / f"version_{version}.sql.gz"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(gzip.decompress(dump.read_bytes()).decode())
        tables = _contents(old)
    fresh = path.with_name("fresh.db")
    Registry.open(fresh, create=True).close()
    Registry.open(path).close()
    with (
        closing(sqlite3.connect(path)) as new,
        closing(sqlite3.connect(fresh)) as other,
    ):
        carried = _contents(new)
        for table, rows in tables.items():
            there = carried[RENAMED_TABLES.get(table, table)]
            for before, after in zip(rows, there, strict=True):
                assert before.items() <= after.items()
        assert _schema(new) == _schema(other)
    assert _version(str(path)) == NOW
    with Registry.open(path) as registry:
        _whole(registry)


def _whole(registry: Registry) -> None:
    """Every patient can be read, searched for, corrected, and undone."""
    codes = [row.code for row in registry.patients()]
    assert codes == ["P-1", "P-2"]
    histories = {code: registry.history(code) for code in codes}
    while registry.refresh_states():
        pass
    assert all(row.known for row in registry.patients())
    for code in codes:
        before = registry.case(code)
        versions = registry.load(code).versions
        patient = before.patient.changed(notes="seen again")
        save(registry, patient, versions[patient.id], code=code, reason="after years")
        undo_last(registry, code)
        assert registry.case(code) == before
        assert registry.history(code)[: len(histories[code])] == histories[code]
    with pytest.raises(SimilarCodeError):
        store(registry, case("p1"))
    save(registry, _NEWER, code="P-2")
    assert registry.case("P-2").get("bladder") == _NEWER
    assert len(registry.registry_id()) == 36


def _contents(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, with the names that fields and kinds have today."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    names = [name for (name,) in connection.execute(query)]
    changing = ("sqlite_sequence", "registry_schema", "cases", "case_state")
    return {name: _rows(connection, name) for name in names if name not in changing}


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2')  # noqa: S608
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    return [_today(table, row) for row in rows]


def _today(table: str, row: dict[str, Any]) -> dict[str, Any]:
    if table == "marker_result":
        row["analyte"] = row.pop("marker")
        if row.get("origin_values"):
            row["origin_values"] = row["origin_values"].replace("marker", "analyte")
    if table == "audit" and row["kind"] == "marker_result":
        row["kind"] = "result"
        row["field"] = "analyte" if row["field"] == "marker" else row["field"]
    return row


def _schema(connection: sqlite3.Connection) -> dict[str, Any]:
    """Columns, references, indexes and triggers, in whatever order."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    schema: dict[str, Any] = {"triggers": connection.execute(query).fetchall()}
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    for (table,) in connection.execute(query).fetchall():
        for pragma in ("table_info", "foreign_key_list", "index_list"):
            rows = connection.execute(f'PRAGMA {pragma}("{table}")').fetchall()
            schema[f"{table} {pragma}"] = sorted(row[1:] for row in rows)
    return schema


@pytest.mark.postgres
@pytest.mark.parametrize("version", OLDER)
def test_a_server_of_every_older_version_is_carried_over(
    new_database: Callable[[], str], version: int
) -> None:
    url = new_database()
    with Registry.open(url) as registry:
        store(registry, full_case())
    with closing(connect(url)) as other:  # by what the later versions added
        for statement in _server_back_to(version):
            other.execute(statement)
        other.commit()
    with Registry.open(url) as registry:
        assert registry.case("P-1") == full_case()
        while registry.refresh_states():
            pass
        assert [row.known for row in registry.patients()] == [True]
        store(registry, case("P-2"))
        with pytest.raises(SimilarCodeError):
            store(registry, case("p2"))
    assert_audit_tells_all(url)


def _server_back_to(version: int) -> Iterator[str]:
    if version < 2:
        yield "DROP TABLE case_state"
    if version < 3:
        yield from _server_before_settings()
    yield from _server_of_marker_results()
    yield f"UPDATE registry_schema SET version = {version:d}"  # noqa: S608


def _server_before_settings() -> Iterator[str]:
    yield "DROP TABLE setting"
    for column in ("code_key", "deleted_at"):
        yield f"ALTER TABLE cases DROP COLUMN {column}"
    for kind in KINDS:
        for column in ("origin", "origin_id", "origin_values"):
            yield f'ALTER TABLE "{kind}" DROP COLUMN {column}'
    yield "ALTER TABLE registry_schema DROP COLUMN registry_id"


def _server_of_marker_results() -> Iterator[str]:
    yield "ALTER TABLE result RENAME TO marker_result"
    yield "ALTER TABLE marker_result RENAME COLUMN analyte TO marker"
    yield "ALTER INDEX pk_result RENAME TO pk_marker_result"
