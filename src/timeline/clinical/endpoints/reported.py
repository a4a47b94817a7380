"""A number that the source states for a quantity, compared with the computed range.

A number is only ever compared with the quantity and the line that it names. Years are
too coarse to be compared (product choice).
"""

from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.vocabulary import DurationUnit, Quantity
from timeline.clinical.durations import (
    Agreement,
    Comparison,
    Duration,
    agreement,
    reported_months,
)

WITHIN = Comparison(Agreement.WITHIN, 0.0)


@dataclass(frozen=True, slots=True)
class Reported:
    """A number that the source states for this quantity, and how it compares."""

    record: str
    months: float
    """As stated, in months of 30.4375 days."""
    text: str
    """As stated, such as `18 months`."""
    comparison: Comparison


def reported_for(
    case: Case,
    duration: Duration,
    quantities: tuple[Quantity, ...],
    lines: tuple[str, ...] = (),
    *,
    at_least: bool = False,
) -> tuple[Reported, ...]:
    """Compare what the source reports of this quantity, on these lines, with a range.

    Args:
        case: The case.
        duration: What the dates allow.
        quantities: What the number may be called.
        lines: Ids of the recorded lines it may name; empty for the whole course.
        at_least: Whether the patient was only not seen later: a longer number that the
            source states then contradicts nothing.

    Returns:
        One comparison in months for each number; empty where the source states none.
    """
    if not quantities:
        return ()
    stated = (
        record
        for record in case.of_kind(ReportedOutcome)
        if record.quantity in quantities
        and (record.line in lines if lines else record.line is None)
        and record.unit is not DurationUnit.YEARS
    )
    limits = Duration(duration.days_min) if at_least else duration
    return tuple(_reported(record, limits) for record in stated)


def _reported(record: ReportedOutcome, duration: Duration) -> Reported:
    months = reported_months(record.value, record.unit)
    decimals = f"{record.value:.10g}".partition(".")[2]
    unit = reported_months(10.0 ** -len(decimals), record.unit)
    whole = agreement(months, duration, allowance=unit / 2)
    return Reported(
        record=record.id,
        months=months,
        text=f"{record.number} {record.unit}",
        comparison=_one_sided(record, duration, whole),
    )


def _one_sided(
    record: ReportedOutcome, duration: Duration, whole: Comparison
) -> Comparison:
    """A limit, such as at least 5 months, is wrong on one side only."""
    sign = record.comparator
    if sign is None or not (sign.lower_limit or sign.upper_limit):
        return whole
    wrong = Agreement.EXCEEDS_MAX if sign.lower_limit else Agreement.BELOW_MIN
    end = duration.days_max if sign.lower_limit else duration.days_min
    if whole.agreement is wrong:
        return whole
    return Comparison(Agreement.NOT_COMPUTABLE, None) if end is None else WITHIN
