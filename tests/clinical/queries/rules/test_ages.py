import pytest

from clinical.rule_examples import Example, asked, check, operation
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.rules import ages


def patient(age: int | None = 50, presentation: str = "") -> Entry:
    stated = {"age_at_presentation": age, "presentation": presentation}
    return record("patient", "p", code="T-1", **stated)


def diabetes(age: int, **more: object) -> Entry:
    values = {"type": "comorbidity", "name": "diabetes", "age_at_onset": age, **more}
    return record("background", "b", **values)


EXAMPLES = (
    Example(
        ages.age_too_high,
        (patient(), operation(date="age 120")),
        ("age-too-high:op:date",),
        (patient(), operation(date="age 100")),
    ),
    Example(
        ages.age_too_high,
        (patient(), diabetes(101)),
        ("age-too-high:b:age_at_onset",),
        (
            patient(),
            diabetes(120, type="family history", relative="mother"),
        ),
    ),
    Example(
        ages.age_too_high,
        (patient(111),),
        ("age-too-high:p:age_at_presentation",),
        (patient(110),),
    ),
    Example(
        ages.age_too_high,
        (patient(None), operation(date="age 111")),
        ("age-too-high:op:date",),
        (patient(None), operation(date="age 110")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


@pytest.mark.parametrize(("age", "asks"), [(50, 0), (53, 0), (54, 1)])
def test_an_age_lies_not_beyond_the_last_record(age: int, asks: int) -> None:
    """Presented on 1 May 2020 at 50, so at most 50 and 364 days old; three years
    later, on the day of the last record, at most 53 completed years."""
    seen = record("follow_up", "fu", date="2023-05-01")
    records = patient(50, "2020-05-01"), seen, diabetes(age)
    assert len(asked(ages.age_too_high, *records)) == asks


def test_an_age_that_has_a_place_in_the_calendar_is_not_asked_twice() -> None:
    """It lies after today there, of which another rule asks."""
    records = patient(50, "2020-05-01"), operation(date="age 120")
    assert asked(ages.age_too_high, *records) == []
