from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import effort
from swimlane.cohort_cases import case, course, date, diagnosis, last_seen, line
from swimlane.order_case import ORDERED
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment
from timeline.case.response_vocabulary import Response
from timeline.case.vocabulary import VitalStatus
from timeline.swimlane.cohort.build import assemble, build_cohort, lay_out
from timeline.swimlane.cohort.model import LeftOut, Row, RowEnd, Segment
from timeline.swimlane.cohort.options import (
    AlignOn,
    CohortOptions,
    Curve,
    GroupBy,
    SegmentBy,
    SortBy,
)

BY_LINE = CohortOptions(segments=SegmentBy.LINE)


def _only(records: tuple[Entry, ...], options: CohortOptions = BY_LINE) -> Row:
    cohort = build_cohort([case("A", *records)], options)
    assert cohort.left_out == ()
    return cohort.rows[0]


def test_the_longest_row_is_at_the_top() -> None:
    cohort = build_cohort(
        [
            case("short", diagnosis(), last_seen("D100")),
            case("long", diagnosis("D-40"), last_seen("D900")),
            case("second", diagnosis(), last_seen("D300")),
            case("first", diagnosis(), last_seen("D300")),
        ]
    )
    assert [row.code for row in cohort.rows] == ["long", "first", "second", "short"]
    assert [row.length for row in cohort.rows] == [940, 300, 300, 100]
    assert "longest" in cohort.order


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (SortBy.LENGTH, ["b", "c", "a"]),  # 300, 200 and 100 days from month 0
        (SortBy.BEFORE, ["a", "c", "b"]),  # 80, 30 and 10 days before it
        (SortBy.CODE, ["a", "b", "c"]),
        (SortBy.GIVEN, ["c", "a", "b"]),
    ],
)
def test_rows_are_sorted_by_what_the_reader_chooses(
    sort: SortBy, order: list[str]
) -> None:
    def patient(code: str, before: int, after: int) -> Case:
        first, second = line(1, "D0", "D5"), line(2, f"D{before}", f"D{before + 5}")
        return case(code, first, second, last_seen(f"D{before + after}"))

    cases = [patient("c", 30, 200), patient("a", 80, 100), patient("b", 10, 300)]
    options = CohortOptions(align=AlignOn.LINE, number=2, sort=sort)
    cohort = build_cohort(cases, options)
    assert [row.code for row in cohort.rows] == order


def test_another_order_needs_no_other_layout() -> None:
    cases = [
        case("b", diagnosis(), last_seen("D100")),
        case("a", diagnosis(), last_seen("D90")),
        case("c", last_seen("D90")),
    ]
    first, second = CohortOptions(), CohortOptions(sort=SortBy.CODE)
    found = [lay_out(one, first) for one in cases]
    assert assemble(found, first) == build_cohort(cases, first)
    assert assemble(found, second) == build_cohort(cases, second)


def test_rows_stand_in_groups() -> None:
    def with_response(code: str, response: Response | None, days: int) -> Case:
        seen = Assessment(id="seen", date=date("D20"), response=response, line="line-1")
        return case(
            code, diagnosis(), line(1, "D1", "D40"), seen, last_seen(f"D{days}")
        )

    cohort = build_cohort(
        [
            with_response("a", Response.PD, 900),
            with_response("b", None, 800),
            with_response("c", Response.PR, 90),
            with_response("d", Response.PR, 95),
            with_response("e", Response.SD, 500),
        ],
        CohortOptions(group_by=GroupBy.RESPONSE),
    )
    assert [row.code for row in cohort.rows] == ["d", "c", "e", "a", "b"]
    groups = [row.group for row in cohort.rows]
    assert groups == ["PR", "PR", "SD", "PD", "not recorded"]
    assert "by best response" in cohort.order


@pytest.mark.parametrize(
    ("records", "end"),
    [
        ((last_seen("D90"),), RowEnd.CENSORED),
        ((last_seen("D90", VitalStatus.DEAD),), RowEnd.DEATH),
        ((last_seen("D90", VitalStatus.LOST),), RowEnd.LOST),
        ((last_seen("D90", None),), RowEnd.STATUS_UNKNOWN),
        ((), RowEnd.UNKNOWN),
        ((line(1, "D5", ongoing=True), last_seen("D90")), RowEnd.ONGOING),
        ((line(1, "D5"), last_seen("D90")), RowEnd.CENSORED),
        (
            (line(1, "D5", ongoing=True), last_seen("D90", VitalStatus.DEAD)),
            RowEnd.DEATH,
        ),
        (
            (
                line(1, "D5", ongoing=True),
                line(2, "D50", "D60"),
                last_seen("D90", VitalStatus.LOST),
            ),
            RowEnd.LOST,  # nobody knows whether it goes on
        ),
    ],
)
def test_why_a_row_ends(records: tuple[Entry, ...], end: RowEnd) -> None:
    """A missing stop is no ongoing therapy; the dead and the lost are on none."""
    assert _only((diagnosis(), *records)).end is end


def test_a_row_without_follow_up_ends_when_the_patient_was_last_known_alive() -> None:
    row = _only((diagnosis(), line(1, "D5", "D70")))
    assert row.follow_up.stop == Bounds(70, 70)
    assert row.length == 70


def test_a_row_in_which_nobody_was_seen_ends_openly() -> None:
    row = _only((diagnosis(),))
    assert row.follow_up.stop == Bounds(0, None)
    assert row.follow_up.unknown_end


def test_ongoing_without_a_follow_up_goes_on_when_last_known_alive() -> None:
    """That is the first dose itself: no later day is known."""
    bar = _only((diagnosis(), line(1, "D5", ongoing=True))).segments[0].bar
    assert bar.stop == Bounds(5, 5)
    assert bar.ongoing


def test_a_partial_date_stays_a_range() -> None:
    row = _only((diagnosis(), line(1, "[D10..D40]", "M6"), last_seen("[D300..D330]")))
    bar = row.segments[0].bar
    assert bar.start == Bounds(10, 40)
    assert bar.stop == Bounds(183, 212)
    assert row.follow_up.stop == Bounds(300, 330)


def test_an_uncertain_day_0_keeps_the_distances_of_a_row() -> None:
    row = _only(
        (
            diagnosis("[D100..D130]"),
            line(1, "D140", "D200"),
            line(2, "D200", "D300"),
            last_seen("D400"),
        )
    )
    assert row.zero == Bounds(0, 30)
    assert row.follow_up.start == Bounds(0, 30)
    starts = [segment.bar.start for segment in row.segments]
    assert starts == [Bounds(40, 40), Bounds(100, 100)]
    assert row.tracks == 1


def test_what_has_no_date_is_listed() -> None:
    seen = Assessment(id="seen", response=Response.PR)
    cohort = build_cohort([case("A", diagnosis(), line(1, "", ""), seen)], BY_LINE)
    assert cohort.rows[0].segments == ()
    assert cohort.rows[0].events == ()
    assert cohort.undated == (
        LeftOut("A", "Line 1: capecitabine"),
        LeftOut("A", "PR"),
    )


def test_drugs_of_one_class_are_one_segment() -> None:
    records = (
        diagnosis(),
        line(1, "D5", "D100", regimen="durvalumab + GEMCIS"),
        course(1, "gemcitabine", "D5", "D60"),
        course(1, "cisplatin", "D5", "D40"),
        course(1, "durvalumab", "D8", "D100"),
        last_seen("D200"),
    )
    row = _only(records, CohortOptions())
    found = {s.name: (s.bar.start, s.bar.stop, s.bar.row) for s in row.segments}
    assert found == {
        "cisplatin + gemcitabine": (Bounds(5, 5), Bounds(60, 60), 0),
        "durvalumab": (Bounds(8, 8), Bounds(100, 100), 1),
    }
    assert row.tracks == 2
    assert len(_only(records).segments) == 1


def test_no_patients_make_an_empty_picture() -> None:
    cohort = build_cohort([])
    assert cohort.rows == ()
    assert cohort.curve is None
    assert cohort.first_day < cohort.last_day


@st.composite
def days(draw: st.DrawFn, first: int) -> tuple[str, int]:
    """A date from a day on, as exact day, month or window, and its latest day."""
    day = first + draw(st.integers(0, 200))
    match draw(st.sampled_from(["day", "day", "window", "unknown"])):
        case "day":
            return f"D{day}", day
        case "window":
            last = day + draw(st.integers(1, 90))
            return f"[D{day}..D{last}]", last
        case _:
            return "", first


@st.composite
def patients(draw: st.DrawFn, code: str) -> Case:
    """A patient with dates of every kind, in order of time as far as they are known."""
    when, day = draw(days(0))
    records: list[Entry] = []
    if draw(st.booleans()):
        records.append(diagnosis(when))
    for number in range(1, draw(st.integers(0, 4)) + 1):
        start, day = draw(days(day))
        stop, day = draw(days(day))
        last = draw(st.integers(0, 3)) == 0
        records.append(line(number, start, "" if last else stop, ongoing=last or None))
    if draw(st.booleans()):
        when, _ = draw(days(day))
        status = draw(st.sampled_from([*VitalStatus, None]))
        records.append(last_seen(when, status))
    return case(code, *records)


cohorts = st.integers(0, 5).flatmap(
    lambda count: st.tuples(*(patients(f"P{number}") for number in range(count)))
)
choices = st.builds(
    CohortOptions,
    align=st.sampled_from([one for one in AlignOn if one is not AlignOn.LAST_CONTACT]),
    number=st.integers(1, 2),
    segments=st.sampled_from(SegmentBy),
    group_by=st.sampled_from(GroupBy),
    curve=st.sampled_from([Curve.OVERALL, Curve.NONE]),
)


@given(cohorts, choices)
@settings(max_examples=effort(30, 300), deadline=None)
def test_every_patient_is_drawn_or_listed(
    cases: tuple[Case, ...], options: CohortOptions
) -> None:
    cohort = build_cohort(cases, options)
    drawn = [row.code for row in cohort.rows]
    listed = [one.code for one in cohort.left_out]
    assert sorted(drawn + listed) == sorted(one.code for one in cases)
    assert all(one.reason for one in cohort.left_out)
    if cohort.curve:
        missing = len(cohort.curve.left_out)
        assert cohort.curve.shortest.patients + missing == len(drawn)


@given(cohorts, choices)
@settings(max_examples=effort(30, 300), deadline=None)
def test_rows_stand_in_the_stated_order(
    cases: tuple[Case, ...], options: CohortOptions
) -> None:
    rows = build_cohort(cases, options).rows
    assert rows == build_cohort(tuple(reversed(cases)), options).rows
    groups = [row.group for row in rows]
    assert len(set(groups)) == len([1 for a, b in pairwise(groups) if a != b]) + bool(
        groups
    )
    for above, below in pairwise(rows):
        if above.group == below.group:
            assert (-above.length, above.code) < (-below.length, below.code)


@given(cohorts, choices)
@settings(max_examples=effort(30, 300), deadline=None)
def test_segments_in_one_track_cannot_overlap(
    cases: tuple[Case, ...], options: CohortOptions
) -> None:
    for row in build_cohort(cases, options).rows:
        assert all(0 <= segment.bar.row < row.tracks for segment in row.segments)
        for track in range(row.tracks):
            found = [s for s in row.segments if s.bar.row == track]
            for before, after in pairwise(sorted(found, key=_first_day)):
                assert before.bar.stop.latest is not None
                assert after.bar.start.earliest is not None
                assert before.bar.stop.latest <= after.bar.start.earliest + 1


def _first_day(segment: Segment) -> tuple[float, float]:
    first, last = segment.bar.start.earliest, segment.bar.stop.latest
    return (
        float("-inf") if first is None else first,
        float("inf") if last is None else last,
    )


@given(cohorts)
@settings(max_examples=effort(20, 200), deadline=None)
def test_no_more_tracks_than_lines_that_may_overlap(cases: tuple[Case, ...]) -> None:
    for row in build_cohort(cases, BY_LINE).rows:
        assert row.tracks <= max(1, len(row.segments))
        exact = all(
            s.bar.start.earliest == s.bar.start.latest is not None
            and s.bar.stop.earliest == s.bar.stop.latest is not None
            for s in row.segments
        )
        days = sorted(
            (s.bar.start.sort_key[0], s.bar.stop.sort_key[1]) for s in row.segments
        )
        # lines that begin on the day on which another ends do overlap
        apart = all(one[1] < two[0] for one, two in pairwise(days))
        if exact and apart:
            assert row.tracks == 1


def test_a_segment_with_an_open_start_lies_below_what_came_before() -> None:
    # Nothing limits the start of line 2 below, so line 1 cannot share its track; what
    # is known of line 2, its stop, comes later than line 1 and is drawn below it.
    records = (
        diagnosis(),
        line(1, "D5", "D100"),
        line(2, "", "D180"),
        last_seen("D200"),
    )
    found = {s.line: s.bar.row for s in _only(records, CohortOptions()).segments}
    assert found == {1: 0, 2: 1}


@pytest.mark.parametrize("align", list(AlignOn))
def test_a_course_without_any_date_is_said_to_be_left_out(align: AlignOn) -> None:
    options = CohortOptions(segments=SegmentBy.LINE, align=align, curve=Curve.NONE)
    cohort = build_cohort([ORDERED, case("A", diagnosis(), last_seen("D9"))], options)
    said = {left.code: left.reason for left in cohort.left_out}
    assert said["ORDER-1"]
    assert "ORDER-1" not in {row.code for row in cohort.rows}
