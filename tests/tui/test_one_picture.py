"""The terminal and the page show one picture: the same lanes, bars and marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import effort
from timeline.case.assay_vocabulary import Her2Method
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment
from timeline.case.records.bookkeeping import Order
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import Confidence, FindingKind, VitalStatus
from timeline.charts.pieces import FADE_STEPS, Look, bar_pieces
from timeline.charts.sheet import sheet
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar, Swimlane
from timeline.tui.drawing.glyphs import SOLID
from timeline.tui.drawing.plan import LineKind, plan
from timeline.tui.drawing.scene import Scene

CELLS = 8000
DATES = st.sampled_from(
    [
        "",
        "2018",
        "2019-03",
        "2019-03-04",
        "2020-05",
        "[2019-01..2020-02]",
        "[..2021-05]",
        "[2019-06..]",
    ]
).map(PartialDate.parse)


@st.composite
def random_cases(draw: st.DrawFn) -> Case:
    """Records of every lane, with dates and ends of every precision, and orders."""
    records: list[Entry] = []
    for number in range(draw(st.integers(0, 8))):
        name, date, ongoing = f"r{number}", draw(DATES), draw(st.booleans())
        kind = draw(st.integers(0, 6))
        made: tuple[Entry, ...] = (
            TherapyLine(
                id=name,
                regimen=draw(st.sampled_from(["GP", "X"])),
                start=date,
                stop=PartialDate.parse("") if ongoing else draw(DATES),
                ongoing=ongoing,
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
    names = [record.id for record in records]
    if len(names) > 1:
        earlier, later = draw(st.permutations(names))[:2]
        told = draw(st.sampled_from(Confidence))
        records.append(Order(id="o", earlier=earlier, later=later, confidence=told))
    return Case(Patient(id="p", code="P-1"), tuple(records))


def on_page(swimlane: Swimlane) -> list[tuple[str, list[str]]]:
    """Each lane that the page draws, with the records that stand in it, in order."""
    return [
        (rows.lane.title, [drawn.event.record for drawn, _ in rows.drawn])
        for _, rows in sheet(swimlane).lanes
    ]


def in_terminal(swimlane: Swimlane) -> list[tuple[str, list[str]]]:
    """The same of the lines that the terminal draws."""
    scene = Scene.of(swimlane, 120)
    shown: list[tuple[str, list[int]]] = []
    for line in plan(scene):
        if line.kind is LineKind.LANE and line.title:
            shown.append((line.title, []))
        if line.kind is LineKind.LANE:
            shown[-1][1].extend(placed.item.index for placed in line.placed)
    return [
        (title, [scene.items[index].record for index in sorted(indexes)])
        for title, indexes in shown
    ]


def open_on_page(swimlane: Swimlane) -> list[tuple[str, bool, bool]]:
    """Each bar that the page draws, and on which of its sides it fades out."""
    found = []
    for bar in (placed.drawn for placed in sheet(swimlane).bars):
        shares = [piece.share for piece in bar.pieces]
        sides = (fades(shares[0], shares[1:]), fades(shares[-1], shares[-2::-1]))
        found.append((bar.event.record, *sides))
    return sorted(found)


def fades(outermost: float, inwards: list[float]) -> bool:
    """Whether the end of a bar is a step of a fade and the next one stronger."""
    return outermost in FADE_STEPS and (not inwards or outermost < inwards[0])


def open_in_terminal(swimlane: Swimlane) -> list[tuple[str, bool, bool]]:
    """The same of the bars of the terminal."""
    lines = [line for line in plan(Scene.of(swimlane, 2000)) if line.placed]
    found = []
    for placed in (placed for line in lines for placed in line.placed):
        if isinstance(placed.item.drawn, Bar):
            sketch = placed.sketch
            ends = (sketch[min(sketch)].char, sketch[max(sketch)].char)
            found.append((placed.item.record, ends[0] == "?", ends[1] == "?"))
    return sorted(found)


Solid = dict[str, tuple[float, float] | None]
"""From which day to which each bar is drawn as certain; None where it is not."""


def solid_on_page(swimlane: Swimlane) -> Solid:
    """The days on which the page draws each bar as certainly under way.

    A short bar is drawn wider than its days, so that it is seen; that is not compared.
    """
    axis, found = sheet(swimlane).axis, {}
    for bar in (placed.drawn for placed in sheet(swimlane).bars):
        pieces = bar_pieces(bar.event, axis)
        solid = [p for p in pieces if (p.look, p.share) == (Look.PLAIN, 1)]
        # without a cut-off the page draws on through the margin of its axis
        end = min(solid[-1].end, swimlane.last_day + 1) if solid else 0
        found[bar.event.record] = (solid[0].start, end) if solid else None
    return found


def solid_in_terminal(swimlane: Swimlane) -> Solid:
    """The same of the terminal, in cells of less than a day."""
    scene = Scene.of(swimlane, CELLS)
    assert scene.view.day(1) - scene.view.day(0) < 1
    found: Solid = {}
    for placed in (placed for line in plan(scene) for placed in line.placed):
        if isinstance(placed.item.drawn, Bar):
            columns = [n for n, c in placed.sketch.items() if c.char == SOLID]
            view = scene.view
            found[placed.item.record] = None
            if columns:
                days = (view.day(min(columns)), view.day(max(columns) + 1))
                found[placed.item.record] = days
    return found


def assert_same_days(page: Solid, terminal: Solid) -> None:
    """Apart by less than the two cells at the ends that are not full."""
    assert page.keys() == terminal.keys()
    for record, days in page.items():
        drawn = terminal[record]
        assert (drawn is None) is (days is None), record
        if days is not None and drawn is not None:
            assert drawn == pytest.approx(days, abs=1.5), record


def same_picture(swimlane: Swimlane) -> None:
    assert in_terminal(swimlane) == on_page(swimlane)
    assert [title for title, _ in on_page(swimlane)] == [
        lane.title for lane in swimlane.lanes
    ]
    listed = [line.item for line in plan(Scene.of(swimlane, 120)) if line.item]
    nowhere = [
        point.record
        for series in swimlane.series
        for point in series.points
        if point.at == Bounds()
    ]
    assert [item.record for item in listed] == [
        *nowhere,
        *(each.record for each in (*swimlane.earlier, *swimlane.undated)),
    ]
    assert open_in_terminal(swimlane) == open_on_page(swimlane)
    assert_same_days(solid_on_page(swimlane), solid_in_terminal(swimlane))


@pytest.mark.parametrize("narrative", [False, True])
def test_every_shipped_case(cases: dict[str, Case], narrative: bool) -> None:
    assert cases
    for case in cases.values():
        same_picture(build(case, SwimlaneOptions(accept_narrative=narrative)))


@settings(max_examples=effort(60, 600), deadline=None)
@given(random_cases(), st.booleans())
def test_random_cases(case: Case, narrative: bool) -> None:
    same_picture(build(case, SwimlaneOptions(accept_narrative=narrative)))


def test_what_goes_on_without_a_start_stands_at_the_cut_off_in_both(
    cases: dict[str, Case],
) -> None:
    strict = build(cases["GBC-90"])
    sides = [side for side in open_in_terminal(strict) if side[1]]
    assert sides == [side for side in open_on_page(strict) if side[1]]
    assert "e34-lenvatinib" in [record for record, *_ in sides]
    told = build(cases["GBC-90"], SwimlaneOptions(accept_narrative=True))
    assert not any(side[1] for side in open_in_terminal(told))
