import pytest

from clinical.rule_examples import PATIENT, TODAY, Example, asked, check, line
from clinical.small_case import record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.queries.case_queries import queries
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
        sums.partial_but_complete,
        (LINE, BASELINE, seen("scan", 0, "2023-04-03", "PR")),
        ("partial-but-complete:scan:response",),
        (LINE, BASELINE, seen("scan", 0, "2023-04-03", "CR")),
    ),
    Example(
        # after CR it is asked whether the disease came back
        sums.partial_but_complete,
        (LINE, BASELINE, seen("scan", 0, "2023-04-03", "PR")),
        ("partial-but-complete:scan:response",),
        (
            LINE,
            BASELINE,
            seen("first", 0, "2023-04-03", "CR"),
            seen("scan", 0, "2023-06-05", "PR"),
        ),
    ),
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
    matches = asked(
        sums.growth_without_progression, *records, seen("b", now, "2023-06-03", "SD")
    )
    assert [query.records for query in matches] == [("b", "a")] * asks


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


def target(*diameters: tuple[str, float]) -> list[Entry]:
    """A target lesion with its size on several dates."""
    sizes = [
        record("lesion_measurement", f"m{n}", lesion="liver", diameter=size, date=date)
        for n, (date, size) in enumerate(diameters)
    ]
    return [record("lesion", "liver", name="Liver", target=True), *sizes]


def called(response: str, date: str = "2023-04-03", **more: object) -> Entry:
    return record("assessment", "scan", response=response, date=date, **more)


def questions(*entries: Entry) -> list[tuple[str, tuple[str, ...]]]:
    """Rule and records of what is asked about a category."""
    case = Case.of((PATIENT, LINE, *entries))
    matches = queries(case, Chronology(case), today=TODAY)
    return [(q.rule, q.records) for q in matches if q.field == "response"]


@pytest.mark.parametrize(
    ("size", "response", "expected"),
    [
        (60, "SD", [("growth-without-pd", ("scan", "m0"))]),
        (40, "PR", [("response-too-small", ("scan", "m0"))]),
        (30, "SD", [("stable-but-shrunk", ("scan", "m0"))]),
        (20, "CR", [("complete-but-measured", ("scan", "m1"))]),
        (70, "CR", [("complete-but-measured", ("scan", "m1"))]),
        (40, "SD", []),
        (30, "PR", []),
        (60, "PD", []),
    ],
)
def test_measured_lesions_that_disagree_are_one_question_that_names_both(
    size: float, response: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    """Of 50 mm at the baseline: 60 is PD, 40 SD, 30 PR."""
    lesions = target(("2023-01-30", 50), ("2023-04-03", size))
    assert questions(*lesions, called(response)) == expected


def test_progression_of_another_lesion_beside_stable_disease_is_one_question() -> None:
    lesions = target(("2023-01-30", 50), ("2023-04-03", 50))
    bone = record("lesion", "bone", name="Bone", target=False)
    seen = [
        record("lesion_measurement", f"b{n}", lesion="bone", state="present", date=date)
        for n, date in enumerate(("2023-01-30", "2023-04-03"))
    ]
    worse = record("progression", "p", date="2023-04-03", lesion="bone")
    (query,) = asked(
        sums.growth_without_progression,
        LINE,
        *lesions,
        bone,
        *seen,
        worse,
        called("SD"),
    )
    assert query.records == ("scan", "p")
    assert "non-target" in query.text


def test_a_new_lesion_is_not_asked_about_as_growth_too() -> None:
    lesions = target(("2023-01-30", 50), ("2023-04-03", 60))
    matches = questions(*lesions, called("SD", new_lesion=True, criteria="RECIST 1.1"))
    assert [rule for rule, _ in matches] == ["new-lesion"]


def test_two_categories_of_one_scan_are_not_asked_about_by_measurement_too() -> None:
    lesions = target(("2023-01-30", 50), ("2023-04-03", 60))
    again = record("assessment", "scan-2", response="SD", date="2023-04-03")
    matches = questions(*lesions, called("PD"), again)
    assert [rule for rule, _ in matches] == ["two-responses"]


def test_what_the_measurements_leave_open_is_not_asked_about() -> None:
    """50 mm in December may be the baseline or too old: SD and PR are both possible."""
    lesions = target(("2022-12", 50), ("2023-04-03", 60))
    assert questions(*lesions, called("SD")) == []
