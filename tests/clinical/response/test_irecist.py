"""iRECIST (Seymour 2017, Lancet Oncol 18:e143-e152): tables 2 and 3."""

import pytest

from clinical.response.scans import BASELINE, DATES, course, judged, stated
from clinical.small_case import case_of, line, record
from timeline.case.record import Entry
from timeline.clinical.course.progressions import ProgressionCriterion, progressions

FIRST, SECOND, THIRD, FOURTH = DATES


def immune(*millimetres: float, dates: tuple[str, ...] = DATES) -> list[Entry]:
    """Sums judged by iRECIST, of 100 mm at the baseline."""
    pairs = zip(millimetres, dates, strict=False)
    scans = [stated(mm, date, criteria="iRECIST") for mm, date in pairs]
    return [stated(100, BASELINE), *scans]


@pytest.mark.parametrize(
    ("millimetres", "expected"),
    [
        ((125, 130), ["iUPD", "iCPD"]),  # 5 mm more
        ((125, 129.9), ["iUPD", "iUPD"]),
        ((125, 90, 125), ["iUPD", "iSD", "iUPD"]),  # reset
        ((125, 60, 80, 90), ["iUPD", "iPR", "iUPD", "iCPD"]),
        ((125, 125, 131), ["iUPD", "iUPD", "iCPD"]),
        ((0,), ["iCR"]),
    ],
)
def test_progression_is_confirmed_by_further_growth_and_reset_by_less(
    millimetres: tuple[float, ...], expected: list[str]
) -> None:
    assert [each.text for each in course(immune(*millimetres))] == expected


def test_it_dates_from_the_first_that_was_not_reset() -> None:
    *_, last = course(immune(125, 90, 125, 131))
    assert last.dated_from
    assert last.dated_from.id == f"s-{THIRD}"


def test_a_scan_before_four_weeks_confirms_nothing() -> None:
    for date, expected in (("2020-04-01", "iUPD"), ("2020-04-02", "iCPD")):
        *_, last = course(immune(125, 140, dates=(FIRST, date)))
        assert last.text == expected  # 27 and 28 days after 5 March


def test_another_new_lesion_confirms() -> None:
    scans = [
        stated(90, date, criteria="iRECIST", new_lesion=True)
        for date in (FIRST, SECOND)
    ]
    responses = course(stated(100, BASELINE), scans)
    assert [each.text for each in responses] == ["iUPD", "iCPD"]


def events(*responses: str) -> list[tuple[str, ProgressionCriterion]]:
    assessments = [
        judged(response, date, criteria="iRECIST")
        for response, date in zip(responses, DATES, strict=False)
    ]
    case = case_of(*line("a", "S-1", start="2020-01-10"), *assessments)
    return [(e.record.id, e.criterion) for e in progressions(case)]


@pytest.mark.parametrize(
    ("responses", "dated"),
    [
        (("iUPD", "iCPD"), [FIRST]),
        (("iUPD", "iUPD", "iCPD"), [FIRST]),
        (("iUPD", "iSD", "iUPD", "iCPD"), [THIRD]),
        (("iUPD", "NE", "iCPD"), [FIRST]),
        (("iUPD", "iSD"), []),
        (("iCPD",), [FIRST]),
    ],
)
def test_a_recorded_progression_dates_from_its_first_sign(
    responses: tuple[str, ...], dated: list[str]
) -> None:
    expected = [(f"j-{date}", ProgressionCriterion.IRECIST) for date in dated]
    assert events(*responses) == expected


@pytest.mark.parametrize(
    ("criteria", "kind"),
    [
        ("RECIST 1.1", ProgressionCriterion.RECIST),
        ("clinical", ProgressionCriterion.CLINICAL),
        ("marker", ProgressionCriterion.MARKER),
        ("imaging", ProgressionCriterion.OTHER),
        (None, ProgressionCriterion.OTHER),
    ],
)
def test_each_progression_names_the_kind_of_its_criterion(
    criteria: str | None, kind: ProgressionCriterion
) -> None:
    worse = record("progression", "p", date=FIRST, criteria=criteria)
    assert [e.criterion for e in progressions(case_of(worse))] == [kind]
