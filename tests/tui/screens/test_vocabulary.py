"""The vocabulary of a site is listed, added to and taken from where settings are."""

import pytest

from timeline.clinical.catalogues.drugs import find_drug
from timeline.registry import Registry
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.picking import PickScreen
from timeline.tui.screens.vocabulary import WordScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE
from tui.entry_steps import Hand
from tui.steps import words, workplace_of


async def _to_new_word(hand: Hand, kind: str) -> None:
    await hand.screen(PatientsScreen)
    await hand.sees("1 patient")
    await hand.press("comma")
    await hand.screen(PickScreen)
    await hand.write("vocabulary")
    await hand.press("enter")
    await hand.sees("Enter adds, changes or removes a word")
    await hand.write(f"add a word: {kind}")
    await hand.press("enter")
    await hand.screen(WordScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_word_is_added_changed_and_removed_with_reasons(
    app_with: Fill, size: tuple[int, int]
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=size, notifications=True) as pilot:
        hand = Hand(pilot)
        await _to_new_word(hand, "drug")
        assert "International name or code." in words(pilot)
        await hand.write("ABC-001")
        await hand.press("enter")
        await hand.write("ABC1; X1")
        await hand.press("enter")
        await hand.write("antibody")
        await hand.press("enter")
        assert "! The class of a drug is one of chemotherapy" in words(pilot)
        await hand.press("home", "shift+end", "delete")
        await hand.write("targeted")
        await hand.press("enter")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.sees("drug ABC-001 (aliases: ABC1; X1; class: targeted)")
        registry: Registry = workplace_of(app).registry
        (word,) = registry.own_words()
        assert word.in_words == "drug ABC-001 (aliases: ABC1; X1; class: targeted)"
        assert find_drug("x1") is not None
        await hand.write("abc")
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("e")
        await hand.screen(WordScreen)
        await hand.press("home", "shift+end", "delete", "ctrl+s")
        await hand.screen(ReasonScreen)
        await hand.press("2")
        await hand.sees("drug ABC-001 (class: targeted)")
        await hand.write("abc")
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("x")
        await hand.screen(ReasonScreen)
        await hand.press("3")
        await hand.screen(PickScreen)
        await hand.until(lambda: registry.own_words() == ())
        audit = [(c.action, c.reason) for c in registry.settings_history()]
        assert [reason for _, reason in audit] == [
            "Drug of a trial here",
            "Usual name at this hospital",
            "Wrong word",
        ]


async def test_a_name_that_a_catalogue_has_is_refused_and_nothing_is_lost(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await _to_new_word(hand, "gene")
        await hand.write("KRAS")
        await hand.press("enter", "enter")
        assert "! The catalogue has KRAS already" in words(pilot)
        await hand.press("escape")
        assert "Escape again forgets what was typed" in words(pilot)
        await hand.screen(WordScreen)
        await hand.press("escape")
        await hand.screen(PickScreen)
        assert workplace_of(app).registry.own_words() == ()
