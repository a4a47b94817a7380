"""The doctor names what is wrong and how to mend it."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from timeline.cli import surroundings

from .conftest import Run


def test_a_sound_registry(filled: Run) -> None:
    ran = filled("doctor")
    assert ran.returncode == 0, ran.stdout
    assert "!!" not in ran.stdout
    for line in (
        "ok  Program: timeline ",
        "ok  Figure font: Liberation Sans",
        "ok  Integrity: whole",
        "ok  Writing: possible",
        "ok  Permissions: only its owner can read it",
    ):
        assert line in ran.stdout
    assert "and holds " in ran.stdout


def test_it_makes_no_registry(timeline: Run, registry: Path) -> None:
    registry.with_name("registry-2026.db").touch()
    ran = timeline("doctor")
    assert ran.returncode == 0
    assert "ok  Registry: none yet" in ran.stdout
    assert "in that folder: registry-2026.db" in ran.stdout
    assert not registry.exists()


def test_a_registry_open_to_others_is_named_with_the_remedy(
    filled: Run, registry: Path
) -> None:
    registry.chmod(0o640)
    ran = filled("doctor")
    assert ran.returncode == 1
    assert "!!  Permissions: others can read it" in ran.stdout
    assert f"chmod 600 '{registry}'" in ran.stdout
    registry.chmod(0o600)
    assert filled("doctor").returncode == 0


def test_the_address_of_a_server_is_never_shown(timeline: Run) -> None:
    address = "postgresql+psycopg://nurse:s3cret@127.0.0.1:1/none"
    ran = timeline("doctor", TIMELINE_DB=address)
    assert ran.returncode == 1
    assert "s3cret" not in ran.stdout + ran.stderr
    if find_spec("psycopg"):
        assert "Check the address" in ran.stdout


@pytest.mark.parametrize(
    ("columns", "lines", "wrong"),
    [(80, 24, False), (79, 24, True), (80, 23, True), (120, 36, False)],
)
def test_the_terminal_has_to_be_large_enough(
    monkeypatch: pytest.MonkeyPatch, columns: int, lines: int, wrong: bool
) -> None:
    size = os.terminal_size((columns, lines))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: size)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    found = {each.subject: each for each in surroundings._terminal()}
    assert bool(found["Terminal"].mend) is wrong


def test_a_font_that_is_no_font_is_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(surroundings, "FONTS", tmp_path)
    (tmp_path / "LiberationSans-Bold.ttf").write_bytes(b"<html>")
    found = surroundings._fonts()
    assert found.state == "not whole: Regular, Bold, Italic"
    assert found.mend


def test_no_colour_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert not surroundings._colours().mend
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert surroundings._colours().mend
