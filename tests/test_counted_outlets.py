"""A case with a calendar and dates that are counted from records, in every outlet."""

import pytest

from test_outlets import OUTLETS, Outlet
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.text import as_text
from timeline.swimlane.build import build
from timeline.swimlane.model import Certainty, Mark, Swimlane
from timeline.swimlane.time_axis import AxisKind

COUNTED = "28 days after start of GP (31 Mar 2019)"


def _record(kind: str, record_id: str, **values: object) -> Entry:
    return KINDS[kind].model_validate({"id": record_id, **values})


def _case(start: str) -> Case:
    return Case.of(
        (
            _record("patient", "patient", code="T-1"),
            _record("therapy_line", "line-1", regimen="GP", start=start),
            _record("assessment", "pr", response="PR", date="line-1+D28"),
            _record("assessment", "sd", response="SD", date="line-1-W2"),
            _record("finding", "lost", type="imaging", date="line-9+D28"),
            _record("therapy_line", "line-9", regimen="HP", ongoing=True),
        )
    )


@pytest.fixture(scope="module")
def dated() -> Case:
    return _case("2019-03-03")


@pytest.fixture(scope="module")
def swimlane(dated: Case) -> Swimlane:
    return build(dated)


def _mark(swimlane: Swimlane, record: str) -> Mark:
    marks = [mark for lane in swimlane.lanes for mark in lane.marks]
    return next(mark for mark in marks if mark.record == record)


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.read.__name__)
def test_it_says_from_what_and_which_day(outlet: Outlet, swimlane: Swimlane) -> None:
    assert COUNTED in outlet.read(swimlane)["pr"]


def test_it_is_drawn_on_its_days(swimlane: Swimlane) -> None:
    # 3 March 2019 is day 737121: 28 days later, and 14 to 20 days before.
    exact, week = _mark(swimlane, "pr"), _mark(swimlane, "sd")
    assert (exact.at, exact.certainty) == ((737149, 737149), Certainty.DAY)
    assert (week.at, week.certainty) == ((737101, 737107), Certainty.WINDOW)


def test_what_nothing_places_is_listed_and_says_so(swimlane: Swimlane) -> None:
    assert "lost" in {undated.record for undated in swimlane.undated}
    listed = next(record for record in swimlane.records if record.record == "lost")
    assert listed.not_drawn
    assert dict(listed.own)["Date"] == "28 days after start of HP (day not known)"


def test_the_report_says_it_too(dated: Case) -> None:
    text = " ".join(as_text(document_of(review(dated))).split())
    assert f"{COUNTED}: PR" in text


def test_without_any_date_the_order_of_events_is_drawn() -> None:
    swimlane = build(_case(""))
    assert swimlane.axis is AxisKind.ORDER
    before, after = _mark(swimlane, "sd").at, _mark(swimlane, "pr").at
    assert before.earliest is not None
    assert before.latest is not None
    # what must precede has the earlier first and the earlier last column
    assert after > (before.earliest, before.latest)
    assert (after.latest or 0) > before.latest
