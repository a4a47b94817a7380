"""Two courses on one axis, as values and on a real registry."""

import re

from textual.pilot import Pilot

from swimlane.cohort_cases import case, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.partial_date import PartialDate
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.swimlane.model import Tone
from timeline.tui.comparing.aligned import Aligned, alignments, shared_event
from timeline.tui.comparing.pair import Pair
from timeline.tui.patient.view import PatientView, view_of
from timeline.tui.screens.compare import CompareScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.widgets.course_pane import CoursePane
from tui.conftest import Fill
from tui.picking import pick
from tui.steps import opened, settle, text_of


def two_lines() -> PatientView:
    """Line 1 from day 10 to 50, line 2 from day 100 to 160, last seen on day 200."""
    records = line(1, "D10", "D50"), line(2, "D100", "D160"), last_seen("D200")
    return view_of(case("P-1", *records))


def pair_of(*events: str) -> Pair:
    view = two_lines()
    first, second = (Aligned(view, event) for event in events)
    return Pair.of((first, second), 100, narrative=False)


def starts(pair: Pair, number: int) -> list[Bounds]:
    lanes = pair.scenes[number].swimlane.lanes
    bars = [bar for lane in lanes for bar in lane.bars]
    return [bar.start for bar in bars if bar.tone is not Tone.LINE]


def test_each_course_counts_from_its_own_event() -> None:
    pair = pair_of("start of line 1", "start of line 2")
    assert starts(pair, 0) == [Bounds(0, 0), Bounds(90, 90)]
    assert starts(pair, 1) == [Bounds(-90, -90), Bounds(0, 0)]
    cutoffs = [scene.swimlane.cutoff for scene in pair.scenes]
    assert cutoffs == [Bounds(190, 190), Bounds(100, 100)]
    first = pair.scenes[1].items[0]
    # 90 days are 3.0 months of 30.4375 days, and 50 days are 1.6
    assert first.detail[0] == ("Since month 0", "month -3.0, until -1.6")


def test_the_axis_holds_both_courses() -> None:
    pair = pair_of("start of line 1", "start of line 2")
    views = {scene.view for scene in pair.scenes}
    assert len(views) == 1
    (view,) = views
    assert view.contains(-90)
    assert view.contains(190)


def test_what_moves_one_course_moves_the_other() -> None:
    pair = pair_of("start of line 1", "start of line 2").activated(1)
    scene = pair.scene
    near = scene.zoomed(0.5)
    for moved in (near, near.panned(0.25), near.at_end(last=True), scene.resized(70)):
        pair = pair.with_scene(moved)
        assert pair.scenes[0].view == pair.scenes[1].view
        assert pair.scenes[0].title_width == pair.scenes[1].title_width
    assert pair.shown(0).selected is None
    assert pair.shown(1).selected == pair.scenes[1].selected


def test_month_0_of_a_window_is_its_first_possible_day() -> None:
    course = TherapyLine(id="line-1", regimen="GP", start=PartialDate.parse("2019-03"))
    view = view_of(case("P-1", course))
    aligned = Aligned(view, "start of line 1")
    assert aligned.words(narrative=False) == (
        "month 0 = start of line 1 GP, its first possible day"
    )
    lanes = aligned.swimlane(narrative=False).lanes
    starts_of_bars = {bar.start for lane in lanes for bar in lane.bars}
    assert starts_of_bars == {Bounds(0, 30)}


def test_two_courses_are_aligned_on_what_both_have() -> None:
    view = two_lines()
    first_line = view_of(case("P-2", diagnosis(), line(1, "D5", "D9")))
    diagnosed = view_of(case("P-3", diagnosis()))
    assert shared_event(view, first_line) == "start of line 1"
    assert shared_event(first_line, diagnosed) == "diagnosis"
    assert shared_event(view, diagnosed) is None
    undated = view_of(case("P-4", line(1, "", "")))
    assert alignments(undated, narrative=False) == ()


async def compared(pilot: Pilot[None], words: str) -> CompareScreen:
    """Compare the first patient of the list with what the words pick."""
    await opened(pilot)
    await pick(pilot, "W", words)
    screen = pilot.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


async def test_two_patients_on_one_axis(app_with: Fill, cases: dict[str, Case]) -> None:
    app = app_with(cases.values())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await compared(pilot, "BTC")
        text = text_of(pilot)
        assert "▸ GBC-90  month 0 = start of line 1" in text
        first, second = text.splitlines()[:2]
        assert first.startswith("0 = the event named on each course")
        assert second.split()[:4] == ["months", "0", "12", "24"]
        assert "  SYNTHETIC-BTC-1  month 0 = start of line 1" in text
        whole = screen.pair.scene.view
        await pilot.press("plus", "l", "tab", "right")
        assert "▸ SYNTHETIC-BTC-1" in text_of(pilot)
        assert "Since month 0" in text_of(pilot)
        assert screen.pair.scenes[0].view == screen.pair.scenes[1].view != whole
        await pick(pilot, "z", "zanidatamab")
        assert "month 0 = start of line 3 zanidatamab" in text_of(pilot)
        assert "GBC-90  month 0 = start of line 1" in text_of(pilot)
        await pilot.press("up", "up", "up", "up", "up", "up", "up", "up")
        assert screen.pair.active == 0  # above the first line stands the other course
        await pilot.press("enter")
        await settle(pilot)
        patient = pilot.app.screen
        assert isinstance(patient, PatientScreen)
        assert patient.desk.code == "GBC-90"
        await pilot.press("escape")
        assert pilot.app.screen is screen


async def test_one_patient_on_two_lines_without_a_calendar(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["SYNTHETIC-REL-1"]])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await compared(pilot, "line 2")
        names = [course.event for course in screen.pair.courses]
        assert names == ["start of line 1", "start of line 2"]
        for key in ("right", "G", "tab", "n", "g", "space", "0", "h", "minus", "d"):
            await pilot.press(key)
            assert not re.search(r"\b(19|20)\d\d\b", text_of(pilot))
        await pilot.press("f1")
        assert "the keys for the other course" in text_of(pilot)
        await pilot.press("escape", "escape")
        assert isinstance(pilot.app.screen, PatientScreen)


async def test_a_click_takes_the_course(app_with: Fill, cases: dict[str, Case]) -> None:
    app = app_with([cases["SYNTHETIC-BTC-1"]])
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await compared(pilot, "zanidatamab")
        lower = screen.query(CoursePane)[1]
        await pilot.click(lower.lanes, offset=(60, 1))
        assert screen.pair.active == 1
        await pilot.click(lower.lanes, offset=(3, 0))
        assert screen.pair.scene.closed
        await pilot.click(lower.lanes, offset=(3, 0))
        await pilot.click(lower.lanes, offset=(60, 1), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, PatientScreen)


async def test_a_course_without_dates_says_what_to_enter(app_with: Fill) -> None:
    async with app_with([Case(Patient(id="p", code="P-1"), ())]).run_test() as pilot:
        await opened(pilot)
        await pilot.press("W")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PatientScreen)
        titles = [note.title for note in pilot.app._notifications]
        assert titles == ["This course cannot be aligned"]
