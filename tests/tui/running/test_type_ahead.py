"""What is typed before a screen has opened is typed into that screen."""

import time
from collections.abc import Sequence

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from timeline.case.record import Entry
from timeline.case.records.intervention import LocalIntervention
from timeline.registry import (
    Action,
    Receipt,
    Registry,
    RegistryError,
    Session,
    StoredCase,
)
from timeline.tui.app import TimelineApp
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.quick import QuickScreen
from timeline.tui.screens.series import SeriesScreen
from timeline.tui.widgets.field_row import LineEditor
from tui.conftest import Fill
from tui.entry.small_case import CASE
from tui.entry_steps import Hand, on_patient, stored
from tui.steps import text_of

SLOW = 0.15
"""Seconds that a distant registry takes for an answer."""


class _Slow:
    """A registry far away."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def __getattr__(self, name: str) -> object:
        return getattr(self._registry, name)

    def load(self, code: str) -> StoredCase:
        time.sleep(SLOW)
        return self._registry.load(code)

    def apply(self, actions: Sequence[Action], session: Session) -> Receipt:
        time.sleep(SLOW)
        return self._registry.apply(actions, session)


class _Gone(_Slow):
    """A registry that does not answer any more."""

    def load(self, code: str) -> StoredCase:
        raise RegistryError(f"Nobody answers for {code}.")

    def deleted(self, code: str) -> tuple[Entry, ...]:
        raise RegistryError(f"Nobody answers for {code}.")


def _burst(pilot: Pilot[None], *keys: str | events.Paste) -> None:
    """Keys as a slow line delivers them: all together, and nobody waits."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        event = _key(key) if isinstance(key, str) else key
        event.set_sender(pilot.app)
        driver.send_message(event)


def _key(name: str) -> events.Key:
    if len(name) == 1:
        return events.Key(_character_to_key(name), name)
    return events.Key(name, None)


async def _on_slow_patient(app: TimelineApp, pilot: Pilot[None]) -> Hand:
    hand = Hand(pilot)
    screen = await on_patient(hand)
    screen.desk.registry = _Slow(screen.desk.registry)  # type: ignore[assignment]
    assert isinstance(app.screen, PatientScreen)
    return hand


async def test_a_line_of_quick_entry_is_typed_ahead(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = await _on_slow_patient(app, pilot)
        _burst(pilot, ":", *"cea 3 ng/mL xuq")
        screen = await hand.screen(QuickScreen)
        editor = screen.query_one(LineEditor)
        await hand.until(lambda: editor.value == "cea 3 ng/mL xuq")
        assert app.screen is screen
        assert stored(app) == CASE


async def test_a_paste_keeps_its_place_among_the_keys(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = await _on_slow_patient(app, pilot)
        _burst(pilot, ":", "c", "t", events.Paste(" new lesion"), *" 3.20")
        screen = await hand.screen(QuickScreen)
        editor = screen.query_one(LineEditor)
        await hand.until(lambda: editor.value == "ct new lesion 3.20")


async def test_a_series_is_typed_ahead(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = await _on_slow_patient(app, pilot)
        _burst(pilot, "s", *"CEA", "tab", *"ng/mL", "f6", *"9.17", "tab", "3")
        screen = await hand.screen(SeriesScreen)
        await hand.until(lambda: screen._grid.filled == (("9.17", "3"),))
        assert screen._texts["analyte"] == "CEA"
        assert screen._texts["unit"] == "ng/mL"


async def test_two_forms_are_typed_without_waiting(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = await _on_slow_patient(app, pilot)
        first = ("a", "o", *"cryoabl", "ctrl+n")
        _burst(pilot, *first, *"microwave", "ctrl+s", "C")
        await hand.until(lambda: len(stored(app).of_kind(LocalIntervention)) == 3)
        found = [r.type.value for r in stored(app).of_kind(LocalIntervention)]
        assert sorted(found) == ["cryoablation", "microwave ablation", "surgery"]
        patient = await hand.screen(PatientScreen)
        await hand.until(
            lambda: patient.scene is not None and bool(patient.scene.cursor)
        )


async def test_an_action_is_not_cut_off_by_the_next(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = await _on_slow_patient(app, pilot)
        _burst(pilot, "a", "o", *"cryoabl", "ctrl+s", "u", "U", "u", "U")
        await hand.until(lambda: len(stored(app).of_kind(LocalIntervention)) == 2)
        await hand.until(lambda: app.type_ahead.done)
        _burst(pilot, "u")
        await hand.until(lambda: stored(app) == CASE)


async def test_keys_are_taken_again_after_a_failure(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        await hand.press("g")
        registry = screen.desk.registry
        screen.desk.registry = _Gone(registry)  # type: ignore[assignment]
        for keys in ("ao", "e", "c", "x", "p", "r", "s", ":", "i", ".", "b"):
            _burst(pilot, *keys)
            await hand.sees("Nobody answers")
            app.clear_notifications()
            await hand.until(lambda: "Nobody answers" not in text_of(pilot))
        screen.desk.registry = registry
        _burst(pilot, "a", "o", *"cryo")
        form = await hand.screen(FormScreen)
        await hand.until(lambda: form.form.texts["type"] == "cryo")


async def test_a_registry_that_hangs_can_be_left(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = await _on_slow_patient(app, pilot)
        with app.type_ahead.step():
            _burst(pilot, "x", "ctrl+q")
            await pilot.pause(SLOW)
            assert not app._exit
            _burst(pilot, "ctrl+q")
            await hand.until(lambda: app._exit)
