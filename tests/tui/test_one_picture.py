"""The terminal and the page show one picture: the same lanes, bars and marks."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import (
    FindingKind,
    Her2Method,
    InterventionKind,
    Response,
    VitalStatus,
)
from timeline.charts.palette import FILL
from timeline.charts.sheet import sheet
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Swimlane, Tone
from timeline.tui.app import TimelineApp
from timeline.tui.drawing.plan import LineKind, plan
from timeline.tui.drawing.scene import Scene
from timeline.tui.widgets.swimlane_view import SwimlaneView
from tui.conftest import Fill
from tui.steps import opened

DATES = st.sampled_from(
    [
        "",
        "2018",
        "2019-03",
        "2019-03-04",
        "2020-05",
        "[2019-01..2020-02]",
        "[..2021-05]",
    ]
).map(PartialDate.parse)


@st.composite
def random_cases(draw: st.DrawFn) -> Case:
    """Records of every lane, with dates of every precision and none."""
    records: list[Entry] = []
    for number in range(draw(st.integers(0, 8))):
        name, date = f"r{number}", draw(DATES)
        kind = draw(st.integers(0, 6))
        made: tuple[Entry, ...] = (
            TherapyLine(
                id=name, regimen=draw(st.sampled_from(["GP", "X"])), start=date
            ),
            LocalIntervention(
                id=name, type=draw(st.sampled_from(InterventionKind)), date=date
            ),
            Her2Test(
                id=name, method=draw(st.sampled_from(Her2Method)), specimen_date=date
            ),
            Assessment(id=name, response=draw(st.sampled_from(Response)), date=date),
            AdverseEvent(id=name, term="Fatigue", date=date),
            Finding(id=name, type=draw(st.sampled_from(FindingKind)), date=date),
            FollowUp(id=name, vital_status=VitalStatus.ALIVE, date=date),
        )
        records.append(made[kind])
    return Case(Patient(id="p", code="P-1"), tuple(records))


def on_page(swimlane: Swimlane) -> list[tuple[str, str]]:
    """Title of the lane and record of everything that the page draws, in order."""
    titles = {
        id(what): lane.title
        for lane in swimlane.lanes
        for what in (*lane.bars, *lane.marks)
    }
    return [(titles[id(d.what)], d.what.record) for d in sheet(swimlane).drawn]


def in_terminal(swimlane: Swimlane) -> list[tuple[str, str]]:
    """The same of what the terminal can select, in its order."""
    lanes = swimlane.lanes
    items = Scene.of(swimlane, 120).items
    return [(lanes[i.lane].title, i.record) for i in items if i.lane is not None]


def lane_titles(swimlane: Swimlane) -> list[str]:
    """Titles of the lanes that the terminal draws, from top to bottom."""
    lines = plan(Scene.of(swimlane, 120))
    return [x.title for x in lines if x.kind is LineKind.LANE and x.title]


def same_picture(swimlane: Swimlane) -> None:
    assert in_terminal(swimlane) == on_page(swimlane)
    on_sheet = [lane.title for _, lane in sheet(swimlane).lanes]
    assert [lane.title for lane in swimlane.lanes] == on_sheet
    drawn = iter(on_sheet)
    assert all(title in drawn for title in lane_titles(swimlane))  # the same order
    scene = Scene.of(swimlane, 120)
    shown = {
        item.index
        for line in plan(replace(scene, view=scene.whole))
        for item in [*(p.item for p in line.placed), line.item]
        if item is not None
    }
    assert shown == {item.index for item in scene.items if not item.point} | {
        item.index for item in scene.items if item.point and not item.placed
    }


@pytest.mark.parametrize("narrative", [False, True])
def test_every_shipped_case(cases: dict[str, Case], narrative: bool) -> None:
    assert cases
    for case in cases.values():
        same_picture(build(case, SwimlaneOptions(accept_narrative=narrative)))


@settings(max_examples=60, deadline=None)
@given(random_cases())
def test_random_cases(case: Case) -> None:
    same_picture(build(case))


async def test_every_tone_has_a_style_in_both(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    assert set(FILL) == set(Tone)
    app: TimelineApp = app_with([cases["GBC-90"]])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        view = screen.query_one(SwimlaneView)
        plain = view.get_component_styles("ink-whisker").color
        for tone in Tone:
            name = f"ink-{tone.name.lower().replace('_', '-')}"
            assert view.get_component_styles(name).color != plain, tone
