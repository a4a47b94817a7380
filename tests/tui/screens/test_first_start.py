"""A first start: an offer of two keystrokes, and a registry that stays its own."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from timeline.case.case import Case
from timeline.exchange import shipped
from timeline.registry import Registry
from timeline.tui.app import TimelineApp
from timeline.tui.screens.first_start import FirstStartScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from tui.conftest import Fill
from tui.steps import settle, text_of


async def reach(pilot: Pilot[None], kind: type) -> None:
    for _ in range(200):
        if isinstance(pilot.app.screen, kind):
            await settle(pilot)
            return
        await pilot.pause(0.02)
    pytest.fail(f"{kind.__name__} did not open")


async def shows(pilot: Pilot[None], words: str) -> None:
    for _ in range(200):
        if words in text_of(pilot):
            return
        await pilot.pause(0.02)
    pytest.fail(f"{words} is not on the screen:\n{text_of(pilot)}")


async def test_two_keys_open_a_demo_case_beside_an_untouched_registry(
    tmp_path: Path, cases: dict[str, Case]
) -> None:
    place = tmp_path / "new folder" / "registry.db"
    async with TimelineApp(place).run_test(size=(80, 24)) as pilot:
        await reach(pilot, FirstStartScreen)
        await shows(pilot, "timeline import")
        await pilot.press("d")
        await shows(pilot, "GBC-90")
        await shows(pilot, f"Demo cases · {len(cases)} patients")
        await pilot.press("enter")
        await reach(pilot, PatientScreen)
    assert not place.exists()
    with Registry.open(place.with_name("demo.db")) as demo:
        assert [row.code for row in demo.patients()] == sorted(cases)


async def test_a_place_without_a_registry_gets_one_when_it_is_chosen(
    tmp_path: Path,
) -> None:
    place = tmp_path / "registry.db"
    async with TimelineApp(place).run_test(size=(80, 24)) as pilot:
        await reach(pilot, FirstStartScreen)
        await shows(pilot, "There is no registry yet")
        await shows(pilot, "make a new registry there")
        assert list(tmp_path.iterdir()) == []
        await pilot.press("n")
        await reach(pilot, FormScreen)
    with Registry.open(place) as own:
        assert own.patients() == ()


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_leaving_makes_no_registry(tmp_path: Path, key: str) -> None:
    app = TimelineApp(tmp_path / "new folder" / "registry.db")
    async with app.run_test(size=(80, 24)) as pilot:
        await reach(pilot, FirstStartScreen)
        await pilot.press(key)
        await pilot.pause()
        assert app._exit
    assert list(tmp_path.iterdir()) == []


async def test_one_key_enters_the_first_patient(app_with: Fill) -> None:
    async with app_with([]).run_test(size=(80, 24)) as pilot:
        await reach(pilot, FirstStartScreen)
        await pilot.press("n")
        await reach(pilot, FormScreen)


async def test_escape_leaves_a_list_whose_keys_work(app_with: Fill) -> None:
    async with app_with([]).run_test(size=(80, 24)) as pilot:
        await reach(pilot, FirstStartScreen)
        await pilot.press("escape")
        await reach(pilot, PatientsScreen)
        await shows(pilot, "The registry is empty")
        await shows(pilot, "d at the next start shows the demo cases")
        await pilot.press("a")
        await reach(pilot, FormScreen)


async def test_a_registry_with_patients_offers_nothing(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, PatientsScreen)
        assert "Demo" not in text_of(pilot)


async def test_an_installation_without_cases_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "CHECKOUT", tmp_path)
    async with TimelineApp(tmp_path / "registry.db").run_test(size=(80, 24)) as pilot:
        await reach(pilot, FirstStartScreen)
        await pilot.press("d")
        await pilot.pause()
        await reach(pilot, FirstStartScreen)
        await settle(pilot)
        said = [note.title for note in pilot.app._notifications]
        assert said == ["There are no demo cases here"]
