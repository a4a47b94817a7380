"""What a reader may choose of a picture."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.errors import TimelineError
from timeline.exchange import case_file
from timeline.swimlane.axis import TimeZero
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Group


def _case(folder: Path, name: str, today: dt.date) -> Case:
    return case_file.read(folder / f"{name}.toml", today=today).cases[0]


@pytest.fixture
def gallbladder(cases_folder: Path, today: dt.date) -> Case:
    return _case(cases_folder, "gallbladder_90_month", today)


def test_groups_can_be_left_out(gallbladder: Case) -> None:
    gone = frozenset({Group.FINDINGS, Group.STATUS})
    whole, part = (
        build(gallbladder),
        build(gallbladder, SwimlaneOptions(leave_out=gone)),
    )
    assert part.lanes == tuple(lane for lane in whole.lanes if lane.group not in gone)
    assert part.series == whole.series
    assert any("\u2020" in note for note in whole.footnotes)
    assert not any("\u2020" in note for note in part.footnotes)


@pytest.mark.parametrize(
    ("wanted", "label"),
    [
        (TimeZero.DIAGNOSIS, "20 Jan 2023, diagnosis"),
        (TimeZero.LINE, "6 Feb 2023, start of first line"),
    ],
)
def test_month_zero_can_be_chosen(
    wanted: TimeZero, label: str, cases_folder: Path, today: dt.date
) -> None:
    case = _case(cases_folder, "synthetic_biliary", today)
    swimlane = build(case, SwimlaneOptions(time_zero=wanted))
    assert swimlane.time_zero_label == label


def test_month_zero_needs_a_date(gallbladder: Case) -> None:
    # The report states no date of diagnosis, only that it was not before the operation.
    options = SwimlaneOptions(time_zero=TimeZero.DIAGNOSIS)
    with pytest.raises(TimelineError, match="No date limits the diagnosis"):
        build(gallbladder, options)


def test_a_case_with_a_time_zero_of_its_own_keeps_it(
    cases_folder: Path, today: dt.date
) -> None:
    case = _case(cases_folder, "synthetic_relative", today)
    with pytest.raises(TimelineError, match="time zero of its own"):
        build(case, SwimlaneOptions(time_zero=TimeZero.LINE))
