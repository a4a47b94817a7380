"""The responses that were measured over a whole course, by RECIST 1.1 or iRECIST."""

from collections.abc import Iterator
from itertools import groupby

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.clinical.course.history import History
from timeline.clinical.response.irecist import by_irecist, immune_responses
from timeline.clinical.response.measured import MeasuredResponse, measured_responses
from timeline.clinical.settings import Settings


def response_course(history: History) -> tuple[MeasuredResponse, ...]:
    """What each scan says, by line and judge, in order; computed once for a case.

    A line that is judged by iRECIST has its categories, all others those of RECIST 1.1.
    """
    key = response_course, history.chronology.accept_narrative, history.settings
    derived = history.case.derived
    if key not in derived:
        derived[key] = tuple(_responses(history))
    cached: tuple[MeasuredResponse, ...] = derived[key]
    return cached


def response_course_of(
    case: Case, chronology: Chronology, settings: Settings
) -> tuple[MeasuredResponse, ...]:
    """The same for who has no history."""
    key = response_course, chronology.accept_narrative, settings
    if key not in case.derived:
        return response_course(History(case, chronology, settings))
    cached: tuple[MeasuredResponse, ...] = case.derived[key]
    return cached


def _responses(history: History) -> Iterator[MeasuredResponse]:
    days = history.settings.confirmation_days
    measured = measured_responses(history)
    for _, group in groupby(measured, key=lambda each: (each.line, each.judge)):
        responses = tuple(group)
        if by_irecist(responses):
            yield from immune_responses(history.chronology, responses, days)
        else:
            yield from responses
