"""A database that is handed on shows nothing of the test before."""

from collections.abc import Callable

import psycopg
import pytest

from registry.recycling import Recycled
from registry.small import case, store
from timeline.registry import Registry

pytestmark = pytest.mark.postgres


def test_what_was_stored_is_gone(new_database: Callable[[], str]) -> None:
    databases = Recycled(new_database)
    receipts = []
    urls = []
    for _ in range(2):
        url = databases.take()
        with Registry.open(url) as registry:
            assert registry.is_empty()
            receipts.append(store(registry, case()))
            assert registry.health().intact
        databases.give_back(url)
        urls.append(url)
    assert urls[0] == urls[1]
    assert receipts[0] == receipts[1]


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE extra (number integer)",
        "ALTER TABLE cases ALTER COLUMN code DROP NOT NULL",
        "ALTER TABLE cases DISABLE TRIGGER ALL",
    ],
)
def test_one_that_is_built_otherwise_is_not_handed_on(
    new_database: Callable[[], str], change: str
) -> None:
    databases = Recycled(new_database)
    url = databases.take()
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(change.encode())
    databases.give_back(url)
    assert databases.take() != url


def test_one_that_is_still_in_use_is_not_handed_on(
    new_database: Callable[[], str],
) -> None:
    databases = Recycled(new_database)
    url = databases.take()
    with psycopg.connect(url.replace("+psycopg", "")):
        databases.give_back(url)
    assert databases.take() != url
