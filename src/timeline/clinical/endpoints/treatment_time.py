"""How long a line was given, and how long until the next one.

Time to next treatment has no standard definition: what ends it here is the next
systemic line and, unless the settings say otherwise, death; local therapy never does.
"""

from timeline.case.vocabulary import Quantity
from timeline.clinical.course.history import History, WholeLine
from timeline.clinical.endpoints.endpoint import (
    Endpoint,
    EndpointSpan,
    Moment,
    first_of,
    undated,
    unordered,
)
from timeline.clinical.endpoints.progression import outcome


def time_on_treatment(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first to the last dose of any drug of a line.

    A reported duration of disease control is compared with it, because such numbers
    usually come from the dates of the treatment; one of progression-free survival
    never is.

    Returns:
        The length in days, shown in months of 30.4375 days; censored while the line
        goes on, and not computable where a dose that bounds it is not dated.
    """
    end, censored = _end_of_treatment(history, line)
    return history.endpoint(
        "time on treatment",
        "from first to last dose of any drug of the line",
        EndpointSpan(history.start(line), end, censored),
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
    end, censored = _end_of_treatment(history, line)
    result = outcome(history, line)
    if result.censored is False:
        reasons = [result.end] if censored else [end, result.end]
        reasons.sort(key=lambda moment: moment.bounds.sort_key)
        end, censored = first_of(reasons), False
    return history.endpoint(
        "time to treatment failure",
        "from first dose to last dose, progression or death, whichever is first",
        EndpointSpan(history.start(line), end, censored),
        line,
    )


def _end_of_treatment(history: History, line: WholeLine) -> tuple[Moment, bool | None]:
    stop = history.stop(line)
    if stop is not None:
        return stop, False
    last = history.last_contact or undated("ongoing, and no follow-up recorded")
    return last, True


def time_to_next_treatment(history: History, line: WholeLine) -> Endpoint:
    """Measure from the first dose of a line to that of the next one, or to death.

    Returns:
        The length in days, shown in months of 30.4375 days; not computable where an end
        is not dated or where nothing says that the next line came later. There is no
        standard definition (verify).
    """
    end, censored = _next_treatment(history, line)
    death = "counts" if history.settings.ttnt_counts_death else "censors"
    endpoint = history.endpoint(
        "time to next treatment",
        f"to the next systemic line; death {death}; local therapy does not count; "
        "no standard definition (verify)",
        EndpointSpan(history.start(line), end, censored),
        line,
    )
    following = history.next_line(line)
    if following and not history.placed(line, following):
        return unordered(endpoint)
    return endpoint


def _next_treatment(history: History, line: WholeLine) -> tuple[Moment, bool | None]:
    following = history.next_line(line)
    if following:
        return history.start(following), False
    if history.death:
        return history.death, not history.settings.ttnt_counts_death
    if history.last_contact:
        return history.last_contact, True
    return undated("no next line and no follow-up recorded"), None
