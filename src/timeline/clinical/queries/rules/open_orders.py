"""Dates that leave open whether something happened at all within a line."""

from collections.abc import Iterator
from itertools import chain

from timeline.case.points import split
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, few
from timeline.clinical.queries.rules.rule import Match, Number, declared

_BLOCKED = {
    "progression-free survival": Number.PROGRESSION_FREE,
    "duration of response": Number.RESPONSE,
}


@declared(
    "order-open",
    Severity.MISSING,
    TherapyLine,
    Assessment,
    Progression,
    settle="Enter the date more exactly, or which of the two came first.",
    blocks=(Number.PROGRESSION_FREE,),
    source="domain specification: endpoints over every order that the dates allow",
)
def order_open(evidence: Evidence) -> Iterator[Match]:
    """A date that leaves open whether a line ended with an event or is censored."""
    by_point: dict[str, list[Endpoint]] = {}
    lines = (_either(line) for line in evidence.endpoints.lines)
    for endpoint in chain(*lines):
        if endpoint.settled_by:
            by_point.setdefault(endpoint.settled_by.point, []).append(endpoint)
    for key, endpoints in by_point.items():
        record_id, field = split(key)
        decided = [f"{e.name} of line {e.line} ({e.text})" for e in endpoints]
        words = next(e.settled_by.words for e in endpoints if e.settled_by)
        numbered = (evidence.endpoints.line(e.line) for e in endpoints if e.line)
        treated = (part.line.id for line in numbered for part in line.parts)
        yield Match(
            (record_id, *treated),
            f"The {words} decides the {few(decided)}.",
            field=field,
            about=record_id,
            blocks=tuple(dict.fromkeys(_BLOCKED[e.name] for e in endpoints)),
        )


def _either(line: LineEndpoints) -> tuple[Endpoint, ...]:
    """The endpoints of a line whose status the dates leave open."""
    asked = (line.progression_free, line.response_duration)
    return tuple(endpoint for endpoint in asked if endpoint.outcomes)
