"""Writes from another program, by the plain `sqlite3` module, to a SQLite file."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry.replay import OUTSIDE, assert_audit_tells_all
from registry.small import ACTOR, REASON, full_case, store, undo_last
from timeline.case.records.kinds import KINDS
from timeline.registry import Registry, RegistryError

KIND_NAMES = tuple(KINDS)


@pytest.fixture(scope="module")
def full_registry(
    tmp_path_factory: pytest.TempPathFactory, empty_registry: Path
) -> Path:
    """A registry with a record of each kind, to be copied."""
    place = shutil.copy(empty_registry, tmp_path_factory.mktemp("full"))
    with Registry.open(place) as registry:
        store(registry, full_case())
    return Path(place)


@pytest.fixture(autouse=True)
def stored(path: Path, full_registry: Path) -> None:
    """The registry of this test, closed again."""
    shutil.copy(full_registry, path)


@pytest.fixture
def other(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection, with nothing set."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def _entries(other: sqlite3.Connection) -> list[tuple[object, ...]]:
    return other.execute(
        "SELECT actor, kind, record_id, action, field, old, new FROM audit "
        "JOIN audit_transaction t ON t.number = transaction_number "
        "WHERE actor <> ? ORDER BY audit.number",
        (ACTOR,),
    ).fetchall()


@pytest.mark.parametrize("verb", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
def test_an_update_is_audited_field_by_field(
    other: sqlite3.Connection, path: Path, verb: str
) -> None:
    for kind in KIND_NAMES:
        other.execute(f'{verb} "{kind}" SET notes = "new"')
    assert _entries(other) == [
        (OUTSIDE, kind, kind.replace("_", "-"), "changed", "notes", "text\ntext", "new")
        for kind in KIND_NAMES
    ]
    assert_audit_tells_all(str(path))
    with Registry.open(path) as registry:
        assert set(registry.load("P-1").versions.values()) == {2}


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"])
def test_an_insert_is_audited(other: sqlite3.Connection, path: Path, verb: str) -> None:
    for kind in KIND_NAMES:
        _copy(other, verb, kind, "'new'")
    entries = _entries(other)
    assert {(e[0], e[2], e[3]) for e in entries} == {(OUTSIDE, "new", "created")}
    assert {e[1] for e in entries} == set(KIND_NAMES)
    assert_audit_tells_all(str(path))


def _copy(other: sqlite3.Connection, verb: str, kind: str, record_id: str) -> None:
    columns = [row[1] for row in other.execute(f'PRAGMA table_info("{kind}")')]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(record_id if c == "id" else f'"{c}"' for c in columns)
    other.execute(f'{verb} INTO "{kind}" ({names}) SELECT {values} FROM "{kind}"')  # noqa: S608 - our table


@pytest.mark.parametrize(
    "statement",
    [
        'DELETE FROM "{kind}"',
        "UPDATE \"{kind}\" SET id = 'moved'",
        "UPDATE OR REPLACE \"{kind}\" SET id = 'moved'",
        'UPDATE "{kind}" SET case_id = 7',
        'UPDATE "{kind}" SET version = 9',
        'REPLACE INTO "{kind}" SELECT * FROM "{kind}"',
        'INSERT OR IGNORE INTO "{kind}" SELECT * FROM "{kind}"',
        'INSERT INTO "{kind}" SELECT * FROM "{kind}" WHERE true '
        "ON CONFLICT DO UPDATE SET notes = 'upsert'",
    ],
)
def test_what_would_lose_a_record_is_refused(
    other: sqlite3.Connection, path: Path, statement: str
) -> None:
    for recursive in ("OFF", "ON"):
        other.execute(f"PRAGMA recursive_triggers={recursive}")
        for kind in KIND_NAMES:
            with pytest.raises(sqlite3.IntegrityError):
                other.execute(statement.format(kind=kind))
    assert _entries(other) == []
    assert_audit_tells_all(str(path))
    with Registry.open(path) as registry:
        assert registry.case("P-1") == full_case()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = 'forged'",
        "UPDATE OR REPLACE {table} SET number = number + 1",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE number = 1",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "INSERT OR IGNORE INTO {table} SELECT * FROM {table}",
        "INSERT INTO {table} SELECT * FROM {table} WHERE true "
        "ON CONFLICT DO UPDATE SET {column} = 'forged'",
    ],
)
def test_the_audit_is_only_added_to(other: sqlite3.Connection, statement: str) -> None:
    for table, column in (("audit", "new"), ("audit_transaction", "actor")):
        before = other.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(statement.format(table=table, column=column))
        assert other.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608


def test_nothing_is_added_to_an_earlier_transaction(
    other: sqlite3.Connection, path: Path
) -> None:
    with Registry.open(path) as registry:
        store(registry, full_case(text="second"), reason=REASON)
    forged = "INSERT INTO audit SELECT NULL, 1, 1, 'patient', 'patient', 'changed', "
    with pytest.raises(sqlite3.IntegrityError):
        other.execute(forged + "'sex', NULL, 'male'")
    other.execute("INSERT INTO audit_context VALUES (1, 1)")  # as if timeline wrote
    with pytest.raises(sqlite3.IntegrityError):
        other.execute("UPDATE patient SET sex = NULL")
    for number in (-1, 0):
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(
                "INSERT INTO audit_transaction VALUES "
                "(?, '2026-01-01T00:00:00.000000+00:00', 'x', '')",
                (number,),
            )


def test_the_list_of_patients_is_not_written_from_outside(
    other: sqlite3.Connection,
) -> None:
    for statement in (
        "UPDATE cases SET code = 'P-2'",
        "DELETE FROM cases",
        "REPLACE INTO cases SELECT * FROM cases",
        "UPDATE patient SET code = 'P-2'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(statement)


def test_a_change_of_a_date_s_days_alone_is_seen_and_mended(
    other: sqlite3.Connection, path: Path
) -> None:
    other.execute("UPDATE therapy_line SET start_earliest = 1")
    assert _entries(other) == [
        (
            *(OUTSIDE, "therapy_line", "therapy-line", "changed", "start_earliest"),
            *("737119", "1"),  # 1 March 2019
        )
    ]
    with Registry.open(path) as registry:
        undo_last(registry)
    query = "SELECT start_earliest FROM therapy_line"
    assert other.execute(query).fetchall() == [(737119,)]


def test_what_another_program_broke_can_be_undone(path: Path) -> None:
    breaks = {
        "therapy_line": "start = '2019-02-31'",
        "her2_test": "variants = '[1]'",
        "patient": "deleted_at = 'now'",
    }
    for kind, broken in breaks.items():
        # Opened anew: two SQLite libraries in one process share no locks.
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute(f'UPDATE "{kind}" SET {broken}')  # noqa: S608 - our table
        with Registry.open(path) as registry:
            with pytest.raises(RegistryError, match=r"nother program|in the bin"):
                registry.case("P-1")
            assert registry.history("P-1")[-1].actor == OUTSIDE
            undo_last(registry)
            assert registry.case("P-1") == full_case()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER therapy_line_changed",
        "CREATE TRIGGER mine AFTER INSERT ON audit BEGIN SELECT 1; END",
    ],
)
def test_a_registry_without_its_triggers_is_only_read(
    other: sqlite3.Connection, path: Path, statement: str
) -> None:
    other.execute(statement)
    with Registry.open(path) as registry:
        assert registry.case("P-1") == full_case()
        with pytest.raises(RegistryError, match="triggers"):
            store(registry, full_case("P-2"))
        with pytest.raises(RegistryError, match="triggers"):
            undo_last(registry)
    assert _entries(other) == []
