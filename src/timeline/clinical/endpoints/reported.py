"""A number that the source states for a quantity, compared with the computed range.

A number is only ever compared with the quantity and the line that it names. Years are
too coarse to be compared (product choice).
"""

from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.vocabulary import DurationUnit, Quantity
from timeline.clinical.durations import (
    Comparison,
    Duration,
    agreement,
    reported_months,
)


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
) -> tuple[Reported, ...]:
    """Compare what the source reports of this quantity, on these lines, with a range.

    Args:
        case: The case.
        duration: What the dates allow.
        quantities: What the number may be called.
        lines: Ids of the recorded lines it may name; empty for the whole course.

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
    return tuple(_reported(record, duration) for record in stated)


def _reported(record: ReportedOutcome, duration: Duration) -> Reported:
    months = reported_months(record.value, record.unit)
    decimals = f"{record.value:.10g}".partition(".")[2]
    unit = reported_months(10.0 ** -len(decimals), record.unit)
    return Reported(
        record=record.id,
        months=months,
        text=f"{record.value:.10g} {record.unit}",
        comparison=agreement(months, duration, allowance=unit / 2),
    )
