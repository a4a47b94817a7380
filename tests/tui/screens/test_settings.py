"""The settings are changed in the app with a reason, and everything is read by them."""

from timeline.registry import Registry
from timeline.tui.screens.asking import ReasonScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.picking import PickScreen
from timeline.tui.screens.settings import ValueScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE
from tui.entry_steps import Hand
from tui.steps import words, workplace_of


async def test_a_setting_is_changed_with_a_reason_and_the_picture_obeys(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await hand.screen(PatientsScreen)
        await hand.sees("1 patient")
        await hand.press("enter")
        patient = await hand.screen(PatientScreen)
        await hand.until(lambda: patient.scene is not None)
        await hand.press("comma")
        await hand.screen(PickScreen)
        await hand.write("lost to")
        await hand.press("enter")
        await hand.screen(ValueScreen)
        await hand.press("home", "shift+end", "delete")
        await hand.write("soon")
        await hand.press("enter")
        assert "write a whole number of days above 0" in words(pilot)
        await hand.press("home", "shift+end", "delete")
        await hand.write("365")
        await hand.press("enter")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.screen(PickScreen)
        assert "* Lost to follow-up after: 365 days" in words(pilot)
        await hand.press("escape")
        await hand.until(lambda: app.screen is patient)
        await hand.until(
            lambda: (
                patient.patient is not None
                and patient.patient.review.settings.lost_after_days == 365
            )
        )
        registry: Registry = workplace_of(app).registry
        (change,) = registry.settings_history()
        assert (change.new, change.reason) == ("365", "Standard of this hospital")
