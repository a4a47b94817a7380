"""A record moves to the right patient, a patient goes to the bin and comes back."""

from registry.small import save
from timeline.case.case import Case
from timeline.case.records.bookkeeping import Order
from timeline.case.records.intervention import LocalIntervention
from timeline.registry import Registry
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.picking import PickScreen
from tui.conftest import Fill
from tui.entry.small_case import CASE, COURSE, LINE, SOURCE, SURGERY
from tui.entry_steps import Hand, stored
from tui.steps import words, workplace_of

OTHER = Case(CASE.patient.changed(code="P-2"))
TIED = CASE.with_record(Order(earlier=SURGERY.id, later="line-1.start")).with_record(
    Order(earlier="line-1.start", later=COURSE.id)
)


async def _selected(hand: Hand, record_id: str) -> PatientScreen:
    await hand.screen(PatientsScreen)
    await hand.sees("2 patients")
    await hand.press("enter")
    screen = await hand.screen(PatientScreen)
    await hand.until(lambda: screen.scene is not None)
    screen.read_again(record_id)
    await hand.until(lambda: screen.selected_record() == record_id)
    return screen


async def test_a_line_moves_with_its_course_after_a_question_on_orders(
    app_with: Fill,
) -> None:
    app = app_with([TIED, OTHER])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await _selected(hand, COURSE.id)
        await hand.press("r")
        await hand.screen(PickScreen)
        await hand.write("line-1")
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("m")
        await hand.screen(PickScreen)
        assert "P-2" in words(pilot)
        await hand.press("enter")
        await hand.screen(ReasonScreen)
        question = words(pilot)
        assert "Why is this moved to P-2: Line of therapy GP?" in question
        assert "Drug course cisplatin" in question
        await hand.press("1")
        await hand.screen(ChoiceScreen)
        assert "1 of its orders name" in words(pilot)
        await hand.press("escape")
        await hand.until(lambda: app.screen is screen)
        assert stored(app) == TIED

        screen.read_again(COURSE.id)
        await hand.press("r")
        await hand.screen(PickScreen)
        await hand.write("line-1")
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("m")
        await hand.screen(PickScreen)
        await hand.press("enter")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.screen(ChoiceScreen)
        await hand.press("m")
        await hand.until(lambda: stored(app) == Case(CASE.patient, (SOURCE, SURGERY)))
        await hand.until(lambda: "Moved to P-2: Line of therapy GP" in words(pilot))
        registry = workplace_of(app).registry
        moved = registry.case("P-2")
        assert {entry.id for entry in moved.records} >= {LINE.id, COURSE.id}
        assert [(o.earlier, o.later) for o in moved.orders] == [
            ("line-1.start", COURSE.id)
        ]
        assert registry.history("P-1")[-1].reason == "Entered for the wrong patient"
        await hand.press("u")
        await hand.until(lambda: stored(app) == TIED)
        assert registry.case("P-2") == OTHER


async def test_the_key_moves_the_selected_record(app_with: Fill) -> None:
    app = app_with([CASE, OTHER])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await _selected(hand, SURGERY.id)
        await hand.press("M")
        await hand.screen(PickScreen)
        await hand.press("enter")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.until(lambda: stored(app).of_kind(LocalIntervention) == ())
        assert workplace_of(app).registry.case("P-2").get(SURGERY.id) == SURGERY


async def test_a_patient_goes_to_the_bin_and_comes_back(app_with: Fill) -> None:
    app = app_with([CASE, OTHER])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await hand.screen(PatientsScreen)
        await hand.sees("2 patients")
        await hand.press("x")
        await hand.screen(ReasonScreen)
        question = "Why is the patient P-1 put into the bin, with 4 records?"
        assert question in words(pilot)
        await hand.press("escape")
        await hand.screen(PatientsScreen)
        registry = workplace_of(app).registry
        assert [row.code for row in registry.patients()] == ["P-1", "P-2"]
        await hand.press("x")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.sees("1 patient")
        assert [row.code for row in registry.removed_patients()] == ["P-1"]
        await hand.press("B")
        await hand.screen(PickScreen)
        assert "P-1" in words(pilot)
        await hand.press("enter")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.sees("2 patients")
        assert stored(app) == CASE
        assert registry.removed_patients() == ()


async def test_undo_of_a_new_patient_leads_back_to_the_list(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await hand.sees("1 patient")
        await hand.press("a")
        await hand.screen(FormScreen)
        await hand.write("P-9")
        await hand.press("ctrl+s")
        screen = await hand.screen(PatientScreen)
        await hand.until(lambda: screen.scene is not None)
        await hand.press("u")
        await hand.screen(PatientsScreen)
        said = "Taken back: P-9 is in the bin of patients; B in the list opens it."
        await hand.until(lambda: said in [n.message for n in app._notifications])
        removed = workplace_of(app).registry.removed_patients()
        assert [row.code for row in removed] == ["P-9"]


async def test_a_code_that_is_nearly_a_stored_one_is_asked_about(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await hand.sees("1 patient")
        await hand.press("a")
        form = await hand.screen(FormScreen)
        await hand.write("p1")
        await hand.press("ctrl+s")
        await hand.screen(ChoiceScreen)
        assert "Is p1 another patient than P-1?" in words(pilot)
        await hand.press("escape")
        await hand.until(lambda: app.screen is form)
        assert [row.code for row in workplace_of(app).registry.patients()] == ["P-1"]
        await hand.press("ctrl+s")
        await hand.screen(ChoiceScreen)
        await hand.press("s")
        await hand.screen(PatientScreen)
        codes = [row.code for row in workplace_of(app).registry.patients()]
        assert codes == ["P-1", "p1"]


async def test_a_code_that_another_patient_has_is_refused(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await hand.sees("1 patient")
        await hand.press("a")
        form = await hand.screen(FormScreen)
        with Registry.open(app._place) as other:
            save(other, CASE.patient.changed(code="P-5"), 1, reason="x", actor="B")
        await hand.write("P-5")
        await hand.press("ctrl+s")
        await hand.until(
            lambda: "has a patient with the study code P-5" in words(pilot)
        )
        assert app.screen is form
