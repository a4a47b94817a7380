"""One marker value as a range: what `<37` says, and where it lies in time."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.case.assay_vocabulary import Comparator, sign_of
from timeline.case.chronology import Bounds

# Reading a member of an enumeration is slow, and there are many values.
_EXACT = Comparator.EXACT
_BELOW, _AT_MOST, _ABOVE = Comparator.BELOW, Comparator.AT_MOST, Comparator.ABOVE
_UPPER = (_BELOW, _AT_MOST)
_LOWER = (_ABOVE, Comparator.AT_LEAST)
_DIGITS = 12
"""Digits to which a product is rounded before it is compared."""
_ROUNDED = 1e-9
"""Share of a product that no rounding to those digits reaches."""


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
    query: str = ""
    """Key of the open query that asks which of several values of its sample is right;
    no number is computed from such a value. Empty where it stands alone."""

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
        """Lower end of what the value may be; the number itself unless it is a `>`."""
        return 0.0 if self.comparator in _UPPER else self.value

    @property
    def high(self) -> float:
        """Upper end of what the value may be; the number itself unless it is a `<`."""
        return math.inf if self.comparator in _LOWER else self.value

    @property
    def text(self) -> str:
        """Such as `1200` or `<37`."""
        return f"{sign_of(self.comparator)}{self.value:.10g}"

    def above(self, number: float) -> bool | None:
        """Whether the value is above a number; None where it may or may not be."""
        if self.comparator is _EXACT:
            return self.value > number
        if self.low > number or (self.low == number and self.comparator is _ABOVE):
            return True
        return None if self.high > number else False


def as_recorded(value: MarkerValue, values: Iterable[MarkerValue]) -> str:
    """A value for reading, with the others of its day where they are not settled."""
    if not value.query:
        return value.text
    of_day = (v.text for v in values if v.query and v.when == value.when)
    return f"{' or '.join(of_day)}, not settled"


def at_least(
    value: MarkerValue, other: MarkerValue, *, times: float = 1.0, plus: float = 0.0
) -> bool | None:
    """Whether `value >= times * other + plus`; None where bounds leave it open."""
    return _compared(value, other, times, plus, strictly=False)


def more_than(value: MarkerValue, other: MarkerValue, *, times: float) -> bool | None:
    """Whether `value > times * other`; None where bounds leave it open."""
    return _compared(value, other, times, 0.0, strictly=True)


def _compared(
    value: MarkerValue,
    other: MarkerValue,
    times: float,
    plus: float,
    *,
    strictly: bool,
) -> bool | None:
    if value.comparator is other.comparator is _EXACT:
        threshold = times * other.value + plus
        if abs(value.value - threshold) <= _ROUNDED * abs(threshold):
            threshold = _decimal(threshold)
        return value.value > threshold or (not strictly and value.value == threshold)
    low, high = (_decimal(times * end + plus) for end in (other.low, other.high))
    open_above = value.comparator is _ABOVE or other.comparator is _BELOW
    open_below = value.comparator is _BELOW or other.comparator is _ABOVE
    if value.low > high or (value.low == high and (open_above or not strictly)):
        return True
    if value.high < low or (value.high == low and (open_below or strictly)):
        return False
    return None


def _decimal(number: float) -> float:
    """A product as it is on paper: 1.1 times 3 is 3.3, which no rounding decides."""
    return float(f"{number:.{_DIGITS}g}")


def lowest(values: Sequence[MarkerValue]) -> MarkerValue | None:
    """The lowest value, the first of them where several tie; None for no values.

    A lowest value that a limit may undercut, as `<37` may 30, becomes an upper limit
    of its own: `<=30`.
    """
    return lowest_so_far(values)[-1] if values else None


def lowest_so_far(values: Sequence[MarkerValue]) -> tuple[MarkerValue, ...]:
    """For each value the lowest of it and all before it, as `lowest` gives it."""
    lowest_values: list[MarkerValue] = []
    best: MarkerValue | None = None
    best_ends = math.inf, math.inf
    floor = math.inf
    for value in values:
        number = value.value
        exact = value.comparator is _EXACT
        ends = (number, number) if exact else (value.high, value.low)
        if best is None or ends < best_ends:
            best, best_ends = value, ends
        floor = min(floor, ends[1])
        undercut = floor < best_ends[1] and best.exact
        bound = best._replace(comparator=_AT_MOST) if undercut else best
        lowest_values.append(bound)
    return tuple(lowest_values)
