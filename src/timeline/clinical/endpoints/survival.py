"""Overall survival, follow-up and disease-free survival of one patient.

Survival ends with death of any cause and is censored at the last date known alive.
Rates and medians belong to cohorts and are not computed here.
"""

from collections.abc import Iterator

from timeline.case.records.intervention import LocalIntervention
from timeline.case.treatment_vocabulary import Intent, InterventionKind
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import Moment, undated
from timeline.clinical.course.ordered_line import OrderedLine
from timeline.clinical.course.possible_orders import PossibleOrder, Within
from timeline.clinical.course.progressions import chosen
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.measure import EndpointSpan, SpanEnding, measure
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.primaries import (
    index_diagnoses,
    of_index_tumour,
    several_tumours,
)
from timeline.clinical.settings import IndexEvent, ProgressionChoice

_NO_INDEX = "several tumours, and none is marked as the index tumour"


def overall_survival(history: History) -> Endpoint:
    """Measure from the index event to death, or to the last date known alive.

    The index event is a setting. Without a dated diagnosis the first operation takes
    its place, and the result is labelled so.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable, with the
        reason, where the index event or the last day alive is not dated. Rule: any
        death is the event (product choice of the index event, named in the result).
    """
    return survival_from(history, index(history), "overall survival")


def survival_from_line(history: History, line: WholeLine) -> Endpoint:
    """Measure survival from the first dose of a line.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable where the
        start of the line leaves it open. Rule: as overall survival.
    """
    start = history.start(line)
    return survival_from(history, start, "survival from start of line", line)


def survival_from(
    history: History, start: Moment, name: str, line: WholeLine | None = None
) -> Endpoint:
    """Measure from a moment to death, or to the last date known alive.

    Args:
        history: The course of the case.
        start: What it counts from.
        name: What the quantity is called.
        line: The line that begins there; None: whole courses are compared.
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        begun = _in(order, history, start)
        return EndpointSpan(begun, death_or_alive(history, order, begun))

    rule = f"{_from(start)}to death of any cause; censored when last known alive"
    # A reported survival counts from the index event, never from a line.
    quantities = () if line else (Quantity.OVERALL_SURVIVAL,)
    return measure(history, name, rule, span, line, quantities)


def follow_up(history: History) -> Endpoint:
    """Measure from the index event to the last contact, dead or alive.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable without any
        evidence of life or death. It has no event, so nothing is censored.
    """
    start = index(history)

    def span(order: PossibleOrder) -> EndpointSpan:
        begun = _in(order, history, start)
        ending = death_or_alive(history, order, begun)
        return EndpointSpan(begun, ending._replace(censored=None))

    rule = f"{_from(start)}to the last contact"
    return measure(history, "follow-up", rule, span, quantities=(Quantity.FOLLOW_UP,))


def disease_free_survival(history: History) -> Endpoint:
    """Measure from the first operation with curative intent to recurrence or death.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable, with the
        reason, where no operation is recorded as curative or neither end is dated.
        Rule: recurrence or death, whichever is first.
    """
    name = "disease-free survival"
    rule = "from the first curative operation to recurrence or death"
    if several_tumours(history.case) and not index_diagnoses(history.case):
        return Endpoint(name=name, rule=rule, end=_NO_INDEX)
    curative = [
        record
        for record in _operations(history)
        if record.intent is Intent.CURATIVE and of_index_tumour(history.case, record)
    ]
    if not curative:
        reason = "no operation with curative intent recorded"
        return Endpoint(name=name, rule=rule, end=reason)
    points = tuple(history.point_of(o) for o in curative)

    def span(order: PossibleOrder) -> EndpointSpan:
        operation = order.first(points)
        start = history.at(operation, "curative operation")
        return EndpointSpan(start, _recurrence(history, order, start))

    return measure(history, name, rule, span, quantities=(Quantity.DISEASE_FREE,))


def _recurrence(
    history: History, order: PossibleOrder, operation: Moment
) -> SpanEnding:
    """The first progression after an operation, or else death or the last day alive.

    A line that was stopped for progression, and palliative treatment, tell of one that
    no record dates: it came no later.
    """
    counted = (e for e in history.progressions if chosen(e, ProgressionChoice.ANY))
    events = {
        history.point_of(event.record): event
        for event in counted
        if of_index_tumour(history.case, event.record)
    }
    after = order.within(events, operation.points[0], None)
    standing = (
        tuple(p for p in points if history.holds(events[p].stated_by, order))
        for points in after
    )
    certain, possible = Within(*standing)
    told = dict(_told_by_treatment(history, order))
    later = order.within(told, operation.points[0], None)
    first = order.first_of(
        Within((*certain, *later.certain), (*possible, *later.possible))
    )
    if first is None:
        return death_or_alive(history, order, operation)
    if first in events:
        label = f"recurrence ({events[first].basis})"
        return SpanEnding(label, censored=False, points=(first,))
    label = f"recurrence, no later than the {told[first]}"
    return SpanEnding(label, censored=False, points=(first,), since=operation.points)


def _told_by_treatment(
    history: History, order: PossibleOrder
) -> Iterator[tuple[str, str]]:
    """Points by which the disease had come back, with what tells so."""
    for line in history.lines:
        treated = OrderedLine.of(history, line, order)
        if not of_index_tumour(history.case, line.parts[0].line):
            continue
        if line.line_class is LineClass.PALLIATIVE:
            yield treated.begun, treated.start.label
        if treated.stopped_for_progression and treated.stop is not None:
            yield treated.stop.points[0], treated.stop.label


def index(history: History) -> Moment:
    """Find the index event that the settings ask for, with its label.

    Returns:
        The event; a moment of which nothing is known, with the reason, where it is not
        recorded.
    """
    match history.settings.index_event:
        case IndexEvent.DIAGNOSIS:
            return _diagnosis(history)
        case IndexEvent.FIRST_OPERATION:
            return _first_operation(history, "first operation")
        case IndexEvent.FIRST_SYSTEMIC:
            if not history.lines:
                return undated("no systemic therapy recorded")
            return history.start(history.lines[0])
        case IndexEvent.FIRST_PALLIATIVE:
            return _first_palliative(history)


def _diagnosis(history: History) -> Moment:
    """The diagnosis of the tumour that the case is about."""
    diagnoses = index_diagnoses(history.case)
    if several_tumours(history.case) and not diagnoses:
        return undated(_NO_INDEX)
    moments = (history.moment(d, "diagnosis") for d in diagnoses)
    dated = next((moment for moment in moments if moment.date.known), None)
    if dated:
        return dated
    return _first_operation(history, "first operation (no date of diagnosis)")


def _first_operation(history: History, label: str) -> Moment:
    operation = next(iter(_operations(history)), None)
    if operation is None:
        return undated("neither a date of diagnosis nor an operation is recorded")
    return history.moment(operation, label)


def _first_palliative(history: History) -> Moment:
    for line in history.lines:
        if line.line_class is LineClass.PALLIATIVE:
            return history.start(line)
        if line.line_class is LineClass.EITHER:
            return undated(f"intent of line {line.number} not stated")
    return undated("no palliative line recorded")


def _operations(history: History) -> tuple[LocalIntervention, ...]:
    surgery = InterventionKind.SURGERY
    return tuple(record for record in history.interventions if record.type is surgery)


def death_or_alive(history: History, order: PossibleOrder, start: Moment) -> SpanEnding:
    """Death, or else the last date known alive after a start, which censors."""
    death = history.life.death_in(order)
    if death is not None:
        return SpanEnding(death.label, censored=False, points=death.points)
    return censored_alive(history, start)


def censored_alive(history: History, start: Moment) -> SpanEnding:
    """The last date known alive; without a point where nothing was seen after a start.

    Args:
        history: The course of the case.
        start: What is counted from.
    """
    alive = history.last_alive
    if alive is None or set(alive.points) <= set(start.points):
        return SpanEnding(f"not seen after {start.label}", None)
    return SpanEnding(alive.label, censored=True, points=alive.points)


def _in(order: PossibleOrder, history: History, start: Moment) -> Moment:
    """A moment as one point: the first of several."""
    if len(start.points) < 2:  # noqa: PLR2004 - one has nothing to be first of
        return start
    return history.at(order.first(start.points), start.label)


def _from(start: Moment) -> str:
    return f"from {start.label if start.records else 'the index event'} "
