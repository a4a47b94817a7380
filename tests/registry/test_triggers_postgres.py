"""Writes from another program to a PostgreSQL database."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from registry.replay import OUTSIDE, assert_audit_tells_all, connect
from registry.small import ACTOR, full_case, store
from timeline.case.records.kinds import KINDS
from timeline.registry import Registry, RegistryError

pytestmark = pytest.mark.postgres


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    """A database with a record of each kind."""
    found = new_database()
    with Registry.open(found) as registry:
        store(registry, full_case())
    return found


@pytest.fixture
def other(url: str) -> Iterator[Any]:
    """Another program's connection."""
    with connect(url) as connection:
        connection.autocommit = True
        yield connection


def test_an_update_is_audited_field_by_field(other: Any, url: str) -> None:  # noqa: ANN401
    for kind in KINDS:
        other.execute(f"UPDATE \"{kind}\" SET notes = 'new'")  # noqa: S608 - our table
    found = other.execute(
        "SELECT actor, kind, action, field, old, new FROM audit JOIN audit_transaction "
        "t ON t.number = transaction_number WHERE actor <> %s ORDER BY audit.number",
        (ACTOR,),
    ).fetchall()
    assert found == [
        (OUTSIDE, kind, "changed", "notes", "text\ntext", "new") for kind in KINDS
    ]
    assert_audit_tells_all(url)
    with Registry.open(url) as registry:
        assert set(registry.load("P-1").versions.values()) == {2}


@pytest.mark.parametrize(
    "statement",
    [
        'DELETE FROM "{table}"',
        'TRUNCATE "{table}" CASCADE',
        "UPDATE \"{table}\" SET id = 'moved'",
        'UPDATE "{table}" SET case_id = 7',
        'UPDATE "{table}" SET version = 9',
    ],
)
def test_what_would_lose_a_record_is_refused(
    other: Any,  # noqa: ANN401
    url: str,
    statement: str,
) -> None:
    for kind in KINDS:
        with pytest.raises(psycopg.errors.RaiseException):
            other.execute(statement.format(table=kind))
    with Registry.open(url) as registry:
        assert registry.case("P-1") == full_case()


@pytest.mark.parametrize(
    "statement",
    [
        'DELETE FROM "{table}"',
        'TRUNCATE "{table}" CASCADE',
        'UPDATE "{table}" SET number = number + 100',
        'INSERT INTO "{table}" SELECT * FROM "{table}" ON CONFLICT (number) '
        'DO UPDATE SET number = "{table}".number + 100',
    ],
)
def test_the_audit_is_only_added_to(other: Any, statement: str) -> None:  # noqa: ANN401
    for table in ("audit", "audit_transaction"):
        with pytest.raises(psycopg.errors.RaiseException):
            other.execute(statement.format(table=table))


def test_the_list_of_patients_is_not_written_from_outside(other: Any) -> None:  # noqa: ANN401
    for statement in (
        "UPDATE cases SET code = 'P-2'",
        "DELETE FROM cases",
        "UPDATE patient SET code = 'P-2'",
    ):
        with pytest.raises(psycopg.errors.RaiseException):
            other.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER therapy_line_audited ON therapy_line",
        "ALTER TABLE therapy_line DISABLE TRIGGER therapy_line_audited",
        "CREATE OR REPLACE FUNCTION timeline_audit() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RETURN NULL; END $$",
    ],
)
def test_a_registry_without_its_triggers_is_only_read(
    other: Any,  # noqa: ANN401
    url: str,
    statement: str,
) -> None:
    other.execute(statement)
    with Registry.open(url) as registry:
        assert registry.case("P-1") == full_case()
        with pytest.raises(RegistryError, match="triggers"):
            store(registry, full_case("P-2"))
