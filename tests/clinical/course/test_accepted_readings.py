"""Of several readers of one scan the accepted one counts (SDTM: RSACPTFL)."""

import pytest

from clinical.small_case import assessment, case_of, record
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.course.progressions import progressions
from timeline.clinical.lesion_sums import lesion_sums

DAY, LATER = "2012-12-30", "2013-01-20"


def counted(*readings: Entry) -> list[str]:
    return sorted(r.id for r in readings_that_count(case_of(*readings), Assessment))


@pytest.mark.parametrize(
    ("other", "both"),
    [
        ({}, False),
        ({"accepted": True}, True),
        ({"date": LATER}, True),
        ({"date": ""}, True),
        ({"date": "2012-12"}, True),
        ({"site": "liver"}, True),
        ({"criteria": "iRECIST"}, True),
    ],
)
def test_an_accepted_reading_replaces_others_of_the_same(
    other: dict[str, object], both: bool
) -> None:
    first = assessment("a", "PD", DAY, accepted=True)
    second = record("assessment", "b", **{"response": "PR", "date": DAY, **other})
    assert counted(first, second) == (["a", "b"] if both else ["a"])


def test_without_an_accepted_reading_all_count_but_one_that_is_refused() -> None:
    readings = [assessment(name, "SD", DAY) for name in ("a", "b")]
    refused = assessment("c", "PD", DAY, accepted=False)
    assert counted(*readings, refused) == ["a", "b"]


def test_undated_readings_do_not_replace_each_other() -> None:
    assert counted(
        assessment("a", "SD", "", accepted=True), assessment("b", "PD", "")
    ) == ["a", "b"]


def test_a_progression_that_was_not_accepted_is_none() -> None:
    case = case_of(
        assessment("a", "PR", DAY, accepted=True), assessment("b", "PD", DAY)
    )
    assert progressions(case) == ()


def test_the_sum_is_that_of_the_accepted_reader() -> None:
    lesions = [record("lesion", name, name=name, target=True) for name in "xy"]
    sizes = {"x1": ("x", 20, True), "y1": ("y", 10, True), "x2": ("x", 44, None)}
    measured = [
        record(
            "lesion_measurement",
            name,
            lesion=lesion,
            diameter=size,
            accepted=accepted,
            date=DAY,
        )
        for name, (lesion, size, accepted) in sizes.items()
    ]
    (total,) = lesion_sums(case_of(*lesions, *measured))
    assert (total.diameter, total.records) == (30, ("x1", "y1"))
