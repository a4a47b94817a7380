"""Makes coarse what is counted from another record, and ages, before a case leaves."""

from dataclasses import replace

from timeline.case.offset import Offset
from timeline.case.offset_text import OffsetReading
from timeline.sharing.months import month_of


def in_whole_months(offset: OffsetReading) -> OffsetReading:
    """The same in completed months, which hold every day that it allows."""
    first, last = offset.first, offset.last
    return replace(
        offset,
        first=first and _in_months(first, most=first.before),
        last=last and _in_months(last, most=not last.before),
    )


def _in_months(offset: Offset, *, most: bool) -> Offset:
    """Completed months for days or weeks, by the most or the fewest days of them."""
    if offset.unit not in "DW":
        return offset
    ends = offset.first_day(0, calendar=False), offset.last_day(0, calendar=False)
    days = (max if most else min)(map(abs, ends))
    return Offset(month_of(days), "M", offset.before)


def of_age_class(offset: OffsetReading, oldest: int) -> OffsetReading | None:
    """An age without what would tell the oldest apart; None where nothing is left.

    Args:
        offset: An age, or the limits of one.
        oldest: From this age on it is open.
    """
    first, last = offset.first, offset.last
    if last is not None and last.count >= oldest:
        last = None
    if first is not None and first.count >= oldest:
        first, last = replace(first, count=oldest), None
    return replace(offset, first=first, last=last) if first or last else None
