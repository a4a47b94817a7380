import pytest

from clinical.rule_examples import Example, asked, check, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.query import Query
from timeline.clinical.queries.rules import sums
from timeline.clinical.queries.rules.rule import Rule


def seen(
    record_id: str,
    millimetres: float,
    date: str,
    response: str | None = None,
    **more: object,
) -> Entry:
    on = "line" if response else None
    return record(
        "assessment", record_id, response=response, date=date, line=on,
        sum_of_diameters=millimetres, criteria="RECIST 1.1", **more,
    )  # fmt: skip


LINE = line("2023-02-06", "2024-01-08")
BASELINE = seen("base", 92, "2023-01-30")


def measured(lesion: str, diameter: float) -> tuple[Entry, ...]:
    return (
        record("lesion", lesion, name=lesion, target=True),
        record(
            "lesion_measurement",
            f"m-{lesion}",
            lesion=lesion,
            diameter=diameter,
            date="2023-01-30",
        ),
    )


EXAMPLES = (
    Example(
        sums.growth_without_progression,
        (LINE, BASELINE, seen("scan", 130, "2023-04-03", "PR")),
        ("growth-without-pd:scan:response",),
        (LINE, BASELINE, seen("scan", 130, "2023-04-03", "PD")),
    ),
    Example(
        sums.response_without_shrinkage,
        (LINE, BASELINE, seen("scan", 65, "2023-04-03", "PR")),
        ("response-too-small:scan:response",),
        (LINE, BASELINE, seen("scan", 64, "2023-04-03", "PR")),
    ),
    Example(
        sums.stable_but_shrunk,
        (LINE, BASELINE, seen("scan", 64, "2023-04-03", "SD")),
        ("stable-but-shrunk:scan:response",),
        (LINE, BASELINE, seen("scan", 65, "2023-04-03", "SD")),
    ),
    Example(
        sums.progression_without_growth,
        (LINE, BASELINE, seen("scan", 92, "2023-04-03", "PD", new_lesion=False)),
        ("progression-without-growth:scan:response",),
        (LINE, BASELINE, seen("scan", 92, "2023-04-03", "PD")),
    ),
    Example(
        sums.stated_sum,
        (*measured("liver", 50), *measured("node", 20), BASELINE),
        ("stated-sum:base:sum_of_diameters",),
        (*measured("liver", 50), *measured("node", 42), BASELINE),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


@pytest.mark.parametrize(
    ("smallest", "now", "asks"),
    [(50, 60, True), (50, 59, False), (20, 24.5, False), (20, 25, True)],
)
def test_progression_is_20_percent_and_5_mm_above_the_smallest_sum(
    smallest: float, now: float, *, asks: bool
) -> None:
    """RECIST 1.1: 60 over 50 is 20 % and 10 mm; 24.5 over 20 is 22.5 % and 4.5 mm."""
    records = LINE, BASELINE, seen("a", smallest, "2023-04-03", "PR")
    found = asked(
        sums.growth_without_progression, *records, seen("b", now, "2023-06-03", "SD")
    )
    assert [query.records for query in found] == [("b", "a")] * asks


def after(rule: Rule, baseline: str, response: str) -> list[Query]:
    base = seen("base", 92, baseline)
    return asked(rule, LINE, base, seen("scan", 70, "2023-04-03", response))


def test_a_sum_more_than_four_weeks_before_the_first_dose_is_no_baseline() -> None:
    rule = sums.response_without_shrinkage
    assert len(after(rule, "2023-01-09", "PR")) == 1
    assert after(rule, "2023-01-08", "PR") == []


def test_a_response_that_holds_is_not_asked_about_at_each_scan() -> None:
    answered = seen("a", 60, "2023-04-03", "PR"), seen("b", 66, "2023-06-03", "PR")
    assert asked(sums.response_without_shrinkage, LINE, BASELINE, *answered) == []
