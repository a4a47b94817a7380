"""One marker value as a range: what `<37` says, and where it lies in time."""

import math
from typing import NamedTuple

from timeline.case.assay_vocabulary import Comparator, sign_of
from timeline.case.chronology import Bounds

# Reading a member of an enumeration is slow, and there are many values.
_EXACT = Comparator.EXACT
_UPPER = (Comparator.BELOW, Comparator.AT_MOST)
_LOWER = (Comparator.ABOVE, Comparator.AT_LEAST)
_OPEN = (Comparator.BELOW, Comparator.ABOVE)


class MarkerValue(NamedTuple):
    """One value of a series."""

    record: str
    """Id of the result."""
    value: float
    """Number as reported, in the unit of the series."""
    comparator: Comparator = Comparator.EXACT
    when: Bounds = Bounds()
    """First and last possible day."""
    limit: float | None = None
    """Upper reference limit; None where none is known."""
    limit_is_setting: bool = False
    """Whether the limit is a setting because the result states none."""

    @property
    def exact(self) -> bool:
        """Whether the number was measured and is no limit of the assay."""
        return self.comparator is _EXACT

    @property
    def upper(self) -> bool:
        """Whether the number is an upper limit of what the value may be."""
        return self.comparator in _UPPER

    @property
    def low(self) -> float:
        """Lower end of what the value may be; see `closed`."""
        return 0.0 if self.comparator in _UPPER else self.value

    @property
    def high(self) -> float:
        """Upper end of what the value may be; see `closed`."""
        return math.inf if self.comparator in _LOWER else self.value

    @property
    def closed(self) -> bool:
        """Whether the number itself is one of the values that it may be."""
        return self.comparator not in _OPEN

    @property
    def text(self) -> str:
        """Such as `1200` or `<37`."""
        return f"{sign_of(self.comparator)}{self.value:.10g}"

    def above(self, number: float) -> bool | None:
        """Whether the value is above a number; None where it may or may not be."""
        if self.comparator is _EXACT:
            return self.value > number
        if self.low > number or (self.low == number and not self.closed):
            return True
        return None if self.high > number else False


def exceeds(value: MarkerValue, nadir: MarkerValue, fold: float) -> bool | None:
    """Whether a value is more than so many times another; None where it is not known.

    Args:
        value: The later value.
        nadir: The value that it is compared with.
        fold: How many times, such as 2.
    """
    if value.comparator is nadir.comparator is _EXACT:
        return value.value > fold * nadir.value
    closed = value.closed and nadir.closed
    if value.low > fold * nadir.high or (value.low == fold * nadir.high and not closed):
        return True
    return None if value.high > fold * nadir.low else False


def lowest(values: tuple[MarkerValue, ...]) -> MarkerValue | None:
    """The lowest value, the first of them where several tie.

    Returns:
        None for no values, and where a limit such as `<37` cannot be ranked against
        another value.
    """
    return lowest_so_far(values)[-1] if values else None


def lowest_so_far(values: tuple[MarkerValue, ...]) -> tuple[MarkerValue | None, ...]:
    """For each value the lowest of it and all before it, as `lowest` gives it.

    Returns:
        None at each place where a limit such as `<37` cannot be ranked against another
        value.
    """
    lowest_values: list[MarkerValue | None] = []
    best: MarkerValue | None = None
    least = math.inf, True
    upper_limits: set[float] = set()  # values reported as `<` a number
    lower_limits: set[float] = set()  # values reported as `>` a number
    for value in values:
        comparator = value.comparator
        size = value.high, comparator is _EXACT
        if best is None or size < least:
            best, least = value, size
        if comparator in _UPPER:
            upper_limits.add(value.value)
        elif comparator in _LOWER:
            lower_limits.add(value.value)
        limits = upper_limits or lower_limits
        ranked = not limits or _ranked(best, upper_limits, lower_limits)
        lowest_values.append(best if ranked else None)
    return tuple(lowest_values)


def _ranked(best: MarkerValue, upper: set[float], lower: set[float]) -> bool:
    """Whether no limit leaves open that another value is lower than the lowest."""
    if best.comparator in _LOWER:
        return len(lower) == 1
    own_limit = {best.value} if best.comparator in _UPPER else set()
    return not upper - own_limit and all(limit >= best.high for limit in lower)
