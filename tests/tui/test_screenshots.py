"""A picture that is older than what it shows is found, without making pictures."""

import importlib
import sys
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual.pilot import Pilot

from registry.small import store
from timeline.registry import Registry
from timeline.tui.app import TimelineApp
from tui.steps import settle

ROOT = Path(__file__).parents[2]
STALE = "older than what it shows: run `make screenshots` and look at it"


@pytest.fixture(scope="module")
def shots() -> ModuleType:
    sys.path.append(str(ROOT / "screenshots"))
    return importlib.import_module("shots")


@pytest.fixture(scope="module")
def place(shots: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry that holds the shipped cases."""
    path = tmp_path_factory.mktemp("pictures") / "registry.db"
    with Registry.open(path, create=True) as registry:
        store(registry, *(case for _, case in shots.cases()))
    return path


async def _shown(shots: ModuleType, pilot: Pilot[None], shot: Any) -> str:  # noqa: ANN401
    text = await shots.visit(pilot, shot, settle)
    # a dialog that is taken away leaves one that waits for its answer
    pilot.app.workers.cancel_all()
    while len(pilot.app.screen_stack) > 1:
        pilot.app.pop_screen()
        await settle(pilot)
    await pilot.press("home")
    return shots.fingerprint(text)  # type: ignore[no-any-return]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_pictures_of_screens_are_current(
    shots: ModuleType,
    place: Path,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(place.parent)
    wanted = [shot for shot in shots.SHOTS if shot.size == size and not shot.empty]
    assert wanted
    app = TimelineApp(place.name)
    with shots.steady():
        async with app.run_test(size=size) as pilot:
            found = {shot.name: await _shown(shots, pilot, shot) for shot in wanted}
    noted = shots.manifest()
    assert [name for name in found if noted.get(name) != found[name]] == [], STALE


async def test_the_picture_of_the_first_start_is_current(
    shots: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for shot in (shot for shot in shots.SHOTS if shot.empty):
        async with TimelineApp("registry.db").run_test(size=shot.size) as pilot:
            text = await shots.visit(pilot, shot, settle)
        assert shots.fingerprint(text) == shots.manifest()[shot.name], STALE


def test_pictures_of_pages_and_figures_are_current(shots: ModuleType) -> None:
    noted = shots.manifest()
    found = {name: shots.page_text(name) for name in shots.PAGES}
    found |= {name: shots.drawing_text(key) for name, key in shots.figures().items()}
    stale = [
        name for name, text in found.items() if noted[name] != shots.fingerprint(text)
    ]
    assert stale == [], STALE


def test_every_picture_is_small_named_and_shown_somewhere(shots: ModuleType) -> None:
    pictures = {path.stem: path for path in (ROOT / "screenshots").glob("*.png")}
    assert set(pictures) == set(shots.manifest())
    large = [name for name, path in pictures.items() if path.stat().st_size > 200_000]
    assert large == []
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    shown = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert [name for name in pictures if f"screenshots/{name}.png" not in shown] == []


def test_no_two_shots_have_one_name(shots: ModuleType) -> None:
    names = sorted([*(s.name for s in shots.SHOTS), *shots.PAGES, *shots.figures()])
    assert [name for name, same in groupby(names) if len(list(same)) > 1] == []
