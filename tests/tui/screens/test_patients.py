"""The list of patients: search, order, filter, counts, and a registry that changes."""

import datetime as dt
from pathlib import Path

import pytest
from textual.pilot import Pilot

from registry.small import store
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.registry import Registry
from timeline.registry.states import BATCH
from timeline.tui.app import TimelineApp
from timeline.tui.listing import reader
from timeline.tui.screens.cohort import CohortScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.picking import PickScreen
from timeline.tui.widgets.patient_table import PatientTable
from tui.conftest import Fill
from tui.steps import pressed, settle, text_of, words, workplace_of

TODAY = dt.date(2026, 1, 15)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "today", lambda: TODAY)


def _case(code: str, *records: Entry, headline: str | None = None) -> Case:
    return Case.of((Patient(id="patient", code=code, headline=headline), *records))


def _record(kind: str, record_id: str, **values: object) -> Entry:
    return KINDS[kind].model_validate({"id": record_id, **values})


def _seen(date: str, status: str = "alive") -> Entry:
    return _record("follow_up", "seen", date=date, vital_status=status)


def _line(**values: object) -> Entry:
    return _record("therapy_line", "line", regimen="GEMCIS", **values)


FOUR = (
    _case("D", _line(ongoing=True), _seen("2020-05", "dead")),
    _case("L", _line(stop="2024-01"), _seen("2024-10-13")),
    _case("T", _line(ongoing=True), _seen("2026-01-02"), headline="lung"),
    _case("U"),
)


def _screen(pilot: Pilot[None]) -> PatientsScreen:
    screen = pilot.app.screen
    assert isinstance(screen, PatientsScreen)
    return screen


def _listed(pilot: Pilot[None]) -> str:
    return "".join(_screen(pilot).reader.codes)


def _chosen(pilot: Pilot[None]) -> str | None:
    return _screen(pilot).query_one(PatientTable).chosen


def _row(pilot: Pilot[None], code: str) -> str:
    lines = text_of(pilot).splitlines()
    return next(line for line in lines if line.startswith(f" {code} "))


async def test_each_row_says_where_its_patient_stands(app_with: Fill) -> None:
    async with app_with(FOUR).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "4 patients · 1 on treatment · 4 with open" in text_of(pilot)
        assert "deceased" in _row(pilot, "D")
        assert "off treatment, lost" in _row(pilot, "L")
        assert "on treatment" in _row(pilot, "T")
        assert "lost" not in _row(pilot, "T")
        # nothing tells of U but that its follow-up is missing, which is one query
        assert _row(pilot, "U").split() == ["U", "-", "-", "-", "-", "1", "-", "0", "-"]


async def test_one_key_filters_and_the_filter_is_seen(app_with: Fill) -> None:
    async with app_with(FOUR).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        expected = {"t": "T", "l": "L", "d": "D", "q": "DLTU", "a": "DLTU"}
        for key, codes in expected.items():
            await pilot.press("f", key)
            await settle(pilot)
            assert _listed(pilot) == codes
        await pilot.press("f", "l")
        await settle(pilot)
        assert "1 of 4 patients" in text_of(pilot)
        assert "Lost to follow-up (no record for 457 days" in text_of(pilot)
        await pilot.press("slash", *"nobody", "enter")
        await settle(pilot)
        assert "No patient matches" in text_of(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert _listed(pilot) == "DLTU"
        assert "All patients" in text_of(pilot)


async def test_one_key_sorts_and_the_same_again_turns_it_round(app_with: Fill) -> None:
    async with app_with(FOUR).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "Code ▲" in text_of(pilot)
        await pilot.press("s", "l")
        await settle(pilot)
        assert _listed(pilot) == "TLDU"
        assert "Last contact ▼" in text_of(pilot)
        assert "by last contact, newest first ▼" in text_of(pilot)
        await pilot.press("s", "l")
        await settle(pilot)
        assert _listed(pilot) == "DLTU"
        assert "Last contact ▲" in text_of(pilot)
        await pilot.press("s", "h")
        await settle(pilot)
        assert "Changed ▼" in text_of(pilot)
        await pilot.press("s", "escape", "s", "c", "s", "c")
        await settle(pilot)
        assert _listed(pilot) == "UTLD"


async def test_the_arrow_down_leads_from_the_search_to_its_results(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with(cases.values()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pressed(pilot, "slash", *"zanid", "down", "C")
        assert isinstance(pilot.app.screen, CohortScreen)
        assert "SYNTHETIC-BTC-1" in words(pilot)
        assert "GBC-90" not in words(pilot)


async def test_a_filter_that_nobody_meets_says_so(app_with: Fill) -> None:
    async with app_with([_case("U")]).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f", "t")
        await settle(pilot)
        assert "No patient is on treatment for certain" in text_of(pilot)
        await pilot.press("f", "a")
        await settle(pilot)
        assert _listed(pilot) == "U"
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, PatientsScreen)


async def test_an_empty_registry_survives_every_key(app_with: Fill) -> None:
    async with app_with([]).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("escape")  # past what a first start offers
        await pilot.press(
            "s", "q", "f", "l", "down", "pagedown", "G", "enter", "escape"
        )
        await settle(pilot)
        assert "timeline import" in text_of(pilot)
        assert "0 patients" in text_of(pilot)


async def test_another_program_changes_the_registry(
    app_with: Fill, tmp_path: Path
) -> None:
    async with app_with(FOUR).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down")
        assert _chosen(pilot) == "T"
        with Registry.open(tmp_path / "registry.db") as other:
            store(other, _case("A", _seen("2026-01-03")), actor="another")
            dead = _case("T", _line(ongoing=True), _seen("2026-01-10", "dead"))
            store(other, dead, actor="another", reason="letter")
        watch = _screen(pilot)._watch
        assert watch is not None
        watch.look()  # what the interval does
        await settle(pilot)
        assert _listed(pilot) == "ADLTU"
        assert _chosen(pilot) == "T"
        assert "deceased" in _row(pilot, "T")
        assert "5 patients · 0 on treatment" in text_of(pilot)


async def test_what_was_entered_is_listed_on_the_way_back(app_with: Fill) -> None:
    app = app_with(FOUR)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("G", "enter")
        await settle(pilot)
        dead = _case("U", _seen("2026-01-03", "dead"))
        store(workplace_of(app).registry, dead, reason="letter")
        await pilot.press("escape")
        await settle(pilot)
        assert "deceased" in _row(pilot, "U")
        assert _chosen(pilot) == "U"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_text_is_drawn_and_does_nothing(
    app_with: Fill, size: tuple[int, int]
) -> None:
    code, headline = "[@click=app.quit]x[/]", "[/] {0} % \u4e16\u754c [red]" + "W" * 100
    disease = _record("diagnosis", "d", site_detail="'; DROP TABLE cases; --")
    case = _case(code, disease, headline=headline)
    async with app_with([case]).run_test(size=size) as pilot:
        await settle(pilot)
        assert "[@click=app.q" in text_of(pilot)
        await pilot.press("slash", *"'; drop", "enter")
        await settle(pilot)
        assert _screen(pilot).reader.codes == (code,)
        await pilot.click(PatientTable, offset=(4, 1))
        await settle(pilot)
        assert pilot.app.is_running
        assert "1 patient" in text_of(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_long_code_is_whole(app_with: Fill, size: tuple[int, int]) -> None:
    """Patients of one study differ in the last letters of their codes."""
    codes = [f"NEOGASTRIC-SITE-014-{n}" for n in (1, 2)]
    cases = [_case(code, headline="stomach") for code in codes]
    async with app_with(cases).run_test(size=size) as pilot:
        await settle(pilot)
        for code in codes:
            assert "stomach" in _row(pilot, code)


async def test_a_long_list_is_read_where_it_is_looked_at(app_with: Fill) -> None:
    cases = [_case(f"P-{n:04}", headline=f"case {n}") for n in range(900)]
    app = app_with(cases)
    _known(app, len(cases))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        table = _screen(pilot).query_one(PatientTable)
        # 36 lines less 6 around the list, its heading and one to go by: pages of 28
        for keys, code in ((("G",), "P-0899"), (("pageup",) * 3, "P-0815")):
            await pilot.press(*keys)
            await settle(pilot)
            assert table.chosen == code
            assert f"case {int(code[2:])}" in _row(pilot, code)
            assert len(table._rows) < len(cases) / 2


def _known(app: TimelineApp, count: int) -> None:
    """Compute every state beforehand, as a list that was open before has done."""
    with Registry.open(app._place) as registry:
        for _ in range(0, count, BATCH):
            registry.refresh_states(today=TODAY)


async def test_fast_typing_ends_with_the_last_words(app_with: Fill) -> None:
    async with app_with(FOUR).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        screen = _screen(pilot)
        for words in ("l", "lu", "lun", "lung"):
            screen.query_one("#search").value = words  # type: ignore[attr-defined]
            screen.reader.read()
        await settle(pilot)
        assert _listed(pilot) == "T"


async def test_the_inbox_holds_the_queries_of_those_listed(app_with: Fill) -> None:
    async with app_with(FOUR).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"lung", "enter")
        await settle(pilot)
        await pilot.press("i")
        for _ in range(20):
            await pilot.pause(0.05)
            if "Asking" not in text_of(pilot):
                break
        screen = pilot.app.screen
        assert isinstance(screen, PickScreen)
        assert "Open queries of the 1 patient listed" in text_of(pilot)
        assert {row.key.split("\n")[0] for row in screen._all} == {"T"}
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PatientsScreen)
