"""A de-identified cohort: exact statistics, and times in whole months alone."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swimlane.cohort_cases import case, date, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.records.assessment import Assessment
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.response_vocabulary import Response
from timeline.case.vocabulary import VitalStatus
from timeline.charts.cohort.survival import numbers
from timeline.exchange.case_file import read
from timeline.sharing.cohort import coarse, deidentified_cohort
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortCurve, CohortSwimlane
from timeline.swimlane.cohort.options import STANDARD

FOUND = Path(__file__).parents[3] / "shared/found/figures/ANNIV-1.toml"
TODAY = dt.date(2026, 1, 15)
MONTH = 30.4375
STATUSES = (VitalStatus.DEAD, VitalStatus.ALIVE)


def _curve(cohort: CohortSwimlane) -> CohortCurve:
    assert cohort.curve is not None
    return cohort.curve


def _of_anniversaries(cohort: CohortSwimlane) -> dict[str, str]:
    """What the de-identified row and curve of one patient say, by what it is."""
    (row,) = cohort.rows
    response = next(e for e in row.events if e.mark.label.startswith("PR"))
    values = numbers(_curve(cohort), cohort.word)
    return {
        "response": response.mark.detail[0][1],
        "end": row.follow_up.detail[0][1],
        "median": values["median"],
    }


ANNIVERSARIES = {"response": "month 6", "end": "month 36", "median": "36 months"}
"""181 days are 5.95 months and 1095 days 35.98, of 30.4375 days each."""


def test_anniversaries_are_the_months_that_they_are() -> None:
    patient = case(
        "a",
        Diagnosis(id="diagnosis", date=date("2021-01-10")),
        Assessment(id="pr", date=date("2021-07-10"), response=Response.PR),
        last_seen("2024-01-10", VitalStatus.DEAD),
    )
    found = deidentified_cohort([patient], STANDARD)
    assert _of_anniversaries(found) == ANNIVERSARIES
    assert [step.time for step in _curve(found).shortest.steps] == [36]
    assert _curve(found).shortest.at_risk(36) == 1


def test_anniversaries_of_the_case_that_was_wrong() -> None:
    if not FOUND.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    cases = read(FOUND, today=TODAY).cases
    assert _of_anniversaries(deidentified_cohort(cases, STANDARD)) == ANNIVERSARIES


def test_a_month_holds_the_days_nearest_to_it_and_day_0_stays() -> None:
    """Months of 30.4375 days: 1.5 of them are 45.7 days, and 12.5 are 380.5."""
    assert coarse(Bounds(0, 0)) == Bounds(0, 0)
    assert coarse(Bounds(16, 16)) == coarse(Bounds(45, 45)) == Bounds(16, 45)
    assert coarse(Bounds(46, 61)) == Bounds(46, 76)
    assert coarse(Bounds(366, 366)) == Bounds(351, 380)
    assert coarse(Bounds(-16, None)) == Bounds(-45, None)
    assert coarse(Bounds(None, 100)) == Bounds(None, 106)


def test_what_lies_on_one_side_of_day_0_stays_there() -> None:
    assert coarse(Bounds(1, 1)) == coarse(Bounds(15, 15)) == Bounds(0, 15)
    assert coarse(Bounds(-1, -1)) == coarse(Bounds(-15, -15)) == Bounds(-15, 0)
    assert coarse(Bounds(-3, 10)) == Bounds(-15, 15)


@given(st.integers(-4000, 4000).filter(bool))
def test_all_days_of_a_month_look_the_same(day: int) -> None:
    month = coarse(Bounds(day, day))
    assert month.earliest is not None
    assert month.latest is not None
    assert month.earliest <= day <= month.latest
    assert month.latest - month.earliest >= 15
    days = range(month.earliest, month.latest + 1)
    assert {coarse(Bounds(other, other)) for other in days if other} == {month}


followed = st.lists(
    st.tuples(st.integers(1, 2000), st.sampled_from(STATUSES)), min_size=1, max_size=12
)


def _patients(ends: Sequence[tuple[int, VitalStatus]]) -> list[Case]:
    return [
        case(
            f"P{number}",
            diagnosis(),
            line(1, "D1", f"D{day}"),
            last_seen(f"D{day}", status),
        )
        for number, (day, status) in enumerate(ends)
    ]


def _nearest(months: float | None) -> int | None:
    return None if months is None else round(months)


@given(followed)
def test_statistics_are_exact_and_then_rounded(
    ends: list[tuple[int, VitalStatus]],
) -> None:
    cases = _patients(ends)
    exact, found = (
        _curve(build_cohort(cases)),
        _curve(deidentified_cohort(cases, STANDARD)),
    )
    for one, other in (
        (exact.shortest, found.shortest),
        (exact.follow_up, found.follow_up),
    ):
        median = other.median
        assert median.time == _nearest(one.median.time)
        assert median.lower == _nearest(one.median.lower)
        assert median.upper == _nearest(one.median.upper)
        assert (one.patients, one.events) == (other.patients, other.events)
        last_of_month = {round(step.time): step for step in one.steps}
        assert [step.time for step in other.steps] == list(last_of_month)
        for step in other.steps:
            last = last_of_month[int(step.time)]
            assert (step.survival, step.lower, step.upper) == (
                last.survival,
                last.lower,
                last.upper,
            )
            assert step.at_risk == other.at_risk(step.time)


@given(followed, st.data())
def test_days_of_one_month_give_the_same_picture(
    ends: list[tuple[int, VitalStatus]], data: st.DataObject
) -> None:
    """Other days of the same months, in the same order: rows and curves do not differ,
    so that nobody can read a day from them."""
    months = _by_month({day for day, _ in ends})
    moved: dict[int, int] = {}
    for month, days in months.items():
        first, last = coarse(Bounds(days[0], days[0]))
        assert first is not None
        assert last is not None
        room = range(max(first, 1), last + 1)
        others = data.draw(
            st.sets(st.sampled_from(room), min_size=len(days), max_size=len(days)),
            label=f"days for month {month}",
        )
        moved |= dict(zip(days, sorted(others), strict=True))
    other_ends = [(moved[day], status) for day, status in ends]
    pictures = [
        deidentified_cohort(_patients(some), STANDARD) for some in (ends, other_ends)
    ]
    one, other = pictures
    assert one.rows == other.rows
    for name in ("shortest", "follow_up"):
        estimates = [getattr(_curve(picture), name) for picture in pictures]
        assert estimates[0].steps == estimates[1].steps
        for limit in ("time", "lower", "upper"):
            _same_or_next(*(getattr(e.median, limit) for e in estimates))


def _same_or_next(one: float | None, other: float | None) -> None:
    """A median midway between two steps, of an odd number of months, may round up."""
    if one is None or other is None:
        assert one is other
    else:
        assert abs(one - other) <= 1


def _by_month(days: set[int]) -> dict[int, list[int]]:
    months: dict[int, list[int]] = {}
    for day in sorted(days):
        months.setdefault(round(day / MONTH), []).append(day)
    return months


@given(followed)
def test_a_row_ends_at_its_step_of_the_curve(
    ends: list[tuple[int, VitalStatus]],
) -> None:
    found = deidentified_cohort(_patients(ends), STANDARD)
    steps = {f"month {step.time:.0f}" for step in _curve(found).shortest.steps}
    assert {row.follow_up.detail[0][1] for row in found.rows} == steps
    shares = [step.survival for step in _curve(found).shortest.steps]
    assert all(later <= earlier for earlier, later in pairwise(shares))
