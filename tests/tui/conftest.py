"""A registry in a temporary file."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from textual.widgets import Input

from registry.small import store
from timeline.case.case import Case
from timeline.exchange.case_file import read
from timeline.registry import Registry
from timeline.tui.app import TimelineApp
from tui.quiet import until_quiet

Fill = Callable[[Iterable[Case]], TimelineApp]


@pytest.fixture(autouse=True)
def wait_for_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test go on when the app is done, not when the machine looks idle."""
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", until_quiet)


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no picture depend on when the cursor of a field blinks."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _field: None)


@pytest.fixture(scope="session")
def cases(cases_folder: Path, today: dt.date) -> dict[str, Case]:
    files = sorted(cases_folder.glob("*.toml"))
    return {case.code: case for f in files for case in read(f, today=today).cases}


@pytest.fixture
def app_with(tmp_path: Path, empty_registry: Path) -> Fill:
    """An app on a registry that holds these cases."""

    def fill(cases: Iterable[Case]) -> TimelineApp:
        place = tmp_path / "registry.db"
        shutil.copy(empty_registry, place)
        with Registry.open(place) as registry:
            store(registry, *cases, actor="test")
        return TimelineApp(place)

    return fill
