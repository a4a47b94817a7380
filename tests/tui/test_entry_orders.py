"""After and Before of a stored record, by keyboard, on a real registry."""

from timeline.case.records.bookkeeping import Order
from timeline.tui.screens.asking import ReasonScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE, SURGERY
from tui.entry.test_order_changes import AFTER_SURGERY, PLACED
from tui.entry_steps import Hand, edited, on_patient, stored
from tui.steps import text_of, workplace_of


async def test_an_order_is_taken_out_in_the_form_and_comes_back(app_with: Fill) -> None:
    app = app_with([PLACED])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        form = await edited(hand, screen := await on_patient(hand), SURGERY.id)
        await hand.strike("tab", "tab", "tab")
        assert form.current is not None
        assert form.current.spec.name == "before"
        assert "before start of GP" in text_of(pilot)
        await hand.strike("ctrl+u")
        await hand.write("stop:gp.stop")
        await hand.strike("ctrl+s")
        await hand.screen(ReasonScreen)
        await hand.press("2")
        await hand.until(lambda: app.screen is screen)
        (left,) = stored(app).of_kind(Order)
        assert left.later == "line-1.stop"
        assert stored(app).get(SURGERY.id) == SURGERY
        changes = workplace_of(app).registry.history("P-1", AFTER_SURGERY.id)
        assert changes[-1].reason == "Source read again"
        await hand.press("u")
        await hand.until(lambda: len(stored(app).of_kind(Order)) == 2)
        assert stored(app) == PLACED


async def test_an_order_that_the_dates_deny_is_said_at_once(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        form = await edited(hand, screen := await on_patient(hand), SURGERY.id)
        await hand.strike("tab", "tab")
        assert form.current is not None
        assert form.current.spec.name == "after"
        await hand.write("line-1.start")
        await hand.strike("ctrl+s")
        await hand.until(lambda: app.screen is screen)
        # the operation was in September 2017, the line began in April 2019
        await hand.sees("This does not add up")
        (said,) = (note.message for note in app._notifications if note.title)
        assert "cannot come before" in said
        assert said.endswith("i lists the queries.")
        (order,) = stored(app).of_kind(Order)
        assert (order.earlier, order.later) == ("line-1.start", SURGERY.id)
