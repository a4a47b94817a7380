import pytest

from swimlane.cohort_cases import case, course, date, diagnosis, last_seen, line
from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.assessment import Progression
from timeline.case.records.bookkeeping import Order
from timeline.case.records.intervention import LocalIntervention
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import Confidence, VitalStatus
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.cohort.options import (
    AlignOn,
    CohortOptions,
    CohortOptionsError,
    Curve,
)


def _aligned(
    records: tuple[Entry, ...], align: AlignOn, number: int = 1, **more: bool
) -> CohortSwimlane:
    options = CohortOptions(align=align, number=number, **more)  # type: ignore[arg-type]
    return build_cohort([case("A", *records)], options)


def _operation(name: str, when: str) -> LocalIntervention:
    kind = InterventionKind.SURGERY
    return LocalIntervention(id=name, date=date(when), type=kind)


def _progression(name: str, when: str) -> Progression:
    return Progression(id=name, date=date(when))


RECORDS = (
    diagnosis("D3"),
    _operation("op-1", "D20"),
    _operation("op-2", "D400"),
    line(1, "D50", "D90"),
    line(2, "D100", "D200", regimen="trastuzumab + capecitabine"),
    course(2, "trastuzumab", "D100", "D200"),
    _progression("worse-1", "D95"),
    _progression("worse-2", "D205"),
    last_seen("D500"),
)


def test_the_last_contact_is_day_0_and_everything_lies_before_it() -> None:
    options = CohortOptions(align=AlignOn.LAST_CONTACT, curve=Curve.NONE)
    cohort = build_cohort([case("A", *RECORDS), case("B", diagnosis())], options)
    assert cohort.zero == "death or last contact"
    (row,) = cohort.rows
    assert row.follow_up.stop == Bounds(0, 0)
    assert row.segments[0].bar.start == Bounds(50 - 500, 50 - 500)
    assert [one.code for one in cohort.left_out] == ["B"]


def test_no_survival_is_counted_from_the_last_contact() -> None:
    with pytest.raises(CohortOptionsError, match="last contact"):
        CohortOptions(align=AlignOn.LAST_CONTACT)


@pytest.mark.parametrize(
    ("align", "number", "name", "day_0"),
    [
        (AlignOn.DIAGNOSIS, 1, "diagnosis", 3),
        (AlignOn.OPERATION, 1, "first operation", 20),
        (AlignOn.OPERATION, 2, "operation 2", 400),
        (AlignOn.LINE, 2, "start of line 2", 100),
        (AlignOn.ANTI_HER2, 1, "start of first anti-HER2 line", 100),
        (AlignOn.PROGRESSION, 1, "first progression", 95),
        (AlignOn.PROGRESSION, 2, "progression 2", 205),
    ],
)
def test_rows_align_on_the_event(
    align: AlignOn, number: int, name: str, day_0: int
) -> None:
    cohort = _aligned(RECORDS, align, number)
    assert cohort.zero == name
    assert cohort.rows[0].zero == Bounds(0, 0)
    assert cohort.rows[0].length == 500 - day_0


@pytest.mark.parametrize(
    ("align", "number"),
    [
        (AlignOn.OPERATION, 3),
        (AlignOn.LINE, 3),
        (AlignOn.PROGRESSION, 3),
    ],
)
def test_who_has_no_such_event_is_listed(align: AlignOn, number: int) -> None:
    cohort = _aligned(RECORDS, align, number)
    assert cohort.rows == ()
    assert [one.code for one in cohort.left_out] == ["A"]
    assert "none recorded" in cohort.left_out[0].reason


def test_an_undated_event_is_listed() -> None:
    cohort = _aligned((diagnosis(""), line(1, "D50")), AlignOn.DIAGNOSIS)
    assert "not limited on both sides" in cohort.left_out[0].reason


def test_an_event_with_one_limit_is_listed() -> None:
    cohort = _aligned((diagnosis("[..D40]"),), AlignOn.DIAGNOSIS)
    assert "not limited on both sides" in cohort.left_out[0].reason


def test_the_first_of_two_operations_lies_between_the_first_limits() -> None:
    """Either may be the first: not before day 10, and surely by day 50."""
    records = (_operation("one", "[D10..D90]"), _operation("two", "[D30..D50]"))
    row = _aligned((*records, last_seen("D110")), AlignOn.OPERATION).rows[0]
    assert row.zero == Bounds(0, 40)
    assert row.length == 100


def test_an_undated_operation_may_have_been_the_first() -> None:
    records = (_operation("one", "D10"), _operation("two", ""))
    assert _aligned(records, AlignOn.OPERATION).rows == ()


def test_an_order_says_that_it_was_not() -> None:
    order = Order(id="order", earlier="one", later="two", confidence=Confidence.STATED)
    records = (_operation("one", "D10"), _operation("two", ""), order)
    assert len(_aligned(records, AlignOn.OPERATION).rows) == 1


def test_a_narrative_order_counts_only_where_it_is_accepted() -> None:
    told = Confidence.NARRATIVE
    order = Order(id="order", earlier="one", later="two", confidence=told)
    records = (_operation("one", "D10"), _operation("two", ""), order)
    assert _aligned(records, AlignOn.OPERATION).rows == ()
    cohort = _aligned(records, AlignOn.OPERATION, accept_narrative=True)
    assert len(cohort.rows) == 1
    assert cohort.uses_narrative


def test_an_event_after_death_is_listed() -> None:
    records = (_progression("worse", "D300"), last_seen("D200", VitalStatus.DEAD))
    cohort = _aligned(records, AlignOn.PROGRESSION)
    assert "after the last follow-up" in cohort.left_out[0].reason


def test_a_contradiction_is_listed() -> None:
    order = Order(
        id="order", earlier="line-1", later="diagnosis", confidence=Confidence.STATED
    )
    cohort = _aligned((diagnosis("D3"), line(1, "D50"), order), AlignOn.DIAGNOSIS)
    assert "contradict" in cohort.left_out[0].reason


def test_choices_that_do_not_go_together() -> None:
    with pytest.raises(CohortOptionsError, match="start of a line"):
        CohortOptions(align=AlignOn.DIAGNOSIS, curve=Curve.PROGRESSION_FREE)
    with pytest.raises(CohortOptionsError, match="count from 1"):
        CohortOptions(align=AlignOn.LINE, number=0)
