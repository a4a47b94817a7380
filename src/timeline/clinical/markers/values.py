"""One marker value as a range: what `<37` says, and where it lies in time."""

import math
from typing import NamedTuple

from timeline.case.chronology import Bounds
from timeline.case.vocabulary import Comparator

# Reading a member of an enumeration is slow, and there are many values.
_BELOW, _EXACT, _ABOVE = Comparator.BELOW, Comparator.EXACT, Comparator.ABOVE


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
    def low(self) -> float:
        """Lower end of what the value may be; excluded unless the value is exact."""
        return 0.0 if self.comparator is _BELOW else self.value

    @property
    def high(self) -> float:
        """Upper end of what the value may be; excluded unless the value is exact."""
        return math.inf if self.comparator is _ABOVE else self.value

    @property
    def text(self) -> str:
        """Such as `1200` or `<37`."""
        sign = "" if self.exact else self.comparator.value
        return f"{sign}{self.value:.10g}"

    def above(self, number: float) -> bool | None:
        """Whether the value is above a number; None where it may or may not be."""
        if self.comparator is _EXACT:
            return self.value > number
        if self.low > number or (self.low == number and self.comparator is _ABOVE):
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
    if value.low >= fold * nadir.high:
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
        if comparator is _BELOW:
            upper_limits.add(value.value)
        elif comparator is _ABOVE:
            lower_limits.add(value.value)
        limits = upper_limits or lower_limits
        ranked = not limits or _ranked(best, upper_limits, lower_limits)
        lowest_values.append(best if ranked else None)
    return tuple(lowest_values)


def _ranked(best: MarkerValue, upper: set[float], lower: set[float]) -> bool:
    """Whether no limit leaves open that another value is lower than the lowest."""
    if best.comparator is _ABOVE:
        return len(lower) == 1
    own_limit = {best.value} if best.comparator is _BELOW else set()
    return not upper - own_limit and all(limit >= best.high for limit in lower)
