"""What a colleague stores shows within seconds, and nothing moves under the hand."""

from pathlib import Path

import pytest

from registry.small import remove, save, store
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.therapy import TherapyLine
from timeline.registry import Put, Registry
from timeline.tui.entry.history_text import changed_since
from timeline.tui.running import registry_watch
from timeline.tui.screens.asking import ChoiceScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.lines import LinesScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.widgets.patient_table import PatientTable
from timeline.tui.widgets.record_table import RecordTable
from tui.conftest import Fill
from tui.entry.small_case import CASE, LINE, SURGERY
from tui.entry_steps import Hand, edited, on_patient
from tui.steps import text_of, words

SECOND = LINE.changed(id="line-2", regimen="FOLFOX")


@pytest.fixture(autouse=True)
def looking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_watch, "LOOK", 0.1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "registry.db"


def _stores(place: Path, *entries: Entry, actor: str = "B") -> None:
    with Registry.open(place) as other:
        case = other.case("P-1")
        for entry in entries:
            case = case.with_record(entry)
        store(other, case, actor=actor, reason="seen again")


async def test_the_picture_shows_what_a_colleague_added(
    app_with: Fill, place: Path
) -> None:
    async with app_with([CASE]).run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        screen.read_again(SURGERY.id)
        await hand.until(lambda: screen.selected_record() == SURGERY.id)
        added = SURGERY.changed(id="second", procedures=("wedge resection",))
        _stores(place, added, LINE.changed(cycles=4))
        await hand.until(lambda: "B changed 2 records." in words(pilot))
        await hand.until(lambda: "edge resection" in text_of(pilot))
        assert screen.selected_record() == SURGERY.id


async def test_a_table_follows_and_keeps_its_row(app_with: Fill, place: Path) -> None:
    case = CASE.with_record(SECOND)
    async with app_with([case]).run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("L")
        screen = await hand.screen(LinesScreen)
        table = screen.query_one(RecordTable)
        assert table.table is not None
        at = next(n for n, r in enumerate(table.table.rows) if SECOND.id in r.records)
        table.cursor = at
        earlier = LINE.changed(id="line-0", regimen="S-1", number_override=None)
        _stores(place, earlier)
        await hand.until(lambda: "B changed 1 record." in words(pilot))
        await hand.until(lambda: bool(table.table and len(table.table.rows) == 3))
        assert SECOND.id in table.table.rows[table.cursor].records


async def test_what_was_told_is_told_once(app_with: Fill, place: Path) -> None:
    async with app_with([CASE]).run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        _stores(place, LINE.changed(cycles=4))
        await hand.until(lambda: "B changed 1 record." in words(pilot))
        screen.app.clear_notifications()
        await hand.press("escape")
        patients = await hand.screen(PatientsScreen)
        with Registry.open(place) as registry:
            last = registry.last_transaction()
        watch = patients._watch
        assert watch is not None
        await hand.until(lambda: watch._seen == last)
        assert "B changed" not in words(pilot)


async def test_own_work_is_no_news(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await on_patient(hand)
        put = Put("P-1", LINE.changed(cycles=4), 1)
        number = screen.desk.apply([put], "x").transaction
        await hand.until(lambda: screen._watch._seen == number)
        await pilot.pause(0.3)
        assert "changed" not in words(pilot)


async def test_the_list_follows_and_keeps_its_patient(
    app_with: Fill, place: Path
) -> None:
    cases = [CASE, Case(CASE.patient.changed(id="patient", code="P-2"))]
    async with app_with(cases).run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        screen = await hand.screen(PatientsScreen)
        await hand.sees("2 patients")
        await hand.press("down")
        table = screen.query_one(PatientTable)
        assert table.chosen == "P-2"
        with Registry.open(place) as other:
            before = Case(CASE.patient.changed(code="P-0"))
            store(other, before, actor="B")
        await hand.until(lambda: "B changed 1 record." in words(pilot))
        await hand.sees("3 patients")
        assert table.chosen == "P-2"


async def test_a_question_on_top_is_waited_for(app_with: Fill, place: Path) -> None:
    async with app_with([CASE]).run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("a")
        await hand.screen(ChoiceScreen)
        _stores(place, LINE.changed(cycles=4))
        await pilot.pause(0.5)
        assert "B changed" not in words(pilot)
        await hand.press("escape")
        await hand.screen(PatientScreen)
        await hand.until(lambda: "B changed 1 record." in words(pilot))


async def test_an_open_form_says_who_changed_its_record(
    app_with: Fill, place: Path
) -> None:
    async with app_with([CASE]).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await edited(hand, await on_patient(hand), SURGERY.id)
        await hand.write("x")
        _stores(place, LINE.changed(cycles=4))
        await pilot.pause(0.5)
        assert "meanwhile" not in words(pilot)
        _stores(place, SURGERY.changed(site="liver"))
        await hand.sees("B changed this record meanwhile: Site.")
        with Registry.open(place) as other:
            remove(other, SURGERY.id, 2, actor="C")
        await hand.sees("C put this record into the bin meanwhile.")
        assert isinstance(pilot.app.screen, FormScreen)


def test_a_history_tells_who_changed_what_since(place: Path) -> None:
    with Registry.open(place, create=True) as registry:
        store(registry, CASE)
        save(registry, LINE.changed(cycles=4), 1, actor="B", reason="x")
        save(registry, LINE.changed(cycles=6, notes="n"), 2, actor="C", reason="x")
        changes = registry.history("P-1", LINE.id)
        assert registry.load("P-1").case.of_kind(TherapyLine)[0].cycles == 6
    assert changed_since(changes, 3) == ""
    assert changed_since(changes, 2) == (
        "C changed this record meanwhile: Cycles, Notes."
    )
    assert changed_since(changes, 1).startswith("C changed this record")
