"""F1 explains every screen, and the palette finds actions by the words people use."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from textual.command import Hit
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

import timeline.tui.screens
from timeline.case.case import Case
from timeline.tui.commands import ActionsProvider, actions_of
from timeline.tui.keys import keys_of, shown
from timeline.tui.screens.asking import ChoiceScreen
from timeline.tui.screens.asking_jump import JumpScreen
from timeline.tui.screens.first_start import FirstStartScreen
from timeline.tui.screens.keys import KeysScreen
from timeline.tui.screens.lesions import LesionsScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from tui.conftest import Fill
from tui.steps import opened, settle, text_of

PATIENT_WORDS = {
    "erase": "Delete",
    "remove": "Delete",
    "undel": "Bin",
    "revert": "Undo",
    "audit": "History",
    "change": "Edit",
    "new record": "Add",
    "therapy": "Lines",
    "ihc": "HER2",
    "metastases": "Lesions",
    "zoom in": "Closer",
    "zoom out": "Further",
    "years": "Axis",
    "laboratory": "Series",
    "problems": "Queries",
    "go to": "Jump",
    "filter": "Kinds shown",
    "theme": "Light or dark",
    "shortcuts": "Help",
    "exit": "Quit",
    "log or lin": "Log or linear",
}


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.02)
    pytest.fail(text_of(pilot))


async def best(pilot: Pilot[None], words: str) -> str:
    """The name of the action that the palette puts first."""
    provider = ActionsProvider(pilot.app.screen)
    hits = [hit async for hit in provider.search(words) if isinstance(hit, Hit)]
    return str(max(hits, key=lambda hit: hit.score).text) if hits else ""


async def test_the_palette_finds_actions_by_other_words(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert await best(pilot, "create case") == "New patient"
        assert await best(pilot, "find") == "Search"
        assert await best(pilot, "erase") == ""
        await opened(pilot)
        found = {words: await best(pilot, words) for words in PATIENT_WORDS}
        assert found == PATIENT_WORDS
        for action in actions_of(pilot.app.screen):
            assert await best(pilot, action.name), action.name


async def test_an_action_of_the_palette_is_carried_out(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"metastases")
        await until(pilot, lambda: "Key S:" in text_of(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LesionsScreen))


def screens() -> Iterator[type[Screen[object]]]:
    package = timeline.tui.screens
    for module in pkgutil.iter_modules(package.__path__):
        name = f"{package.__name__}.{module.name}"
        for found in vars(importlib.import_module(name)).values():
            own = isinstance(found, type) and issubclass(found, Screen)
            if own and found.__module__ == name:
                yield found


def test_every_key_of_every_screen_says_what_it_does() -> None:
    found = {screen: keys_of(screen) for screen in screens()}
    assert len(found) > 12
    silent = [
        (screen.__name__, key.keys)
        for screen, keys in found.items()
        for key in keys
        if not key.meaning
    ]
    assert silent == []


async def test_f1_explains_a_screen_and_a_question_over_it(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        questions: list[ModalScreen[str | None]] = [
            FirstStartScreen("registry.db"),
            ChoiceScreen("Which?", [("x", "this")]),
            JumpScreen(),
        ]
        for screen in [None, *questions]:
            if screen is not None:
                pilot.app.push_screen(screen)
                await pilot.pause()
            below = pilot.app.screen
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(pilot.app.screen, KeysScreen), below
            assert "Escape" in text_of(pilot)
            await pilot.press("f1")
            await pilot.pause()
            assert pilot.app.screen is below
        assert isinstance(pilot.app.screen_stack[0], PatientsScreen)


async def test_a_screen_with_help_of_its_own_keeps_it(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert "On this screen" in text_of(pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PatientScreen)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("up,k", "↑ k"),
        ("ctrl+s", "Ctrl+S"),
        ("shift+left", "Shift+←"),
        ("left_square_bracket", "["),
        ("f4,ctrl+@", "F4 Ctrl+Space"),
        ("x,delete", "x Delete"),
        ("plus,equals_sign", "+ ="),
        ("G,end", "G End"),
    ],
)
def test_keys_are_named_as_they_are_printed_on_them(key: str, words: str) -> None:
    from textual.binding import Binding

    assert shown(Binding(key, "any")) == words
