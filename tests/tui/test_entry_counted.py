"""A date that is counted from another record, by keyboard, on a real registry."""

from timeline.case.records.intervention import LocalIntervention
from timeline.tui.screens.asking import ReasonScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE, LINE, SURGERY
from tui.entry_steps import Hand, edited, on_patient, stored
from tui.steps import text_of


async def test_it_says_which_days_it_gives_and_is_stored_by_id(app_with: Fill) -> None:
    app = app_with([CASE.with_record(LINE.changed(start="2019-04-03"))])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        form = await edited(hand, screen := await on_patient(hand), SURGERY.id)
        assert form.current is not None
        assert form.current.spec.name == "date"
        await hand.strike("ctrl+u")
        await hand.write("28 d before gp")
        assert "28 days before start of GP (6 Mar 2019)" in text_of(pilot)
        await hand.strike("ctrl+s")
        await hand.screen(ReasonScreen)
        await hand.press("2")
        await hand.until(lambda: app.screen is screen)
        operation = stored(app).get(SURGERY.id)
        assert isinstance(operation, LocalIntervention)
        assert operation.date.canonical == "line-1-D28"
        await hand.press("u")
        await hand.until(lambda: stored(app).get(SURGERY.id) == SURGERY)
