"""What is reported beside what is computed, in words."""

import pytest

from clinical.small_case import record
from timeline.case.case import Case
from timeline.clinical.endpoints.words import endpoint_in_words
from timeline.clinical.review import review


@pytest.mark.parametrize(
    ("reported", "verdict"),
    [
        # from 1 January 2020 to 10 January 2021 are 375 days, or 12.32 months
        (12, "reported 12 months: within what rounding allows, 0.3 months off ("),
        (14, "reported 14 months: exceeds max by 1.7 months ("),
        (11, "reported 11 months: below min by 1.3 months ("),
    ],
)
def test_a_number_that_rounding_explains_is_not_said_to_lie_within(
    reported: float, verdict: str
) -> None:
    outcome = {"quantity": "overall survival", "value": reported, "unit": "months"}
    case = Case.of(
        (
            record("patient", "patient", code="P-1"),
            record("diagnosis", "d", date="2020-01-01"),
            record("follow_up", "f", date="2021-01-10", vital_status="dead"),
            record("reported_outcome", "r", **outcome),
        )
    )
    assert verdict in endpoint_in_words(review(case).endpoints.survival)
