"""What was seen in a lesion and done to it."""

import pytest

from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.clinical.lesion_history import LesionHistory, LesionRole, lesion_histories
from timeline.clinical.review import review


@pytest.fixture(scope="module")
def adrenal(published: Case) -> LesionHistory:
    found = lesion_histories(review(published))
    return next(each for each in found if "adrenal" in each.lesion.name)


def test_the_right_adrenal_was_seen_first_in_march_2020(adrenal: LesionHistory) -> None:
    assert adrenal.first_seen
    assert adrenal.first_seen.record.startswith("e14")
    assert adrenal.first_seen.when == "Mar 2020"


def test_it_progressed_three_times_in_this_order(adrenal: LesionHistory) -> None:
    found = [event.record[:3] for event in adrenal.of(LesionRole.PROGRESSION)]
    assert found == ["e15", "e23", "e30"]
    assert adrenal.of(LesionRole.PROGRESSION)[1].when == (
        "undated (between Aug 2021 and Jan 2022)"
    )


def test_it_was_treated_three_times(adrenal: LesionHistory) -> None:
    found = [event.record[:3] for event in adrenal.of(LesionRole.TREATMENT)]
    assert found == ["e20", "e28", "e31"]


def test_fourteen_calendar_months_lie_between_cyberknife_and_seeds(
    adrenal: LesionHistory,
) -> None:
    since = adrenal.of(LesionRole.TREATMENT)[2].since_treatment
    assert since
    assert since.months_calendar == 14
    assert since.text.startswith("12.9-14.9 mo")


def test_a_biopsy_is_no_treatment(adrenal: LesionHistory) -> None:
    assert "e21" in [event.record[:3] for event in adrenal.of(LesionRole.SAMPLE)]


def test_a_case_without_lesions_has_no_history() -> None:
    assert lesion_histories(review(Case(Patient(id="p", code="P-1")))) == ()
