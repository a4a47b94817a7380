import pytest

from clinical.rule_examples import (
    PATIENT,
    Example,
    asked,
    check,
    ihc,
    line,
    marker,
    operation,
)
from clinical.small_case import order, record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules import orders
from timeline.clinical.queries.rules.evidence import Evidence
from timeline.clinical.settings import DEFAULTS

EXAMPLES = (
    Example(
        orders.contradictory_dates,
        (
            operation(date="2019-03"),
            line("2018-01"),
            order("op", "line"),
        ),
        ("order:op.date:line.start",),
        (operation(date="2019-03"), line(), order("op", "line")),
    ),
    Example(
        orders.circular_orders,
        (
            operation(),
            line("", ""),
            marker(),
            order("op", "line"),
            order("line", "m"),
            order("m", "op"),
        ),
        ("circular-order:line.start",),
        (
            operation(),
            line("", ""),
            marker(),
            order("op", "line"),
            order("line", "m"),
            order("op", "m"),
        ),
    ),
    Example(
        orders.circular_orders,
        (line("", ""), order("line.stop", "line.start")),
        ("circular-order:line.start",),
        (line("", ""), order("line.start", "line.stop")),
    ),
    Example(
        orders.before_its_line,
        (
            line("2020-05"),
            record("adverse_event", "ae", term="Rash", line="line", date="2019"),
        ),
        ("before-line:ae:line",),
        (
            line("2020-05"),
            record("adverse_event", "ae", term="Rash", line="line", date="2020"),
        ),
    ),
    Example(
        orders.after_the_end,
        (
            record("follow_up", "death", date="2022-03-01", vital_status="dead"),
            marker(date="2022-04"),
        ),
        ("after-end:m:death",),
        (
            record("follow_up", "death", date="2022-03-01", vital_status="dead"),
            marker(date="2022-03"),
        ),
    ),
    Example(
        orders.narrative_order,
        (operation(), line(), order("op", "line", "narrative")),
        ("narrative-order:case",),
        (operation(), line(), order("op", "line", "stated")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_contradiction_names_both_records() -> None:
    records = operation(date="2019-03"), line("2018-01"), order("op", "line")
    (query,) = asked(orders.contradictory_dates, *records)
    assert query.severity is Severity.CONTRADICTION
    assert set(query.records) == {"op", "line"}
    assert "Surgery, date (Mar 2019)" in query.text
    assert "HP, start (Jan 2018)" in query.text


def test_an_assay_before_its_specimen_is_a_contradiction() -> None:
    test = ihc(specimen_date="2019-03", assay_date="2018-01")
    (query,) = asked(orders.contradictory_dates, test)
    assert query.records == ("ihc",)
    assert "specimen date (Mar 2019)" in query.text


def test_a_baseline_and_radiotherapy_may_lie_before_the_first_dose() -> None:
    baseline = record("assessment", "base", line="line", date="2020-04")
    radiation = operation(
        type="external beam radiotherapy", line="line", date="2020-04"
    )
    assert asked(orders.before_its_line, line("2020-05"), baseline, radiation) == []


def test_records_after_the_cutoff_and_in_the_future_are_named() -> None:
    patient = PATIENT.changed(data_cutoff="2025-12-31")
    found = asked(orders.after_the_end, patient, marker(date="2026-02"))
    assert [query.key for query in found] == [
        "after-end:m:the-data-cut-off",
        "after-end:m:today",
    ]


def test_a_record_without_a_date_is_not_after_a_death_before_time_zero() -> None:
    death = record("follow_up", "death", date="D-3", vital_status="dead")
    assert asked(orders.after_the_end, death, marker(date="")) == []
    late = asked(orders.after_the_end, death, marker(date="D-2"))
    assert [query.key for query in late] == ["after-end:m:death"]


def test_narrative_orders_say_whether_they_are_used() -> None:
    case = Case(PATIENT, (operation(), line(), order("op", "line", "narrative")))
    (used,), (left_out,) = (
        tuple(orders.narrative_order(Evidence(case, chronology, DEFAULTS)))
        for chronology in (Chronology(case, accept_narrative=True), Chronology(case))
    )
    assert used.key == left_out.key
    assert "used here" in used.text
    assert "left out here" in left_out.text
