"""A part of the time: what overlaps it stays, whole in its dates and marked as cut."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import effort
from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.record import Record
from timeline.case.records.background import Background, Medication
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.vocabulary import BackgroundKind
from timeline.errors import TimelineError
from timeline.exchange import case_file
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar, Swimlane, Tone
from timeline.swimlane.options import Edge
from timeline.tui.drawing.plan import plan
from timeline.tui.drawing.scene import Scene

CASE = Path(__file__).parents[2] / "cases" / "gallbladder_90_month.toml"
EVERYTHING = SwimlaneOptions(since=PartialDate.parse("1970"))
GALLBLADDER = case_file.read(CASE, today=dt.date(2026, 1, 1)).cases[0]


@pytest.fixture
def gallbladder() -> Case:
    return GALLBLADDER


def bars(swimlane: Swimlane) -> dict[str, Bar]:
    return {bar.record: bar for lane in swimlane.lanes for bar in lane.bars}


def shown(case: Case, since: Edge | None, until: Edge | None) -> Swimlane:
    return build(case, SwimlaneOptions(since=since, until=until))


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def test_the_axis_is_what_was_asked_for(gallbladder: Case) -> None:
    dates = shown(gallbladder, PartialDate.parse("2019-03"), PartialDate.parse("2021"))
    assert (dates.first_day, dates.last_day) == (day("2019-03-01"), day("2021-12-31"))
    # Month 0 is September 2017, so month 18 begins in March 2019 and month 51 ends
    # with December 2021.
    months = shown(gallbladder, 18, 51)
    assert (months.first_day, months.last_day) == (dates.first_day, dates.last_day)


def test_a_bar_that_overlaps_an_edge_stays_and_says_so(gallbladder: Case) -> None:
    whole, part = bars(build(gallbladder)), bars(shown(gallbladder, None, 40))
    pyrotinib = part["e17-pyrotinib"]
    assert (pyrotinib.cut_start, pyrotinib.cut_end) == (False, True)
    assert pyrotinib.stop == whole["e17-pyrotinib"].stop


def test_what_lies_outside_is_gone_and_counted(gallbladder: Case) -> None:
    part = shown(gallbladder, 32, 40)
    assert "e12-gp" in bars(build(gallbladder))
    assert not any(lane.title == "Diagnosis" for lane in part.lanes)
    before = build(gallbladder)
    left_out = _count(before) - _count(part)
    assert any(f"{left_out} treatments" in note for note in part.footnotes)


def _count(swimlane: Swimlane) -> int:
    events = [event for lane in swimlane.lanes for event in lane.events]
    things = sum(event.tone is not Tone.LINE for event in events)
    return things + sum(len(one.points) for one in swimlane.series)


def test_an_ongoing_treatment_that_is_cut_has_no_arrow(gallbladder: Case) -> None:
    lenvatinib = [b for b in bars(build(gallbladder)).values() if b.ongoing]
    assert lenvatinib
    # Last follow-up is March 2025; its line lies outside, and so does the arrow.
    part = shown(gallbladder, None, PartialDate.parse("2025-02"))
    assert not any(bar.ongoing for bar in bars(part).values())
    assert part.cutoff_label == ""


def test_footnotes_speak_of_what_is_shown(gallbladder: Case) -> None:
    assert any("upper limit of CA19-9" in note for note in build(gallbladder).footnotes)
    part = shown(gallbladder, 18, 60)
    assert part.series == ()
    assert not any("CA19-9" in note for note in part.footnotes)


@pytest.mark.parametrize(
    ("since", "until"),
    [(30, 20), (200, None), (None, -50), (PartialDate.parse("M3"), None)],
)
def test_edges_that_make_no_sense(
    gallbladder: Case, since: Edge | None, until: Edge | None
) -> None:
    with pytest.raises(TimelineError):
        shown(gallbladder, since, until)


@settings(max_examples=effort(25, 250), deadline=None)
@given(first=st.integers(-3, 80), length=st.integers(1, 60))
def test_what_is_shown_overlaps_the_window_and_is_cut_where_it_leaves_it(
    first: int, length: int
) -> None:
    part = shown(GALLBLADDER, first, first + length)
    for lane in part.lanes:
        for mark in lane.marks:
            days = [d for d in (mark.at.earliest, mark.at.latest) if d is not None]
            assert min(days) <= part.last_day
            assert max(days) >= part.first_day
            assert mark.cut_start == (min(days) < part.first_day)
            assert mark.cut_end == (max(days) > part.last_day)


def with_background(*records: Record) -> Case:
    course = (
        Diagnosis(id="diagnosis", date=PartialDate.parse("2021-02-08")),
        FollowUp(id="seen", date=PartialDate.parse("2025-02-08")),
    )
    return Case(Patient(id="patient", code="X-1"), (*course, *records))


@pytest.mark.parametrize("until", ["2005", "2021-01"])
def test_what_was_long_before_the_disease_does_not_shrink_its_course(
    until: str,
) -> None:
    smoking = Background(
        id="smoking",
        type=BackgroundKind.SMOKING,
        name="former smoker",
        date=PartialDate.parse("1980"),
        stop=PartialDate.parse(until),
    )
    picture = build(with_background(smoking))
    assert day("2020-01-01") < picture.first_day < day("2021-02-08")
    in_view = until == "2021-01"
    assert ("smoking" in bars(picture)) is in_view
    if in_view:
        assert bars(picture)["smoking"].cut_start
    assert picture.footnotes
    assert "smoking" in bars(build(with_background(smoking), EVERYTHING))


def test_what_was_shortly_before_the_disease_is_on_the_axis() -> None:
    # four years of course: a year before it may be added
    aspirin = Medication(
        id="aspirin", drug="aspirin", date=PartialDate.parse("2020-03"), ongoing=True
    )
    picture = build(with_background(aspirin))
    assert picture.first_day < day("2020-03-01")
    assert not any("part of the time" in note for note in picture.footnotes)


def test_what_lies_before_the_course_is_named_and_listed() -> None:
    """Smoking that ended 15 years before: its bar would take most of the axis."""
    smoking = Background(
        id="smoking",
        type=BackgroundKind.SMOKING,
        name="former smoker",
        stop=PartialDate.parse("2005"),
    )
    tumour = Diagnosis(id="dx", date=PartialDate.parse("2020-01-10"))
    last = FollowUp(id="fu", date=PartialDate.parse("2021-12-01"))
    case = Case(Patient(id="p", code="P-1"), (smoking, tumour, last))
    swimlane = build(case)
    assert [event.label for event in swimlane.earlier] == [
        "Background: Former smoker, by Dec 2005"
    ]
    assert (
        "Not drawn, because it lies before the time that is shown: "
        "Background: Former smoker, by Dec 2005."
    ) in swimlane.footnotes
    (listed,) = [record for record in swimlane.records if record.record == "smoking"]
    assert listed.not_drawn == "It lies before the time that is shown."
    # who chooses the time leaves it out, and may have it in
    assert shown(case, PartialDate.parse("2019"), None).earlier == ()
    assert build(case, EVERYTHING).earlier == ()
    titles = [line.title for line in plan(Scene.of(swimlane, 100))]
    assert "Before the time shown" in titles
