"""The cohort on a real registry, driven by keys."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from registry.small import store
from swimlane.cohort_cases import case, date, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.records.assessment import Progression
from timeline.case.records.patient import Patient
from timeline.case.vocabulary import VitalStatus
from timeline.registry import Registry
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.cohort.options import CohortOptions, Curve, SortBy
from timeline.tui.cohort.reader import FIRST, CohortReader
from timeline.tui.screens.cohort import CohortScreen
from timeline.tui.screens.export import ExportScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.widgets.cohort_view import CohortView
from tui.conftest import Fill
from tui.entry_steps import Hand
from tui.picking import pick
from tui.steps import settle, text_of

OPTIONS = CohortOptions(curve=Curve.NONE)


async def shown(pilot: Pilot[None]) -> CohortScreen:
    """Open the cohort of the patients that the list shows."""
    await settle(pilot)
    await pilot.press("C")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, CohortScreen)
    return screen


def rows(screen: CohortScreen) -> list[str]:
    assert screen.scene
    return [row.code for row in screen.scene.cohort.rows]


def three() -> list[Case]:
    """Followed for 300, 200 and 100 days; the last one has one line less."""
    return [
        case(
            "P-1",
            diagnosis(),
            line(1, "D5", "D50"),
            line(2, "D60", ongoing=True),
            last_seen("D100"),
        ),
        case(
            "P-2",
            diagnosis(),
            line(1, "D5", "D50"),
            line(2, "D70", "D90"),
            last_seen("D300", VitalStatus.DEAD),
        ),
        case("P-3", diagnosis(), line(1, "D5", "D50"), last_seen("D200")),
    ]


async def test_the_cohort_is_what_the_list_shows(app_with: Fill) -> None:
    async with app_with(three()).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"p-2", "enter")
        await settle(pilot)
        assert rows(await shown(pilot)) == ["P-2"]
        await pilot.press("escape", "escape")
        await settle(pilot)
        screen = await shown(pilot)
        assert rows(screen) == ["P-2", "P-3", "P-1"]
        assert "longest follow-up from month 0 at the top" in text_of(pilot)


async def test_align_sort_group_and_segments(app_with: Fill) -> None:
    async with app_with(three()).run_test(size=(120, 36)) as pilot:
        screen = await shown(pilot)
        await pick(pilot, "z", "line 2")
        # from day 70 to 300, and from day 60 to 100; the third one has no line 2
        assert rows(screen) == ["P-2", "P-1"]
        assert "0 = start of line 2" in text_of(pilot)
        assert "2 patients of 3; 1 not aligned (u lists them)" in text_of(pilot)
        await pick(pilot, "o", "code")
        assert rows(screen) == ["P-1", "P-2"]
        assert "by study code" in text_of(pilot)
        await pick(pilot, "b", "response")
        assert "Rows by best response" in text_of(pilot)
        assert "not recorded" in text_of(pilot)
        await pick(pilot, "s", "therapy")
        assert "L2" in text_of(pilot)
        assert "A segment is a line of therapy" in text_of(pilot)
        await pick(pilot, "z", "last contact")
        assert rows(screen) == ["P-1", "P-2", "P-3"]


async def test_who_is_left_out_is_listed_with_the_reason(app_with: Fill) -> None:
    async with app_with(three()).run_test(size=(80, 24)) as pilot:
        await shown(pilot)
        await pick(pilot, "z", "line 2")
        await pilot.press("u")
        await pilot.pause()
        assert "start of line 2: none recorded" in text_of(pilot)
        await pilot.press("enter")
        await settle(pilot)
        opened = pilot.app.screen
        assert isinstance(opened, PatientScreen)
        assert opened.desk.code == "P-3"


async def test_enter_opens_the_patient_and_escape_comes_back(
    app_with: Fill, tmp_path: Path
) -> None:
    async with app_with(three()).run_test(size=(120, 36)) as pilot:
        screen = await shown(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        opened = pilot.app.screen
        assert isinstance(opened, PatientScreen)
        assert opened.desk.code == "P-3"
        changed = case("P-3", diagnosis(), line(1, "D5", "D50"), last_seen("D900"))
        with Registry.open(tmp_path / "registry.db") as registry:
            store(registry, changed, actor="another", reason="seen again")
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert rows(screen) == ["P-3", "P-2", "P-1"]  # what was stored meanwhile counts
        assert screen.scene
        assert screen.scene.row
        assert screen.scene.row.code == "P-3"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, PatientsScreen)


async def test_keys_zoom_pan_and_tell_each_mark(app_with: Fill) -> None:
    worse = Progression(id="pd", date=date("D55"))
    patient = case("P-1", diagnosis(), line(1, "D5", "D50"), worse, last_seen("D100"))
    async with app_with([patient]).run_test(size=(80, 24)) as pilot:
        screen = await shown(pilot)
        assert screen.scene
        whole = screen.scene.frame.view
        await pilot.press("right")
        assert "Line 1: capecitabine" in text_of(pilot)
        await pilot.press("right", "plus")
        assert "Progression" in text_of(pilot)
        assert "month 1.8" in text_of(pilot)  # 55 days of 30.4375
        assert screen.scene.frame.view.days_per_cell < whole.days_per_cell
        await pilot.press("l", "h", "minus", "0", "e", "d", "G", "g", "pagedown")
        assert screen.scene.frame.view == whole
        await pilot.press("f1")
        assert "On this screen" in text_of(pilot)
        assert "▼  " in text_of(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is screen


async def test_a_click_moves_and_a_double_click_opens(app_with: Fill) -> None:
    async with app_with(three()).run_test(size=(120, 36)) as pilot:
        screen = await shown(pilot)
        await pilot.press("e")
        await pilot.click(CohortView, offset=(70, 1))
        assert screen.scene
        assert screen.scene.cursor == 1
        await pilot.click(CohortView, offset=(70, 1), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, PatientScreen)


async def test_nobody_can_be_aligned(app_with: Fill) -> None:
    patient = Case(Patient(id="p", code="P-1"), ())
    async with app_with([patient]).run_test(size=(80, 24)) as pilot:
        screen = await shown(pilot)
        assert "None of these patients can be aligned" in text_of(pilot)
        keys = ["up", "down", "left", "right", "g", "G", "plus", "minus", "0", "h"]
        await pilot.press(*keys, "l", "e", "d", "n", "enter", "pageup", "pagedown")
        await settle(pilot)
        assert pilot.app.screen is screen


async def test_an_empty_list_has_no_cohort(app_with: Fill) -> None:
    async with app_with([]).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("escape", "C")  # past what a first start offers
        await settle(pilot)
        assert isinstance(pilot.app.screen, PatientsScreen)


async def test_cases_without_a_calendar_show_no_date(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["SYNTHETIC-REL-1"]]).run_test(size=(120, 36)) as pilot:
        await shown(pilot)
        for key in ("right", "right", "right", "n", "down"):
            await pilot.press(key)
            await settle(pilot)
            assert not re.search(r"\b(19|20)\d\d\b", text_of(pilot))


HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eHg=\x07\x1b[2J\u202egpj.exe\n{0}"


async def test_hostile_text_is_inert(
    app_with: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = line(1, "D5", "D50").model_copy(update={"regimen": HOSTILE})
    patient = case("P-1", diagnosis(), bad, last_seen("D100"))
    monkeypatch.setattr(Registry, "cases", lambda *_: (patient,))
    async with app_with([case("P-1", diagnosis())]).run_test(size=(120, 36)) as pilot:
        screen = await shown(pilot)
        await pick(pilot, "s", "therapy")
        await pilot.press("right")
        text = text_of(pilot)
        assert "[@click=app.quit]x[/]" in text
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", text)
        assert pilot.app.screen is screen


def gathered(registry: Registry, codes: Sequence[str]) -> list[tuple[int, list[str]]]:
    pictures: list[tuple[int, list[str]]] = []

    def show(cohort: CohortSwimlane, done: int) -> None:
        pictures.append((done, [row.code for row in cohort.rows]))

    CohortReader(registry, codes).run(OPTIONS, show, lambda: False)
    return pictures


def test_the_first_rows_come_before_the_last_are_read(tmp_path: Path) -> None:
    codes = [f"P-{number:03d}" for number in range(FIRST * 2 + 5)]
    with Registry.open(tmp_path / "r.db", create=True) as registry:
        found = [case(code, diagnosis(), last_seen("D9")) for code in codes]
        store(registry, *found)
        pictures = gathered(registry, codes)
    assert [done for done, _ in pictures] == [FIRST, len(codes)]
    assert pictures[0][1] == codes[:FIRST]
    assert pictures[1][1] == codes


def test_one_patient_who_cannot_be_read_takes_nobody_along(tmp_path: Path) -> None:
    with Registry.open(tmp_path / "r.db", create=True) as registry:
        store(registry, *three())
        pictures: list[CohortSwimlane] = []
        reader = CohortReader(registry, ["P-1", "gone", "P-3"])
        reader.run(OPTIONS, lambda cohort, _: pictures.append(cohort), lambda: False)
    (cohort,) = pictures
    assert [row.code for row in cohort.rows] == ["P-3", "P-1"]
    assert [one.code for one in cohort.left_out] == ["gone"]
    assert cohort.left_out[0].reason.startswith("cannot be read")


def test_another_order_reads_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Registry.open(tmp_path / "r.db", create=True) as registry:
        store(registry, *three())
        reader = CohortReader(registry, ["P-3", "P-1", "P-2"])
        reader.run(OPTIONS, lambda *_: None, lambda: False)
        monkeypatch.delattr(Registry, "cases")
        orders = []
        for sort in (SortBy.GIVEN, SortBy.CODE):
            options = CohortOptions(curve=Curve.NONE, sort=sort)
            reader.run(
                options, lambda c, _: orders.append([r.code for r in c.rows]), bool
            )
    assert orders == [["P-3", "P-1", "P-2"], ["P-1", "P-2", "P-3"]]


async def test_the_export_of_a_cohort_has_the_curve_that_the_screen_lacks(
    app_with: Fill,
) -> None:
    async with app_with(three()).run_test(size=(120, 36)) as pilot:
        screen = await shown(pilot)
        for event, curve in (
            ("line 1", Curve.OVERALL),
            ("last contact", Curve.NONE),
        ):
            await pick(pilot, "z", event)
            await pilot.press("E")
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, ExportScreen)
            hand = Hand(pilot)
            await hand.until(lambda: "Will be written to" in text_of(pilot))
            assert dialog._values["picture.curve"] is curve
            await pilot.press("escape")
            await settle(pilot)
            assert pilot.app.screen is screen
