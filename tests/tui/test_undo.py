"""Undo by key: all of an action or nothing, and never over a colleague's work."""

from registry.small import save
from timeline.case.record import Entry
from timeline.registry import Registry, Session
from timeline.tui.app import TimelineApp
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE, SURGERY
from tui.entry_steps import Hand, edited, on_patient, stored
from tui.steps import text_of, words, workplace_of

SIZE = (80, 24)


def _colleague_saves(app: TimelineApp, record: Entry, seen: int = 1) -> None:
    with Registry.open(app._place) as other:
        save(other, record, seen, actor="B", reason="other")


async def test_undo_stops_where_a_colleague_has_built_and_can_pass_over(
    app_with: Fill,
) -> None:
    """A record with its order, then a note; B changes the noted record; undo."""
    app = app_with([CASE])
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a", "o")
        form = await hand.screen(FormScreen)
        await hand.write("cryo")
        await hand.press("enter")
        form._rows["after"].editor.focus()
        await pilot.pause()
        await hand.write(SURGERY.id)
        await hand.press("ctrl+s")
        await hand.until(lambda: app.screen is not form)
        await hand.until(lambda: len(stored(app).orders) == 1)
        entered = stored(app)
        form = await edited(hand, await hand.screen(PatientScreen), SURGERY.id)
        form._rows["site"].editor.focus()
        await pilot.pause()
        await hand.write("mine")
        await hand.press("ctrl+s")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.until(lambda: stored(app) != entered)
        _colleague_saves(app, SURGERY.changed(site="theirs"), 2)
        await hand.screen(PatientScreen)
        before = workplace_of(app).registry.last_transaction()

        await hand.press("u")
        await hand.screen(ChoiceScreen)
        assert "first-operation was changed by B" in words(pilot)
        await hand.press("escape")
        await hand.screen(PatientScreen)
        assert workplace_of(app).registry.last_transaction() == before

        await hand.press("u")
        await hand.screen(ChoiceScreen)
        await hand.press("s")
        await hand.sees("Taken back: Local")
        assert stored(app) == CASE.with_record(SURGERY.changed(site="theirs"))
        await hand.press("U")
        await hand.until(lambda: len(stored(app).orders) == 1)

        registry = workplace_of(app).registry
        registry.undo(before, Session("B"))  # their change goes; mine can be undone
        await hand.press("u", "u")
        await hand.until(lambda: stored(app) == CASE)


async def test_a_record_and_its_order_are_undone_as_one_or_not_at_all(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        await hand.press("a", "o")
        form = await hand.screen(FormScreen)
        await hand.write("cryo")
        await hand.press("enter")
        form._rows["after"].editor.focus()
        await pilot.pause()
        await hand.write(SURGERY.id)
        await hand.press("ctrl+s")
        await hand.until(lambda: app.screen is screen)
        new = stored(app).get("cryoablation")
        assert new is not None
        _colleague_saves(app, new.changed(notes="theirs"))
        with_theirs = stored(app)
        await hand.press("u")
        await hand.screen(ChoiceScreen)
        assert "cryoablation was changed by B" in words(pilot)
        assert "go on with" not in words(pilot)  # there is no action before it
        await hand.press("s", "escape")
        assert stored(app) == with_theirs
        assert len(with_theirs.orders) == 1
        assert "cryo" in text_of(pilot)
