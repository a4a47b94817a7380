"""Progression-free survival of a line and its relatives, on one engine.

The event is the first progression, by the criterion that the settings choose, or death;
a marker alone is none (RECIST 1.1, section 4.3.3). A new line before progression
censors at the last assessment before it (the convention of the FDA) or is ignored (that
of the EMA); which one is a setting (verify against the protocol), and so is whether
death after two or more missed assessments censors, which it does in FDA style. Local
therapy ends nothing unless progression was declared, or the settings say otherwise. A
line that was stopped for progression is an event, also where no record dates it: after
the last assessment without progression, and no later than the stop or the first scan
that nobody judged and whose measurements are PD for certain.
"""

from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import Intent, InterventionKind
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History
from timeline.clinical.course.ordered_line import OrderedLine
from timeline.clinical.course.possible_orders import PossibleOrder, Within
from timeline.clinical.course.progressions import chosen, stop_counts
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.measure import EndpointSpan, SpanEnding, measure
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.lines.rules import AFTER_SURGERY, BEFORE_SURGERY
from timeline.clinical.response.measured_progression import measured_stretch
from timeline.clinical.settings import CensorRule, ProgressionChoice

_EVALUABLE = (Response.CR, Response.PR, Response.SD)


def progression_free_survival(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose to progression or death.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable, with the
        reason, where the line was curative or an end is not dated. Rule: FDA or EMA
        convention by the settings (verify).
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        treated = OrderedLine.of(history, line, order)
        return EndpointSpan(treated.start, outcome(treated))

    name, quantities = "progression-free survival", (Quantity.PROGRESSION_FREE,)
    return measure(history, name, _rule(history), span, line, quantities)


def time_to_progression(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose to progression; death without it censors.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable as for
        progression-free survival. Rule: the same, but death is no event.
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        treated = OrderedLine.of(history, line, order)
        return EndpointSpan(treated.start, outcome(treated, counts_death=False))

    return measure(history, "time to progression", _rule(history), span, line)


def second_progression_free_survival(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose to progression or death on the next line (PFS2).

    Returns:
        The length in days, shown in months of 30.4375 days; not computable where there
        is no next line or it has no dated end. Rule: progression-free survival of the
        next line, counted from this one.
    """

    def span(order: PossibleOrder) -> EndpointSpan:
        treated = OrderedLine.of(history, line, order)
        following = treated.following
        ending = outcome(following) if following else SpanEnding("no next line", None)
        return EndpointSpan(treated.start, ending)

    return measure(history, "progression-free survival 2", _rule(history), span, line)


def outcome(treated: OrderedLine, *, counts_death: bool = True) -> SpanEnding:
    """Find the event of a line in one order of events, or what it is censored at.

    Args:
        treated: The line.
        counts_death: Whether death is an event.

    Returns:
        The end; without a point, with the reason, where neither an event nor an
        assessment is recorded. Rule: see the module.
    """
    key = outcome, treated.history, treated.line.number, counts_death
    derived = treated.order.derived
    if key not in derived:
        derived[key] = _outcome(treated, counts_death=counts_death)
    cached: SpanEnding = derived[key]
    return cached


def _outcome(treated: OrderedLine, *, counts_death: bool) -> SpanEnding:
    if _around_surgery(treated):
        return SpanEnding("curative intent: see disease-free survival", None)
    ignored = treated.history.settings.censor_rule is CensorRule.EMA
    limit = _censoring_limit(treated, ignored=ignored)
    event = _progression(treated, limit, ignored=ignored)
    if event is not None:
        return event
    death = None
    if counts_death and limit is None:
        death = treated.history.life.death_in(treated.order)
    if death is None:
        return _censored(treated, limit, ignored=ignored)
    if not ignored and _missed(treated, death.points[0]):
        reason = "death after two or more missed assessments"
        return _censored(treated, (death.points[0], reason), ignored=ignored)
    return SpanEnding(death.label, censored=False, points=death.points)


def _progression(
    treated: OrderedLine, limit: tuple[str, str] | None, *, ignored: bool
) -> SpanEnding | None:
    """Progression that is recorded, or told by the stop of the line."""
    first = treated.first_progression(limit and limit[0], of_later_lines=ignored)
    if first is not None:
        point, event = first
        return SpanEnding(
            f"progression ({event.basis})", censored=False, points=(point,)
        )
    if not stop_counts(treated.history.settings.progression_choice):
        return None
    stop = treated.stop
    if treated.stopped_for_progression and stop is not None:
        return _stopped(treated, stop.points[0])
    return None


def _around_surgery(treated: OrderedLine) -> bool:
    """Whether a curative line has disease-free survival instead, from an operation.

    Chemoradiation or the treatment of a lymphoma that is meant to cure has none.
    """
    if treated.line.line_class is not LineClass.CURATIVE:
        return False
    settings = {part.line.setting for part in treated.line.parts}
    return bool(settings & {*BEFORE_SURGERY, *AFTER_SURGERY}) or any(
        record.type is InterventionKind.SURGERY and record.intent is Intent.CURATIVE
        for record in treated.history.interventions
    )


def _missed(treated: OrderedLine, death: str) -> bool:
    """Whether two assessments were due and missed before death.

    FDA guidance on endpoints for the approval of cancer drugs (verify).
    """
    interval = treated.history.settings.assessment_interval_days
    if interval is None:
        return False
    assessed, _ = treated.judged(lambda _: True, death)
    last = treated.order.last_of(treated.begun, assessed)
    return treated.order.later(death, last, days=2 * interval)


def _stopped(treated: OrderedLine, stop: str) -> SpanEnding:
    """Progression that no record dates, on a line that was stopped for it.

    It lies after the last assessment without progression, and before the stop or a
    scan before it that was measured as progressive disease.
    """
    reported = _seen_well(treated, stop, of_later_lines=False).certain
    measured = measured_stretch(treated, reported, stop)
    seen = tuple(dict.fromkeys((*reported, *measured.without)))
    since = treated.order.possibly_last(seen) if seen else (treated.begun,)
    until = f"the end of line {treated.line.number}"
    if measured.worse:
        until = "a scan of which what was measured is PD"
    return SpanEnding(
        f"progression, no later than {until}",
        censored=False,
        points=(measured.worse or stop,),
        since=since,
    )


def _censoring_limit(treated: OrderedLine, *, ignored: bool) -> tuple[str, str] | None:
    """The first thing that censors, as a point with the reason; None if nothing.

    Args:
        treated: The line.
        ignored: Whether a new line is ignored.
    """
    limits: dict[str, str] = {}
    following = treated.next_systemic
    if following and not ignored:
        begun, name = following
        limits[begun] = f"{name} before progression"
    if treated.history.settings.local_therapy_censors:
        local = treated.local_treatment()
        if local:
            limits[local] = "local therapy before progression"
    if not limits:
        return None
    first = treated.order.first(tuple(limits))
    return first, limits[first]


def _censored(
    treated: OrderedLine, limit: tuple[str, str] | None, *, ignored: bool
) -> SpanEnding:
    """Censor at the last assessment of a line, before a limit if there is one."""
    until, reason = limit or (None, _none_counts(treated.history))
    seen = _seen_well(treated, until, of_later_lines=ignored)
    label = f"last assessment: {reason}"
    known = reason if limit else _no_progression(treated)
    nothing = SpanEnding(f"{known}, and no assessment to censor at", None)
    points = (*seen.certain, *seen.possible)
    if not points:
        return nothing
    last = treated.order.possibly_last(points)
    since = treated.order.possibly_last(seen.certain) if seen.certain else last
    ending = SpanEnding(label, censored=True, points=last, since=since)
    if seen.certain:
        return ending if seen.possible else ending._replace(since=())
    return treated.order.one_of((nothing, ending._replace(since=())))


def _no_progression(treated: OrderedLine) -> str:
    """That there was none; where one without a date may be of this line, that."""
    history = treated.history
    choice = history.settings.progression_choice
    events = (e for e in history.declared(None) if chosen(e, choice))
    points = (history.point_of(e.record) for e in events)
    if any(history.chronology.unplaced(point) for point in points):
        return "the progression is not dated"
    return _none_counts(history)


def _none_counts(history: History) -> str:
    """That no progression is recorded, of those that the settings choose."""
    choice = history.settings.progression_choice
    by = "" if choice is ProgressionChoice.ANY else f" ({choice})"
    return f"no progression{by}"


def _seen_well(
    treated: OrderedLine, until: str | None, *, of_later_lines: bool
) -> Within:
    """Points at which a line was assessed and the disease had not progressed."""
    points, _ = treated.judged(
        lambda record: record.category in _EVALUABLE,
        until,
        of_later_lines=of_later_lines,
    )
    return points


def _rule(history: History) -> str:
    settings = history.settings
    local = "censors" if settings.local_therapy_censors else "does not end it"
    parts = [
        str(settings.censor_rule),
        f"progression: {settings.progression_choice}",
        f"local therapy {local}",
    ]
    interval = settings.assessment_interval_days
    if interval and settings.censor_rule is CensorRule.FDA:
        parts.append(f"death more than {2 * interval} days unassessed censors")
    return "; ".join(parts)
