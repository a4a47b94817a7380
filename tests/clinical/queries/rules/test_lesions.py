import pytest

from clinical.rule_examples import Example, asked, check, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.rules import lesions

LIVER = record("lesion", "liver", name="Liver", organ="liver")
NODE = record("lesion", "liver", name="Portal node", type="lymph node")


def size(record_id: str = "m", date: str = "2023-04-03", **more: object) -> Entry:
    values = {"lesion": "liver", "date": date, **more}
    return record("lesion_measurement", record_id, **values)


def complete(date: str = "2023-04-03") -> Entry:
    return record("assessment", "cr", response="CR", date=date, line="line")


def targets(count: int, organ: str | None = None) -> tuple[Entry, ...]:
    return tuple(
        record(
            "lesion", f"t{n}", name=f"T{n}", organ=organ or f"organ {n}", target=True
        )
        for n in range(count)
    )


EXAMPLES = (
    Example(
        lesions.absent_with_size,
        (LIVER, size(state="absent", diameter=12)),
        ("absent-with-size:m:state",),
        (LIVER, size(state="absent", diameter=0)),
    ),
    Example(
        lesions.lesion_size,
        (LIVER, size(role="target")),
        ("lesion-size:m:diameter",),
        (
            LIVER,
            size("u", "", role="target"),
            size(role="target", diameter=0),
            size("n", role="target", state="absent"),
        ),
    ),
    Example(
        lesions.lesion_size,
        (*targets(1), size(lesion="t0")),
        ("lesion-size:m:diameter",),
        (LIVER, size(role="non-target")),
    ),
    Example(
        lesions.too_small_but_measured,
        (LIVER, size(state="too small to measure", diameter=10)),
        ("too-small-but-measured:m:state",),
        (LIVER, size(state="too small to measure", diameter=9)),
    ),
    Example(
        lesions.two_sizes,
        (LIVER, size("a", diameter=20), size("b", diameter=24)),
        ("two-sizes:a:diameter",),
        (
            LIVER,
            size("a", diameter=20, axis="short"),
            size("b", diameter=24, axis="longest"),
        ),
    ),
    Example(
        lesions.new_but_known,
        (LIVER, size("a", "2023-01-30", diameter=20), size("b", role="new")),
        ("new-but-known:b:role",),
        (LIVER, size("a", "2023-01-30", state="absent"), size("b", role="new")),
    ),
    Example(
        lesions.many_targets,
        targets(6),
        ("many-targets:case",),
        targets(5),
    ),
    Example(
        lesions.many_targets,
        targets(3, "liver"),
        ("many-targets:case",),
        targets(2, "liver"),
    ),
    Example(
        lesions.complete_but_measured,
        (line(), LIVER, size(diameter=12), complete()),
        ("complete-but-measured:cr:response",),
        (line(), NODE, size(diameter=9), complete()),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_node_of_10_mm_is_no_complete_response() -> None:
    records = line(), NODE, size(diameter=10), complete()
    (query,) = asked(lesions.complete_but_measured, *records)
    assert query.records == ("cr", "m")


def test_a_later_baseline_has_targets_of_its_own() -> None:
    def measured(*dates: str) -> tuple[Entry, ...]:
        return tuple(
            record(
                "lesion_measurement", f"m{n}", lesion=f"t{n}", date=date, diameter=20
            )
            for n, date in enumerate(dates)
        )

    together = measured("2023-04-03", "2023-04-03", "2023-04-03")
    (query,) = asked(lesions.many_targets, line(), *targets(3, "liver"), *together)
    assert query.records == ("t0", "t1", "t2")
    apart = measured("2023-04-03", "2023-04-03", "2025-01-15")
    assert asked(lesions.many_targets, line(), *targets(3, "liver"), *apart) == []


def test_two_sizes_of_one_month_may_be_of_two_days() -> None:
    month = size("a", "2023-04", diameter=20), size("b", "2023-04", diameter=24)
    assert asked(lesions.two_sizes, LIVER, *month) == []


def test_the_parts_of_a_lesion_that_split_are_no_two_sizes() -> None:
    parts = [
        size(name, diameter=mm, state="split") for name, mm in (("a", 9), ("b", 6))
    ]
    assert asked(lesions.two_sizes, LIVER, *parts) == []


def test_a_complete_response_beside_a_lesion_that_is_there_is_asked_about() -> None:
    (query,) = asked(
        lesions.complete_but_measured, LIVER, size(state="present"), complete()
    )
    assert query.text.endswith("Liver (3 Apr 2023): present.")
