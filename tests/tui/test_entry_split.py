"""One form with two HER2 tests becomes two records, by keys."""

from timeline.case.assay_vocabulary import Her2Method, IhcScore
from timeline.case.case import Case
from timeline.case.records.her2_test import Her2Test
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.widgets.field_row import FieldRow
from tui.conftest import Fill
from tui.entry.small_case import PATIENT
from tui.entry_steps import Hand, on_patient, stored
from tui.steps import text_of

CASE = Case(PATIENT, ())


async def _type(hand: Hand, form: FormScreen, **texts: str) -> None:
    for name, text in texts.items():
        row = next(row for row in form.query(FieldRow) if row.spec.name == name)
        row.editor.focus()
        await hand.pilot.pause()
        await hand.write(text)


async def test_a_letter_with_two_tests_becomes_two_records(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a", "h")
        form = await hand.screen(FormScreen)
        await _type(
            hand,
            form,
            specimen_date="Mar 2019",
            method="IHC",
            ihc_score="2+",
            ish_ratio="2.4",
        )
        await hand.press("ctrl+s")
        await hand.sees("In a form, F7 splits it.")
        assert stored(app).of_kind(Her2Test) == ()
        await hand.press("f7")
        await hand.until(lambda: app.screen is not form)
        other = await hand.screen(FormScreen)
        assert other.form.texts["ish_ratio"] == "2.4"
        assert form.form.texts["ish_ratio"] == "2.4"  # until the other is stored
        await _type(hand, other, method="FISH")
        await hand.press("ctrl+s")
        await hand.until(lambda: app.screen is form)
        assert form.form.texts["ish_ratio"] == ""
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        tests = {test.method: test for test in stored(app).of_kind(Her2Test)}
        assert set(tests) == {Her2Method.IHC, Her2Method.FISH}
        assert tests[Her2Method.IHC].ihc_score is IhcScore.TWO
        assert tests[Her2Method.IHC].ish_ratio is None
        assert tests[Her2Method.FISH].ish_ratio == 2.4
        assert tests[Her2Method.FISH].specimen_date.canonical == "2019-03"


async def test_giving_up_the_second_form_loses_nothing(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a", "h")
        form = await hand.screen(FormScreen)
        await _type(hand, form, method="IHC", ihc_score="2+")
        await hand.press("f7")
        await hand.sees("there is nothing to split")
        await _type(hand, form, ish_ratio="2.4")
        await hand.press("f7")
        await hand.until(lambda: app.screen is not form)
        await hand.press("escape")
        await hand.until(lambda: app.screen is form)
        assert form.form.texts["ish_ratio"] == "2.4"
        assert "2.4" in text_of(pilot)
