"""What the tests of entry do again and again, and a count of the keys."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from timeline.case.case import Case
from timeline.tui.app import TimelineApp
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from tui.steps import text_of

S = TypeVar("S", bound=Screen)  # type: ignore[type-arg]
PATIENCE = 400


class Hand:
    """A person at the keyboard."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.keys = 0

    async def press(self, *keys: str) -> None:
        """Press keys, each counted."""
        self.keys += len(keys)
        await self.pilot.press(*keys)

    async def write(self, text: str) -> None:
        """Type a text, each character counted, without a pause between them."""
        self.keys += len(text)
        driver = self.pilot.app._driver
        assert driver is not None
        for character in text:
            key = _character_to_key(character)
            event = events.Key(_KEYS.get(character, key), character)
            event.set_sender(self.pilot.app)
            driver.send_message(event)
            await asyncio.sleep(0)
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that a worker brings about."""
        for _ in range(PATIENCE):
            if holds():
                return
            await asyncio.sleep(0.02)
            await self.pilot.pause()
        raise AssertionError("it never happened")

    async def screen(self, kind: type[S]) -> S:
        """Wait until a screen of this kind is on top."""
        await self.until(lambda: isinstance(self.pilot.app.screen, kind))
        await self.pilot.pause()
        found = self.pilot.app.screen
        assert isinstance(found, kind)
        return found


_KEYS = {"\n": "enter"}


async def on_patient(hand: Hand) -> PatientScreen:
    """Open the only patient of the registry."""
    patients = await hand.screen(PatientsScreen)
    await hand.until(lambda: patients.registry is not None)
    await hand.until(lambda: "1 patient" in text_of(hand.pilot))
    await hand.press("enter")
    screen = await hand.screen(PatientScreen)
    await hand.until(lambda: screen.scene is not None)
    return screen


def stored(app: TimelineApp) -> Case:
    """The patient P-1 as stored now."""
    assert app.registry is not None
    return app.registry.case("P-1")
