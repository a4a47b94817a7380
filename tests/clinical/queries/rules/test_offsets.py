import pytest

from clinical.rule_examples import PATIENT, Example, asked, check, line, marker
from clinical.small_case import order
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules import offsets, orders

EXAMPLES = (
    Example(
        offsets.undated_anchor,
        (line("", ""), marker("m", date="line+D28"), marker("n", date="line+M2")),
        ("undated-anchor:line.start",),
        (line("2020-05", ""), marker("m", date="line+D28")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_it_names_what_is_undated_and_all_that_is_counted_from_it() -> None:
    records = line("", ""), marker("m", date="line+D28"), marker("n", date="line+M2")
    (query,) = asked(offsets.undated_anchor, *records)
    assert query.records == ("line", "m", "n")
    assert "no date of HP is known" in query.text


def test_an_age_asks_for_the_age_at_presentation() -> None:
    (query,) = asked(offsets.undated_anchor, marker("m", date="age 63"))
    assert (query.key, query.records) == ("undated-anchor:birth-of-the-patient", ("m",))
    assert "age at presentation" in query.settle
    known = PATIENT.changed(age_at_presentation=60, presentation="2017-09")
    assert asked(offsets.undated_anchor, known, marker("m", date="age 63")) == []


def test_an_order_against_an_offset_names_both_records() -> None:
    records = line("", ""), marker("m", date="line+D28"), order("m", "line")
    (query,) = asked(orders.contradictory_dates, *records)
    assert query.severity is Severity.CONTRADICTION
    assert set(query.records) == {"line", "m"}
    assert "cannot both be where dates and orders put them" in query.text


def test_what_contradicts_an_order_is_not_called_undated() -> None:
    records = line("2019", ""), marker("m", date="line+D28"), order("m", "line")
    assert len(asked(orders.contradictory_dates, *records)) == 1
    assert asked(offsets.undated_anchor, *records) == []


def test_two_ages_against_an_order_name_both_records() -> None:
    records = marker("m", date="age 63"), marker("n", date="age 60"), order("m", "n")
    (query,) = asked(orders.contradictory_dates, *records)
    assert set(query.records) == {"m", "n"}


def test_a_record_that_two_dates_leave_no_day_is_named_with_both() -> None:
    records = (
        line("2019-03-03", ""),
        marker("m", date="line+D28"),
        marker("n", date="2019-03-10"),
        order("m", "n"),
    )
    (query,) = asked(orders.contradictory_dates, *records)
    assert set(query.records) == {"line", "m", "n"}
    assert "leave no day for" in query.text
