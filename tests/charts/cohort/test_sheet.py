from dataclasses import replace
from itertools import pairwise

import pytest

from charts.cohort_examples import cohort
from swimlane.cohort_cases import case, diagnosis, last_seen
from timeline.charts.cohort.sheet import CohortSheet, cohort_sheet
from timeline.charts.cohort.survival import facts
from timeline.charts.text_lines import text_width
from timeline.language.words import ENGLISH, Language, Words
from timeline.swimlane.cohort.build import build_cohort


@pytest.fixture(scope="module")
def sheet() -> CohortSheet:
    return cohort_sheet(cohort())


def test_rows_follow_each_other_without_overlap(sheet: CohortSheet) -> None:
    for above, below in pairwise(sheet.rows):
        assert below.top == above.top + above.height
    assert sheet.height == sheet.rows[-1].top + sheet.rows[-1].height


def test_segments_and_marks_stay_within_their_row(sheet: CohortSheet) -> None:
    for placed in sheet.rows:
        measures = placed.measures
        last = placed.track(placed.row.tracks - 1) + measures.bar / 2
        assert placed.top <= placed.track(0) - measures.bar / 2
        for level in {0, *placed.levels}:
            assert last <= placed.level(level) - measures.mark / 2 + 1
            bottom = placed.level(level) + measures.mark / 2
            assert bottom <= placed.top + placed.height


def test_a_text_that_is_too_long_is_shortened() -> None:
    found = cohort()
    long = replace(found.rows[0], code="P" * 200)
    sheet = cohort_sheet(replace(found, rows=(long,)))
    shown = sheet.columns[0].texts[0]
    assert shown.endswith("\u2026")
    assert text_width(shown, 12) <= 170
    assert sheet.left < 700


def test_the_facts_of_a_curve() -> None:
    """Deaths: one of four, on day 300 with two at risk, so that half survive it.

    Follow-up is exactly a half from day 220 to day 400: its median is day 310.
    """
    curve = cohort().curve
    assert curve is not None
    assert facts(curve, ENGLISH) == (
        "Overall survival",
        "Kaplan-Meier, 95% log-log band",
        "4 patients, 1 event",
        "Median 9.9 months",
        "95% CI 9.9 to not reached",
        "Median follow-up 10.2 months",
    )


@pytest.mark.parametrize(
    ("language", "counts"),
    [(Language.EN, "1 patient, 0 events"), (Language.DE, "1 Patient, 0 Ereignisse")],
)
def test_the_facts_of_a_curve_of_one_patient(language: Language, counts: str) -> None:
    alone = [case("A-1", diagnosis("2020-01-10"), last_seen("2021-12-01"))]
    curve = build_cohort(alone).curve
    assert curve is not None
    assert facts(curve, Words(language))[2] == counts
