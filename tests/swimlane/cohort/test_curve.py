import pytest

from swimlane.cohort_cases import case, date, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.response_vocabulary import Response
from timeline.case.vocabulary import VitalStatus
from timeline.sharing.cohort import deidentified_cohort
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


PROGRESSION_FREE = CohortOptions(align=AlignOn.LINE, curve=Curve.PROGRESSION_FREE)


def _open() -> Case:
    """Line 2 began before or after the progression: an event, or censored at D100."""
    return case(
        "open",
        diagnosis(),
        line(1, "D0", "D330", regimen="GEMCIS"),
        Assessment(id="a", date=date("D100"), response=Response.SD, line="line-1"),
        Progression(id="worse", date=date("D350")),
        line(2, "[D340..D370]", regimen="FOLFOX"),
        last_seen("D500"),
    )


def _certain(code: str, day: int) -> Case:
    worse = Progression(id="worse", date=date(f"D{day}"), line="line-1")
    return case(code, diagnosis(), line(1, "D0", "D30"), worse, last_seen("D500"))


def test_no_curve_takes_a_status_that_the_dates_leave_open() -> None:
    known = [_certain("a", 90), _certain("b", 200)]
    found = build_cohort([*known, _open()], PROGRESSION_FREE).curve
    assert found is not None
    assert [(one.code, one.reason) for one in found.left_out] == [
        (
            "open",
            "event or censored, left open by the dates; decided by the date of: "
            "start of FOLFOX",
        )
    ]
    alone = build_cohort(known, PROGRESSION_FREE).curve
    assert alone is not None
    assert (found.shortest, found.longest) == (alone.shortest, alone.longest)
    assert len(build_cohort([*known, _open()], PROGRESSION_FREE).rows) == 3


@pytest.mark.parametrize("start", ["D340", "D360"])
def test_the_date_that_was_named_decides(start: str) -> None:
    settled = _open().with_record(line(2, start, regimen="FOLFOX"))
    found = build_cohort([settled], PROGRESSION_FREE).curve
    assert found is not None
    assert not found.left_out
    (step,) = found.shortest.steps
    expected = (100, 0) if start == "D340" else (350, 1)
    assert (round(step.time * MONTH), step.events) == expected


def test_the_reason_that_leaves_names_no_date() -> None:
    found = deidentified_cohort([_certain("a", 90), _open()], PROGRESSION_FREE).curve
    assert found is not None
    (out,) = found.left_out
    assert out.reason.endswith("start of FOLFOX")
