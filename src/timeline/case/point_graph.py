"""Points in time tied together: how far each narrows the days of the others.

Rule: for x not earlier than y the earliest day of x is at least that of y; for x not
later than y its latest day is at most that of y; repeated until nothing changes. A
point whose earliest day then lies after its latest is a contradiction; it is reported
with both points and never mended.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

INFINITE = float("inf")


class Bounds(NamedTuple):
    """The first and last possible day of a point in time."""

    earliest: int | None = None
    """Day number, inclusive; None is open."""
    latest: int | None = None
    """Day number, inclusive; None is open."""

    @property
    def sort_key(self) -> tuple[float, float]:
        """Earliest then latest day; where one end is open the other stands for both."""
        first, last = self
        if first is None:
            first = last
        elif last is None:
            last = first
        if first is None or last is None:
            return INFINITE, INFINITE
        return first, last


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A point that would have to lie after it ends."""

    point: str
    """The point that has no possible day left."""
    earliest_from: str
    """The point whose date gives the earliest day."""
    latest_from: str
    """The point whose date gives the latest day."""


class _Limits(NamedTuple):
    """How far others narrow the points on one side."""

    days: dict[str, int]
    """The limit of each point that is narrowed."""
    origins: dict[str, str]
    """The point whose date gives that limit."""

    def origin(self, key: str) -> str:
        """The point whose date gives the limit of a point."""
        return self.origins.get(key, key)


class PointGraph:
    """Points in time and what says which of them comes no later than which."""

    def __init__(
        self,
        recorded: Mapping[str, Bounds],
        edges: Iterable[tuple[str, str]],
        seen: frozenset[str] = frozenset(),
    ) -> None:
        """Carry the bounds along the edges.

        Args:
            recorded: The days of each point by its own date.
            edges: Pairs of points of which the first is not later than the second.
            seen: Points at which something was seen; in the same days they come
                before what was done about it.
        """
        self._recorded, self._edges, self._seen = recorded, tuple(edges), seen
        reversed_edges = tuple((later, earlier) for earlier, later in self._edges)
        self._earliest = _propagate(recorded, self._edges, later=True)
        self._latest = _propagate(recorded, reversed_edges, later=False)
        self.bounds = dict(recorded)
        """First and last possible day of each point."""
        for key, day in self._earliest.days.items():
            self.bounds[key] = self.bounds[key]._replace(earliest=day)
        for key, day in self._latest.days.items():
            self.bounds[key] = self.bounds[key]._replace(latest=day)

    def narrowed(self, edges: Iterable[tuple[str, str]]) -> "PointGraph":
        """The same points with further edges; itself where there are none."""
        further = tuple(edges)
        if not further:
            return self
        return PointGraph(self._recorded, (*self._edges, *further), self._seen)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Points without a possible day, one for each pair of dates that clash."""
        by_pair: dict[tuple[str, str], Contradiction] = {}
        for key, bounds in self.bounds.items():
            first, last = bounds
            if first is not None and last is not None and first > last:
                pair = self._earliest.origin(key), self._latest.origin(key)
                by_pair.setdefault(pair, Contradiction(key, *pair))
        return tuple(by_pair.values())

    def leads(self, first: str, second: str) -> bool:
        """Whether the edges lead from one point to another."""
        pending, reached = [first], {first}
        while pending and second not in reached:
            later = set(self._followers.get(pending.pop(), ())) - reached
            reached |= later
            pending += later
        return second in reached

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of each point: by its bounds, as far as the edges allow."""
        seen = self._seen
        keys = [
            (*(bounds.sort_key if None in bounds else bounds), key not in seen, key)
            for key, bounds in self.bounds.items()
        ]
        points = [key for _, _, _, key in sorted(keys)]
        place = {key: number for number, key in enumerate(points)}
        if all(place[earlier] < place[later] for earlier, later in self._edges):
            return place
        return self._along_edges(points, place)

    def _along_edges(self, points: list[str], place: dict[str, int]) -> dict[str, int]:
        """Places so that no point precedes one that an edge puts before it.

        Args:
            points: The points by their bounds.
            place: The place of each among them.
        """
        followers = self._followers
        waiting = Counter(later for _, later in self._edges)
        ready = [number for number, key in enumerate(points) if key not in waiting]
        ordered: dict[str, int] = {}
        for number in range(len(points)):
            if not ready:  # points that wait for each other share a day
                ready.append(min(place[key] for key in points if key not in ordered))
            key = points[heappop(ready)]
            ordered[key] = number
            for later in followers.get(key, ()):
                waiting[later] -= 1
                if waiting[later] == 0 and later not in ordered:
                    heappush(ready, place[later])
        return ordered

    @cached_property
    def _followers(self) -> dict[str, list[str]]:
        followers = defaultdict(list)
        for earlier, later in self._edges:
            followers[earlier].append(later)
        return dict(followers)


def _propagate(
    recorded: Mapping[str, Bounds], edges: tuple[tuple[str, str], ...], *, later: bool
) -> _Limits:
    """Carry the days of points along the edges, as far as they narrow the next one."""
    targets = defaultdict(list)
    for origin, target in edges:
        targets[origin].append(target)
    recorded_days = (
        (key, recorded[key][0 if later else 1]) for edge in edges for key in edge
    )
    days = {key: day for key, day in recorded_days if day is not None}
    origins: dict[str, str] = {}
    pending = [key for key in targets if key in days]
    while pending:
        key = pending.pop()
        day = days[key]
        for target in targets.get(key, ()):
            limit = days.get(target)
            if limit is None or (day > limit if later else day < limit):
                days[target] = day
                origins[target] = origins.get(key, key)
                pending.append(target)
    return _Limits({key: days[key] for key in origins}, origins)
