"""Overall survival, follow-up and disease-free survival of one patient.

Survival ends with death of any cause and is censored at the last date known alive.
Rates and medians belong to cohorts and are not computed here.
"""

from timeline.case.records.intervention import LocalIntervention
from timeline.case.treatment_vocabulary import Intent, InterventionKind
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History, WholeLine
from timeline.clinical.endpoints.endpoint import (
    Endpoint,
    EndpointSpan,
    Moment,
    first_of,
    undated,
)
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.settings import IndexEvent


def overall_survival(history: History) -> Endpoint:
    """Measure from the index event to death, or to the last date known alive.

    The index event is a setting. Without a dated diagnosis the first operation takes
    its place, and the result is labelled so.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable, with the
        reason, where the index event or the last contact is not dated. Rule: any death
        is the event (product choice of the index event, named in the result).
    """
    return _survival(history, index(history), "overall survival")


def survival_from_line(history: History, line: WholeLine) -> Endpoint:
    """Measure survival from the first dose of a line.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable where the
        start of the line leaves it open. Rule: as overall survival.
    """
    return _survival(history, history.start(line), "survival from start of line", line)


def follow_up(history: History) -> Endpoint:
    """Measure from the index event to the last contact, dead or alive.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable without a
        dated follow-up. It has no event, so nothing is censored.
    """
    start = index(history)
    end = history.last_contact or undated("no follow-up recorded")
    rule = f"from {start.label} to the last contact"
    span = EndpointSpan(start, end)
    return history.endpoint("follow-up", rule, span, quantities=(Quantity.FOLLOW_UP,))


def disease_free_survival(history: History) -> Endpoint:
    """Measure from the first operation with curative intent to recurrence or death.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable, with the
        reason, where no operation is recorded as curative or neither end is dated.
        Rule: recurrence or death, whichever is first.
    """
    name = "disease-free survival"
    rule = "from the first curative operation to recurrence or death"
    operation = next(
        (o for o in _operations(history) if o.intent is Intent.CURATIVE), None
    )
    if operation is None:
        reason = "no operation with curative intent recorded"
        return Endpoint(name=name, rule=rule, end=reason)
    start = history.moment(operation, "curative operation")
    recurrences = [
        history.moment(event.record, f"recurrence ({event.basis})")
        for event in history.progressions
        if history.rank(event.record) > history.rank(operation)
    ]
    end, censored = death_or_censored(history)
    if recurrences:
        end, censored = first_of(recurrences), False
    span = EndpointSpan(start, end, censored)
    return history.endpoint(name, rule, span, quantities=(Quantity.DISEASE_FREE,))


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
    moments = (history.moment(d, "diagnosis") for d in history.diagnoses)
    dated = next((moment for moment in moments if moment.date.known), None)
    if dated:
        return dated
    return _first_operation(history, "first operation (no date of diagnosis)")


def _first_operation(history: History, label: str) -> Moment:
    operation = next(iter(_operations(history)), None)
    if operation is None:
        return undated("no dated diagnosis and no operation recorded")
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


def death_or_censored(history: History) -> tuple[Moment, bool | None]:
    """Find death, or else the last date known alive; and whether that censors.

    Returns:
        The moment and False for death, True for censored; a moment of which nothing is
        known and None where no follow-up is recorded.
    """
    if history.death:
        return history.death, False
    if history.last_contact:
        return history.last_contact, True
    return undated("no follow-up recorded"), None


def _survival(
    history: History, start: Moment, name: str, line: WholeLine | None = None
) -> Endpoint:
    end, censored = death_or_censored(history)
    rule = f"from {start.label} to death of any cause; censored when last known alive"
    # A reported survival counts from the index event, never from a line.
    quantities = () if line else (Quantity.OVERALL_SURVIVAL,)
    return history.endpoint(
        name, rule, EndpointSpan(start, end, censored), line, quantities
    )
