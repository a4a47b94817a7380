import pytest

from swimlane.cohort_cases import case, date, diagnosis, last_seen, line
from timeline.case.records.assessment import Progression
from timeline.case.vocabulary import VitalStatus
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortCurve
from timeline.swimlane.cohort.options import AlignOn, CohortOptions, Curve

DEAD = VitalStatus.DEAD
MONTH = 30.4375


def _curve(*followed: tuple[str, VitalStatus | None]) -> CohortCurve:
    cases = [
        case(f"P{number}", diagnosis(), last_seen(when, status))
        for number, (when, status) in enumerate(followed)
    ]
    curve = build_cohort(cases).curve
    assert curve is not None
    return curve


def test_survival_of_the_rows_by_hand() -> None:
    """Deaths on days 100 and 300, alive on day 200: 2/3, then 2/3 of 0 of 1."""
    curve = _curve(("D100", DEAD), ("D200", VitalStatus.ALIVE), ("D300", DEAD))
    found = curve.shortest
    assert (found.patients, found.events, curve.ranges) == (3, 2, 0)
    assert found.survival(150 / MONTH) == pytest.approx(2 / 3)
    assert found.survival(300 / MONTH) == 0
    assert found.median.time == pytest.approx(300 / MONTH)
    assert curve.longest is None
    followed = curve.follow_up.median
    assert (followed.time, followed.lower) == pytest.approx((200 / MONTH, 200 / MONTH))
    assert followed.upper is None


def test_a_range_enters_at_its_shortest_length() -> None:
    curve = _curve(("[D100..D130]", DEAD), ("D300", VitalStatus.ALIVE))
    assert curve.ranges == 1
    assert curve.longest is not None
    assert curve.shortest.steps[0].time == pytest.approx(100 / MONTH)
    assert curve.longest.steps[0].time == pytest.approx(130 / MONTH)


def test_an_open_length_enters_both_curves_at_its_shortest() -> None:
    curve = _curve(("[D100..]", DEAD), ("[D200..D210]", VitalStatus.ALIVE))
    assert curve.ranges == 2
    assert curve.longest is not None
    times = [[step.time for step in k.steps] for k in (curve.shortest, curve.longest)]
    assert times[0] == pytest.approx([100 / MONTH, 200 / MONTH])
    assert times[1] == pytest.approx([100 / MONTH, 210 / MONTH])


def test_who_was_never_seen_again_is_listed() -> None:
    seen = case("seen", diagnosis(), last_seen("D90"))
    unseen = case("unseen", diagnosis())
    curve = build_cohort([seen, unseen]).curve
    assert curve is not None
    assert curve.shortest.patients == 1
    assert [(one.code, one.reason) for one in curve.left_out] == [
        ("unseen", "not seen after diagnosis")
    ]


def test_progression_free_survival_counts_from_the_line() -> None:
    worse = Progression(id="worse", date=date("D80"), line="line-1")
    one = case("one", diagnosis(), line(1, "D20", "D70"), worse, last_seen("D400"))
    two = case("two", diagnosis(), line(1, "D10", "D70"), last_seen("D50", DEAD))
    options = CohortOptions(align=AlignOn.LINE, curve=Curve.PROGRESSION_FREE)
    curve = build_cohort([one, two], options).curve
    assert curve is not None
    assert curve.name == "progression-free survival"
    times = [step.time for step in curve.shortest.steps]
    assert times == pytest.approx([40 / MONTH, 60 / MONTH])
    assert curve.shortest.events == 2
    assert curve.follow_up.steps[-1].time == pytest.approx(380 / MONTH)


def test_no_curve_without_a_length() -> None:
    assert build_cohort([case("A", diagnosis())]).curve is None
