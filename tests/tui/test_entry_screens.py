"""Entry on a real registry, driven by keys."""

import datetime as dt
from collections.abc import Callable

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.bookkeeping import Order, Source
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.registry import Receipt, Registry, RegistryError
from timeline.tui.app import TimelineApp
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.history import HistoryScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.picking import PickScreen
from timeline.tui.screens.sections import SectionsScreen
from timeline.tui.widgets.field_row import FieldRow
from tui.conftest import Fill
from tui.entry.small_case import CASE, SURGERY
from tui.entry_steps import Hand, on_patient, stored
from tui.killing import killed_after
from tui.steps import text_of, workplace_of


async def _go_to(hand: Hand, form: FormScreen, name: str) -> FieldRow:
    row = next(row for row in form.query(FieldRow) if row.spec.name == name)
    row.editor.focus()
    await hand.pilot.pause()
    return row


async def test_a_record_is_entered_and_stands_selected(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        await hand.press("a", "o")
        form = await hand.screen(FormScreen)
        await hand.press("ctrl+s")
        assert "This is required." in text_of(pilot)
        assert form.current is not None
        assert form.current.spec.name == "type"
        await hand.write("cryo")
        await hand.press("enter")
        assert form.form.texts["type"] == "cryoablation"
        await _go_to(hand, form, "date")
        await hand.write("32/2020")
        await hand.press("tab")
        assert "There is no month 32" in text_of(pilot)
        await hand.press("shift+tab", "ctrl+u")
        await hand.write("May 2020")
        await hand.sees("May 2020: a month")
        await _go_to(hand, form, "after")
        await hand.write("first op")
        await hand.press("enter")
        assert form.form.texts["after"] == SURGERY.id
        await hand.press("escape")
        assert isinstance(await hand.screen(ChoiceScreen), ChoiceScreen)
        await hand.press("escape")
        await hand.screen(FormScreen)
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        await hand.until(lambda: screen.selected_record() == "cryoablation")
        case = stored(app)
        record = case.get("cryoablation")
        assert isinstance(record, LocalIntervention)
        assert record.date == PartialDate.parse("2020-05")
        (order,) = case.of_kind(Order)
        assert (order.earlier, order.later) == (SURGERY.id, "cryoablation")
        assert workplace_of(app).drafts.left_behind() == {}
        await hand.press("u")
        await hand.until(lambda: stored(app) == CASE)
        await hand.sees("Taken back: Local intervention")
        await hand.press("U")
        await hand.until(lambda: len(stored(app).of_kind(Order)) == 1)
        await hand.sees("Brought back: Local intervention")
        await hand.until(lambda: screen.selected_record() == "cryoablation")


async def test_a_record_without_a_place_in_the_picture_is_said_to_be_stored(
    app_with: Fill,
) -> None:
    app = app_with([Case(CASE.patient)])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a", "s")
        await hand.screen(FormScreen)
        await hand.write("Letter")
        await hand.press("ctrl+s")
        await hand.sees("Source Letter is stored; r lists it.")
        # what is entered next is from that letter
        await hand.press("a", "m")
        form = await hand.screen(FormScreen)
        assert form.form.texts["source"] == "letter"


async def test_a_regimen_fills_its_courses(app_with: Fill) -> None:
    app = app_with([Case(CASE.patient)])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a", "i")
        form = await hand.screen(FormScreen)
        await hand.write("GP")
        await hand.sees("gemcitabine + cisplatin")
        await _go_to(hand, form, "cycles")
        await hand.write("4")
        for drug in ("", "gemcitabine", "cisplatin"):
            form = await hand.screen(FormScreen)
            await hand.until(_shows(app, drug))
            await hand.press("ctrl+s")
            await hand.until(_closed(app, form))
        await hand.screen(PatientScreen)
        case = stored(app)
        assert [line.regimen for line in case.of_kind(TherapyLine)] == ["GP"]
        courses = case.of_kind(DrugCourse)
        assert {(c.drug, c.line, c.cycles) for c in courses} == {
            ("gemcitabine", "gp", 4),
            ("cisplatin", "gp", 4),
        }


async def test_a_word_of_the_case_is_completed(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a", "f")
        form = await hand.screen(FormScreen)
        for name in ("result", "notes"):
            await _go_to(hand, form, name)
            await hand.write("after resection and chol")
            await hand.sees("and cholecystectomy")
            assert form.form.texts[name] == "after resection and chol"
            await hand.press("right")
            assert form.form.texts[name] == "after resection and cholecystectomy"
        await hand.press("left", "right")
        assert form.form.texts["notes"] == "after resection and cholecystectomy"


def _shows(app: TimelineApp, drug: str) -> Callable[[], bool]:
    return lambda: _drug(app) == drug


def _closed(app: TimelineApp, form: FormScreen) -> Callable[[], bool]:
    return lambda: app.screen is not form


def _drug(app: TimelineApp) -> str | None:
    screen = app.screen
    return screen.form.texts.get("drug", "") if isinstance(screen, FormScreen) else None


async def test_a_correction_has_a_reason_and_a_history(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        await hand.until(lambda: screen.selected_record() is not None)
        await hand.press("r")
        await hand.screen(PickScreen)
        await hand.write("operation")
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("e")
        form = await hand.screen(FormScreen)
        await _go_to(hand, form, "site")
        await hand.write("liver")
        await hand.press("ctrl+s")
        await hand.screen(ReasonScreen)
        await hand.press("2")
        await hand.until(lambda: screen.selected_record() == SURGERY.id)
        assert stored(app).get(SURGERY.id) == SURGERY.changed(site="liver")
        await hand.press("y")
        await hand.screen(HistoryScreen)
        text = text_of(pilot)
        assert "because: Source read again" in text
        assert "Site: + liver" in text
        await hand.press("escape")
        await hand.screen(PatientScreen)
        await hand.press("x")
        await hand.screen(ReasonScreen)
        await hand.write("wrong patient")
        await hand.press("enter")
        await hand.until(lambda: stored(app).get(SURGERY.id) is None)
        await hand.screen(PatientScreen)
        await hand.press("b")
        await hand.screen(PickScreen)
        await hand.press("enter")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.until(lambda: stored(app).get(SURGERY.id) is not None)


async def test_a_copy_is_another_record(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        screen.read_again(SURGERY.id)
        await hand.until(lambda: screen.selected_record() == SURGERY.id)
        await hand.press("c")
        await hand.screen(FormScreen)
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        copies = stored(app).of_kind(LocalIntervention)
        assert len({copy.id for copy in copies}) == 2
        assert len({copy.changed(id="x") for copy in copies}) == 1


async def test_a_killed_form_comes_back(app_with: Fill) -> None:
    app = app_with([CASE])
    steps = """
    await hand.press("a", "i")
    await hand.screen(FormScreen)
    await hand.write("trastuzumab")
    """
    killed_after(steps, app)
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await hand.screen(PickScreen)
        assert "New: Line of therapy" in text_of(pilot)
        today = dt.datetime.now().astimezone()
        assert f"last typed on {today.day} {today:%b %Y at }" in text_of(pilot)
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("o")
        form = await hand.screen(FormScreen)
        assert form.form.texts["regimen"] == "trastuzumab"
        await hand.press("ctrl+s")
        await hand.until(lambda: app.screen is not form)
        assert stored(app).get("trastuzumab") is not None
        assert workplace_of(app).drafts.left_behind() == {}


class _Full:
    """A registry whose disk is full."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def __getattr__(self, name: str) -> object:
        return getattr(self._registry, name)

    def apply(self, *_: object) -> Receipt:
        raise RegistryError("The disk is full; the change was not stored.")


async def test_a_full_disk_leaves_the_form_filled(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        screen.desk.registry = _Full(screen.desk.registry)  # type: ignore[assignment]
        await hand.press("a", "i")
        form = await hand.screen(FormScreen)
        await hand.write("GP")
        await hand.press("ctrl+s")
        await hand.until(lambda: "The disk is full" in text_of(pilot))
        assert app.screen is form
        assert form.form.texts["regimen"] == "GP"
        assert stored(app) == CASE


async def test_every_field_of_a_record_is_read_from_the_picture_and_the_list(
    app_with: Fill,
) -> None:
    noted = SURGERY.changed(notes="told by phone", reason="recurrence")
    source = Source(id="letter", name="Discharge letter", citation="by post")
    records = {entry.id: entry for entry in (*CASE.entries, source)}
    app = app_with([Case.of((records | {SURGERY.id: noted}).values())])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        await hand.until(lambda: screen.selected_record() is not None)
        for record, said in (
            (SURGERY.id, ("Reason", "recurrence", "Notes", "told by phone")),
            (source.id, ("In the picture", "no: A document has no place", "by post")),
        ):
            await hand.press("r")
            await hand.screen(PickScreen)
            await hand.write(record)
            await hand.press("enter")
            await hand.screen(ChoiceScreen)
            await hand.press("r")
            await hand.screen(SectionsScreen)
            assert [text for text in said if text not in text_of(pilot)] == []
            await hand.press("escape")
            await hand.until(lambda: app.screen is screen)
        await hand.press("D")
        await hand.screen(SectionsScreen)
        assert f"{screen.selected_record()}" in text_of(pilot)
