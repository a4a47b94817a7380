"""What several sections give to programs: lengths, bounds and records as plain data."""

import datetime as dt
from typing import Any

from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.patient_age import patient_age
from timeline.clinical.review import Review


def endpoint_data(endpoint: Endpoint) -> dict[str, Any]:
    """An endpoint: its range in months, its censoring and what was reported.

    Where the dates allow an event and censoring, each stands among the outcomes.
    """
    return {
        "months_min": endpoint.months_min,
        "months_max": endpoint.months_max,
        "months_calendar": endpoint.months_calendar,
        "censored": endpoint.censored,
        "outcomes": [
            {
                "months_min": outcome.duration.months_min,
                "months_max": outcome.duration.months_max,
                "censored": outcome.censored,
                "to": outcome.end,
            }
            for outcome in endpoint.outcomes
        ],
        "settled_by": endpoint.settled_by.point if endpoint.settled_by else None,
        "not_settled": list(endpoint.unsettled),
        "reason": endpoint.reason,
        "reported": endpoint.reported,
        "agreement": endpoint.agreement,
        "gap": endpoint.gap,
        "rule": endpoint.rule,
        "from": endpoint.start,
        "to": endpoint.end,
        "records": list(endpoint.records),
        "uses_narrative": endpoint.uses_narrative,
    }


def bounds_data(review: Review, bounds: Bounds) -> dict[str, Any]:
    """The earliest and the latest day: ISO dates, or day numbers without a calendar."""
    return {
        "earliest": _day(review, bounds.earliest),
        "latest": _day(review, bounds.latest),
    }


def age_data(review: Review, reference: str) -> dict[str, Any] | None:
    """The age of the patient at a point; None where it is not known."""
    age = patient_age(review.case, review.chronology, reference)
    return {"years": age.text} if age else None


def _day(review: Review, day: int | None) -> str | int | None:
    if day is None or review.case.relative:
        return day
    return dt.date.fromordinal(day).isoformat()


def record_data(record: Entry) -> dict[str, Any]:
    """The fields of a record that hold something."""
    return {
        name: value
        for name, value in record.model_dump(mode="json").items()
        if value not in (None, "", [])
    }
