"""What the texts of a figure package are written from."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.review import Review
from timeline.swimlane.model import Swimlane
from timeline.swimlane.options import SwimlaneOptions


@dataclass(frozen=True, slots=True)
class Content:
    """A case as it leaves, with its picture and what is computed from it."""

    case: Case
    picture: SwimlaneOptions
    """What is drawn, in the names of the case as it leaves."""
    swimlane: Swimlane
    review: Review


def compared(review: Review) -> Iterator[Endpoint]:
    """Every computed quantity for which the source reports a number."""
    endpoints = review.endpoints
    for line in endpoints.lines:
        yield from (endpoint for endpoint in _of_line(line) if endpoint.comparisons)
    whole = (endpoints.survival, endpoints.follow_up, endpoints.disease_free)
    yield from (endpoint for endpoint in whole if endpoint.comparisons)


def _of_line(line: LineEndpoints) -> tuple[Endpoint, ...]:
    return (
        line.progression_free,
        line.to_progression,
        line.on_treatment,
        line.response_duration,
        line.stable_duration,
    )
