"""What the panel of a curve says, also of one that is no tumour marker."""

from clinical.small_case import record
from timeline.case.case import Case
from timeline.tui.patient.marker_text import marker_words
from timeline.tui.patient.view import view_of

PATIENT = record("patient", "p", code="X-1")
LESION = record("lesion", "l", name="Segment 7", target=True)
SIZES = [
    record("lesion_measurement", f"m{n}", lesion="l", date=date, diameter=size)
    for n, (date, size) in enumerate((("2021-01-05", 30), ("2021-04-06", 20)))
]
VALUES = [
    record("result", f"r{n}", analyte="CEA", date=date, comparator="=", value=value)
    for n, (date, value) in enumerate((("2021-01-05", 30), ("2021-04-06", 15)))
]


def test_of_a_sum_of_lesions_no_marker_is_computed() -> None:
    view = view_of(Case.of((PATIENT, LESION, *SIZES)))
    (series,) = view.strict.series
    assert marker_words(view.review, series, None) == ""


def test_beside_a_sum_the_marker_keeps_its_own_words() -> None:
    view = view_of(Case.of((PATIENT, LESION, *SIZES, *VALUES)))
    words = [marker_words(view.review, s, None) for s in view.strict.series]
    assert [bool(text) for text in words] == [True, False]
    assert words[0].startswith("1.0 x nadir 15; baseline 30")
