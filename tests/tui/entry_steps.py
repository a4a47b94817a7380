"""What the tests of entry do again and again, and a count of the keys."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

from timeline.case.case import Case
from timeline.tui.app import TimelineApp
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from tui.quiet import until_quiet
from tui.steps import text_of, workplace_of

S = TypeVar("S", bound=Screen)  # type: ignore[type-arg]
PATIENCE = 3000
"""Turns of a hundredth of a second that a worker may take."""


class Hand:
    """A person at the keyboard."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.spent: Counter[tuple[str, str]] = Counter()
        """Keys by what they were for: a kind of record, and a field or another step."""
        self.purpose = ("", "")

    @property
    def keys(self) -> int:
        """All keys so far."""
        return self.spent.total()

    def _count(self, number: int) -> None:
        self.spent[self.purpose] += number

    async def press(self, *keys: str) -> None:
        """Press keys, each counted, and wait until the app has taken them."""
        self._count(len(keys))
        await self.pilot.press(*keys)

    async def strike(self, *keys: str) -> None:
        """Press keys as a terminal sends them, each counted; faster than `press`."""
        self._count(len(keys))
        for key in keys:
            # a terminal sends Alt and the letter, which an editor could write
            written = len(key) == 1 or key.startswith("alt+")
            name = _character_to_key(key) if len(key) == 1 else key
            self._send(events.Key(name, key[-1] if written else None))
            await self.taken()

    async def write(self, text: str) -> None:
        """Type a text, each character counted, without a pause between them."""
        self._count(len(text))
        for character in text:
            key = _character_to_key(character)
            self._send(events.Key(_KEYS.get(character, key), character))
            await asyncio.sleep(0)
        await self.taken()
        await until_quiet()

    async def paste(self, text: str) -> None:
        """Paste a text; it is counted as if it had been typed."""
        self._count(len(text))
        self._send(events.Paste(text))
        await self.taken()
        await until_quiet()

    def _send(self, event: events.Event) -> None:
        """Put an event into the queue, into which a terminal's thread has it put."""
        event.set_sender(self.pilot.app)
        self.pilot.app.post_message(event)

    async def taken(self) -> None:
        """Wait until what was sent has been taken, and what it opens is ready."""
        app = self.pilot.app
        assert isinstance(app, TimelineApp)
        await _emptied(app)
        while not app.type_ahead.done:
            await asyncio.sleep(0.001)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that a worker brings about."""
        for _ in range(PATIENCE):
            if holds():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"it never happened:\n{text_of(self.pilot)}")

    async def sees(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        await self.until(lambda: text in text_of(self.pilot))

    async def screen(self, kind: type[S]) -> S:
        """Wait until a screen of this kind is on top."""
        await self.until(lambda: isinstance(self.pilot.app.screen, kind))
        await self.pilot.pause()
        found = self.pilot.app.screen
        assert isinstance(found, kind)
        return found


async def _emptied(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        await asyncio.wait_for(done.wait(), timeout=30)


_KEYS = {"\n": "enter"}


async def on_patient(hand: Hand) -> PatientScreen:
    """Open the only patient of the registry."""
    await hand.screen(PatientsScreen)
    await hand.until(lambda: "1 patient" in text_of(hand.pilot))
    await hand.press("enter")
    screen = await hand.screen(PatientScreen)
    await hand.until(lambda: screen.scene is not None)
    return screen


async def edited(hand: Hand, screen: PatientScreen, record_id: str) -> FormScreen:
    """Select a record of the patient and open its form."""
    screen.read_again(record_id)
    await hand.until(lambda: screen.selected_record() == record_id)
    await hand.press("e")
    return await hand.screen(FormScreen)


def stored(app: TimelineApp) -> Case:
    """The patient P-1 as stored now."""
    return workplace_of(app).registry.case("P-1")
