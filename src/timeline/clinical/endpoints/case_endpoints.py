"""Every endpoint of one case, from one reading of its history."""

from dataclasses import dataclass, fields, replace
from typing import Any

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.clinical.course.history import History
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.intervals import (
    ClassFreeInterval,
    anti_her2_free_intervals,
    treatment_free_interval,
)
from timeline.clinical.endpoints.progression import (
    progression_free_survival,
    second_progression_free_survival,
    time_to_progression,
)
from timeline.clinical.endpoints.response import BestResponse, best_response
from timeline.clinical.endpoints.response_duration import (
    duration_of_response,
    duration_of_stable_disease,
)
from timeline.clinical.endpoints.survival import (
    disease_free_survival,
    follow_up,
    overall_survival,
    survival_from_line,
)
from timeline.clinical.endpoints.treatment_time import (
    time_on_treatment,
    time_to_next_treatment,
    time_to_treatment_failure,
)
from timeline.clinical.lines.count import LineCount, count_lines, counts_by_tumour
from timeline.clinical.lines.numbered_line import NumberedLine
from timeline.clinical.settings import DEFAULTS, Settings

__all__ = ["Endpoint", "Endpoints", "LineEndpoints", "endpoints"]


@dataclass(frozen=True, slots=True)
class LineEndpoints:
    """What is computed for one numbered line."""

    number: int
    parts: tuple[NumberedLine, ...]
    progression_free: Endpoint
    progression_free_2: Endpoint
    to_progression: Endpoint
    on_treatment: Endpoint
    to_failure: Endpoint
    to_next_treatment: Endpoint
    survival: Endpoint
    best_response: BestResponse
    response_duration: Endpoint
    stable_duration: Endpoint
    treatment_free: Endpoint | None
    """From its last dose to the next systemic treatment; None where there is none."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """What is computed for one case."""

    lines: tuple[LineEndpoints, ...]
    """One for each number, in order."""
    count: LineCount
    """Over the whole case, whatever tumour a line was for."""
    counts_by_tumour: tuple[tuple[str, LineCount], ...]
    """By the label of each of several tumours; empty where a line names none."""
    survival: Endpoint
    follow_up: Endpoint
    disease_free: Endpoint
    anti_her2_free: tuple[ClassFreeInterval, ...]

    def line(self, number: int) -> LineEndpoints:
        """The endpoints of one line.

        Raises:
            KeyError: If there is no line of this number.
        """
        for line in self.lines:
            if line.number == number:
                return line
        raise KeyError(number)


def endpoints(
    case: Case, chronology: Chronology, settings: Settings = DEFAULTS
) -> Endpoints:
    """Compute every endpoint of a case.

    Args:
        case: The case.
        chronology: Its bounds; where they accept narrative order, each result that
            would be different without it says so.
        settings: Choices where definitions differ.

    Returns:
        Lengths in days, shown in months; each that cannot be computed says why. The
        rule of each stands in its result.
    """
    computed = _compute(History.of(case, chronology, settings))
    if not chronology.accept_narrative:
        return computed
    return _marked(computed, _compute(History.of(case, Chronology.of(case), settings)))


def _compute(history: History) -> Endpoints:
    numbered = [part for line in history.lines for part in line.parts]
    return Endpoints(
        lines=tuple(_line(history, line) for line in history.lines),
        count=count_lines(numbered),
        counts_by_tumour=counts_by_tumour(history.case, numbered),
        survival=overall_survival(history),
        follow_up=follow_up(history),
        disease_free=disease_free_survival(history),
        anti_her2_free=anti_her2_free_intervals(history),
    )


def _line(history: History, line: WholeLine) -> LineEndpoints:
    best = best_response(history, line)
    return LineEndpoints(
        number=line.number,
        parts=line.parts,
        progression_free=progression_free_survival(history, line),
        progression_free_2=second_progression_free_survival(history, line),
        to_progression=time_to_progression(history, line),
        on_treatment=time_on_treatment(history, line),
        to_failure=time_to_treatment_failure(history, line),
        to_next_treatment=time_to_next_treatment(history, line),
        survival=survival_from_line(history, line),
        best_response=best,
        response_duration=duration_of_response(history, line, best.category),
        stable_duration=duration_of_stable_disease(history, line, best.category),
        treatment_free=treatment_free_interval(history, line),
    )


def _marked(computed: Endpoints, strict: Endpoints) -> Endpoints:
    """Say of each result whether it would be different without narrative order."""
    without = {line.parts[0].line.id: line for line in strict.lines}
    lines = tuple(
        _marked_line(line, without.get(line.parts[0].line.id))
        for line in computed.lines
    )
    free = tuple(
        replace(item, endpoint=_mark(item.endpoint, item not in strict.anti_her2_free))
        for item in computed.anti_her2_free
    )
    return replace(
        computed,
        lines=lines,
        survival=_mark(computed.survival, computed.survival != strict.survival),
        follow_up=_mark(computed.follow_up, computed.follow_up != strict.follow_up),
        disease_free=_mark(
            computed.disease_free, computed.disease_free != strict.disease_free
        ),
        anti_her2_free=free,
    )


def _marked_line(line: LineEndpoints, strict: LineEndpoints | None) -> LineEndpoints:
    changed: dict[str, Any] = {}
    for item in fields(line):
        value = getattr(line, item.name)
        if isinstance(value, Endpoint | BestResponse):
            differs = strict is None or getattr(strict, item.name) != value
            changed[item.name] = value._replace(uses_narrative=differs)
    return replace(line, **changed)


def _mark(endpoint: Endpoint, differs: bool) -> Endpoint:
    return endpoint._replace(uses_narrative=differs)
