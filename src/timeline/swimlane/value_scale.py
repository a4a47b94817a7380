"""The scale of a marker's values: its ends, and the ticks with their texts."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_ROUND_STEPS = (1, 2, 2.5, 5, 10)
"""Steps at which a linear scale may end."""
_SHORT = 2.2
"""Powers of ten below which a logarithmic scale has 2 and 5 among its ticks."""
_LARGEST = 307
"""Largest power of ten on a scale: larger numbers have no float."""
_LEAST_POWERS = 1.0
"""Powers of ten that a logarithmic scale covers at least, before its room."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """From a value to a place between the lower and the upper end of a panel."""

    low: float
    """Lower end: a value, or a power of ten on a logarithmic scale."""
    high: float
    """Upper end, alike."""
    ticks: tuple[float, ...]
    """Values that have a tick, the lowest first."""
    main_ticks: tuple[float, ...]
    """Those of them that are named first where there is little room."""
    logarithmic: bool

    def share(self, value: float) -> float:
        """How far up a value lies: 0 at the lower end, 1 at the upper one.

        A logarithm has no place for 0, which stands at the foot.
        """
        if self.logarithmic and value <= 0:
            return 0.0
        place = math.log10(value) if self.logarithmic else value
        return (place - self.low) / (self.high - self.low)

    def value(self, share: float) -> float:
        """The value that lies so far up; the inverse of `share`."""
        place = self.low + share * (self.high - self.low)
        return 10 ** min(place, _LARGEST) if self.logarithmic else place

    def named(self, rows: int) -> dict[int, float]:
        """Ticks that have rows of their own, by row from the top; main ones first."""
        named: dict[int, float] = {}
        for value in (*self.main_ticks, *self.ticks):
            named.setdefault(self.row(value, rows), value)
        return named

    def row(self, value: float, rows: int) -> int:
        """Row in which a value falls, of so many from the top down."""
        return round(self.down(value, rows))

    def down(self, value: float, rows: int) -> float:
        """Distance of a value from the top in rows; an end for one beyond it."""
        return (1.0 - min(1.0, max(0.0, self.share(value)))) * (rows - 1)


def tick_text(value: float) -> str:
    """A value as it stands at its tick."""
    return f"{value:.10g}"


def log_scale(values: Iterable[float]) -> ValueScale:
    """A logarithmic scale that ends close to the values, with some room around them.

    Whole powers of ten at its ends would put values far apart close together.
    """
    powers = [math.log10(value) for value in values] or [0.0]
    low, high = min(powers), max(powers)
    room = max(0.15, 0.12 * (high - low))
    if high - low < _LEAST_POWERS:
        middle = (high + low) / 2
        low, high = middle - _LEAST_POWERS / 2, middle + _LEAST_POWERS / 2
    low, high = low - room, high + room
    steps = (1, 2, 5) if high - low < _SHORT else (1,)
    first, last = max(math.floor(low), -_LARGEST), min(math.ceil(high), _LARGEST)
    exponents = range(first, last + 1)
    ticks = [step * 10.0**exponent for exponent in exponents for step in steps]
    shown = tuple(value for value in ticks if low <= math.log10(value) <= high)
    main = tuple(value for value in shown if math.log10(value) % 1 == 0)
    return ValueScale(low, high, shown, main, logarithmic=True)


def linear_scale(values: Iterable[float]) -> ValueScale:
    """A scale from 0 to a round number above the values, or below those under 0."""
    values = tuple(values)
    top = _rounded(max(values, default=1.0))
    bottom = 0.0 - _rounded(-min(values, default=0))  # never -0.0
    top = top if top > 0 or bottom < 0 else 1.0
    ticks = (bottom, (bottom + top) / 2, top)
    return ValueScale(bottom, top, ticks, ticks, logarithmic=False)


def _rounded(value: float) -> float:
    """The round number that is not less than a value; 0 for one that is not above 0."""
    if value <= 0:
        return 0.0
    decade = 10.0 ** math.floor(math.log10(value))
    return next(step * decade for step in _ROUND_STEPS if step * decade >= value)
