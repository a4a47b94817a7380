"""How long a line was given, and how long until the next one.

Time to next treatment has no standard definition: what ends it here is the next
systemic line, or cells of no line, and, unless the settings say otherwise, death; local
therapy never does.
"""

from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History
from timeline.clinical.course.ordered_line import OrderedLine
from timeline.clinical.course.possible_orders import PossibleOrder
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.measure import EndpointSpan, SpanEnding, measure
from timeline.clinical.endpoints.progression import outcome
from timeline.clinical.endpoints.survival import censored_alive, death_or_alive


def time_on_treatment(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first to the last dose of any drug of a line.

    A reported duration of disease control is compared with it, because such numbers
    usually come from the dates of the treatment; one of progression-free survival
    never is.

    Returns:
        The length in days, shown in months of 30.4375 days; censored while the line
        goes on, and not computable where a dose that bounds it is not dated.
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        treated = OrderedLine.of(history, line, order)
        return EndpointSpan(treated.start, _end_of_treatment(treated))

    return measure(
        history,
        "time on treatment",
        "from first to last dose of any drug of the line",
        span,
        line,
        (Quantity.TIME_ON_TREATMENT, Quantity.DISEASE_CONTROL),
    )


def time_to_treatment_failure(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose to the end of treatment for any reason.

    Progression and death are such reasons too, where they come before the last dose.

    Returns:
        The length in days, shown in months of 30.4375 days; censored while the line
        goes on without progression, and not computable where an end is not dated.
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        treated = OrderedLine.of(history, line, order)
        return EndpointSpan(treated.start, _failure(treated))

    rule = "from first dose to last dose, progression or death, whichever is first"
    return measure(history, "time to treatment failure", rule, span, line)


def _failure(treated: OrderedLine) -> SpanEnding:
    end, result = _end_of_treatment(treated), outcome(treated)
    if result.censored is not False:
        return end
    if end.censored is not False or result.since:
        return result
    ways = {end.points[0]: end, result.points[0]: result}
    return ways[treated.order.first(tuple(ways))]


def _end_of_treatment(treated: OrderedLine) -> SpanEnding:
    stop = treated.stop
    if stop is not None:
        return SpanEnding(stop.label, censored=False, points=stop.points)
    # What is said to go on ended with death at the latest.
    return death_or_alive(treated.history, treated.order, treated.start)


def time_to_next_treatment(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose of a line to that of the next one, or to death.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable where an end
        is not dated or where nothing says that the next line came later. There is no
        standard definition (verify).
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        treated = OrderedLine.of(history, line, order)
        return EndpointSpan(treated.start, _next_treatment(treated))

    cells = "line or cells of no line" if history.cells else "line"
    death = "counts" if history.settings.ttnt_counts_death else "censors"
    rule = (
        f"to the next systemic {cells}; death {death}; local therapy does not count; "
        "no standard definition (verify)"
    )
    return measure(history, "time to next treatment", rule, span, line)


def _next_treatment(treated: OrderedLine) -> SpanEnding:
    history, following = treated.history, treated.following
    begun = treated.next_systemic
    if begun and not (following and begun[0] == following.begun):
        return SpanEnding(begun[1], censored=False, points=(begun[0],))
    if following:
        start = following.start
        if not history.placed(treated.line, following.line):
            return SpanEnding(f"{start.label}, order not established", None)
        return SpanEnding(start.label, censored=False, points=start.points)
    death = history.life.death_in(treated.order)
    if death is not None:
        censored = not history.settings.ttnt_counts_death
        return SpanEnding(death.label, censored=censored, points=death.points)
    return censored_alive(history, treated.start)
