"""What a reader may choose of a picture."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.errors import TimelineError
from timeline.exchange import case_file
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Group
from timeline.swimlane.options import TimeZero


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


def test_month_zero_can_be_any_record(gallbladder: Case) -> None:
    # The report dates the second operation March 2019.
    options = SwimlaneOptions(time_zero="e10-second-operation")
    swimlane = build(gallbladder, options)
    assert swimlane.time_zero_label == "Mar 2019, second hepatectomy"
    assert swimlane.time_zero.earliest == dt.date(2019, 3, 1).toordinal()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("no-such-record", "No dated record has the id"),
        ("lesion-lung", "No dated record has the id"),
        ("e34-lenvatinib-pembrolizumab", "No date limits"),
    ],
)
def test_month_zero_needs_a_record_with_a_date(
    gallbladder: Case, wanted: str, said: str
) -> None:
    with pytest.raises(TimelineError, match=said):
        build(gallbladder, SwimlaneOptions(time_zero=wanted))


def test_markers_can_be_chosen(cases_folder: Path, today: dt.date) -> None:
    case = _case(cases_folder, "synthetic_biliary", today)
    one = build(case, SwimlaneOptions(markers=frozenset({"cea"})))
    assert {series.marker.split(",")[0] for series in one.series} == {"CEA"}
    assert build(case, SwimlaneOptions(markers=frozenset())).series == ()


def test_a_marker_without_values_is_refused(gallbladder: Case) -> None:
    with pytest.raises(TimelineError) as raised:
        build(gallbladder, SwimlaneOptions(markers=frozenset({"CEA"})))
    assert "CA19-9" in raised.value.hint


def test_the_strip_shows_categories_as_reported_and_no_others(
    gallbladder: Case,
) -> None:
    swimlane = build(gallbladder, SwimlaneOptions(response_strip=True))
    assert swimlane.strip is not None
    codes = [mark.label for mark in swimlane.strip.marks]
    assert set(codes) == {"PD", "SD"}
    # Recurrence in the liver and the lung metastases are stated without a category.
    drawn = {mark.record for mark in swimlane.strip.marks}
    assert drawn.isdisjoint(
        record.id for record in gallbladder.entries if record.kind == "progression"
    )
    assert build(gallbladder).strip is None


def test_what_the_strip_says_in_full_is_not_drawn_twice(
    gallbladder: Case, relative: Case, synthetic: Case
) -> None:
    def lanes(case: Case, *, strip: bool) -> dict[str, list[str]]:
        shown = build(case, SwimlaneOptions(response_strip=strip))
        return {lane.title: [mark.label for mark in lane.marks] for lane in shown.lanes}

    title = "Reported response"
    assert lanes(relative, strip=False)[title] == ["PR", "SD"]
    assert title not in lanes(relative, strip=True)
    # The duration of disease control stands in the same lane, and stays.
    assert lanes(gallbladder, strip=False)[title] == ["SD", "SD, by Mar 2025"]
    assert lanes(gallbladder, strip=True)[title] == []
    # An assessment without a category is not in the strip.
    assert lanes(synthetic, strip=True)[title] == ["Assessment"]
    for case in (gallbladder, relative, synthetic):
        worse = lanes(case, strip=False)["Progression"]
        assert lanes(case, strip=True)["Progression"] == worse


def test_a_response_outside_the_range_is_counted_once(synthetic: Case) -> None:
    def outside(*, strip: bool) -> str:
        options = SwimlaneOptions(response_strip=strip, until=6)
        notes = build(synthetic, options).footnotes
        return next(note for note in notes if "outside it" in note)

    assert outside(strip=True) == outside(strip=False)


def test_each_lesion_has_a_lane_with_what_happened_to_it(gallbladder: Case) -> None:
    swimlane = build(gallbladder, SwimlaneOptions(lesions=True))
    lanes = {lane.title: lane for lane in swimlane.lanes if lane.group is Group.LESIONS}
    assert set(lanes) == {
        "Liver recurrence",
        "Lung metastases",
        "Right adrenal metastasis",
    }
    labels = [mark.label for mark in lanes["Right adrenal metastasis"].marks]
    for treatment in ("Cryoablation", "CyberKnife", "Iodine-125"):
        assert any(label.startswith(treatment) for label in labels)
    assert "Second hepatectomy, liver" not in labels


def test_lesions_stay_where_the_groups_of_their_events_are_left_out(
    gallbladder: Case,
) -> None:
    others = frozenset(Group) - {Group.LESIONS}
    options = SwimlaneOptions(lesions=True, leave_out=others)
    assert {lane.group for lane in build(gallbladder, options).lanes} == {Group.LESIONS}


def test_months_instead_of_the_calendar(gallbladder: Case) -> None:
    assert build(gallbladder).calendar
    assert not build(gallbladder, SwimlaneOptions(calendar=False)).calendar
