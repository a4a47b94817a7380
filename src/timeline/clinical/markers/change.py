"""How far and how fast a marker moved from one value to another.

A limit such as `<37` is a range, and so is a date that is a month: results are given as
far as they hold for everything in those ranges.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.assay_vocabulary import Comparator
from timeline.clinical.durations import between, rounded
from timeline.clinical.markers.values import MarkerValue

_EXACT = Comparator.EXACT
_LEAST = 1e-12
"""Anything above 0 has risen from 0."""
NO_CHANGE = "no measurable change"
NO_MULTIPLE = "not computable: 0 or a limit has no multiple"
FROM_NOTHING = "not computable: a share of a value that is not above 0"
UNDECIDED = "not computable: the limit may lie above or below the other value"


class MarkerChange(NamedTuple):
    """Change in percent of the earlier value."""

    low: float | None = None
    """Least possible change in percent; None where it is not known."""
    high: float | None = None
    """Greatest possible change in percent; None where it is not known or not
    limited."""
    small: bool = False
    """Whether it may be no more than biological and analytical variation."""
    reason: str = ""
    """Why there is no number; empty where there is one."""

    @property
    def text(self) -> str:
        """For reading: `-50.0 %`, `< -96.9 %`, or why there is no number."""
        if self.low is not None and self.low == self.high:
            return f"{_signed(self.low)} %"
        if self.high is not None:
            return f"< {_signed(self.high)} %"
        return f"> {_signed(self.low)} %" if self.low is not None else self.reason


def percent_change(
    first: MarkerValue, later: MarkerValue, *, critical: float = 40.0
) -> MarkerChange:
    """Change from one value to a later one: `100 * (later - first) / first`.

    Args:
        first: The value that counts as 100 %.
        later: The value that is compared with it.
        critical: Changes of fewer percent are marked as small.

    Returns:
        A number for two exact values. With a limit the change that is certain, such
        as `< -96.9 %` from 1200 to `<37`; no number where the change may go either
        way, and `no measurable change` for two limits on the same side.
    """
    one, two = first.value, later.value
    if first.high <= 0 or one < 0 or two < 0:
        return MarkerChange(reason=FROM_NOTHING)
    if first.comparator is later.comparator is _EXACT:
        percent = 100 * (two - one) / one
        return MarkerChange(percent, percent, small=abs(percent) < critical)
    if not first.exact and first.upper == later.upper and not later.exact:
        return MarkerChange(reason=NO_CHANGE)
    highest = 100 * (later.high / first.low - 1) if first.low else math.inf
    least = 100 * (later.low / first.high - 1)
    if highest <= 0:
        return MarkerChange(high=highest)
    if least >= 0:
        return MarkerChange(low=least)
    return MarkerChange(reason=UNDECIDED)


def _signed(percent: float) -> str:
    words = rounded(percent)
    if not words.strip("-0."):
        return "0.0"
    return words if percent < 0 else f"+{words}"


class NadirMultiple(NamedTuple):
    """A value in multiples of a lowest value before it."""

    low: float | None = None
    """Least multiple; None where it is not known."""
    high: float | None = None
    """Greatest multiple; None where it is not known or not limited."""

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.low is not None or self.high is not None

    @property
    def text(self) -> str:
        """For reading: `2.4 x`, `> 158.3 x`, or why there is no number."""
        if self.low is not None and self.low == self.high:
            return f"{rounded(self.low)} x"
        if self.high is not None:
            return f"< {rounded(self.high)} x"
        return f"> {rounded(self.low)} x" if self.low is not None else NO_MULTIPLE


def fold_over(nadir: MarkerValue, value: MarkerValue) -> NadirMultiple:
    """How many times a lowest value another value is.

    Returns:
        One number for two exact values; with a limit the multiple that is certain, such
        as more than 158.3 from `<0.6` to 95; none over 0, and where limits leave open
        whether it is more or less than 1.
    """
    if value.record == nadir.record and nadir.exact:
        return NadirMultiple(1.0, 1.0)
    if value.record == nadir.record or nadir.high <= 0:
        return NadirMultiple()
    least = value.low / nadir.high
    most = value.high / nadir.low if nadir.low else math.inf
    if least == most:
        return NadirMultiple(least, most)
    if least >= 1:
        return NadirMultiple(low=least)
    return NadirMultiple(high=most) if most < math.inf else NadirMultiple()


@dataclass(frozen=True, slots=True)
class Tempo:
    """Time in which a marker doubles or halves, if it goes on as between two values."""

    halving: bool | None
    """True for a fall, False for a rise, None where there is no such time."""
    days_min: float | None
    """Shortest time in days; None: not limited."""
    days_max: float | None
    """Longest time in days; None: not limited."""
    text: str
    """For reading: `halving time 30.0 days`, `not computable: ...`."""


def tempo(first: MarkerValue, later: MarkerValue) -> Tempo:
    """Doubling time of a rise or halving time of a fall: `ln 2 * days / ln ratio`.

    Returns:
        A range where a date is not an exact day. Nothing is computed from limits such
        as `<37`, from equal values, or where the values may be of the same day only.
    """
    if not (first.exact and later.exact):
        return _no_tempo("a value is a limit")
    if first.value == later.value:
        return _no_tempo("the values are equal")
    if min(first.value, later.value) <= 0:
        return _no_tempo("a value is not above 0")
    days = between(first.when, later.when, ordered=True)
    if not days.computable or days.days_max == 0:
        return _no_tempo("the time between the values is not known")
    factor = math.log(2) / abs(math.log(later.value / first.value))
    shortest = factor * days.days_min if days.days_min else None
    longest = None if days.days_max is None else factor * days.days_max
    if shortest is None and longest is None:
        return _no_tempo("the time between the values is not known")
    halving = later.value < first.value
    words = f"{'halving' if halving else 'doubling'} time {_range(shortest, longest)}"
    return Tempo(halving, shortest, longest, words)


def _range(shortest: float | None, longest: float | None) -> str:
    if shortest is None:
        return f"≤ {rounded(longest)} days"
    if longest is None:
        return f"≥ {rounded(shortest)} days"
    if shortest == longest:
        return f"{rounded(longest)} days"
    return f"{rounded(shortest)}-{rounded(longest)} days"


def _no_tempo(reason: str) -> Tempo:
    return Tempo(None, None, None, f"not computable: {reason}")


def turned(values: Sequence[MarkerValue], critical: float) -> bool:
    """Whether a series both fell and rose by more than variation explains.

    One number from its first to its last value says nothing of such a course.

    Args:
        values: In order.
        critical: Percent that a rise or a fall has to reach.
    """
    fell = rose = False
    up, down = 1 + critical / 100, 1 - critical / 100
    least, most = math.inf, 0.0
    for value in values:
        low = high = value.value
        if value.comparator is not _EXACT:
            low, high = value.low, value.high
        rose = rose or low >= max(least * up, _LEAST)
        fell = fell or high <= most * down < most
        least, most = min(least, high), max(most, low)
    return fell and rose


@dataclass(frozen=True, slots=True)
class Slope:
    """Straight line through the logarithms of a series."""

    per_day: float | None
    """Change of the natural logarithm per day; None where it is not computed."""
    text: str
    """For reading, with the doubling or halving time that follows from it."""


def log_linear_slope(values: tuple[MarkerValue, ...]) -> Slope:
    """Least-squares slope of the logarithm over time.

    Args:
        values: A series; limits such as `<37` and values without an exact day are
            left out, because each could pull the line either way, and so is 0, which
            has no logarithm.

    Returns:
        No slope for fewer than 3 exact values on exact days, or all on one day.
    """
    days: list[float] = []
    logs: list[float] = []
    for value in values:
        first, last = value.when
        dated = first is not None and first == last
        if value.exact and value.value > 0 and dated and first is not None:
            days.append(first)
            logs.append(math.log(value.value))
    if len(days) < 3:  # noqa: PLR2004 - the rule asks for three
        return Slope(None, "not computable: needs 3 exact values on exact days")
    mean_day, mean_log = sum(days) / len(days), sum(logs) / len(logs)
    spread = sum((day - mean_day) ** 2 for day in days)
    if spread == 0:
        return Slope(None, "not computable: all values are of one day")
    joint = sum(
        (day - mean_day) * (log - mean_log) for day, log in zip(days, logs, strict=True)
    )
    return _slope(joint / spread)


def _slope(per_day: float) -> Slope:
    if per_day == 0:
        return Slope(0.0, "level")
    days = math.log(2) / abs(per_day)
    word = "doubling" if per_day > 0 else "halving"
    return Slope(per_day, f"{word} time {rounded(days)} days by the slope")
