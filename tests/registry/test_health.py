"""What is said of a registry without reading a patient."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from registry.small import store
from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.registry import Registry

CASE = Case(Patient(id="p", code="P-1"))


def test_a_registry_is_empty_until_it_has_a_patient(registry: Registry) -> None:
    assert registry.is_empty()
    store(registry, CASE, actor="test")
    assert not registry.is_empty()


def test_a_new_registry_is_well(registry: Registry) -> None:
    store(registry, CASE, actor="test")
    found = registry.health()
    assert found.cases == 1
    assert found.intact
    assert found.not_writable == ""
    assert found.open_to_others == ()


def test_a_file_names_its_journal(file_registry: Registry) -> None:
    found = file_registry.health()
    assert found.database.startswith("SQLite 3.")
    wal = sqlite.sqlite_version_info >= (3, 51, 3)
    assert found.journal == (
        "wal, synchronous full" if wal else "delete, synchronous extra"
    )


def test_a_file_that_others_can_read_is_named(path: Path) -> None:
    Registry.open(path, create=True).close()
    path.chmod(0o644)
    with Registry.open(path, create=True) as registry:
        assert path in registry.health().open_to_others


def test_looking_changes_nothing(path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, CASE, actor="test")
        before = registry.history("P-1")
        registry.health()
        assert registry.history("P-1") == before


def test_a_reference_that_leads_nowhere_is_damage(path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        store(registry, CASE, actor="test")
    connection = sqlite.connect(str(path))
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (name,) in connection.execute(query).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.commit()
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("UPDATE patient SET case_id = 4711")
    connection.commit()
    connection.close()
    with Registry.open(path, create=True) as registry:
        assert not registry.health().intact


def test_a_dropped_trigger_is_why_nothing_can_be_stored(path: Path) -> None:
    Registry.open(path, create=True).close()
    connection = sqlite.connect(str(path))
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    name = connection.execute(query).fetchone()[0]
    connection.execute(f'DROP TRIGGER "{name}"')
    connection.commit()
    connection.close()
    with Registry.open(path, create=True) as registry:
        assert "triggers" in registry.health().not_writable


@pytest.mark.parametrize("name", ["registry.db", "with a space.db"])
def test_a_file_of_its_owner_alone_is_in_order(tmp_path: Path, name: str) -> None:
    with Registry.open(tmp_path / name, create=True) as registry:
        store(registry, CASE, actor="test")
        assert registry.health().open_to_others == ()
