"""Points in time tied together: how far each narrows the days of the others.

Rule: for x not earlier than y the earliest day of x is at least that of y; for x not
later than y its latest day is at most that of y; repeated until nothing changes. Where
y is counted from x, both follow in both directions, moved by the first and the last
length that lie between them. A point whose earliest day then lies after its latest is
a contradiction; it is reported with both points and never mended.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

from timeline.case.span_graph import Span, SpanGraph

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


def surely_before(first: Bounds, second: Bounds) -> bool:
    """Whether the first day lies before the second on every reading of the dates."""
    if first.latest is None or second.earliest is None:
        return False
    return first.latest < second.earliest


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A point that would have to lie after it ends."""

    point: str
    """The point that has no possible day left."""
    earliest_from: str
    """The point whose date gives the earliest day."""
    latest_from: str
    """The point whose date gives the latest day."""


Move = Callable[[int], int]
"""From the limit of one point to that of another."""


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
        spans: Iterable[Span] = (),
    ) -> None:
        """Carry the bounds along the edges.

        Args:
            recorded: The days of each point by its own date.
            edges: Pairs of points of which the first is not later than the second.
            seen: Points at which something was seen; in the same days they come
                before what was done about it.
            spans: Points that are counted from others.
        """
        self._recorded, self._edges, self._seen = recorded, tuple(edges), seen
        self._spans = SpanGraph(recorded, self._edges, tuple(spans))
        spans = self._spans.possible
        later = [(a, b, None) for a, b in self._edges]
        earlier = [(b, a, None) for a, b in self._edges]
        self._earliest = _propagate(
            recorded, [*later, *(m for s in spans for m in s.later)], later=True
        )
        self._latest = _propagate(
            recorded, [*earlier, *(m for s in spans for m in s.earlier)], later=False
        )
        self._reached: dict[str, frozenset[str]] = {}
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
        return PointGraph(
            self._recorded, (*self._edges, *further), self._seen, self._spans.spans
        )

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Points without a possible day, one for each pair of dates that clash.

        Points that are counted from each other in ways that exclude each other are
        among them, also where nothing is dated.
        """
        by_pair = {
            frozenset(pair): Contradiction(pair[1], *pair)
            for pair in self._spans.clashes
        }
        for key, bounds in self.bounds.items():
            first, last = bounds
            if first is not None and last is not None and first > last:
                pair = self._earliest.origin(key), self._latest.origin(key)
                known = by_pair.get(frozenset(pair))
                if known is None or (known.point in pair and key not in pair):
                    by_pair[frozenset(pair)] = Contradiction(key, *pair)
        return tuple(by_pair.values())

    @property
    def counted(self) -> Iterable[tuple[str, str]]:
        """Orders of points that follow from how one is counted from another."""
        return self._spans.in_turn

    def leads(self, first: str, second: str) -> bool:
        """Whether the edges and spans lead from one point to another, not before it."""
        if first not in self._reached:
            self._reached[first] = self._reach(first)
        return second in self._reached[first]

    def _reach(self, first: str) -> frozenset[str]:
        """A point and all that lie no sooner than it."""
        pending, reached = [first], {first}
        while pending:
            key = pending.pop()
            later = {*self._followers.get(key, ()), *self._counted_after.get(key, ())}
            pending += later - reached
            reached |= later
        return frozenset(reached)

    @cached_property
    def _counted_after(self) -> dict[str, list[str]]:
        further = defaultdict(list)
        for earlier, later in self._spans.not_later:
            further[earlier].append(later)
        return dict(further)

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
        if all(place[earlier] < place[later] for earlier, later in self._ordered):
            return place
        return self._along_edges(points, place)

    def _along_edges(self, points: list[str], place: dict[str, int]) -> dict[str, int]:
        """Places so that no point precedes one that an edge puts before it.

        Args:
            points: The points by their bounds.
            place: The place of each among them.
        """
        followers = self._followers
        waiting = Counter(later for _, later in self._ordered)
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
    def _ordered(self) -> tuple[tuple[str, str], ...]:
        """The edges, and the pairs of points that the spans put into an order."""
        return (*self._edges, *self._spans.orders)

    @cached_property
    def _followers(self) -> dict[str, list[str]]:
        followers = defaultdict(list)
        for earlier, later in self._ordered:
            followers[earlier].append(later)
        return dict(followers)


def _propagate(
    recorded: Mapping[str, Bounds],
    edges: list[tuple[str, str, Move | None]],
    *,
    later: bool,
) -> _Limits:
    """Carry the days of points along the edges, as far as they narrow the next one."""
    targets = defaultdict(list)
    for origin, target, move in edges:
        targets[origin].append((target, move))
    recorded_days = (
        (key, recorded[key][0 if later else 1]) for edge in edges for key in edge[:2]
    )
    days = {key: day for key, day in recorded_days if day is not None}
    origins: dict[str, str] = {}
    pending = deque(key for key in targets if key in days)
    while pending:
        key = pending.popleft()
        for target, move in targets.get(key, ()):
            day = move(days[key]) if move else days[key]
            limit = days.get(target)
            if limit is None or (day > limit if later else day < limit):
                days[target] = day
                origins[target] = origins.get(key, key)
                pending.append(target)
    return _Limits({key: days[key] for key in origins}, origins)
