"""Numbers of lines over the days of their lines, from the dates that are stated."""

import datetime as dt

from swimlane.every_kind import every_kind
from swimlane.treatment_cases import case_of, course
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.partial_date import PartialDate
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.charts.things import things
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar, Group, Swimlane, Tone


def _day(text: str) -> Bounds:
    day = dt.date.fromisoformat(text).toordinal()
    return Bounds(day, day)


def _band(swimlane: Swimlane) -> dict[str, Bar]:
    lanes = [lane for lane in swimlane.lanes if lane.group is Group.SYSTEMIC]
    first = lanes[0]
    assert first.title == "Lines"
    return {bar.label: bar for bar in first.bars}


def _line(name: str, start: str, stop: str = "", **values: object) -> TherapyLine:
    return TherapyLine.model_validate(
        {"id": name, "regimen": name, "start": start, "stop": stop, **values}
    )


def test_what_continues_a_line_belongs_to_its_number() -> None:
    band = _band(build(every_kind()))
    assert set(band) == {"L1", "L2", "L3"}
    # FOLFOX until 7 November 2022 goes on as capecitabine until 10 February 2023
    assert (band["L1"].start, band["L1"].stop) == (
        _day("2021-03-01"),
        _day("2023-02-10"),
    )


def test_ends_are_those_of_bars() -> None:
    band = _band(build(every_kind()))
    assert (band["L2"].unknown_end, band["L2"].ongoing) == (True, False)
    assert (band["L3"].unknown_end, band["L3"].ongoing) == (False, True)
    # it goes on at the data cut-off, 30 June 2024
    assert band["L3"].stop == _day("2024-06-30")


def test_an_undated_line_spans_its_drugs() -> None:
    courses = (
        course("trastuzumab", "2020-02-01", "2020-06-01", number=1),
        course("capecitabine", "2020-02-10", "2020-08-01", number=2),
    )
    (bar,) = _band(build(case_of(*courses))).values()
    assert (bar.start, bar.stop) == (_day("2020-02-01"), _day("2020-08-01"))


def test_a_drug_without_an_end_leaves_its_line_open() -> None:
    courses = (
        course("trastuzumab", "2020-02-01", number=1),
        course("capecitabine", "2020-02-10", "2020-08-01", number=2),
    )
    (bar,) = _band(build(case_of(*courses))).values()
    assert bar.unknown_end
    assert bar.stop.latest is None


def test_a_part_that_ends_last_ends_the_number_whatever_part_it_is() -> None:
    parts = (
        _line("FOLFOX", "2020-01-01", "2020-09-01"),
        _line("capecitabine", "2020-06-01", "2020-08-01", continues="FOLFOX"),
    )
    (bar,) = _band(build(Case(Patient(id="p", code="X-1"), parts))).values()
    assert bar.stop == _day("2020-09-01")


def test_a_line_that_nothing_places_has_no_number_in_the_picture() -> None:
    undated = TherapyLine(id="a", regimen="FOLFOX")
    last = FollowUp(id="end", date=PartialDate.parse("2021-12-01"))
    swimlane = build(Case(Patient(id="p", code="X-1"), (undated, last)))
    assert not any(lane.group is Group.SYSTEMIC for lane in swimlane.lanes)
    assert [each.record for each in swimlane.undated] == ["a"]


def test_the_band_can_be_left_out_and_takes_nothing_along() -> None:
    case = every_kind()
    whole, bare = build(case), build(case, SwimlaneOptions(line_numbers=False))
    assert not any(b.tone is Tone.LINE for lane in bare.lanes for b in lane.bars)
    listed = [[thing.record for _, thing in things(each)] for each in (whole, bare)]
    assert listed[0] == listed[1]
    assert whole.records == bare.records
