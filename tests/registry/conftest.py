"""Registries on both databases, each test with its own."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from conftest import unavailable
from registry import server
from registry.recycling import Recycled
from timeline.registry import Registry

_NUMBERS = count()


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """URL of a PostgreSQL server with a place for the name of a database."""
    folder = server.programs()
    if folder is None:
        unavailable("PostgreSQL")
        return
    with server.server(folder) as url:
        yield url


@pytest.fixture(scope="session")
def new_database(server_url: str) -> Callable[[], str]:
    """Makes a database with an empty registry and gives its URL."""
    template = f"registry_{next(_NUMBERS)}"
    _create(server_url, template)
    Registry.open(server_url.format(database=template), create=True).close()

    def make() -> str:
        name = f"registry_{next(_NUMBERS)}"
        _create(server_url, name, template)
        return server_url.format(database=name)

    return make


@pytest.fixture(scope="session")
def databases(new_database: Callable[[], str]) -> Recycled:
    """Databases with an empty registry, handed from test to test."""
    return Recycled(new_database)


def _create(server_url: str, name: str, template: str = "template1") -> None:
    admin = server_url.format(database="postgres").replace("+psycopg", "")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())


BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def place(
    request: pytest.FixtureRequest, tmp_path: Path, empty_registry: Path
) -> Iterator[str]:
    """An empty registry of this test, on each database in turn."""
    if request.param == "sqlite":
        yield str(shutil.copy(empty_registry, tmp_path / "registry.db"))
        return
    databases: Recycled = request.getfixturevalue("databases")
    url = databases.take()
    yield url
    databases.give_back(url)


@pytest.fixture
def registry(place: str) -> Iterator[Registry]:
    """An empty registry, on each database in turn."""
    with Registry.open(place) as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new SQLite file can stand."""
    return tmp_path / "registry.db"


@pytest.fixture
def file_registry(path: Path, empty_registry: Path) -> Iterator[Registry]:
    """An empty registry in a SQLite file."""
    shutil.copy(empty_registry, path)
    with Registry.open(path) as opened:
        yield opened
