"""The app on a real registry, driven by keys."""

import re
from typing import cast

import pytest

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import FindingKind
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.exchange.shipped import shipped_cases
from timeline.registry import Registry
from timeline.tui.app import TimelineApp, fault_text
from timeline.tui.messages import PatientRead
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.sections import SectionsScreen
from timeline.tui.widgets.patient_table import PatientTable
from timeline.tui.widgets.swimlane_view import SwimlaneView
from timeline.tui.workplace import Workplace
from tui.conftest import Fill
from tui.steps import opened, settle, text_of, workplace_of

SIZES = [(80, 24), (120, 36)]
SURGERY = InterventionKind.SURGERY


async def test_from_the_list_to_a_patient_and_back(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with(cases.values()).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert f"{len(shipped_cases())} patients" in text_of(pilot)
        await pilot.press("slash", *"gbc-90", "enter")
        await settle(pilot)
        assert f"1 of {len(shipped_cases())} patients" in text_of(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "pT3N1M0" in text_of(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, PatientsScreen)


async def test_keys_move_zoom_and_toggle(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["GBC-90"]])
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        assert screen.scene
        whole = screen.scene.view
        await pilot.press("down")
        assert screen.scene.selected != 0
        await pilot.press("G")
        assert screen.scene.item == screen.scene.in_time()[-1]
        await pilot.press("g")
        assert screen.scene.item == screen.scene.in_time()[0]
        await pilot.press("plus")
        assert screen.scene.view.days_per_cell < whole.days_per_cell
        await pilot.press("0")
        assert screen.scene.view == whole
        await pilot.press("t")
        assert "2018" in text_of(pilot)
        await pilot.press("n")
        assert "narrative order: 7 moved" in text_of(pilot)
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, SectionsScreen)
        assert "previous or next record in time" in text_of(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, PatientScreen)


async def test_a_click_selects(app_with: Fill, cases: dict[str, Case]) -> None:
    app = app_with([cases["GBC-90"]])
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        view = screen.query_one(SwimlaneView)
        line = next(
            n
            for n, line in enumerate(view.lines_of_scene)
            if line.title == "Trastuzumab"
        )
        await pilot.click(view, offset=(70, line - view.scroll_offset.y))
        assert screen.scene
        assert screen.scene.item
        assert screen.scene.item.record == "e17-trastuzumab"


async def test_a_relative_case_shows_no_calendar(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["SYNTHETIC-REL-1"]])
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        for key in ("t", "n", "G", "g"):
            await pilot.press(key)
            assert not re.search(r"\b(19|20)\d\d\b", text_of(pilot))
        assert screen.scene
        assert not screen.scene.calendar


async def test_an_empty_registry_says_what_to_run(app_with: Fill) -> None:
    async with app_with([]).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "timeline import" in text_of(pilot)


def _patient(code: str = "P-1") -> Patient:
    return Patient(id="p", code=code)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "records",
    [
        (),
        (LocalIntervention(id="one", type=SURGERY, date=PartialDate.parse("2020-05")),),
        (LocalIntervention(id="one", type=SURGERY),),
        (Diagnosis(id="d"), Finding(id="f", type=FindingKind.IMAGING)),
    ],
)
async def test_sparse_cases_survive_every_key(
    app_with: Fill, records: tuple[LocalIntervention, ...], size: tuple[int, int]
) -> None:
    app = app_with([Case(_patient(), records)])
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        keys = ["up", "down", "left", "right", "g", "G", "plus", "minus", "0", "n"]
        await pilot.press(*keys, "t", "m", "d", "shift+left", "shift+right")
        await pilot.press("C", "left", "right", "h", "l", "F", "space", "v", "V")
        await pilot.press("left_square_bracket", "right_square_bracket", "1", "C")
        assert pilot.app.screen is screen
        assert "P-1" in text_of(pilot)


HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eHg=\x07\x1b[2J\u202egpj.exe\n{0}"


async def test_hostile_text_is_inert(app_with: Fill) -> None:
    patient = Patient.model_construct(
        id="p", code="P-1", headline=HOSTILE, presentation=PartialDate.parse("")
    )
    surgery = LocalIntervention(
        id="one", type=SURGERY, date=PartialDate.parse("2020-05-04")
    )
    text_fields = {
        name: HOSTILE
        for name, value in surgery.values().items()
        if value is None and type(surgery).model_fields[name].annotation == str | None
    }
    hostile = LocalIntervention.model_construct(**surgery.values() | text_fields)
    app = app_with([Case(_patient())])
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        case = Case(_patient().model_copy(update={"headline": patient.headline}))
        shown = _Stored(Case(case.patient, (hostile,)))
        pilot.app.push_screen(
            PatientScreen(
                Workplace(cast("Registry", shown), workplace_of(app).drafts), "P-1"
            )
        )
        await settle(pilot)
        await pilot.press("G", "down", "n")
        strips = pilot.app.screen._compositor.render_strips()
        out = "".join(strip.render(pilot.app.console) for strip in strips)
        text = re.sub(r"\x1b\[[0-9;]*m", "", out)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        assert "[@click=app.quit]" in text
        await pilot.click(offset=(40, 0))
        assert pilot.app.is_running


class _Stored:
    """Answers with a case that no validation would let into a registry."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def case(self, _code: str) -> Case:
        return self._case

    def settings(self) -> Settings:
        return DEFAULTS

    def last_transaction(self) -> int:
        return 1


async def test_a_thousand_patients_draw_only_what_is_in_view(app_with: Fill) -> None:
    app = app_with(Case(_patient(f"P-{n:04d}")) for n in range(1000))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("end")
        table = pilot.app.screen.query_one(PatientTable)
        assert table.cursor == 999
        assert "P-0999" in text_of(pilot)


def test_a_fault_names_its_place_and_no_value() -> None:
    name = "Doe, Jane"
    with pytest.raises(ValueError, match=name) as caught:
        raise ValueError(name)
    text = fault_text(caught.value)
    assert "ValueError in test_a_fault" in text
    assert name not in text


async def test_a_fault_prints_no_locals(
    app_with: Fill, capsys: pytest.CaptureFixture[str]
) -> None:
    app = app_with([])

    def fail() -> None:
        name = "Doe, Jane"
        raise ValueError(name)

    async def drive() -> None:
        async with app.run_test() as pilot:
            await settle(pilot)
            pilot.app.call_later(fail)
            await pilot.pause()

    with pytest.raises(ValueError, match="Doe"):
        await drive()
    captured = capsys.readouterr()
    assert "Doe" not in captured.err + captured.out


def test_the_terminal_title_holds_no_patient_data() -> None:
    assert TimelineApp.TITLE == "timeline"


async def test_the_picture_is_as_wide_whichever_comes_first(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["SYNTHETIC-BTC-1"]])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert screen.scene
        assert screen.patient
        resized = screen.scene.width
        screen.scene = None  # as when the records come after the last resize
        screen.show_patient(PatientRead(screen.patient))
        assert screen.scene
        assert screen.scene.width == resized == 80 - 1 - 1  # scrollbar, free column
