"""Picking from a list in the tests of screens."""

from textual.pilot import Pilot

from timeline.tui.screens.picking import PickScreen
from tui.steps import settle

PATIENCE = 500


async def pick(pilot: Pilot[None], key: str, words: str) -> None:
    """Press a key that asks, type the words that filter, and take the first entry."""
    await pilot.press(key)
    for _ in range(PATIENCE):  # a question that is open is a worker that goes on
        if isinstance(pilot.app.screen, PickScreen):
            break
        await pilot.pause()
    await pilot.press(*("space" if one == " " else one for one in words), "enter")
    await settle(pilot)
