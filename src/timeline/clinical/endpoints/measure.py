"""Measures from one moment of a course to another, in every order that the dates allow.

An endpoint says for one order what it runs from and to; the result holds the lengths
and the status of all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from timeline.case.points import split
from timeline.case.records.follow_up import FollowUp
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import Moment, duration_of, least_days
from timeline.clinical.course.possible_orders import OrderAnswer, PossibleOrder, answers
from timeline.clinical.course.recorded_orders import UnclearOrderError
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.durations import NOT_COMPUTABLE, Duration, calendar_months
from timeline.clinical.endpoints.endpoint import Endpoint, EndpointOutcome, SettlingDate
from timeline.clinical.endpoints.reported import reported_for

_MOST_LABELS = 3


class SpanEnding(NamedTuple):
    """How a quantity ends in one order of events."""

    label: str
    """The event, what it is censored at, or why no end is known."""
    censored: bool | None
    """Whether the event has not happened; None where there is none or none is known."""
    points: tuple[str, ...] = ()
    """When: at the latest of these points; empty where no record tells."""
    since: tuple[str, ...] = ()
    """Where only a stretch is known: not before the latest of these."""


class EndpointSpan(NamedTuple):
    """What a quantity runs from and to in one order of events."""

    start: Moment
    ending: SpanEnding


Question = Callable[[PossibleOrder], EndpointSpan]


class _Leaf(NamedTuple):
    """A span in one order, with its length."""

    span: EndpointSpan
    duration: Duration
    undated: tuple[str, ...]


def measure(
    history: History,
    name: str,
    rule: str,
    question: Question,
    line: WholeLine | None = None,
    quantities: tuple[Quantity, ...] = (),
) -> Endpoint:
    """Measure a quantity over every order, and compare it with what is reported of it.

    Args:
        history: The course of the case.
        name: What the quantity is called.
        rule: What it is counted from and to, with the choices made.
        question: What it runs from and to, in the order that it is given.
        line: The line it is about; None for the whole course.
        quantities: What the source may call it; empty if it is never compared.

    Returns:
        The union over the orders; not computable, with the reason, where a date that
        it needs is missing or contradicts another.
    """
    blank = Endpoint(name=name, rule=rule, line=line.number if line else None)
    try:
        given = answers(history.chronology, question)
        leaves = [_leaf(history, answer) for answer in given]
    except UnclearOrderError as reason:
        return blank._replace(end=str(reason))
    unknown = next(
        (leaf.span.start for leaf in leaves if not leaf.span.start.records), None
    )
    measured = _from_nothing(unknown) if unknown else _measured(leaves)
    unsettled = () if unknown else tuple(_unsettled(given, leaves))
    measured = {**measured, "settled_by": None, "unsettled": unsettled}
    if measured.get("outcomes") and not unsettled:
        measured["settled_by"] = _settling(history, given)
    if quantities:
        measured["comparisons"] = reported_for(
            history.case,
            measured.get("duration", NOT_COMPUTABLE),
            quantities,
            line.ids if line else (),
            at_least=_only_seen(history, leaves),
        )
    return blank._replace(**measured)


def _from_nothing(start: Moment) -> dict[str, Any]:
    """What is said of a quantity whose start is not known."""
    return {"start": start.label, "end": start.label}


def _measured(leaves: list[_Leaf]) -> dict[str, Any]:
    """What the orders say together, as fields of an endpoint."""
    if len(leaves) == 1:
        ((start, ending), duration, undated) = leaves[0]
        return {
            "duration": duration,
            "censored": ending.censored,
            "start": start.label,
            "end": ending.label,
            "records": _records(leaves),
            "undated": undated,
        }
    duration = _hull(leaf.duration for leaf in leaves if _ends(leaf))
    statuses = {leaf.span.ending.censored for leaf in leaves}
    either = len(statuses) > 1
    return {
        "duration": duration,
        "censored": None if either else statuses.pop(),
        "start": _joined(leaf.span.start.label for leaf in leaves),
        "end": _joined(leaf.span.ending.label for leaf in leaves),
        "records": _records(leaves),
        "undated": tuple(dict.fromkeys(u for leaf in leaves for u in leaf.undated)),
        "outcomes": _outcomes(leaves) if either and duration.computable else (),
    }


def _unsettled(
    given: tuple[OrderAnswer[EndpointSpan], ...], leaves: list[_Leaf]
) -> Iterator[str]:
    """The contradictions of which each reading leads to another result."""
    disputes = dict.fromkeys(d for answer in given for d in answer.order.chosen)
    for dispute in disputes:
        by_reading: dict[int, set[tuple[object, ...]]] = defaultdict(set)
        for answer, leaf in zip(given, leaves, strict=True):
            if dispute in answer.order.chosen:
                told = leaf.duration, leaf.span.ending.censored, leaf.span.ending.label
                by_reading[answer.order.chosen[dispute]].add(told)
        if len({frozenset(same) for same in by_reading.values()}) > 1:
            yield dispute.text


def _only_seen(history: History, leaves: list[_Leaf]) -> bool:
    """Whether every span ends where the patient was last seen, and by no follow-up."""
    alive = history.last_alive
    endings = (leaf.span.ending for leaf in leaves)
    if alive is None or any(
        not ending.censored or ending.points != alive.points for ending in endings
    ):
        return False
    records = (history.case.get(split(point)[0]) for point in alive.points)
    return not any(isinstance(record, FollowUp) for record in records)


def _ends(leaf: _Leaf) -> bool:
    return bool(leaf.span.ending.points) or leaf.span.ending.censored is not None


def _leaf(history: History, answer: OrderAnswer[EndpointSpan]) -> _Leaf:
    (start, ending), order = answer
    if not ending.points:
        return _Leaf(answer.value, NOT_COMPUTABLE, ())
    ends = [history.at(point, ending.label) for point in ending.points]
    since = [history.at(point, ending.label) for point in ending.since] or ends
    shortest = max([_least(order, start, moment) for moment in since])
    longest = max([-_least(order, end, start) for end in ends])
    known = (
        (start.label, start.date.known),
        (ending.label, any(end.date.known for end in ends)),
    )
    undated = tuple(label for label, dated in known if not dated)
    duration = duration_of(shortest, longest, both_undated=len(undated) > 1)
    if duration.computable and not ending.since:
        calendar = {calendar_months(start.date, end.date) for end in ends}
        if len(calendar) == 1:
            duration = duration._replace(months_calendar=calendar.pop())
    return _Leaf(answer.value, duration, undated)


def _least(order: PossibleOrder, start: Moment, end: Moment) -> float:
    """The least days between two moments; one without a point has only bounds."""
    if start.points and end.points:
        return order.least(start.points[0], end.points[0])
    return least_days(start, end)


def _hull(durations: Iterable[Duration]) -> Duration:
    """The smallest range that holds several; open where one of them is."""
    lengths = tuple(durations)
    if not lengths:
        return NOT_COMPUTABLE
    shortest = [length.days_min for length in lengths]
    longest = [length.days_max for length in lengths]
    calendar = {length.months_calendar for length in lengths}
    days_min = None if None in shortest else min(d for d in shortest if d is not None)
    days_max = None if None in longest else max(d for d in longest if d is not None)
    if days_min == 0 and days_max is None:
        return NOT_COMPUTABLE
    return Duration(days_min, days_max, calendar.pop() if len(calendar) == 1 else None)


def _outcomes(leaves: list[_Leaf]) -> tuple[EndpointOutcome, ...]:
    """One outcome for each status, the event first."""
    by_status: list[EndpointOutcome] = []
    for censored in (False, True, None):
        same = [leaf for leaf in leaves if leaf.span.ending.censored is censored]
        if same:
            duration = _hull(leaf.duration for leaf in same)
            label = _joined(leaf.span.ending.label for leaf in same)
            by_status.append(EndpointOutcome(duration, censored, label))
    return tuple(by_status)


def _joined(labels: Iterable[str]) -> str:
    """Each label once; of many the first, so that a reader can take them in."""
    words = list(dict.fromkeys(labels))
    more = [f"{len(words) - _MOST_LABELS} more"] if len(words) > _MOST_LABELS else []
    return " or ".join((*words[:_MOST_LABELS], *more))


def _records(leaves: list[_Leaf]) -> tuple[str, ...]:
    ids = [record for leaf in leaves for record in leaf.span.start.records]
    ids += [split(point)[0] for leaf in leaves for point in leaf.span.ending.points]
    return tuple(dict.fromkeys(ids))


def _settling(
    history: History, given: tuple[OrderAnswer[EndpointSpan], ...]
) -> SettlingDate | None:
    """The date that leaves the status open: the least known of the first asked for."""
    points = dict.fromkeys(p for answer in given for p in answer.order.unsettled)
    widths = {point: _width(history, point) for point in points}
    open_points = [point for point, width in widths.items() if width]
    if not open_points:
        return None
    first = max(open_points[:2], key=lambda point: widths[point])
    return SettlingDate(first, history.in_words(first))


def _width(history: History, point: str) -> float:
    first, last = history.chronology.bounds(point)
    return float("inf") if first is None or last is None else last - first
