"""Runs the command line as a person does: as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """Where the registry of a test lies."""
    return tmp_path / "registry.db"


@pytest.fixture
def timeline(registry: Path) -> Run:
    """Run `timeline` with arguments on the registry of this test."""

    def run(*arguments: object, **settings: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "timeline", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "TIMELINE_DB": str(registry), **settings},
        )

    return run


@pytest.fixture
def filled(timeline: Run, cases_folder: Path) -> Run:
    """The same, on a registry that holds the cases of the project."""
    ran = timeline("import", *sorted(cases_folder.glob("*.toml")))
    assert ran.returncode == 0, ran.stderr
    return timeline
