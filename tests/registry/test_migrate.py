"""Bringing an older registry up to date: whole or not at all, after a backup."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest
import sqlalchemy as sa

from registry.replay import assert_audit_tells_all, connect
from registry.small import full_case, store
from timeline.registry import Registry, RegistryError, migrate, schema

NOW = schema.VERSION
NEXT = NOW + 1


def _add_a_table_and_copy_one(operations: Any) -> None:  # noqa: ANN401 - Alembic's
    operations.create_table("extra", sa.Column("number", sa.Integer, primary_key=True))
    with operations.batch_alter_table("source", recreate="auto") as table:
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
        other.execute("SELECT shelf FROM source")
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
        other.execute("SELECT shelf FROM source")


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
