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
from timeline.tui.help.keys import keys_of, shown
from timeline.tui.help.palette import ActionsProvider, actions_of
from timeline.tui.screens.asking import ChoiceScreen, JumpScreen
from timeline.tui.screens.first_start import FirstStartScreen
from timeline.tui.screens.lesions import LesionsScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.sections import SectionsScreen
from tui.conftest import Fill
from tui.steps import opened, pressed, settle, text_of, words

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
    "settings": "Settings",
    "appearance": "Light or dark",
    "labs": "Series",
    "report": "Export",
    "go to": "Jump",
    "filter": "Kinds shown",
    "theme": "Light or dark",
    "shortcuts": "Help",
    "exit": "Quit",
    "log or lin": "Log or linear",
}


LIST_WORDS = {
    "backup": "Back up",
    "restore": "Restore a backup",
    "import": "Import case files",
    "delete": "Delete the patient",
    "undelete": "Bin of patients",
    "delete a record": "Delete or restore a record",
}
"""What the list does, and what it does not do itself."""


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
        found = {words: await best(pilot, words) for words in LIST_WORDS}
        assert found == LIST_WORDS
        await opened(pilot)
        found = {words: await best(pilot, words) for words in PATIENT_WORDS}
        assert found == PATIENT_WORDS
        for action in actions_of(pilot.app.screen):
            assert await best(pilot, action.name), action.name


async def test_the_palette_offers_each_thing_once_and_nothing_of_another_kind(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        offered = set(pilot.app.COMMANDS)
        assert offered == {ActionsProvider}
        provider = ActionsProvider(pilot.app.screen)
        names = [str(hit.text) async for hit in provider.discover()]
        assert len(names) == len(set(names))
        assert "Quit" in names


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


async def test_the_palette_of_the_list_says_what_is_done_elsewhere(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"backup")
        await until(pilot, lambda: "timeline backup FILE" in text_of(pilot))
        await pressed(pilot, "enter")
        assert "In the shell: timeline backup FILE" in words(pilot)


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
            assert isinstance(pilot.app.screen, SectionsScreen), below
            assert "Keys of this screen" in text_of(pilot)
            assert "Escape" in text_of(pilot)
            assert screen is None or "Ctrl+P" in text_of(pilot)
            await pilot.press("question_mark")
            await pilot.pause()
            assert pilot.app.screen is below
        assert isinstance(pilot.app.screen_stack[0], PatientsScreen)


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (("a", "o"), "In a form"),
        (("colon",), "Quick entry"),
        (("s",), "Series of a marker"),
    ],
)
async def test_help_on_entry_begins_with_what_is_open(
    app_with: Fill, cases: dict[str, Case], keys: tuple[str, ...], title: str
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for key in (*keys, "f1"):
            await pressed(pilot, key)
        assert words(pilot).strip("╭─╮ ").startswith(title)


async def test_the_list_names_its_help_at_80_columns(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert text_of(pilot).rstrip().endswith("? Help")
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SectionsScreen)
        assert "Keys of this screen" in text_of(pilot)


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
