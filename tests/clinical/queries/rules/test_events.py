import pytest

from clinical.rule_examples import Example, asked, check, course, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.rules import events


def event(**more: object) -> Entry:
    return record("adverse_event", "ae", **{"term": "Rash", "date": "2020-06", **more})


def death(cause: str) -> Entry:
    return record(
        "follow_up", "death", date="2021-01", vital_status="dead", death_cause=cause
    )


EXAMPLES = (
    Example(
        events.grade_and_severity,
        (event(grade=1, severity="severe"),),
        ("grade-and-severity:ae:grade",),
        (event(grade=3, severity="severe"),),
    ),
    Example(
        events.fatal_and_grade,
        (event(outcome="fatal", grade=4), death("treatment")),
        ("fatal-and-grade:ae:grade",),
        (event(outcome="fatal", grade=5), death("treatment")),
    ),
    Example(
        events.fatal_and_grade,
        (event(outcome="fatal", grade=1), death("treatment")),
        ("fatal-and-grade:ae:grade",),
        (event(outcome="fatal", grade=1),),
    ),
    Example(
        events.recovered_but_ongoing,
        (event(outcome="recovered", ongoing=True),),
        ("recovered-but-ongoing:ae:outcome",),
        (event(outcome="recovered", stop="2020-07"),),
    ),
    Example(
        events.event_drug_not_given,
        (line(), course(), event(drug="oxaliplatin", line="line")),
        ("event-drug-not-given:ae:drug",),
        (line(), course(), event(drug="Herceptin", line="line")),
    ),
    Example(
        events.treatment_death_without_event,
        (death("treatment"),),
        ("treatment-death-without-event:death:death_cause",),
        (death("treatment"), event(grade=5)),
    ),
    Example(
        events.fatal_event_other_cause,
        (death("this cancer"), event(outcome="fatal")),
        ("fatal-event-other-cause:ae:outcome",),
        (death("treatment"), event(outcome="fatal")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_drug_of_a_regimen_without_courses_was_given() -> None:
    gp = line(regimen="GP")
    assert asked(events.event_drug_not_given, gp, event(drug="cisplatin")) == []


def test_an_event_that_resolved_is_not_unrecovered() -> None:
    odd = event(outcome="not recovered", stop="2020-07")
    assert len(asked(events.recovered_but_ongoing, odd)) == 1


def test_a_drug_may_be_a_part_of_a_regimen_that_nobody_knows() -> None:
    lines = line(), course(), line(id="other", regimen="ABC-001")
    assert asked(events.event_drug_not_given, *lines, event(drug="cisplatin")) == []
