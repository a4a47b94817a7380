"""What is entered stays at hand: selected, undone later, settled in its form."""

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.vocabulary import VitalStatus
from timeline.tui.screens.asking import ReasonScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.picking import PickScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE, SURGERY
from tui.entry_steps import Hand, on_patient, stored
from tui.steps import text_of, words, workplace_of


async def _quick(hand: Hand, line: str, forms: int = 1) -> None:
    await hand.press(":")
    await hand.write(line)
    await hand.press("enter")
    for _ in range(forms):
        form = await hand.screen(FormScreen)
        await hand.press("ctrl+s")
        await hand.until(lambda form=form: not form.is_attached)  # type: ignore[misc]
    await hand.until(lambda: isinstance(hand.pilot.app.screen, PatientScreen))


async def test_what_was_stored_is_undone_after_the_patient_was_left(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await _quick(hand, "Mar 2019 second hepatectomy")
        await hand.press("escape")
        await hand.screen(PatientsScreen)
        screen = await on_patient(hand)
        assert screen.selected_record() == "second-hepatectomy"
        await hand.press("u")
        await hand.until(lambda: stored(app) == CASE)
        await hand.press("U", "u")
        await hand.sees("Taken back: Local")
        assert "Brought back" not in text_of(pilot)


async def test_a_line_outside_the_picture_comes_into_view_with_its_drugs(
    app_with: Fill,
) -> None:
    app = app_with([Case(CASE.patient, (SURGERY,))])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        await _quick(hand, "2020-05..2021-08 trastuzumab 6 mg/kg q3w", forms=2)
        await hand.until(lambda: screen.selected_record() == "trastuzumab-2")
        assert screen.scene is not None
        assert screen.scene.view == screen.scene.whole
        last = PartialDate.parse("2021-08").latest
        assert last is not None
        assert screen.scene.view.contains(last)


async def test_a_record_goes_to_the_bin_and_back_by_its_name(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        assert screen.scene is not None
        screen.show_scene(screen.scene.finding((SURGERY.id,)))
        await hand.press("x")
        await hand.sees("Why is this deleted: Local intervention hepatic resection")
        await hand.press("1")
        await hand.sees("In the bin: Local intervention")
        await hand.press("b")
        await hand.screen(PickScreen)
        await hand.press("enter")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.sees("Restored: Local intervention")
        assert "In the bin" not in text_of(pilot)
        assert stored(app) == CASE


async def test_a_study_code_that_could_be_a_name_is_asked_about(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await hand.sees("1 patient")
        await hand.press("a")
        form = await hand.screen(FormScreen)
        await hand.write("Müller Hans")
        await hand.press("ctrl+s")
        await hand.sees("Is Müller Hans the code of the study?")
        await hand.press("escape")
        await hand.screen(FormScreen)
        assert len(workplace_of(app).registry.summaries(["Müller Hans"])) == 0
        assert form.form.texts["code"] == "Müller Hans"
        await hand.press("ctrl+s", "s")
        await hand.screen(PatientScreen)
        assert workplace_of(app).registry.case("Müller Hans").code == "Müller Hans"


async def test_a_form_has_its_foot_for_itself(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a", "s")
        await hand.screen(FormScreen)
        await hand.write("Letter")
        await hand.press("ctrl+s")
        await hand.sees("Source Letter is stored; r lists it.")
        await hand.press("a", "f")
        await hand.screen(FormScreen)
        await hand.until(lambda: "is stored" not in text_of(pilot))


async def test_a_query_stands_above_the_form_that_settles_it(app_with: Fill) -> None:
    undated = LocalIntervention(id="op", type=SURGERY.type, procedures=("biopsy",))
    alive = VitalStatus.ALIVE
    seen = FollowUp(id="seen", date=PartialDate.parse("2020-01"), vital_status=alive)
    app = app_with([Case(CASE.patient, (undated, seen))])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press(".")
        form = await hand.screen(FormScreen)
        question = words(pilot)
        assert "? " in question
        assert "not recorded are its date" in question
        assert form.current is not None


async def test_notes_go_on_behind_what_they_hold(app_with: Fill) -> None:
    noted = SURGERY.model_copy(update={"notes": "First words."})
    app = app_with([Case(CASE.patient, (noted,))])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("e")
        form = await hand.screen(FormScreen)
        await hand.press("ctrl+g")
        await hand.write(" And more.")
        assert form.form.texts["notes"] == "First words. And more."


async def test_a_field_that_begins_with_the_words_is_meant_first(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("p")
        form = await hand.screen(FormScreen)
        await hand.press("f2")
        await hand.screen(PickScreen)
        await hand.write("presen")
        await hand.press("enter")
        await hand.screen(FormScreen)
        assert form.current is not None
        assert form.current.spec.name == "presentation"  # and no "Age at presentation"
        await hand.press("f2")
        await hand.write("nothing of the kind")
        await hand.sees("nothing has these words")


async def test_the_field_stays_in_view_when_the_terminal_shrinks(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("e")
        form = await hand.screen(FormScreen)
        await hand.press("ctrl+g")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        row = form.current
        assert row is not None
        fields = form.query_one("#form-fields")
        assert fields.region.contains_region(row.region)
