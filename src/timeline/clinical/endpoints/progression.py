"""Progression-free survival of a line and its relatives, on one engine.

The event is the first progression, by whatever criterion, or death. A new line before
progression censors at the last assessment before it (the convention of the FDA) or is
ignored (that of the EMA); which one is a setting (verify against the protocol). Local
therapy ends nothing unless progression was declared, or the settings say otherwise.
"""

from dataclasses import dataclass

from timeline.case.record import Record
from timeline.case.records.intervention import LocalIntervention
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import Intent, InterventionKind
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History, WholeLine
from timeline.clinical.course.progressions import ProgressionEvent
from timeline.clinical.endpoints.endpoint import (
    Endpoint,
    EndpointSpan,
    Moment,
    first_of,
    last_of,
    undated,
)
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.settings import CensorRule

_EVALUABLE = (Response.CR, Response.PR, Response.SD)
_NOT_A_TREATMENT = (InterventionKind.BIOPSY, InterventionKind.STENT)


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """How a line ended for the purpose of progression-free survival."""

    end: Moment
    censored: bool | None
    """None where neither an event nor a censoring date is known."""


def progression_free_survival(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose to progression or death.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable, with the
        reason, where the line was curative or an end is not dated. Rule: FDA or EMA
        convention by the settings (verify).
    """
    return _endpoint(
        history,
        line,
        "progression-free survival",
        outcome(history, line),
        (Quantity.PROGRESSION_FREE,),
    )


def time_to_progression(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose to progression; death without it censors.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable as for
        progression-free survival. Rule: the same, but death is no event.
    """
    result = outcome(history, line, counts_death=False)
    return _endpoint(history, line, "time to progression", result)


def second_progression_free_survival(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose to progression or death on the next line (PFS2).

    Returns:
        The length in days, shown in months of 30.4375 days; not computable where there
        is no next line or it has no dated end. Rule: progression-free survival of the
        next line, counted from this one.
    """
    name = "progression-free survival 2"
    following = history.next_line(line)
    if following is None:
        return _endpoint(
            history, line, name, LineOutcome(undated("no next line"), None)
        )
    return _endpoint(history, line, name, outcome(history, following))


def outcome(
    history: History, line: WholeLine, *, counts_death: bool = True
) -> LineOutcome:
    """Find the event of a line, or what it is censored at.

    Args:
        history: The course of the case.
        line: The line.
        counts_death: Whether death is an event.

    Returns:
        The end and whether it censors; a moment of which nothing is known, with the
        reason, and None where neither an event nor an assessment is recorded. Rule: see
        the module.
    """
    death = history.death if counts_death else None
    key = outcome, line.number, death is None
    if key not in history.derived:
        history.derived[key] = _outcome(history, line, death)
    cached: LineOutcome = history.derived[key]
    return cached


def _outcome(history: History, line: WholeLine, death: Moment | None) -> LineOutcome:
    if line.line_class is LineClass.CURATIVE:
        return LineOutcome(undated("curative intent: see disease-free survival"), None)
    events = _progressions(history, line)
    first = events[0] if events else None
    limit = _censoring_limit(history, line, first)
    if limit is not None:
        return _censored(history, line, *limit)
    if events:
        moments = [history.moment(e.record, f"progression ({e.basis})") for e in events]
        return LineOutcome(first_of(moments), censored=False)
    if death:
        return LineOutcome(death, censored=False)
    return _censored(history, line, None, "no progression")


def _progressions(history: History, line: WholeLine) -> list[ProgressionEvent]:
    """Progressions on a line, or after it began and on no other line, in order."""
    following = history.next_line(line)
    on_line = [
        event
        for event in history.declared(line)
        if not _surely_after(history, event, following)
    ]
    elsewhere = [*history.declared(None)]
    if history.settings.censor_rule is CensorRule.EMA:
        # Where new lines are ignored, what happens on them still belongs to this one.
        for later in history.after(line):
            elsewhere += history.declared(later)
    begun = history.begun(line)
    after = [event for event in elsewhere if history.rank(event.record) > begun]
    return sorted([*on_line, *after], key=lambda event: history.rank(event.record))


def _surely_after(
    history: History, event: ProgressionEvent, following: WholeLine | None
) -> bool:
    if following is None or history.settings.censor_rule is CensorRule.EMA:
        return False
    earliest = history.chronology.when(event.record).earliest
    latest = history.start(following).bounds.latest
    return earliest is not None and latest is not None and earliest > latest


def _censoring_limit(
    history: History, line: WholeLine, event: ProgressionEvent | None
) -> tuple[Record, str] | None:
    """What came before the event and censors it, with the reason; None if nothing."""
    limits: list[tuple[Record, str]] = []
    following = history.next_line(line)
    on_line = event is not None and event.line in line.ids
    if following and history.settings.censor_rule is CensorRule.FDA and not on_line:
        reason = f"line {following.number} before progression"
        limits.append((following.parts[0].line, reason))
    if history.settings.local_therapy_censors:
        local = _first_local_therapy(history, line)
        if local:
            limits.append((local, "local therapy before progression"))
    limit = min(limits, key=lambda item: history.rank(item[0]), default=None)
    if limit and event and history.rank(event.record) < history.rank(limit[0]):
        return None
    return limit


def _first_local_therapy(history: History, line: WholeLine) -> LocalIntervention | None:
    return next(
        (
            record
            for record in history.interventions
            if is_treatment(record)
            and record.line not in line.ids
            and history.rank(record) > history.begun(line)
        ),
        None,
    )


def is_treatment(record: LocalIntervention) -> bool:
    """Whether a local procedure treats the tumour; a biopsy or a stent does not."""
    return (
        record.type not in _NOT_A_TREATMENT and record.intent is not Intent.DIAGNOSTIC
    )


def _censored(
    history: History, line: WholeLine, before: Record | None, reason: str
) -> LineOutcome:
    """Censor at the last assessment of a line, before a limit if there is one."""
    end = history.rank(before) if before else None
    lines: tuple[WholeLine, ...] = (line,)
    if history.settings.censor_rule is CensorRule.EMA:
        lines = (line, *history.after(line))
    assessments = [
        record
        for judged in lines
        for record in history.judged(judged)
        if record.category in _EVALUABLE and (end is None or history.rank(record) < end)
    ]
    if not assessments:
        return LineOutcome(undated(f"{reason}, and no assessment to censor at"), None)
    moments = [
        history.moment(record, f"last assessment: {reason}") for record in assessments
    ]
    return LineOutcome(last_of(moments), censored=True)


def _endpoint(
    history: History,
    line: WholeLine,
    name: str,
    result: LineOutcome,
    quantities: tuple[Quantity, ...] = (),
) -> Endpoint:
    local = "censors" if history.settings.local_therapy_censors else "does not end it"
    rule = f"{history.settings.censor_rule}; local therapy {local}"
    span = EndpointSpan(history.start(line), result.end, result.censored)
    return history.endpoint(name, rule, span, line, quantities)
