import pytest

from clinical.small_case import case_of, record
from timeline.case.chronology import Bounds
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.moment import Moment, elapsed, first_of, last_of
from timeline.clinical.durations import NOT_COMPUTABLE, Agreement, Duration
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.reported import reported_for

MONTH = PartialDate.parse("2020-05")


def moment(first: int | None, last: int | None, date: PartialDate = MONTH) -> Moment:
    return Moment(Bounds(first, last), date, "it", ("r",))


def test_two_undated_ends_in_one_window_say_nothing() -> None:
    window = moment(100, 200, UNKNOWN)
    assert elapsed(window, window) == NOT_COMPUTABLE
    assert elapsed(moment(100, 200), window) == Duration(0, 100)


def test_two_undated_ends_apart_do() -> None:
    found = elapsed(moment(100, 200, UNKNOWN), moment(201, 300, UNKNOWN))
    assert found == Duration(1, 200)


def test_zero_or_longer_says_nothing() -> None:
    assert elapsed(moment(None, 200), moment(150, 300)) == NOT_COMPUTABLE
    assert elapsed(moment(None, 200), moment(250, 300)).days_min == 50


def test_the_first_and_the_last_of_overlapping_windows() -> None:
    windows = [moment(10, 40), moment(20, 30), moment(None, 25)]
    assert first_of(windows).bounds == Bounds(10, 30)
    assert last_of(windows).bounds == Bounds(20, 40)
    assert first_of(windows).date == UNKNOWN
    assert first_of(windows[:1]).date == MONTH
    assert last_of([moment(10, 40), moment(5, None)]).bounds == Bounds(10, None)
    assert first_of([moment(None, 9), moment(2, 3)]).bounds == Bounds(None, 9)


@pytest.mark.parametrize(
    ("endpoint", "label"),
    [
        (Endpoint("os", "", Duration(2709, 2768, 90), censored=True), "90+ mo"),
        (Endpoint("os", "", Duration(487, 487), censored=True), "16.0+ mo"),
        (
            Endpoint("os", "", Duration(427, 487), censored=True),
            "14.0-16.0 mo, censored",
        ),
        (
            Endpoint("os", "", Duration(427, 487, 15), censored=False),
            "14.0-16.0 mo (calendar 15)",
        ),
        (Endpoint("os", "", censored=True), "not computable"),
    ],
)
def test_label(endpoint: Endpoint, label: str) -> None:
    assert endpoint.label == label


@pytest.mark.parametrize(
    ("value", "unit", "days", "expected"),
    [
        (16, "months", 502, Agreement.WITHIN),  # 16.49 months
        (16, "months", 503, Agreement.BELOW_MIN),  # 16.53
        (16.5, "months", 503, Agreement.WITHIN),
        (16.5, "months", 510, Agreement.BELOW_MIN),  # 16.76 is no 16.5
        (10, "weeks", 73, Agreement.WITHIN),  # up to 10.5 weeks, 73.5 days
        (10, "weeks", 74, Agreement.BELOW_MIN),
        (70, "days", 70, Agreement.WITHIN),
        (70, "days", 71, Agreement.BELOW_MIN),
    ],
)
def test_a_number_stands_for_what_rounds_to_it(
    value: float, unit: str, days: int, expected: Agreement
) -> None:
    case = case_of(
        record(
            "reported_outcome",
            "said",
            quantity="overall survival",
            value=value,
            unit=unit,
        )
    )
    (found,) = reported_for(case, Duration(days, days), (Quantity.OVERALL_SURVIVAL,))
    assert found.comparison.agreement is expected
    assert found.text == f"{value:g} {unit}"


def test_a_number_without_a_line_is_not_compared_with_one() -> None:
    values = {"quantity": "progression-free survival", "value": 3, "unit": "months"}
    case = case_of(record("reported_outcome", "said", **values))
    quantity = (Quantity.PROGRESSION_FREE,)
    assert reported_for(case, Duration(90, 90), quantity, ("a",)) == ()
