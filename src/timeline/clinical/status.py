"""The last recorded state of the disease: response, progression, vital status.

Author-stated progressions stand beside response categories, because many reports give
no category. What comes last follows the dates and the orders, and where these do not
settle it, the answer says so.
"""

from dataclasses import dataclass

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.case.date_in_case import date_in_words
from timeline.case.points import point
from timeline.case.record import Entry, Record
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.follow_up import FollowUp
from timeline.clinical.accepted_readings import readings_that_count
from timeline.clinical.review import Review


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement of the disease."""

    text: str
    """Such as `SD`, `PD, right adrenal gland` or `PD: new lung metastases`."""
    when: str
    """The date as stated, or where its neighbours put it."""
    certain: bool
    """Whether dates and orders say that no other judgement came after it."""


def last_response(review: Review, until: int | None = None) -> Judgement | None:
    """The last judgement of the disease.

    Args:
        review: The case with what was computed from it.
        until: Only what was seen on or before this day for certain; None: all.

    Returns:
        None where no judgement is recorded.
    """
    judged = [r for r in judgements(review) if until is None or _by(review, r, until)]
    if not judged:
        return None
    last = judged[-1]
    chronology = review.chronology
    certain = all(chronology.not_later(other.id, last.id) for other in judged[:-1])
    when = when_in_words(review, last, "date")
    return Judgement(judgement_text(last), when, certain)


def judgements(review: Review) -> tuple[Record, ...]:
    """Assessments with a response and progressions, in order."""
    case = review.case
    readings = readings_that_count(case, Assessment)
    judged = [reading for reading in readings if reading.response is not None]
    ordered = review.chronology.in_order([*judged, *case.of_kind(Progression)])
    return tuple(record for record in ordered if isinstance(record, Record))


def judgement_text(record: Record) -> str:
    """A judgement in a few words."""
    return f"PD: {record.label}" if isinstance(record, Progression) else record.label


def last_contact(review: Review) -> FollowUp | None:
    """The last follow-up in order, or None."""
    follow_ups = review.chronology.in_order(review.case.of_kind(FollowUp))
    return next((r for r in reversed(follow_ups) if isinstance(r, FollowUp)), None)


def when_in_words(review: Review, record: Entry, field: str = "") -> str:
    """A date as stated, or else where its neighbours put it, marked as undated.

    Args:
        review: The case with what was computed from it.
        record: A record of the case that has dates.
        field: Name of the date field; empty for the first one.
    """
    name = field or record.date_fields()[0]
    if review.chronology.comparable(record, name).known:
        return date_in_words(review.chronology, record, name)
    bounds = review.chronology.bounds(point(record, name))
    words = bounds_in_words(bounds, relative=review.case.relative)
    return "undated" if words == "unknown" else f"undated ({words})"


def _by(review: Review, record: Record, day: int) -> bool:
    bounds: Bounds = review.chronology.when(record)
    return bounds.latest is not None and bounds.latest <= day
