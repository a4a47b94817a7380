"""What the source states beside what follows from the records, and beside itself."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise

from timeline.case.records.assessment import Assessment
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import Quantity
from timeline.clinical.durations import Agreement, reported_months, rounded
from timeline.clinical.endpoints.case_endpoints import Endpoints, LineEndpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.queries.query import Gap, Severity
from timeline.clinical.queries.rules.evidence import Evidence, sentence
from timeline.clinical.queries.rules.rule import RECIST, Match, Number, declared

_OUTSIDE = {Agreement.EXCEEDS_MAX: "more", Agreement.BELOW_MIN: "less"}


@declared(
    "reported",
    Severity.CONFLICT,
    ReportedOutcome,
    settle="Both are kept. Ask what the reported number counts from "
    "and to, or correct a date.",
    blocks=(
        Number.SURVIVAL,
        Number.PROGRESSION_FREE,
        Number.TREATMENT_TIME,
    ),
)
def reported_duration(evidence: Evidence) -> Iterator[Match]:
    """A reported duration that the recorded dates do not allow."""
    for endpoint in _all_endpoints(evidence.endpoints):
        for stated in endpoint.comparisons:
            side = _OUTSIDE.get(stated.comparison.agreement)
            outcome = evidence.case.get(stated.record)
            if side is not None and isinstance(outcome, ReportedOutcome):
                gap = rounded(stated.comparison.gap)
                yield Match(
                    (
                        stated.record,
                        *endpoint.records,
                    ),
                    f"{sentence(outcome.quantity.value)} is reported as "
                    f"{stated.text}. By its dates, {endpoint.name} is "
                    f"{endpoint.duration.text}: {gap} months {side} is reported.",
                    about=f"{stated.record}:{endpoint.name.replace(' ', '-')}",
                    blocks=tuple(n for n in Number if n == endpoint.name),
                )


def _all_endpoints(computed: Endpoints) -> Iterator[Endpoint]:
    parts: tuple[Endpoints | LineEndpoints, ...] = (computed, *computed.lines)
    for part in parts:
        values = (getattr(part, item.name) for item in fields(part))
        yield from (value for value in values if isinstance(value, Endpoint))


@declared(
    "best-response",
    Severity.MISSING,
    TherapyLine,
    Assessment,
    settle="Enter an assessment with its category, if the source has one.",
    blocks=(Number.RESPONSE,),
    source=RECIST,
    needs=("assessment.response",),
)
def best_response(evidence: Evidence) -> Iterator[Match]:
    """A line of palliative or unknown intent without a best response.

    One that follows from measurements is known. PD on the only scan is asked about
    where it came so late that a better response may have gone before it.
    """
    for line in evidence.endpoints.lines:
        first = line.parts[0]
        best = line.best_response
        measured = any(each.category for each in best.measured)
        known = best.category or best.unsettled or measured  # or is asked about
        if first.line_class is LineClass.CURATIVE or (known and not best.only_scan):
            continue
        text = f"{best.text}{' on the only scan recorded' * best.only_scan}"
        yield Match(
            (first.line.id, *best.records),
            f"The best response to {first.line.regimen} is {text}.",
            gap=Gap(first.line.id, f"its best response ({text})"),
        )


@declared(
    "reported-twice",
    Severity.CONFLICT,
    ReportedOutcome,
    settle="Both are kept. Say which of the two the report should give.",
)
def reported_twice(evidence: Evidence) -> Iterator[Match]:
    """One quantity that the source states as two numbers."""
    groups: dict[tuple[Quantity, str | None], list[ReportedOutcome]] = defaultdict(list)
    for outcome in evidence.case.of_kind(ReportedOutcome):
        groups[outcome.quantity, outcome.line].append(outcome)
    for (quantity, _), outcomes in groups.items():
        for first, second in pairwise(outcomes):
            if (first.number, first.unit) != (second.number, second.unit):
                yield _two_numbers(quantity, first, second)


def _two_numbers(
    quantity: Quantity, first: ReportedOutcome, second: ReportedOutcome
) -> Match:
    numbers = [f"{o.number} {o.unit.value}" for o in (first, second)]
    same = _overlap(_rounding(first), _rounding(second))
    verdict = "which rounding can explain" if same else "which cannot both be right"
    return Match(
        (
            first.id,
            second.id,
        ),
        f"{sentence(quantity.value)} is reported as {numbers[0]} and as "
        f"{numbers[1]}, {verdict}.",
        about=f"{first.id}:{second.id}",
        severity=Severity.NOTE if same else Severity.CONFLICT,
    )


def _rounding(outcome: ReportedOutcome) -> tuple[float, float]:
    """The months that the statement allows: those that round to its number."""
    decimals = f"{outcome.value:.10g}".partition(".")[2]
    half = 0.5 * 10.0 ** -len(decimals)
    low = reported_months(outcome.value - half, outcome.unit)
    high = reported_months(outcome.value + half, outcome.unit)
    if outcome.comparator is None:
        return low, high
    low = 0.0 if outcome.comparator.upper_limit else low
    return low, math.inf if outcome.comparator.lower_limit else high


def _overlap(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


@declared(
    "survival-start",
    Severity.NOTICE,
    ReportedOutcome,
    Diagnosis,
    settle="Enter the date of diagnosis, or say what the survival counts from.",
    blocks=(Number.SURVIVAL,),
)
def survival_start(evidence: Evidence) -> Iterator[Match]:
    """Reported survival that cannot be counted from the diagnosis."""
    placed = evidence.chronology.placed
    diagnoses = evidence.case.of_kind(Diagnosis)
    if any(placed(d, "date").known for d in diagnoses):
        return
    stated = [
        outcome
        for outcome in evidence.case.of_kind(ReportedOutcome)
        if outcome.quantity is Quantity.OVERALL_SURVIVAL
    ]
    if stated:
        yield Match(
            (*(outcome.id for outcome in stated),),
            "The source gives a survival and no date of diagnosis, so what it "
            "counts from is unknown.",
            gap=Gap(diagnoses[0].id, "what the reported survival counts from")
            if diagnoses
            else None,
        )
