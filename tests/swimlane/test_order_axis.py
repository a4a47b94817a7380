"""The order of events in place of a time axis; the places are those counted by hand."""

import pytest

from swimlane.order_case import ORDERED, SEEDS, operation, order
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.partial_date import PartialDate
from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.vocabulary import Confidence
from timeline.errors import TimelineError
from timeline.swimlane.build import build
from timeline.swimlane.model import Bar, Certainty, Mark, Swimlane
from timeline.swimlane.options import SwimlaneOptions, TimeZero, TrialBand
from timeline.swimlane.time_axis import AxisKind, column_ticks


def drawn(swimlane: Swimlane) -> dict[str, Bar | Mark]:
    things: list[Bar | Mark] = [b for lane in swimlane.lanes for b in lane.bars]
    things += [mark for lane in swimlane.lanes for mark in lane.marks]
    return {thing.record: thing for thing in things}


def test_a_course_without_any_date_is_drawn_as_the_order_of_its_events() -> None:
    swimlane = build(ORDERED)
    assert swimlane.axis is AxisKind.ORDER
    assert (swimlane.first_day, swimlane.last_day) == (1, 5)
    assert not swimlane.undated
    things = drawn(swimlane)
    chemo, immuno = things["chemo"], things["immuno"]
    assert isinstance(chemo, Bar)
    assert isinstance(immuno, Bar)
    assert (chemo.start, chemo.stop) == (Bounds(1, 1), Bounds(1, 1))
    assert chemo.certainty is Certainty.FIXED
    assert (immuno.start, immuno.stop) == (Bounds(2, 3), Bounds(3, 4))
    assert immuno.certainty is Certainty.ORDER
    seeds, surgery = things["seeds"], things["surgery"]
    assert isinstance(seeds, Mark)
    assert isinstance(surgery, Mark)
    assert (seeds.at, seeds.certainty) == (Bounds(2, 4), Certainty.ORDER)
    assert (surgery.at, surgery.certainty) == (Bounds(5, 5), Certainty.FIXED)


def test_what_is_said_of_a_place_names_no_day_and_no_length() -> None:
    swimlane = build(ORDERED)
    detail = dict(drawn(swimlane)["seeds"].detail)
    assert detail["Date"] == "not stated; places 2 to 4, from the order of events"
    assert "month" not in " ".join(swimlane.footnotes)
    assert "equal width is not time" in swimlane.footnotes[0]
    assert (swimlane.time_zero, swimlane.cutoff) == (Bounds(), Bounds())


def test_a_single_date_keeps_the_axis_of_time() -> None:
    dated = SEEDS.changed(date=PartialDate.parse("2020-05"))
    swimlane = build(ORDERED.with_record(dated))
    assert swimlane.axis is AxisKind.CALENDAR
    # the seeds are not later than the operation, which is then open on one side
    assert drawn(swimlane)["surgery"].certainty is Certainty.UNPLACED


def test_without_orders_there_is_no_axis() -> None:
    case = Case.of(e for e in ORDERED.entries if e.kind != "order")
    swimlane = build(case)
    assert swimlane.axis is AxisKind.RELATIVE
    assert {each.record for each in swimlane.undated} == {
        "chemo",
        "immuno",
        "seeds",
        "surgery",
    }


def test_what_no_order_names_is_listed() -> None:
    swimlane = build(ORDERED.with_record(operation("second", "biopsy of the liver")))
    assert [each.record for each in swimlane.undated] == ["second"]
    assert swimlane.last_day == 5


def test_orders_in_a_circle_are_named_and_their_records_left_out() -> None:
    swimlane = build(ORDERED.with_record(order("surgery", "seeds")))
    assert {each.record for each in swimlane.undated} == {"seeds", "surgery"}
    (said,) = (note for note in swimlane.footnotes if "lead back" in note)
    assert said.endswith(": seed implantation; hepatectomy.")
    assert drawn(swimlane)["chemo"].certainty is Certainty.FIXED


def test_narrative_orders_place_records_where_they_are_accepted() -> None:
    later = operation("second", "resection of a metastasis")
    case = ORDERED.with_record(later).with_record(
        order("surgery", "second", Confidence.NARRATIVE)
    )
    assert [each.record for each in build(case).undated] == ["second"]
    accepted = build(case, SwimlaneOptions(accept_narrative=True))
    mark = drawn(accepted)["second"]
    assert isinstance(mark, Mark)
    assert (mark.at, mark.certainty) == (Bounds(6, 6), Certainty.NARRATIVE)
    assert drawn(accepted)["surgery"].certainty is Certainty.FIXED
    assert accepted.uses_narrative


@pytest.mark.parametrize(
    "options",
    [
        SwimlaneOptions(time_zero=TimeZero.LINE),
        SwimlaneOptions(since=12),
        SwimlaneOptions(until=PartialDate.parse("2020")),
        SwimlaneOptions(trial_bands=(TrialBand(1, "T037"),)),
    ],
)
def test_what_counts_time_is_refused(options: SwimlaneOptions) -> None:
    with pytest.raises(TimelineError, match="columns are not time"):
        build(ORDERED, options)


def test_a_reported_duration_is_not_compared_with_columns() -> None:
    outcome = ReportedOutcome.model_validate(
        {
            "id": "control",
            "line": "immuno",
            "quantity": "disease control",
            "value": 18,
            "unit": "months",
        }
    )
    swimlane = build(ORDERED.with_record(outcome))
    (note,) = (one for one in swimlane.footnotes if one.startswith("†"))
    assert note == (
        "† Disease control as reported (18 months), drawn over the treatment."
    )


def test_the_numbers_of_columns_stand_over_their_middle_and_thin_out() -> None:
    ticks = column_ticks(1, 5, most=12)
    assert [(tick.middle, tick.text) for tick in ticks] == [
        (1.5, "1"),
        (2.5, "2"),
        (3.5, "3"),
        (4.5, "4"),
        (5.5, "5"),
    ]
    assert [tick.text for tick in column_ticks(1, 22, most=6)] == [
        "1",
        "5",
        "10",
        "15",
        "20",
    ]
