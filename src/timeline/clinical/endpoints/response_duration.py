"""How long a response and stable disease lasted.

Each ends as progression-free survival does, and is undefined where the best response of
the line is another.
"""

from timeline.case.records.assessment import Assessment
from timeline.case.response_vocabulary import Response
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History
from timeline.clinical.course.ordered_line import OrderedLine
from timeline.clinical.course.possible_orders import PossibleOrder, Within
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.measure import EndpointSpan, SpanEnding, measure
from timeline.clinical.endpoints.progression import outcome

OBJECTIVE = (Response.CR, Response.PR)


def of_the_disease(record: Assessment) -> bool:
    """Whether it judges the whole disease; PD of one lesion does."""
    if record.response is None:
        return False
    return record.lesion is None or record.category is Response.PD


def duration_of_response(
    history: History, line: WholeLine, category: Response | None
) -> Endpoint:
    """Measure from the first CR or PR to progression or death.

    It is undefined, and never 0, where the best response is neither.

    Args:
        history: The course of the case.
        line: The line.
        category: Its best response, for the reason.

    Returns:
        The length in days, shown in months of 30.4375 days; undefined, never 0, where
        the best response is no CR or PR or is not known.
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        treated = OrderedLine.of(history, line, order)
        seen, records = _seen_until_progression(treated)
        objective = (
            tuple(p for p in points if records[p].category in OBJECTIVE)
            for points in seen
        )
        first = order.first_of(Within(*objective))
        if first is None:
            return EndpointSpan(treated.start, _undefined(category))
        start = history.at(first, f"first {records[first].label}")
        return EndpointSpan(start, outcome(treated))

    rule = "from the first CR or PR to progression or death"
    quantities = (Quantity.RESPONSE_DURATION,)
    return measure(history, "duration of response", rule, span, line, quantities)


def duration_of_stable_disease(
    history: History, line: WholeLine, category: Response | None
) -> Endpoint:
    """Measure from the first dose to progression or death where SD is best.

    Stable disease counts from the start of treatment (RECIST 1.1).

    Args:
        history: The course of the case.
        line: The line.
        category: Its best response, for the reason.

    Returns:
        The length in days, shown in months of 30.4375 days; undefined where the best
        response is not SD or not known.
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        treated = OrderedLine.of(history, line, order)
        seen, records = _seen_until_progression(treated)
        ways = [seen.certain, *((*seen.certain, p) for p in seen.possible)]
        categories = {records[point].category for point in order.one_of(ways)}
        stable = Response.SD in categories and not categories & set(OBJECTIVE)
        ending = outcome(treated) if stable else _undefined(category)
        return EndpointSpan(treated.start, ending)

    rule = (
        "from the first dose to progression or death, if SD is the best response "
        "(RECIST convention, verify)"
    )
    return measure(history, "duration of stable disease", rule, span, line)


def _seen_until_progression(
    treated: OrderedLine,
) -> tuple[Within, dict[str, Assessment]]:
    """Assessments of the disease up to the first progression, by point."""
    key = _seen_until_progression, treated.history, treated.line.number
    if key not in treated.order.derived:
        treated.order.derived[key] = _until_first_progression(treated)
    cached: tuple[Within, dict[str, Assessment]] = treated.order.derived[key]
    return cached


def _until_first_progression(
    treated: OrderedLine,
) -> tuple[Within, dict[str, Assessment]]:
    seen, records = treated.judged(of_the_disease)
    worse = [p for p in seen.certain if records[p].category is Response.PD]
    worse += treated.declared()
    if not worse:
        return seen, records
    first = treated.order.first(tuple(dict.fromkeys(worse)))
    until = treated.order.within(seen.certain, None, first)
    return Within(until.certain, (*until.possible, *seen.possible)), records


def _undefined(category: Response | None) -> SpanEnding:
    best = category.value if category else "unknown"
    return SpanEnding(f"undefined: best response is {best}", None)
