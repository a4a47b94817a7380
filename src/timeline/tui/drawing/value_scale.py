"""From the value of a marker to a row of its panel."""

from dataclasses import dataclass
from math import ceil, floor, log10

from timeline.swimlane.model import Series

_NICE = (1, 2, 2.5, 5, 10)
"""Steps at which a linear scale may end."""
_ENDS = (1, 2, 5, 10)
"""Steps at which a logarithmic scale may begin and end."""


@dataclass(frozen=True, slots=True)
class LogScale:
    """Decades on a number of rows; row 0 is the top.

    It ends close to the values: on a few rows, whole decades would put values far
    apart into one row.
    """

    low: float
    """Value at the bottom."""
    high: float
    """Value at the top."""
    rows: int

    def y(self, value: float) -> float:
        """Distance from the top in rows; the scale's ends for values outside it."""
        share = log10(self.high / value) / log10(self.high / self.low)
        return min(1.0, max(0.0, share)) * (self.rows - 1)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values that the axis names, as far as rows of their own are left.

        First its ends, then whole decades.
        """
        first, last = ceil(log10(self.low)), floor(log10(self.high))
        decades = (10.0**exponent for exponent in range(first, last + 1))
        rows = {round(self.y(value)): value for value in (self.low, self.high)}
        for value in decades:
            rows.setdefault(round(self.y(value)), value)
        return tuple(sorted(rows.values()))


@dataclass(frozen=True, slots=True)
class LinearScale:
    """From 0 at the bottom to a round number at the top."""

    top: float
    rows: int

    def y(self, value: float) -> float:
        """Distance from the top in rows; the scale's ends for values outside it."""
        share = 1.0 - value / self.top
        return min(1.0, max(0.0, share)) * (self.rows - 1)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values that the axis names."""
        return (0.0, self.top / 2, self.top)


Scale = LogScale | LinearScale


def scale_of(series: Series, rows: int, *, linear: bool = False) -> Scale:
    """The scale that holds every positive value and the upper limit.

    Args:
        series: The values.
        rows: Rows of the panel.
        linear: Whether the scale is linear; otherwise it is logarithmic.
    """
    values = [point.value for point in series.points if point.value > 0]
    if series.upper_limit:
        values.append(series.upper_limit)
    if linear:
        return LinearScale(_above(max(values, default=1.0), _NICE), rows)
    if not values:
        return LogScale(1, 10, rows)
    low, high = _below(min(values), _ENDS), _above(max(values), _ENDS)
    return LogScale(low, max(high, low * 10), rows)


def _below(value: float, steps: tuple[float, ...]) -> float:
    decade = 10.0 ** floor(log10(value))
    return max(step * decade for step in steps if step * decade <= value)


def _above(value: float, steps: tuple[float, ...]) -> float:
    decade = 10.0 ** floor(log10(value))
    return next(step * decade for step in steps if step * decade >= value)
