"""A registry in a temporary file."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import constants
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input

from registry.small import store
from timeline.case.case import Case
from timeline.exchange.case_file import read
from timeline.registry import Registry
from timeline.tui.app import TimelineApp
from tui.quiet import until_quiet

Fill = Callable[[Iterable[Case]], TimelineApp]
FilledRegistry = Callable[[tuple[Case, ...]], Path]


@pytest.fixture(autouse=True)
def wait_for_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test go on when the app is done, not when the machine looks idle."""
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", until_quiet)


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no picture depend on when the cursor of a field blinks."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _field: None)


@pytest.fixture(autouse=True)
def no_animation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing slide: a test looks at where things come to rest."""
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "none")


@pytest.fixture(scope="session", autouse=True)
def style_sheets_read_once() -> Iterator[None]:
    """Keep the rules of a style sheet from one app to the next.

    Every app of a test reads the sheets of all widgets; Textual does not change rules
    that it has read, and keeps them itself for as long as an app runs.
    """
    read: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(self: Stylesheet, css: str, **details: Any) -> list[RuleSet]:  # noqa: ANN401
        variables = frozenset(self._variables.items())
        key = css, variables, *sorted(details.items())
        if key not in read:
            read[key] = parse(self, css, **details)
        return read[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(scope="session")
def cases(cases_folder: Path, today: dt.date) -> dict[str, Case]:
    files = sorted(cases_folder.glob("*.toml"))
    return {case.code: case for f in files for case in read(f, today=today).cases}


@pytest.fixture(scope="session")
def filled_registry(
    tmp_path_factory: pytest.TempPathFactory, empty_registry: Path
) -> FilledRegistry:
    """Registries that hold these cases, to be copied: most tests have the same few."""
    folder = tmp_path_factory.mktemp("filled")
    places: dict[object, Path] = {}

    def fill(cases: tuple[Case, ...]) -> Path:
        contents = tuple((case.patient, case.records) for case in cases)
        if contents not in places:
            place = folder / f"{len(places)}.db"
            shutil.copy(empty_registry, place)
            with Registry.open(place) as registry:
                store(registry, *cases, actor="test")
            places[contents] = place
        return places[contents]

    return fill


@pytest.fixture
def app_with(tmp_path: Path, filled_registry: FilledRegistry) -> Fill:
    """An app on a registry that holds these cases."""

    def fill(cases: Iterable[Case]) -> TimelineApp:
        place = tmp_path / "registry.db"
        shutil.copy(filled_registry(tuple(cases)), place)
        return TimelineApp(place)

    return fill
