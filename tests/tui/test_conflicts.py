"""Two people change one record: mine, theirs, both, or field by field."""

from collections.abc import Iterable

import pytest
from textual.pilot import Pilot

from registry.small import remove, save, store
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.intervention import LocalIntervention
from timeline.registry import ConflictError, Registry
from timeline.tui.app import TimelineApp
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.conflict import ConflictScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.picking import PickScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE, LINE, SURGERY
from tui.entry.test_order_changes import AFTER_SURGERY
from tui.entry_steps import Hand, edited, on_patient, stored
from tui.killing import killed_after
from tui.steps import words, workplace_of

SIZE = (80, 24)
TYPING = """
await hand.press("e")
form = await hand.screen(FormScreen)
form._rows["site"].editor.focus()
await pilot.pause()
await hand.write("mine")
"""
THEIRS = SURGERY.changed(site="theirs", reason="theirs")


async def _typed(hand: Hand, form: FormScreen, names: Iterable[str]) -> None:
    for name in names:
        form._rows[name].editor.focus()
        await hand.pilot.pause()
        await hand.write("mine")


async def _saved(hand: Hand) -> None:
    await hand.press("ctrl+s")
    await hand.screen(ReasonScreen)
    await hand.press("1")


def _colleague_saves(app: TimelineApp, record: Entry, seen: int = 1) -> None:
    with Registry.open(app._place) as other:
        save(other, record, seen, actor="B", reason="other")


def _colleague_removes(app: TimelineApp, record_id: str, seen: int = 1) -> None:
    with Registry.open(app._place) as other:
        remove(other, record_id, seen, actor="B")


async def _both_changed(pilot: Pilot[None]) -> tuple[Hand, FormScreen]:
    """Type into two fields that B stores meanwhile, and save."""
    hand, app = Hand(pilot), pilot.app
    assert isinstance(app, TimelineApp)
    form = await edited(hand, await on_patient(hand), SURGERY.id)
    _colleague_saves(app, THEIRS)
    await _typed(hand, form, ("site", "reason"))
    await _saved(hand)
    await hand.screen(ConflictScreen)
    return hand, form


async def test_a_conflict_names_the_record_and_the_person(app_with: Fill) -> None:
    async with app_with([CASE]).run_test(size=SIZE) as pilot:
        await _both_changed(pilot)
        screen = words(pilot)
        assert "Local intervention hepatic resection, cholecystectomy" in screen
        assert "was changed by B while you had it open." in screen
        assert "( ) yours: mine ( ) B: theirs" in screen


async def test_a_conflict_is_not_closed_without_a_choice(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand, form = await _both_changed(pilot)
        question = app.screen
        for key in ("escape", "q", "enter", "ctrl+c", "ctrl+s", "x"):
            await hand.press(key)
            assert app.screen is question, key
        assert "Choose for Site, Reason" in words(pilot)
        assert stored(app).get(SURGERY.id) == THEIRS
        (draft,) = workplace_of(app).drafts._folder.glob("*.json")
        assert '"mine"' in draft.read_text("utf-8")
        await hand.press("ctrl+q")
        await hand.until(lambda: not app.is_running)
    assert draft.exists()
    assert form.form.texts["site"] == "mine"


async def test_field_by_field(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand, _ = await _both_changed(pilot)
        await hand.press("right", "left", "ctrl+s")
        await hand.screen(PatientScreen)
        chosen = SURGERY.changed(site="theirs", reason="mine")
        assert stored(app).get(SURGERY.id) == chosen


async def test_mine(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand, _ = await _both_changed(pilot)
        await hand.press("m")
        await hand.screen(PatientScreen)
        mine = SURGERY.changed(site="mine", reason="mine")
        assert stored(app).get(SURGERY.id) == mine


async def test_theirs(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand, _ = await _both_changed(pilot)
        before = workplace_of(app).registry.last_transaction()
        await hand.press("t")
        await hand.screen(PatientScreen)
        assert stored(app).get(SURGERY.id) == THEIRS
        assert workplace_of(app).registry.last_transaction() == before
        assert list(workplace_of(app).drafts._folder.iterdir()) == []


async def test_both(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand, _ = await _both_changed(pilot)
        await hand.press("b")
        screen = await hand.screen(PatientScreen)
        theirs, mine = stored(app).of_kind(LocalIntervention)
        assert theirs == THEIRS
        assert mine == SURGERY.changed(id=mine.id, site="mine", reason="mine")
        await hand.until(lambda: screen.selected_record() == mine.id)
        await hand.press("u")
        await hand.until(lambda: stored(app).of_kind(LocalIntervention) == (THEIRS,))


async def test_both_take_the_orders_along(app_with: Fill) -> None:
    app = app_with([CASE.with_record(AFTER_SURGERY)])
    async with app.run_test(size=SIZE) as pilot:
        hand, _ = await _both_changed(pilot)
        await hand.press("b")
        await hand.screen(PatientScreen)
        _, mine = stored(app).of_kind(LocalIntervention)
        orders = {(order.earlier, order.later) for order in stored(app).orders}
        later = AFTER_SURGERY.later
        assert orders == {(AFTER_SURGERY.earlier, later), (mine.id, later)}


async def test_what_only_one_changed_is_not_asked(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        hand = Hand(pilot)
        form = await edited(hand, await on_patient(hand), SURGERY.id)
        _colleague_saves(app, SURGERY.changed(site="theirs"))
        await _typed(hand, form, ("reason",))
        await _saved(hand)
        await hand.screen(PatientScreen)
        both = SURGERY.changed(site="theirs", reason="mine")
        assert stored(app).get(SURGERY.id) == both
        await hand.until(lambda: "B changed Site meanwhile" in words(pilot))


async def _removed_meanwhile(pilot: Pilot[None]) -> Hand:
    hand, app = Hand(pilot), pilot.app
    assert isinstance(app, TimelineApp)
    form = await edited(hand, await on_patient(hand), SURGERY.id)
    _colleague_removes(app, SURGERY.id)
    await _typed(hand, form, ("site",))
    await _saved(hand)
    await hand.screen(ConflictScreen)
    assert "was put into the bin by B" in words(pilot)
    return hand


async def test_mine_takes_a_removed_record_out_of_the_bin(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand = await _removed_meanwhile(pilot)
        await hand.press("ctrl+s", "escape")
        assert isinstance(app.screen, ConflictScreen)
        await hand.press("m")
        await hand.screen(PatientScreen)
        assert stored(app).get(SURGERY.id) == SURGERY.changed(site="mine")
        assert workplace_of(app).registry.deleted("P-1") == ()


async def test_theirs_leaves_a_removed_record_in_the_bin(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand = await _removed_meanwhile(pilot)
        await hand.press("t")
        await hand.screen(PatientScreen)
        assert stored(app).of_kind(LocalIntervention) == ()
        assert workplace_of(app).registry.deleted("P-1") == (SURGERY,)


async def test_both_stores_a_new_record_beside_the_removed_one(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand = await _removed_meanwhile(pilot)
        await hand.press("b")
        await hand.screen(PatientScreen)
        (mine,) = stored(app).of_kind(LocalIntervention)
        assert mine == SURGERY.changed(id=mine.id, site="mine")
        assert workplace_of(app).registry.deleted("P-1") == (SURGERY,)


async def test_what_is_deleted_while_a_colleague_changes_it_is_asked(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        screen.read_again(SURGERY.id)
        await hand.until(lambda: screen.selected_record() == SURGERY.id)
        await hand.press("x")
        await hand.screen(ReasonScreen)
        _colleague_saves(app, THEIRS)
        await hand.press("1")
        await hand.screen(ConflictScreen)
        await hand.press("b", "ctrl+s")
        assert isinstance(app.screen, ConflictScreen)
        await hand.press("t")
        await hand.screen(PatientScreen)
        assert stored(app).get(SURGERY.id) == THEIRS


async def test_an_order_that_a_colleague_changed_is_asked_about(
    app_with: Fill,
) -> None:
    app = app_with([CASE.with_record(AFTER_SURGERY)])
    async with app.run_test(size=SIZE) as pilot:
        hand = Hand(pilot)
        await edited(hand, await on_patient(hand), SURGERY.id)
        theirs = AFTER_SURGERY.changed(notes="theirs")
        _colleague_saves(app, theirs)
        await hand.strike("tab", "tab", "tab", "ctrl+u")
        await _saved(hand)
        await hand.screen(ConflictScreen)
        assert "Order" in words(pilot)
        await hand.press("t")
        await hand.screen(PatientScreen)
        assert stored(app).of_kind(Order) == (theirs,)


async def test_two_new_records_with_one_id_are_two(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        await hand.press("a", "i")
        form = await hand.screen(FormScreen)
        await hand.write("study drug")
        wished = form.form.proposed_id()
        theirs = LINE.changed(id=wished, regimen="theirs")
        with Registry.open(app._place) as other:
            save(other, theirs, actor="B")
        await hand.press("ctrl+s")
        await hand.until(lambda: app.screen is not form)
        await hand.until(lambda: f"Stored as {wished}-2: the id" in words(pilot))
        assert stored(app).get(wished) == theirs
        mine = stored(app).get(f"{wished}-2")
        assert mine is not None
        assert mine.values()["regimen"] == "study drug"
        assert screen.desk.last == mine


async def _draft_opened(hand: Hand) -> None:
    await hand.screen(PickScreen)
    await hand.press("enter")
    await hand.screen(ChoiceScreen)
    await hand.press("o")
    await hand.screen(FormScreen)


async def test_a_draft_meets_what_was_changed_while_it_lay(app_with: Fill) -> None:
    app = app_with([Case(CASE.patient, (SURGERY,))])
    killed_after(TYPING, app)
    with Registry.open(app._place) as other:
        theirs = SURGERY.changed(reason="theirs")
        store(other, Case(CASE.patient, (theirs,)), actor="B", reason="other")
    async with app.run_test(size=SIZE) as pilot:
        hand = Hand(pilot)
        await _draft_opened(hand)
        await _saved(hand)
        await hand.screen(PatientScreen)
        both = SURGERY.changed(site="mine", reason="theirs")
        assert stored(app).get(SURGERY.id) == both


async def test_a_record_that_is_gone_is_said_to_be(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        screen.read_again(SURGERY.id)
        await hand.until(lambda: screen.selected_record() == SURGERY.id)
        _colleague_removes(app, SURGERY.id)
        await hand.press("e")
        await hand.until(lambda: "not there any more" in words(pilot))


async def test_a_draft_of_a_record_in_the_bin_asks_what_stands(app_with: Fill) -> None:
    app = app_with([Case(CASE.patient, (SURGERY,))])
    killed_after(TYPING, app)
    _colleague_removes(app, SURGERY.id)
    async with app.run_test(size=SIZE) as pilot:
        hand = Hand(pilot)
        await _draft_opened(hand)
        await hand.sees("B put this record into the bin meanwhile.")
        await _saved(hand)
        await hand.screen(ConflictScreen)
        await hand.press("m")
        await hand.screen(PatientScreen)
        assert stored(app).get(SURGERY.id) == SURGERY.changed(site="mine")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_is_still_to_be_chosen_stays_in_view(
    app_with: Fill, size: tuple[int, int]
) -> None:
    texts = {"site": "a", "reason": "a", "locator": "a", "notes": "a " * 200}
    mine = SURGERY.changed(date_stated="a", **texts)
    theirs = SURGERY.changed(date_stated="b", **{n: f"b{t}" for n, t in texts.items()})
    app = app_with([CASE])
    async with app.run_test(size=size) as pilot:
        hand = Hand(pilot)
        await hand.sees("1 patient")
        conflict = ConflictError("P-1", SURGERY.id, mine, theirs, 2, "B")
        screen = ConflictScreen(conflict, SURGERY)
        app.push_screen(screen)
        await hand.screen(ConflictScreen)
        await hand.press("ctrl+s")
        await hand.sees("! Choose for Site, Reason")
        await hand.press("left", "left", "left", "left")
        await hand.sees("Notes")
        await hand.press("ctrl+s")
        await hand.sees("! Choose for Notes.")
        await hand.press("right", "ctrl+s")
        await hand.until(lambda: app.screen is not screen)
