"""A group as one lane, and drugs of one line as one lane."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.exchange import case_file
from timeline.swimlane.build import build
from timeline.swimlane.folding import folded, joined
from timeline.swimlane.model import Group, Swimlane


@pytest.fixture
def swimlane(cases_folder: Path, today: dt.date) -> Swimlane:
    path = cases_folder / "gallbladder_90_month.toml"
    return build(case_file.read(path, today=today).cases[0])


def of(swimlane: Swimlane, group: Group) -> list[str]:
    return [lane.title for lane in swimlane.lanes if lane.group is group]


def test_a_folded_group_is_one_lane_with_everything_in_it(swimlane: Swimlane) -> None:
    before = [lane for lane in swimlane.lanes if lane.group is Group.LOCAL]
    after = folded(swimlane, frozenset({Group.LOCAL}))
    (lane,) = [lane for lane in after.lanes if lane.group is Group.LOCAL]
    assert (lane.title, lane.folded) == ("Local interventions", True)
    records = {mark.record for one in before for mark in one.marks}
    assert {mark.record for mark in lane.marks} == records
    assert of(after, Group.SYSTEMIC) == of(swimlane, Group.SYSTEMIC)


def test_what_only_a_title_said_goes_into_the_label(swimlane: Swimlane) -> None:
    groups = frozenset({Group.HER2, Group.SYSTEMIC, Group.ADVERSE})
    after = folded(swimlane, groups)
    labels = {bar.label for lane in after.lanes for bar in lane.bars}
    labels |= {mark.label for lane in after.lanes for mark in lane.marks}
    assert "IHC: HER2 positive" in labels
    assert "Gemcitabine + cisplatin: 4 cycles" in labels
    assert "Fatigue, led to stopping" in labels


def test_things_in_a_folded_lane_share_no_row_in_time(swimlane: Swimlane) -> None:
    after = folded(swimlane, frozenset({Group.SYSTEMIC}))
    (lane,) = [lane for lane in after.lanes if lane.group is Group.SYSTEMIC]
    rows = {bar.record: bar.row for bar in lane.bars}
    pair = [row for record, row in rows.items() if "e12" in record or "e13" in record]
    assert len(set(pair)) == 2  # both lie between the operation and May 2020
    assert lane.rows == max(rows.values()) + 1


def test_folding_twice_changes_nothing(swimlane: Swimlane) -> None:
    once = folded(swimlane, frozenset(Group))
    assert folded(once, frozenset(Group)) == once


def test_drugs_of_a_line_that_are_drawn_alike_share_a_lane(swimlane: Swimlane) -> None:
    titles = of(joined(swimlane), Group.SYSTEMIC)
    assert "Trastuzumab 6 mg/kg q3w + pyrotinib 400 mg daily" in titles
    # These two stopped for different reasons.
    assert {"Lenvatinib", "Pembrolizumab"} <= set(titles)
