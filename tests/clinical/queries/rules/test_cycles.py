import pytest

from clinical.rule_examples import Example, asked, check, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.rules import cycles


def cycle(number: int, date: str, record_id: str = "") -> Entry:
    return record(
        "cycle", record_id or f"c{number}", number=number, date=date, line="line"
    )


LINE = line("2020-05-04", "2020-08-31")
DATED = tuple(
    record("cycle", f"d{n}", date=f"2020-0{n}-04", line="line") for n in (5, 6, 7)
)
"""Three cycles with dates and without numbers."""
EXAMPLES = (
    Example(
        cycles.after_its_treatment,
        (LINE, cycle(1, "2020-05-04"), cycle(2, "2020-09-01")),
        ("after-its-treatment:line",),
        (LINE, cycle(1, "2020-05-04"), cycle(2, "2020-08-31")),
    ),
    Example(
        cycles.cycle_order,
        (LINE, cycle(1, "2020-06-01"), cycle(2, "2020-05-25")),
        ("cycle-order:c2:number",),
        (LINE, cycle(1, "2020-05"), cycle(2, "2020-05-25")),
    ),
    Example(
        cycles.cycle_twice,
        (LINE, cycle(1, "2020-05-04", "a"), cycle(1, "2020-05-25", "b")),
        ("cycle-twice:a:b",),
        (LINE, cycle(1, "2020-05-04", "a"), cycle(2, "2020-05-25", "b")),
    ),
    Example(
        cycles.cycle_count,
        (line("2020-05-04", cycles=4), cycle(5, "2020-08-03")),
        ("cycle-count:line:cycles",),
        (line("2020-05-04", cycles=5), cycle(5, "2020-08-03")),
    ),
    Example(
        cycles.cycle_count,
        (line("2020-05-04", cycles=2), *DATED),
        ("cycle-count:line:cycles",),
        (line("2020-05-04", cycles=3), *DATED),
    ),
    Example(
        cycles.cycle_dates,
        (line("2020-05-04", cycles=4), *DATED),
        ("cycle-dates:line:cycles",),
        (line("2020-05-04", "", cycles=4, ongoing=True), *DATED),
    ),
    Example(
        cycles.cycle_dates,
        (line("2020-05-04", cycles=4), *DATED),
        ("cycle-dates:line:cycles",),
        (line("2020-05-04", cycles=4), DATED[0]),
    ),
    Example(
        cycles.cycles_too_many,
        (line("2020-05-04", "2020-05-24", cycles=4),),
        ("cycles-too-many:line:cycles",),
        (line("2020-05-04", "2020-05-25", cycles=4),),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_all_cycles_after_the_end_are_one_question() -> None:
    late = cycle(1, "2020-09-01"), cycle(2, "2020-09-22")
    (query,) = asked(cycles.after_its_treatment, LINE, *late)
    assert query.records == ("c1", "line", "c2")


def test_an_interruption_after_the_end_is_one_too() -> None:
    paused = record("interruption", "i", start="2020-10-01", line="line")
    assert len(asked(cycles.after_its_treatment, LINE, paused)) == 1


def test_a_cycle_that_is_recorded_twice_counts_once() -> None:
    twice = cycle(1, "2020-05-04", "a"), cycle(1, "2020-05-04", "b")
    assert asked(cycles.cycle_count, line("2020-05-04", cycles=1), *twice) == []


def test_what_is_missing_of_a_count_is_said() -> None:
    (query,) = asked(cycles.cycle_dates, line("2020-05-04", cycles=4), *DATED)
    assert query.gap is not None
    assert query.gap.words == "1 of 4 cycles"
    told = "HP (4 May 2020) has 4 cycles as stated, and 3 are recorded."
    assert query.text == told
