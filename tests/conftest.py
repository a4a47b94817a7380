"""Fixtures for every room, and the rule for what a machine may lack."""

import datetime as dt
import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from effort import IN_FULL, proof
from timeline.case.case import Case
from timeline.exchange import case_file
from timeline.registry import Registry
from timeline.tui.running.garbage_collection import collect_rarely

ROOT = Path(__file__).parent.parent

# A deadline would measure what else the machine does, and fail on another day.
settings.register_profile(
    "sample", deadline=None, max_examples=50, derandomize=True, database=None
)
settings.register_profile("proof", deadline=None, max_examples=1000)
settings.load_profile("proof" if IN_FULL else "sample")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count every test by examples among those that go further in `make proof`."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(proof)


def pytest_collection_finish() -> None:
    """Keep what is loaded out of the rounds of the garbage collector, and have few.

    With all tests and libraries loaded they took a quarter of the time.
    """
    gc.freeze()
    collect_rarely()


def unavailable(what: str) -> None:
    """Skip a test whose surroundings are missing; where all must run, fail it."""
    if os.environ.get("TIMELINE_TEST_EVERYTHING"):
        pytest.fail(f"{what} is needed, because TIMELINE_TEST_EVERYTHING is set")
    pytest.skip(f"{what} is not installed here")


@pytest.fixture(scope="session")
def cases_folder() -> Path:
    """The published and synthetic cases of the project."""
    return ROOT / "cases"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Files written by others, which stand beside the checkout on some machines."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the sample files of others are not on this machine")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """A browser for pages."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), "")
    if not found:
        unavailable("Chromium")
    return Path(found)


@pytest.fixture(scope="session")
def today() -> dt.date:
    """A day after every date in cases/."""
    return dt.date(2026, 1, 15)


@pytest.fixture(scope="session")
def empty_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new registry, to be copied: making its tables takes longer than most tests."""
    place = tmp_path_factory.mktemp("empty") / "registry.db"
    Registry.open(place, create=True).close()
    return place


def _read(folder: Path, name: str, today: dt.date) -> Case:
    reading = case_file.read(folder / f"{name}.toml", today=today)
    assert reading.problems == ()
    return reading.cases[0]


@pytest.fixture(scope="session")
def gallbladder(cases_folder: Path, today: dt.date) -> Case:
    return _read(cases_folder, "gallbladder_90_month", today)


@pytest.fixture(scope="session")
def synthetic(cases_folder: Path, today: dt.date) -> Case:
    return _read(cases_folder, "synthetic_biliary", today)


@pytest.fixture(scope="session")
def relative(cases_folder: Path, today: dt.date) -> Case:
    return _read(cases_folder, "synthetic_relative", today)
