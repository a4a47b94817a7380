"""Best response of a line, and how long response and stable disease lasted.

The best response is the best category recorded, in the order CR, PR, SD, PD, NE (RECIST
1.1, Eur J Cancer 2009;45:228-247); what the measurements say stands beside it. Whether
a response has to be confirmed is a setting. A category for one lesion is no response of
the disease, except progression. Rates belong to cohorts.
"""

from collections.abc import Iterator
from typing import NamedTuple

from timeline.case.records.assessment import Assessment
from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.response_vocabulary import Response
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History, WholeLine
from timeline.clinical.course.moment import elapsed
from timeline.clinical.course.ordered_line import OrderedLine
from timeline.clinical.course.possible_orders import PossibleOrder, Within
from timeline.clinical.durations import Duration
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.endpoints.measure import (
    Ending,
    EndpointSpan,
    measure,
)
from timeline.clinical.endpoints.progression import outcome
from timeline.clinical.response.best import (
    BEST_FIRST,
    MeasuredBest,
    TimePoint,
    best_of,
    counted,
    first_confirmation,
    measured_best,
)
from timeline.clinical.response.scan import judge_of

_OBJECTIVE = (Response.CR, Response.PR)
_CONTROL = (*_OBJECTIVE, Response.SD)


class BestResponse(NamedTuple):
    """The best response of one line, as far as it is recorded."""

    stated: Response | None
    """As the source gives it, such as VGPR; None where no response is recorded, or
    where only its lower limit is."""
    category: Response | None
    """The one of CR, PR, SD, PD and NE that it counts as."""
    at_least_stable: bool
    """Whether disease control is reported, but no category."""
    disease_control: LimitAnswer
    """Whether the line brought CR, PR or SD."""
    clinical_benefit: LimitAnswer | None
    """CR, PR, or SD for the time that the settings ask for; None if they ask for
    none."""
    records: tuple[str, ...]
    uses_narrative: bool = False
    confirmed: LimitAnswer | None = None
    """Of CR and PR, whether a later assessment confirms it; None for all others."""
    measured: tuple[MeasuredBest, ...] = ()
    """What the measurements say, for each judge; empty where nothing was measured."""
    by_judge: tuple[tuple[str, str], ...] = ()
    """Who judged, and the best of what they state; empty for one judge at most."""

    @property
    def text(self) -> str:
        """For reading: `SD`, `unknown`, `unknown, at least SD`."""
        if self.stated is not None:
            return self.stated.value
        return "unknown, at least SD" if self.at_least_stable else "unknown"


def best_response(history: History, line: WholeLine) -> BestResponse:
    """Find the best response of a line.

    What comes after the first progression does not count, nor does stable disease
    before the minimum interval where one is set (RECIST 1.1, Eur J Cancer 2009;45:228).

    Returns:
        The category, CR before PR, SD, NON-CR/NON-PD, PD and NE; no category where
        none is recorded, and at least SD where only disease control is reported, or
        where the dates leave open whether a response was confirmed that has to be.
    """
    assessments = [r for r in history.judged(line) if _of_the_disease(r)]
    judged = _until_progression(history, line, assessments)
    points = _points(history, judged)
    options = counted(points, history.start(line), history.settings)
    best = best_of(options)
    stated = next(iter(best)) if len(best) == 1 else None
    category = stated.category if stated else None
    control = [
        record.id
        for record in history.case.of_kind(ReportedOutcome)
        if record.quantity is Quantity.DISEASE_CONTROL and record.line in line.ids
    ]
    # Disease that was controlled did not only progress: the category is missing.
    at_least_stable = bool(control) and category in (None, Response.NE, Response.PD)
    if len(best) > 1:
        at_least_stable = all(c.category in _CONTROL for c in best)
    days = history.settings.confirmation_days
    counts = zip(judged, options, strict=True)
    same = [record.id for record, option in counts if option & best]
    return BestResponse(
        stated=None if at_least_stable else stated,
        category=None if at_least_stable else category,
        at_least_stable=at_least_stable,
        disease_control=(
            LimitAnswer.YES if at_least_stable else _controlled(history, line, category)
        ),
        clinical_benefit=_benefit(history, line, category),
        records=tuple(control if at_least_stable and control else same),
        confirmed=first_confirmation(points, stated, days) if stated else None,
        measured=measured_best(history, line),
        by_judge=tuple(_by_judge(history, line, assessments)),
    )


def _points(history: History, judged: list[Assessment]) -> list[TimePoint]:
    return [
        TimePoint(record.response or Response.NE, history.moment(record, "assessment"))
        for record in judged
    ]


def _by_judge(
    history: History, line: WholeLine, assessments: list[Assessment]
) -> Iterator[tuple[str, str]]:
    """The best of each judge, where several judged and no reading was accepted."""
    judges = dict.fromkeys(judge_of(record) for record in assessments)
    if len(judges) == 1 or any(record.accepted for record in assessments):
        return
    for judge in judges:
        own = [record for record in assessments if judge_of(record) == judge]
        points = _points(history, _until_progression(history, line, own))
        best = best_of(counted(points, history.start(line), history.settings))
        text = " or ".join(sorted(best, key=BEST_FIRST.index)) or "unknown"
        yield judge.text or "not stated who", text


def _of_the_disease(record: Assessment) -> bool:
    if record.response is None:
        return False
    return record.lesion is None or record.category is Response.PD


def _until_progression(
    history: History, line: WholeLine, judged: list[Assessment]
) -> list[Assessment]:
    """Assessments of a line up to and including its first progression."""
    declared = [event.record for event in history.declared(line)]
    worse = [history.rank(r) for r in declared if not isinstance(r, Assessment)]
    worse += [history.rank(r) for r in judged if r.category is Response.PD]
    first = min(worse, default=None)
    return [r for r in judged if first is None or history.rank(r) <= first]


def _controlled(
    history: History, line: WholeLine, category: Response | None
) -> LimitAnswer:
    if category in _OBJECTIVE:
        return LimitAnswer.YES
    if category is Response.PD:
        return LimitAnswer.NO
    if category is not Response.SD:
        return LimitAnswer.INDETERMINATE
    minimum = history.settings.minimum_stable_days
    if minimum is None:
        return LimitAnswer.YES
    return _lasted(_stable_until_seen(history, line), minimum)


def _stable_until_seen(history: History, line: WholeLine) -> Duration:
    """From the first dose to the last assessment that shows stable disease."""
    assessments = [r for r in history.judged(line) if _of_the_disease(r)]
    judged = _until_progression(history, line, assessments)
    stable = [record for record in judged if record.category in _CONTROL]
    return elapsed(history.start(line), history.moment(stable[-1], "stable disease"))


def _benefit(
    history: History, line: WholeLine, category: Response | None
) -> LimitAnswer | None:
    weeks = history.settings.clinical_benefit_weeks
    if weeks is None:
        return None
    if category is not Response.SD:
        return _controlled(history, line, category)
    stable = duration_of_stable_disease(history, line, category)
    answer = _lasted(stable.duration, 7 * weeks)
    # Stable disease that was censored may have lasted longer.
    unsure = answer is LimitAnswer.NO and stable.censored is not False
    return LimitAnswer.INDETERMINATE if unsure else answer


def _lasted(duration: Duration, days: int) -> LimitAnswer:
    if duration.days_min is not None and duration.days_min >= days:
        return LimitAnswer.YES
    if duration.days_max is not None and duration.days_max < days:
        return LimitAnswer.NO
    return LimitAnswer.INDETERMINATE


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
            tuple(p for p in points if records[p].category in _OBJECTIVE)
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
        stable = Response.SD in categories and not categories & set(_OBJECTIVE)
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
    seen, records = treated.judged(_of_the_disease)
    worse = [p for p in seen.certain if records[p].category is Response.PD]
    declared = treated.history.declared(treated.line)
    worse += [treated.history.point_of(e.record) for e in declared]
    if not worse:
        return seen, records
    first = treated.order.first(tuple(dict.fromkeys(worse)))
    until = treated.order.within(seen.certain, None, first)
    return Within(until.certain, (*until.possible, *seen.possible)), records


def _undefined(category: Response | None) -> Ending:
    best = category.value if category else "unknown"
    return Ending(f"undefined: best response is {best}", None)
