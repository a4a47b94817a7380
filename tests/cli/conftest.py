"""Runs the command line as a person does: as a process of its own."""

import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from forking import run_command

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """Where the registry of a test lies."""
    return tmp_path / "registry.db"


@pytest.fixture
def timeline(registry: Path) -> Run:
    """Run `timeline` with arguments on the registry of this test."""
    return partial(_run, registry)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, cases_folder: Path) -> Path:
    """A registry into which the cases of the project have been imported."""
    place = tmp_path_factory.mktemp("imported") / "registry.db"
    ran = _run(place, "import", *sorted(cases_folder.glob("*.toml")))
    assert ran.returncode == 0, ran.stderr
    return place


@pytest.fixture
def filled(timeline: Run, registry: Path, imported: Path) -> Run:
    """The same, on a copy of that registry."""
    shutil.copy2(imported, registry)
    return timeline


def _run(
    registry: Path, *arguments: object, **settings: str
) -> "subprocess.CompletedProcess[str]":
    return run_command(
        [*map(str, arguments)], {"TIMELINE_DB": str(registry), **settings}
    )
