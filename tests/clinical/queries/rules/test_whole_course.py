import pytest

from clinical.rule_examples import (
    Example,
    asked,
    check,
    diagnosis,
    line,
    marker,
    operation,
)
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules import whole_course


def contact(record_id: str, date: str, status: str = "alive") -> Entry:
    return record("follow_up", record_id, date=date, vital_status=status)


COURSE = diagnosis(date="2020-06-01"), contact("fu", "2021-06-01")
EXAMPLES = (
    Example(
        whole_course.before_diagnosis,
        (diagnosis(date="2020-06-01"), contact("fu", "2020-03-01")),
        ("before-diagnosis:d",),
        (diagnosis(date="2020-06"), contact("fu", "2020-06-01")),
    ),
    Example(
        whole_course.diagnosis_after_operation,
        (diagnosis(date="2014"), operation(date="2014-06-03", intent="curative")),
        ("diagnosis-after-operation:d:date",),
        (diagnosis(date="2014"), operation(date="2014", intent="curative")),
    ),
    Example(
        whole_course.diagnosis_after_operation,
        (diagnosis(date="2014-07-04"), operation(date="2014-06-03", intent="curative")),
        ("diagnosis-after-operation:d:date",),
        (diagnosis(date="2014-07-03"), operation(date="2014-06-03", intent="curative")),
    ),
    Example(
        whole_course.lost_but_seen,
        (contact("lost", "2021-01", "lost to follow-up"), contact("fu", "2021-02")),
        ("lost-but-seen:lost:vital_status",),
        (contact("lost", "2021-02", "lost to follow-up"), contact("fu", "2021-02")),
    ),
    Example(
        whole_course.outside_the_course,
        (*COURSE, marker("a", date="2015-01-01"), marker("b", date="2015-02-01")),
        ("outside-the-course:case",),
        (*COURSE, marker("a", date="2015-01-01"), marker("b", date="2020-02-01")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_treatment_before_one_of_two_diagnoses_follows_the_other() -> None:
    later = record("diagnosis", "late", site="breast", date="2022-01")
    first = diagnosis(date="2020-01")
    assert asked(whole_course.before_diagnosis, first, later, line()) == []
    undated = diagnosis()
    assert asked(whole_course.before_diagnosis, undated, later, line()) == []


@pytest.mark.parametrize(("day", "asks"), [("2022-06-01", 0), ("2022-06-02", 1)])
def test_results_are_outside_when_they_lie_more_than_a_year_after_all_else(
    day: str, asks: int
) -> None:
    late = marker("a", date=day), marker("b", date="2023-01-01")
    assert len(asked(whole_course.outside_the_course, *COURSE, *late)) == asks


def test_a_marker_followed_for_years_after_the_last_visit_is_of_the_patient() -> None:
    days = ("2022-05-01", "2023-04-01", "2024-03-01", "2025-02-01")
    followed = [marker(f"m{day}", date=day) for day in days]
    assert asked(whole_course.outside_the_course, *COURSE, *followed) == []
    foreign = marker("a", date="2012-01-01"), marker("b", date="2012-02-01")
    (query,) = asked(whole_course.outside_the_course, *COURSE, *followed, *foreign)
    assert query.records == ("a", "b")


def test_an_order_settles_whether_the_operation_came_after_the_diagnosis() -> None:
    rule = whole_course.diagnosis_after_operation
    known = diagnosis(date="2014"), operation(date="2014-06-03", intent="curative")
    (query,) = asked(rule, *known)
    assert query.severity is Severity.MISSING
    order = record("order", "", earlier="d", later="op", confidence="stated")
    assert asked(rule, *known, order) == []
    late = diagnosis(date="2015"), known[1]
    (query,) = asked(rule, *late)
    assert query.severity is Severity.CONFLICT


def test_an_operation_for_another_tumour_is_not_before_its_diagnosis() -> None:
    rule = whole_course.diagnosis_after_operation
    other = record("diagnosis", "other", site="breast", date="2010")
    removed = operation(date="2014-06-03", intent="curative", primary="other")
    assert asked(rule, diagnosis(date="2020"), other, removed) == []
