"""A reported limit, such as at least 12 months, beside what the dates allow."""

import pytest

from timeline.case.case import Case
from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.records.patient import Patient
from timeline.case.vocabulary import Quantity
from timeline.clinical.durations import Agreement, Duration
from timeline.clinical.endpoints.reported import reported_for

YEAR = Duration(365, 366)
"""12.0 months of 30.4375 days."""
AT_LEAST_A_YEAR = Duration(365, None)


@pytest.mark.parametrize(
    ("sign", "months", "computed", "verdict"),
    [
        ("=", 10, YEAR, Agreement.BELOW_MIN),
        (">=", 10, YEAR, Agreement.WITHIN),
        (">", 14, YEAR, Agreement.EXCEEDS_MAX),
        ("<=", 14, YEAR, Agreement.WITHIN),
        ("<", 10, YEAR, Agreement.BELOW_MIN),
        (">=", 10, AT_LEAST_A_YEAR, Agreement.NOT_COMPUTABLE),
        ("<", 10, AT_LEAST_A_YEAR, Agreement.BELOW_MIN),
    ],
)
def test_a_limit_is_wrong_on_one_side_only(
    sign: str, months: float, computed: Duration, verdict: Agreement
) -> None:
    outcome = ReportedOutcome.model_validate(
        {
            "id": "said",
            "quantity": "overall survival",
            "comparator": sign,
            "value": months,
            "unit": "months",
        }
    )
    case = Case(Patient(id="p", code="P"), (outcome,))
    (reported,) = reported_for(case, computed, (Quantity.OVERALL_SURVIVAL,))
    assert reported.comparison.agreement is verdict
    assert reported.text == f"{sign if sign != '=' else ''}{months} months"
