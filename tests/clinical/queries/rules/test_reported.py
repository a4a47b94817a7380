import pytest

from clinical.rule_examples import (
    PD,
    Example,
    asked,
    check,
    diagnosis,
    line,
    reported,
    survival,
)
from clinical.small_case import record
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules import reported as reported_rules

EXAMPLES = (
    Example(
        reported_rules.reported_duration,
        (
            line(),
            reported("disease control", 18),
        ),
        ("reported:r:time-on-treatment",),
        (
            line(),
            reported("disease control", 15),
        ),
    ),
    Example(
        reported_rules.reported_twice,
        (survival("a", 90), survival("b", 5, "years")),
        ("reported-twice:a:b",),
        (survival("a", 90), survival("b", 90)),
    ),
    Example(
        reported_rules.survival_start,
        (diagnosis(), survival("a", 90)),
        ("survival-start:a",),
        (diagnosis(date="2017-09"), survival("a", 90)),
    ),
    Example(
        reported_rules.best_response,
        (line(), PD, reported("disease control", 18)),
        ("best-response:line",),
        (
            line(),
            record("assessment", "sd", response="SD", line="line", date="2020-08"),
        ),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_seven_years_and_ninety_months_may_be_one_survival() -> None:
    both = survival("a", 90), survival("b", 7, "years")
    (query,) = asked(reported_rules.reported_twice, *both)
    assert query.severity is Severity.NOTE


def test_the_same_number_is_asked_of_the_quantity_that_it_names_only() -> None:
    progression = reported("progression-free survival", 18)
    records = line(), PD.changed(date="[2021-08..2022-01]"), progression
    assert asked(reported_rules.reported_duration, *records) == []


def test_pd_on_the_only_scan_long_after_the_start_is_asked_about() -> None:
    late = PD.changed(date="2021-07-01")
    (query,) = asked(reported_rules.best_response, line(start="2020-05-01"), late)
    assert query.text == "The best response to HP is PD on the only scan recorded."
    soon = PD.changed(date="2020-07-24")  # 84 days
    assert asked(reported_rules.best_response, line(start="2020-05-01"), soon) == []
