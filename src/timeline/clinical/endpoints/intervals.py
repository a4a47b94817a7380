"""Time without therapy between lines, and between any two records.

That no systemic therapy is recorded for an interval does not say that none was given.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from timeline.case.chronology import Chronology
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.points import resolve, split
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import Moment, first_of, last_of
from timeline.clinical.course.possible_orders import PossibleOrder
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.durations import Duration, between
from timeline.clinical.endpoints.endpoint import Endpoint, unordered
from timeline.clinical.endpoints.measure import EndpointSpan, SpanEnding, measure
from timeline.clinical.lines.drugs import anti_her2_agents

_RULE = "last dose to next first dose; none recorded is not none given"


class LimitAnswer(StrEnum):
    """Whether a range lies beyond a limit; indeterminate where it straddles it."""

    YES = "yes"
    NO = "no"
    INDETERMINATE = "indeterminate"


@dataclass(frozen=True, slots=True)
class ClassFreeInterval:
    """Time between two lines against HER2, without such a drug."""

    endpoint: Endpoint
    from_line: int
    to_line: int
    exceeds: LimitAnswer
    """Whether it is longer than `limit_days`."""
    limit_days: int


def treatment_free_interval(history: History, line: WholeLine) -> Endpoint | None:
    """Measure from the last dose of a line to the first dose of the next treatment.

    Returns:
        The interval, or None if there is no next line and there are no cells of no
        line, which are such a treatment too.
    """
    cells = history.cells_after(line)
    if cells is not None:
        return _until_cells(history, line, history.moment(cells, cells.label))
    following = history.next_line(line)
    if following is None:
        return None
    stop, start = history.stop(line), history.start(following)
    name = "treatment-free interval"
    return _between_lines(history, name, (line, following), stop, start)


def _until_cells(history: History, line: WholeLine, infusion: Moment) -> Endpoint:
    name, stop = "treatment-free interval", history.stop(line)
    if stop is None:
        reason = f"line {line.number} is ongoing"
        return Endpoint(name=name, rule=_RULE, end=reason, line=line.number)

    def span(order: PossibleOrder) -> EndpointSpan:
        last = history.at(order.last(stop.points), stop.label)
        return EndpointSpan(last, SpanEnding(infusion.label, None, infusion.points))

    return measure(history, name, _RULE, span, line)


def anti_her2_free_intervals(history: History) -> tuple[ClassFreeInterval, ...]:
    """Measure from the last dose against HER2 to the next, for each pair of lines.

    The limit of 30 days separates a longer interval in the T-ACT trial.

    Returns:
        One interval in days for each pair, with whether it is longer than the limit;
        indeterminate where the dates leave that open, empty for fewer than two such
        lines.
    """
    lines = [line for line in history.lines if anti_her2_agents(line.drugs)]
    return tuple(_class_free(history, *pair) for pair in pairwise(lines))


def _class_free(
    history: History, line: WholeLine, following: WholeLine
) -> ClassFreeInterval:
    stop = _class_dose(history, line, "stop")
    start = _class_dose(history, following, "start")
    name = "anti-HER2-free interval"
    endpoint = _between_lines(history, name, (line, following), stop, start)
    limit = history.settings.class_free_days
    return ClassFreeInterval(
        endpoint=endpoint,
        from_line=line.number,
        to_line=following.number,
        exceeds=exceeds(endpoint.duration, limit),
        limit_days=limit,
    )


def exceeds(duration: Duration, days: int) -> LimitAnswer:
    """Say whether a length is more than some days, if the range allows an answer.

    Returns:
        Indeterminate where the range straddles the limit or is open towards it.
    """
    if duration.days_min is not None and duration.days_min > days:
        return LimitAnswer.YES
    if duration.days_max is not None and duration.days_max <= days:
        return LimitAnswer.NO
    return LimitAnswer.INDETERMINATE


def _class_dose(history: History, line: WholeLine, field: str) -> Moment | None:
    """First or last dose of the drugs against HER2 in a line; None while ongoing."""
    courses = [
        course
        for part in line.parts
        for course in part.courses
        if anti_her2_agents((course.drug,))
    ]
    if field == "stop" and any(course.ongoing for course in courses):
        return None
    placed = history.chronology.placed
    dated = all(placed(course, field).known for course in courses)
    if not courses or (not dated and anti_her2_agents(line.drugs) == line.drugs):
        return history.stop(line) if field == "stop" else history.start(line)
    label = "first anti-HER2 dose" if field == "start" else "last anti-HER2 dose"
    words = f"{label} of line {line.number}"
    doses = [history.moment(course, words, field) for course in courses]
    doses.sort(key=lambda dose: dose.bounds.sort_key)
    return first_of(doses) if field == "start" else last_of(doses)


def _between_lines(
    history: History,
    name: str,
    lines: tuple[WholeLine, WholeLine],
    stop: Moment | None,
    start: Moment | None,
) -> Endpoint:
    line, following = lines
    if stop is None or start is None:
        reason = f"line {line.number} is ongoing"
        return Endpoint(name=name, rule=_RULE, end=reason, line=line.number)

    def span(order: PossibleOrder) -> EndpointSpan:
        last = history.at(order.last(stop.points), stop.label)
        first = order.first(start.points)
        return EndpointSpan(last, SpanEnding(start.label, None, (first,)))

    endpoint = measure(history, name, _RULE, span, line)
    return endpoint if history.placed(line, following) else unordered(endpoint)


def interval(chronology: Chronology, first: str, second: str) -> Duration:
    """Measure from one point in time of a case to another.

    Args:
        chronology: The bounds of the case.
        first: A record's id, which means its first date, or `id.field`.
        second: The same for the second point.

    Returns:
        The range; negative where the second point may lie before the first.

    Raises:
        KeyError: If the case has no such point.
    """
    return between(
        chronology.bounds(first),
        chronology.bounds(second),
        ordered=False,
        start_date=_date(chronology, first),
        end_date=_date(chronology, second),
    )


def _date(chronology: Chronology, reference: str) -> PartialDate:
    record_id, field = split(resolve(chronology.case, reference) or "")
    record = chronology.case.get(record_id)
    return chronology.placed(record, field) if record else UNKNOWN
