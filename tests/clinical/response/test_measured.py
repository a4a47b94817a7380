"""RECIST 1.1 from recorded sums and lesions, each vector by hand."""

import pytest

from clinical.response.scans import (
    BASELINE,
    DATES,
    Records,
    course,
    judged,
    lesion,
    size,
    sizes,
    stated,
    sums,
    texts,
)
from clinical.small_case import line, order, record
from timeline.case.record import Entry
from timeline.clinical.settings import Settings

FIRST, SECOND, THIRD, _ = DATES
VECTORS = [
    ((100, 70), ["PR"]),  # -30.0 %
    ((100, 71), ["SD"]),
    ((90, 63), ["PR"]),  # -30.0 %, in binary fractions a little less
    ((100, 50, 60), ["PR", "PD"]),  # +20 %, +10 mm
    ((100, 50, 59.9), ["PR", "PR"]),
    ((22, 20, 24), ["SD", "SD"]),  # +20 %, but +4 mm
    ((22, 20, 25), ["SD", "PD"]),
    ((45, 40, 47), ["SD", "SD"]),  # +17.5 %
    ((100, 60, 75), ["PR", "PD"]),  # +25 %, +15 mm
    ((100, 120), ["PD"]),  # the baseline is the smallest sum
    ((100, 0), ["CR"]),
    ((100, 0, 5), ["CR", "PD"]),
]


@pytest.mark.parametrize(("millimetres", "expected"), VECTORS)
def test_the_vectors_by_stated_sums(
    millimetres: tuple[float, ...], expected: list[str]
) -> None:
    assert texts(sums(*millimetres)) == expected


@pytest.mark.parametrize(("millimetres", "expected"), VECTORS)
def test_the_vectors_by_two_lesions(
    millimetres: tuple[float, ...], expected: list[str]
) -> None:
    """The sum is split 3 to 2 between a lesion of the liver and one of the lung."""
    liver = sizes("liver", *(mm * 3 / 5 for mm in millimetres))
    lung = sizes("lung", *(mm * 2 / 5 for mm in millimetres))
    assert texts(lesion("liver"), lesion("lung"), liver, lung) == expected


def test_the_numbers_stand_beside_the_category() -> None:
    (_, second) = course(sums(100, 60, 75))
    assert second.baseline
    assert second.smallest
    assert (second.total, second.baseline.total.low) == ((75, 75), 100)
    assert (second.smallest.total.low, second.smallest.record) == (60, f"s-{FIRST}")
    assert second.grown


NODE = lesion("node", type="lymph node")
LIVER = lesion("liver")


def test_a_node_below_10_mm_is_none_in_cr_and_counts_in_the_sum() -> None:
    seen = sizes("liver", 40, 0, 0), sizes("node", 20, 9.9, 10)
    assert texts(LIVER, NODE, *seen) == ["CR", "PR"]
    assert texts(LIVER, lesion("node"), *seen) == ["PR", "PR"]


def test_of_a_node_the_short_axis_counts() -> None:
    both = [
        size("node", date, mm, axis=axis)
        for date, short, long in ((BASELINE, 20, 30), (FIRST, 14, 29))
        for axis, mm in (("short", short), ("longest", long))
    ]
    assert texts(NODE, both) == ["PR"]  # 14 of 20 is -30 %, 29 of 30 is not


def test_what_is_too_small_to_measure_counts_5_mm() -> None:
    small = size("liver", FIRST, state="too small to measure")
    absent = size("liver", SECOND, state="absent")
    assert [r.total for r in course(LIVER, sizes("liver", 40), small, absent)] == [
        (5, 5),
        (0, 0),
    ]
    assert texts(LIVER, sizes("liver", 40), small, absent) == ["PR", "CR"]


def test_the_parts_of_a_lesion_that_split_are_added_up() -> None:
    parts = [size("liver", FIRST, mm, state="split", number=mm) for mm in (20, 15)]
    (response,) = course(LIVER, sizes("liver", 50), parts)
    assert (response.text, response.total) == ("PR", (35, 35))  # 35 of 50 is -30 %


def test_a_lesion_that_merged_is_part_of_the_other() -> None:
    merged = size("lung", FIRST, state="merged")
    other = size("liver", FIRST, 60, state="merged")
    before = [sizes("liver", 30), sizes("lung", 20)]
    (response,) = course(LIVER, lesion("lung"), *before, merged, other)
    assert (response.text, response.total) == ("PD", (60, 60))
    alone = course(lesion("lung"), sizes("lung", 20), merged)
    assert alone[0].text == "NE"


def test_a_target_that_is_not_evaluable_leaves_ne_unless_pd_is_certain() -> None:
    """Of 50 mm, 40 mm are left without one target: it could be anything. 60 mm of one
    target alone are PD, whatever the other adds."""
    two: Records = [LIVER, lesion("lung"), sizes("lung", 20)]
    unseen = size("lung", FIRST, state="not evaluable")
    assert texts(*two, sizes("liver", 30, 40), unseen) == ["NE"]
    assert texts(*two, sizes("liver", 30, 60), unseen) == ["PD"]
    assert texts(*two, sizes("liver", 30, 59.9), unseen) == ["NE"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [("present", "PR"), ("absent", "CR"), ("not evaluable", "PR")],
)
def test_cr_of_the_targets_needs_the_others_gone(state: str, expected: str) -> None:
    ascites = lesion("ascites", target=False)
    before = size("ascites", BASELINE, state="present")
    after = size("ascites", FIRST, state=state)
    assert texts(LIVER, ascites, sizes("liver", 40, 0), before, after) == [expected]


def test_a_non_target_that_nobody_looked_at_leaves_cr_open() -> None:
    ascites = lesion("ascites", target=False)
    assert texts(LIVER, ascites, sizes("liver", 40, 0)) == ["CR or PR"]
    assert texts(LIVER, ascites, sizes("liver", 40, 20)) == ["PR"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [("present", "NON-CR/NON-PD"), ("absent", "CR"), ("not evaluable", "NE")],
)
def test_without_targets_the_others_decide(state: str, expected: str) -> None:
    bone = lesion("bone", target=False)
    before = size("bone", BASELINE, state="present")
    assert texts(bone, before, size("bone", FIRST, state=state)) == [expected]


def test_progression_of_a_non_target_is_pd_as_recorded() -> None:
    bone = lesion("bone", target=False)
    worse = record("progression", "worse", date=FIRST, lesion="bone")
    seen = [size("bone", date, state="present") for date in (BASELINE, FIRST)]
    lesions: Records = [LIVER, bone, sizes("liver", 40, 20)]
    (response,) = course(*lesions, *seen, worse)
    assert (response.text, response.worse) == ("PD", ("worse",))
    elsewhere = record("progression", "worse", date=SECOND, lesion="bone")
    assert texts(*lesions, *seen, elsewhere) == ["PR"]


def test_a_new_lesion_is_pd_and_one_of_the_baseline_is_none() -> None:
    lung = lesion("lung", target=None)
    new = size("lung", FIRST, 12, role="new")
    assert texts(LIVER, lung, sizes("liver", 40, 20), new) == ["PD"]
    known = size("lung", BASELINE, 11, role="non-target")
    assert texts(LIVER, lung, sizes("liver", 40, 20), known, new) == ["PR"]
    ticked = judged("SD", FIRST, new_lesion=True)
    assert texts(LIVER, sizes("liver", 40, 20), ticked) == ["PD"]


def test_nothing_measured_is_no_response_by_measurement() -> None:
    assert texts(judged("PD", FIRST, new_lesion=True)) == []


@pytest.mark.parametrize(
    ("kind", "size_again", "text", "new"),
    [
        (None, 9, "PD", ("lung-2020-03-05-",)),
        ("lymph node", 9, "SD", ()),  # a node below 10 mm is none
        ("lymph node", 10, "PD", ("lung-2020-03-05-",)),
    ],
)
def test_a_lesion_that_the_baseline_calls_absent_is_new_when_it_is_back(
    kind: str | None, size_again: float, text: str, new: tuple[str, ...]
) -> None:
    """Its size is in no sum of the line: 14 and 15 mm are those of the other lesion."""
    lung = lesion("lung", **({"type": kind} if kind else {}))
    gone = size("lung", BASELINE, state="absent")
    back = size("lung", FIRST, size_again)
    (response,) = course(LIVER, lung, sizes("liver", 14, 15), gone, back)
    assert (response.text, response.new) == (text, new)
    assert response.total is not None
    assert response.total.text == "15 mm"


def test_a_target_that_is_back_on_the_same_line_counts_in_the_sum() -> None:
    """20 + 14 mm, then 0 + 14, then 9 + 14: +9 mm over the smallest sum."""
    lung = lesion("lung")
    measured = [size("lung", FIRST, state="absent"), size("lung", SECOND, 9)]
    entries = (LIVER, lung, sizes("liver", 14, 14, 14), size("lung", BASELINE, 20))
    *_, last = course(*entries, *measured)
    assert (last.text, last.new) == ("PD", ())
    assert last.total is not None
    assert last.total.text == "23 mm"


def test_a_target_that_was_treated_locally_is_no_longer_evaluable() -> None:
    """EORTC, RECIST questions and clarifications, surgery and radiotherapy."""
    resected = record(
        "local_intervention", "op", type="surgery", date="2020-02-20", lesion="liver"
    )
    gone: Records = [LIVER, sizes("liver", 40, 0), stated(0, FIRST)]
    assert texts(*gone, resected) == ["NE"]
    assert texts(*gone) == ["CR"]


def test_two_sums_of_one_date_leave_each_category_open() -> None:
    """Stated are 60 mm of 100, and the lesion measures 75: PR or SD."""
    measured: Records = [LIVER, sizes("liver", 100, 75), stated(60, FIRST)]
    assert texts(*measured) == ["PR or SD"]
    twice = [size("liver", FIRST, mm, number=mm) for mm in (60, 65)]
    assert texts(LIVER, sizes("liver", 100), twice) == ["PR"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2019-12-13", ["PR"]),  # 28 days before the first dose
        ("2019-12-12", ["not known"]),
        ("2020-01-10", ["PR"]),  # the day of the first dose
        ("2020-01-11", ["not known", "not known"]),
        ("2020-01", ["PR or not known"]),  # before or after it
        ("2019-12", ["PR or not known"]),  # within four weeks, or not
    ],
)
def test_the_baseline_is_the_last_scan_of_the_four_weeks_before(
    date: str, expected: list[str]
) -> None:
    assert texts(stated(100, date), stated(60, FIRST)) == expected


def test_a_scan_that_may_be_the_baseline_may_be_the_smallest_sum() -> None:
    """100 mm in January, before or after the first dose on the 10th; 50, then 60 mm."""
    scans = [stated(50, "2020-01"), stated(60, FIRST), stated(70, SECOND)]
    assert texts(*scans) == ["PD or not known", "PD or not known"]


def test_an_older_baseline_counts_where_the_settings_say_so() -> None:
    scans = stated(100, "2019-06-01"), stated(60, FIRST)
    assert texts(*scans) == ["not known"]
    assert texts(*scans, settings=Settings(baseline_days=None)) == ["PR"]


def test_an_assessment_of_the_line_without_a_category_is_its_baseline() -> None:
    assert texts(stated(100, "2019-11-01", line="a"), stated(60, FIRST)) == ["PR"]


def test_of_two_scans_before_the_first_dose_the_last_one_counts() -> None:
    assert texts(stated(50, "2019-12-20"), sums(100, 70)) == ["PR"]


def test_without_a_baseline_growth_over_a_later_sum_is_still_pd() -> None:
    assert texts(stated(50, FIRST), stated(60, SECOND)) == ["not known", "PD"]


def test_sums_in_an_open_order_give_every_category() -> None:
    """50 mm in March or April, 60 mm on 15 March: PD only if the 50 came first."""
    window = "[2020-03-01..2020-04-30]"
    early = record("assessment", "early", sum_of_diameters=50, date=window)
    responses = course(stated(100, BASELINE), stated(60, "2020-03-15"), early)
    by_sum = {r.total.low: r.text for r in responses if r.total}
    assert by_sum == {50: "PR", 60: "PR or PD"}


def test_an_order_settles_which_scan_came_first() -> None:
    early = record("assessment", "early", sum_of_diameters=50, line="a", response="PR")
    late = record("assessment", "late", sum_of_diameters=60, line="a", response="PR")
    before = [stated(100, BASELINE), order("a", "early"), order("early", "late")]
    assert texts(*before, early, late) == ["PR", "PD"]


def test_each_judge_has_a_course_of_their_own() -> None:
    mine: list[Entry] = []
    for assessor, last in (("investigator", 70), ("central review", 71)):
        for date, mm in ((BASELINE, 100), (FIRST, last)):
            mine.append(size("liver", date, mm, assessor=assessor))
    by_judge = {r.judge.text: r.text for r in course(LIVER, mine)}
    assert by_judge == {"investigator": "PR", "central review": "SD"}


def test_another_line_has_a_baseline_and_a_smallest_sum_of_its_own() -> None:
    second = line("b", "gemcitabine", start="2020-05-10")
    responses = course(sums(100, 50, 75, 60), second)
    assert [(r.line, r.text) for r in responses] == [(1, "PR"), (1, "PD"), (2, "SD")]


def test_criteria_that_add_up_no_diameters_are_left_alone() -> None:
    scan = judged("PR", FIRST, criteria="PERCIST", sum_of_diameters=60)
    assert texts(stated(100, BASELINE), scan) == []


def test_lesions_that_count_as_nothing_say_nothing() -> None:
    assert texts(lesion("liver", target=None), sizes("liver", 40, 80)) == []
