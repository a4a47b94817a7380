"""Single lesions by the limits of RECIST 1.1, and lesions that part ways."""

import pytest

from clinical.response.scans import FIRST_DATE, case_with, course, lesion, size, sizes
from clinical.small_case import record
from timeline.clinical.lesion_history import LesionRole, lesion_histories
from timeline.clinical.response.words import measured_in_words, mixed_in_words
from timeline.clinical.review import review

LESIONS = [lesion("liver"), lesion("lung")]


@pytest.mark.parametrize(
    ("liver", "lung", "mixed"),
    [
        ((50, 35), (20, 25), True),  # -30 %; +25 % and +5 mm
        ((50, 35.1), (20, 25), False),
        ((50, 35), (20, 24.9), False),
        ((50, 35), (30, 35), False),  # +5 mm are 16.7 %
        ((50, 60), (20, 25), False),
    ],
)
def test_some_lesions_grow_while_others_shrink(
    liver: tuple[float, ...], lung: tuple[float, ...], mixed: bool
) -> None:
    (response,) = course(LESIONS, sizes("liver", *liver), sizes("lung", *lung))
    assert (response.mixed is not None) is mixed


def test_a_lesion_that_regrows_is_not_mixed_with_itself() -> None:
    """40, 20, then 26 mm: 35 % below the baseline and 30 % above its smallest."""
    *_, last = course(LESIONS, sizes("liver", 40, 20, 26), sizes("lung", 20, 10, 10))
    assert last.mixed is None
    assert {change.text for change in last.changes} == {
        "+30.0 % from 20 mm",
        "-50.0 % from 20 mm",
    }


def test_a_new_lesion_beside_one_that_shrank_is_mixed() -> None:
    new = [lesion("bone", target=None), size("bone", FIRST_DATE, 15, role="new")]
    case = case_with(LESIONS, sizes("liver", 50, 30), sizes("lung", 20, 20), new)
    response = course(LESIONS, sizes("liver", 50, 30), sizes("lung", 20, 20), new)[0]
    assert response.mixed
    assert mixed_in_words(case, response.mixed) == (
        "mixed response: Liver (-40.0 % from 50 mm) shrank; a lesion is new"
    )
    assert measured_in_words(case, response).startswith("PD (50 mm")


def test_a_lesion_that_was_treated_is_left_out() -> None:
    treated = record(
        "local_intervention",
        "rt",
        type="stereotactic radiotherapy",
        date="2020-02-01",
        lesion="liver",
    )
    (response,) = course(
        LESIONS, sizes("liver", 50, 30), sizes("lung", 20, 30), treated
    )
    assert [change.lesion for change in response.changes] == ["lung"]
    assert response.mixed is None


def test_the_history_of_a_lesion_holds_its_sizes_and_what_was_done() -> None:
    ablated = record(
        "local_intervention",
        "mwa",
        type="microwave ablation",
        date="2020-06-01",
        lesion="liver",
    )
    case = case_with(LESIONS, sizes("liver", 50, 30, 40, 10), ablated)
    history = next(h for h in lesion_histories(review(case)) if h.lesion.id == "liver")
    assert history.sizes == (50, 30, 40, 10)
    assert [(e.role, e.text) for e in history.events] == [
        (LesionRole.MEASURED, "50 mm"),
        (LesionRole.MEASURED, "30 mm (-40.0 % from 50 mm)"),
        (LesionRole.MEASURED, "40 mm (+33.3 % from 30 mm)"),
        (LesionRole.TREATMENT, "Microwave ablation"),
        (LesionRole.MEASURED, "10 mm"),
    ]
    assert history.first_seen
    assert history.first_seen.when == "5 Jan 2020"
