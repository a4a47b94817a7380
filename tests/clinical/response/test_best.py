"""Best response by measurement, and its confirmation by table 3 of RECIST 1.1."""

import pytest

from clinical.response.scans import BASELINE, case_with, judged, stated, sums
from clinical.small_case import assessment, case_of, line
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.case.response_vocabulary import Response
from timeline.clinical.endpoints.case_endpoints import endpoints
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.endpoints.response import BestResponse
from timeline.clinical.response.best import MeasuredBest
from timeline.clinical.settings import DEFAULTS, Settings

CONFIRMED = Settings(unconfirmed_counts=False)


def reported(*entries: Entry, settings: Settings = DEFAULTS) -> BestResponse:
    case = case_with(*entries)
    return endpoints(case, Chronology.of(case), settings).line(1).best_response


def measured(*entries: Entry, settings: Settings = DEFAULTS) -> MeasuredBest:
    (best,) = reported(*entries, settings=settings).measured
    return best


@pytest.mark.parametrize(
    ("millimetres", "best"),
    [
        ((100, 60, 75), Response.PR),  # PR, then PD
        ((100, 0, 20), Response.CR),
        ((100, 80, 97), Response.SD),
        ((100, 125, 60), Response.PD),  # what comes after PD does not count
    ],
)
def test_the_best_goes_as_far_as_the_first_progression(
    millimetres: tuple[float, ...], best: Response
) -> None:
    line_best = reported(*sums(*millimetres))
    assert (line_best.stated, line_best.measured[0].category) == (None, best)


def test_both_stand_beside_each_other() -> None:
    scans = [stated(100, BASELINE), judged("SD", "2020-03-05", sum_of_diameters=60)]
    line_best = reported(*scans)
    assert (line_best.category, line_best.measured[0].category) == (
        Response.SD,
        Response.PR,
    )


def test_a_scan_without_anything_to_compare_leaves_the_best_open() -> None:
    scans = [stated(50, "2020-03-05"), stated(62, "2020-05-05")]
    line_best = measured(*scans)
    assert (line_best.category, line_best.text) == (None, "not known")


def test_stable_disease_too_soon_is_not_evaluable_by_measurement_too() -> None:
    """The scan is on day 55 (10 January to 5 March)."""
    late, soon = Settings(minimum_stable_days=55), Settings(minimum_stable_days=56)
    assert measured(*sums(100, 90), settings=late).category is Response.SD
    assert measured(*sums(100, 90), settings=soon).category is Response.NE


def responses(*categories: tuple[str, str]) -> list[Entry]:
    return [judged(response, date) for response, date in categories]


DAY_0, DAY_27, DAY_28, DAY_56 = "2020-03-01", "2020-03-28", "2020-03-29", "2020-04-26"
YES, NO, OPEN = LimitAnswer.YES, LimitAnswer.NO, LimitAnswer.INDETERMINATE
TABLE_3 = [
    ([("CR", DAY_0), ("CR", DAY_28)], YES, Response.CR),
    ([("CR", DAY_0), ("CR", DAY_27)], NO, Response.SD),
    ([("CR", DAY_0), ("PR", DAY_28)], NO, Response.SD),
    ([("CR", DAY_0), ("SD", DAY_28)], NO, Response.SD),
    ([("CR", DAY_0), ("PD", DAY_28)], NO, Response.SD),
    ([("CR", DAY_0), ("NE", DAY_28)], NO, Response.SD),
    ([("PR", DAY_0), ("PR", DAY_28)], YES, Response.PR),
    ([("PR", DAY_0), ("SD", DAY_28)], NO, Response.SD),
    ([("PR", DAY_0), ("PD", DAY_28)], NO, Response.SD),
    ([("PR", DAY_0), ("NE", DAY_28)], NO, Response.SD),
    ([("PR", DAY_0), ("NE", DAY_28), ("PR", DAY_56)], YES, Response.PR),
    ([("PR", DAY_0), ("PR", "2020-03")], OPEN, None),
    ([("NE", DAY_0), ("NE", DAY_28)], None, Response.NE),
]


@pytest.mark.parametrize(("categories", "confirmed", "best"), TABLE_3)
def test_the_table_of_confirmed_best_responses(
    categories: list[tuple[str, str]],
    confirmed: LimitAnswer | None,
    best: Response | None,
) -> None:
    assert reported(*responses(*categories)).confirmed is confirmed
    line_best = reported(*responses(*categories), settings=CONFIRMED)
    assert line_best.category is best
    assert line_best.at_least_stable is (best is None)


def test_a_partial_response_that_becomes_complete_is_confirmed() -> None:
    """Table 3: PR, then CR is PR; the CR has no scan of its own that confirms it."""
    categories = responses(("PR", DAY_0), ("CR", DAY_28))
    assert reported(*categories, settings=CONFIRMED).category is Response.PR
    assert reported(*categories).category is Response.CR


def test_an_unconfirmed_response_too_soon_for_stable_disease_is_ne() -> None:
    settings = Settings(unconfirmed_counts=False, minimum_stable_days=60)
    categories = responses(("PR", DAY_0), ("PD", DAY_27))
    assert reported(*categories, settings=settings).category is Response.PD
    alone = reported(*categories[:1], settings=settings)
    assert (alone.category, alone.disease_control) == (Response.NE, OPEN)


def test_unconfirmed_responses_control_the_disease() -> None:
    line_best = reported(*responses(("PR", DAY_0)), settings=CONFIRMED)
    assert (line_best.category, line_best.disease_control) == (Response.SD, YES)
    least = Settings(unconfirmed_counts=False, minimum_stable_days=30)
    assert reported(*responses(("PR", DAY_0)), settings=least).disease_control is YES


def test_a_case_without_measurements_has_none_beside_what_is_reported() -> None:
    case = case_of(*line("a", "S-1", start="2020-01-10"), judged("PR", DAY_0))
    line_best = endpoints(case, Chronology.of(case)).line(1).best_response
    assert (line_best.text, line_best.measured) == ("PR", ())


def test_each_assessor_has_a_best_response_unless_a_reading_was_accepted() -> None:
    categories = [
        ("central review", "SD"),
        ("investigator", "PR"),
        ("investigator", "PD"),
    ]
    dates = (DAY_0, DAY_0, DAY_28)
    readings = [
        assessment(f"r{n}", response, date, line="a", assessor=who)
        for n, ((who, response), date) in enumerate(zip(categories, dates, strict=True))
    ]
    assert reported(*readings).by_judge == (
        ("central review", "SD"),
        ("investigator", "PR"),
    )
    accepted = assessment("r9", "SD", DAY_56, line="a", accepted=True)
    assert reported(*readings, accepted).by_judge == ()
    assert reported(*readings[1:]).by_judge == ()
