"""Opening what is not there makes nothing, and says what lies nearby."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from timeline.registry import NoRegistryError, Registry


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    place = tmp_path / "registri.db"
    with pytest.raises(NoRegistryError, match=r"registri\.db does not exist") as caught:
        Registry.open(place)
    assert "timeline import" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_the_likest_names_nearby_are_given_first(tmp_path: Path) -> None:
    for name in ("demo.db", "registry.db", "letter.txt", "old.sqlite", "z.db"):
        (tmp_path / name).touch()
    with pytest.raises(NoRegistryError) as caught:
        Registry.open(tmp_path / "registri.db")
    said = caught.value.message
    assert "registri.db does not exist. In that folder there is registry.db, " in said
    assert "letter" not in said


def test_a_folder_that_is_not_there_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(NoRegistryError, match="nor does its folder"):
        Registry.open(tmp_path / "disk" / "registry.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_registry_until_one_is_asked_for(path: Path) -> None:
    path.touch(0o600)
    with pytest.raises(NoRegistryError, match="is an empty file"):
        Registry.open(path)
    assert path.read_bytes() == b""
    with Registry.open(path, create=True) as registry:
        assert registry.made
    with Registry.open(path, create=True) as registry:
        assert not registry.made


def test_a_new_file_is_made_once(path: Path) -> None:
    with Registry.open(path, create=True) as registry:
        assert registry.made
        assert registry.is_empty()
    with Registry.open(path) as registry:
        assert not registry.made


@pytest.mark.postgres
def test_an_empty_database_is_no_registry_until_one_is_asked_for(
    server_url: str, new_database: Callable[[], str]
) -> None:
    admin = server_url.format(database="postgres").replace("+psycopg", "")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("CREATE DATABASE nothing_yet")
    place = server_url.format(database="nothing_yet")
    with pytest.raises(NoRegistryError, match="holds no registry"):
        Registry.open(place)
    with Registry.open(place, create=True) as registry:
        assert registry.made
    with Registry.open(new_database(), create=True) as registry:
        assert not registry.made
