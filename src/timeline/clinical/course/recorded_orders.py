"""What dates and recorded orders say of pairs of points, before anything is assumed."""

from functools import cache
from typing import Any

from timeline.case.chronology import INFINITE, Chronology

CONTRADICTORY = "the dates that it rests on contradict each other"


class UnclearOrderError(Exception):
    """The dates of a point contradict each other, or leave too many orders open."""


class RecordedOrders:
    """What dates and recorded orders say of pairs of points, looked up once."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._days: dict[tuple[str, str], float] = {}
        self._follows: dict[tuple[str, str], bool] = {}
        self._bounds: dict[str, tuple[float, float]] = {}
        self.settled: Any = None
        """An order that has been asked only what the dates settle, and its answers."""
        self.unplaced = cache(chronology.unplaced)
        self.place = cache(chronology.place_of)

    @classmethod
    def of(cls, chronology: Chronology) -> "RecordedOrders":
        """The one of a chronology."""
        key = cls, chronology.accept_narrative
        if key not in chronology.case.derived:
            chronology.case.derived[key] = cls(chronology)
        cached: RecordedOrders = chronology.case.derived[key]
        return cached

    def days(self, start: str, end: str) -> float:
        """The least days between two points; minus infinity if not limited."""
        pair = start, end
        if pair not in self._days:
            self._days[pair] = 0 if start == end else self._least(start, end)
        return self._days[pair]

    def _least(self, start: str, end: str) -> float:
        days = self.bounds(end)[0] - self.bounds(start)[1]
        return 0 if days < 0 and self._chronology.leads(start, end) else days

    def follows(self, point: str, other: str) -> bool:
        """Whether a recorded order puts one point after another."""
        pair = point, other
        if pair not in self._follows:
            leads = self._chronology.leads
            self._follows[pair] = leads(other, point) and not leads(point, other)
        return self._follows[pair]

    def bounds(self, point: str) -> tuple[float, float]:
        """The first and the last day of a point.

        Raises:
            UnclearOrderError: If it has none left.
        """
        if point not in self._bounds:
            first, last = self._chronology.bounds(point)
            days = (
                -INFINITE if first is None else first,
                (INFINITE if last is None else last),
            )
            if days[0] > days[1]:
                raise UnclearOrderError(CONTRADICTORY)
            self._bounds[point] = days
        return self._bounds[point]
