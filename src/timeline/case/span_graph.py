"""Points that are counted from other points, and what follows for their order.

A point that lies at least `first` and at most `last` after its anchor gives four rules:
each of the two limits the other from below and from above. Points on a circle of such
rules and orders that needs more days than it has cannot all lie where they are said to
lie; the counted points on it are impossible, dated or not.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from timeline.case.offset import FIRST_DAY, LAST_DAY, Offset

Move = Callable[[int], int]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A point that is counted from another one."""

    anchor: str
    point: str
    first: Offset | None
    """How far after the anchor it lies at the least; None is open."""
    last: Offset | None
    """How far after the anchor it lies at the most; None is open."""
    calendar: bool
    """Whether days are ordinals of the calendar."""

    @property
    def later(self) -> Iterator[tuple[str, str, Move]]:
        """From the earliest day of one point to that of the other."""
        if self.first is not None:
            yield self.anchor, self.point, self._move(self.first, last=False)
        if self.last is not None:
            move = self._move(self.last, last=True)
            yield self.point, self.anchor, lambda day: self._least(move, day)

    @property
    def earlier(self) -> Iterator[tuple[str, str, Move]]:
        """From the latest day of one point to that of the other."""
        if self.last is not None:
            yield self.anchor, self.point, self._move(self.last, last=True)
        if self.first is not None:
            move = self._move(self.first, last=False)
            yield self.point, self.anchor, lambda day: self._most(move, day)

    @property
    def gaps(self) -> Iterator[tuple[str, str, int]]:
        """Pairs of points, and days by which the second is later at the least."""
        if self.first is not None:
            shortest = self.first.shortest(calendar=self.calendar)
            yield self.anchor, self.point, shortest
        if self.last is not None:
            yield self.point, self.anchor, -self.last.longest(calendar=self.calendar)

    def _move(self, offset: Offset, *, last: bool) -> Move:
        days = offset.last_day if last else offset.first_day
        return lambda day: days(day, calendar=self.calendar)

    def _least(self, move: Move, day: int) -> int:
        """The first day that is moved to a given one or beyond."""
        if self.calendar and not FIRST_DAY < day < LAST_DAY:
            return day
        start = 2 * day - move(day)
        while move(start) >= day:
            start -= 1
        while move(start) < day:
            start += 1
        return start

    def _most(self, move: Move, day: int) -> int:
        """The last day that is moved no further than to a given one."""
        if self.calendar and not FIRST_DAY < day < LAST_DAY:
            return day
        start = 2 * day - move(day)
        while move(start) <= day:
            start += 1
        while move(start) > day:
            start -= 1
        return start


class SpanGraph:
    """The spans of one case, those that can be and those that cannot."""

    def __init__(
        self, points: Iterable[str], edges: tuple[Pair, ...], spans: tuple[Span, ...]
    ) -> None:
        """Look for circles that need more days than they have.

        Args:
            points: Every point.
            edges: Pairs of points of which the first is not later than the second.
            spans: Points that are counted from others.
        """
        self._edges, self.spans = edges, spans
        self.possible = spans
        """Those on no such circle; the others limit nothing."""
        self.clashes: tuple[Pair, ...] = ()
        """Two points of each circle that cannot be."""
        points = tuple(points)
        while self.possible:
            circle = _impossible_circle(points, self._gaps(self.possible))
            wrong = [s for s in self.possible if {s.anchor, s.point} <= circle]
            if not wrong:
                break
            self.clashes += (_of_two(wrong),)
            self.possible = tuple(s for s in self.possible if s not in wrong)

    def _gaps(self, spans: Iterable[Span]) -> tuple[tuple[str, str, int], ...]:
        orders = ((earlier, later, 0) for earlier, later in self._edges)
        return (*orders, *(gap for span in spans for gap in span.gaps))

    @cached_property
    def not_later(self) -> dict[Pair, None]:
        """Pairs of counted points of which the first is not later than the second."""
        spans = self.possible
        gaps = defaultdict(list)
        for earlier, later, days in self._gaps(spans):
            gaps[earlier].append((later, days))
        keys = dict.fromkeys(key for span in spans for key in (span.anchor, span.point))
        least = {key: _longest_paths(key, gaps) for key in keys}
        return {
            (first, second): None
            for first in keys
            for second in keys
            if first != second and least[first].get(second, -1) >= 0
        }

    @cached_property
    def orders(self) -> tuple[Pair, ...]:
        """The same without points that share a day, which come in either order."""
        pairs = self.not_later
        return tuple(pair for pair in pairs if pair[::-1] not in pairs)

    @property
    def in_turn(self) -> Iterator[Pair]:
        """These orders, and of two points on one day the anchor before the other."""
        yield from self.orders
        ordered = set(self._edges)
        for span in self.possible:
            pair = span.anchor, span.point
            if {pair, pair[::-1]} <= self.not_later.keys() and pair[
                ::-1
            ] not in ordered:
                yield pair


def _of_two(spans: list[Span]) -> Pair:
    """The points to name of a circle: two counted ones, or one and its anchor."""
    first, *others = spans
    other = next((s.point for s in others if s.point != first.point), first.anchor)
    return other, first.point


def _impossible_circle(
    points: Iterable[str], gaps: tuple[tuple[str, str, int], ...]
) -> frozenset[str]:
    """The points on one circle of gaps that add up to more than no days, if any.

    Rule: without such a circle the longest way to a point has fewer steps than there
    are points (Bellman and Ford); what still grows after that lies on one, or behind
    one, and the way back to a circle is found among the predecessors.
    """
    days = dict.fromkeys((*points, *(key for gap in gaps for key in gap[:2])), 0)
    before: dict[str, str] = {}
    growing: set[str] = set()
    for _ in days:
        growing = set()
        for earlier, later, gap in gaps:
            if days[earlier] + gap > days[later]:
                days[later] = days[earlier] + gap
                before[later] = earlier
                growing.add(later)
        if not growing:
            return frozenset()
    circles = (_circle(key, before) for key in growing)
    return frozenset(next(filter(None, circles), ()))


def _circle(key: str, before: dict[str, str]) -> set[str]:
    """The circle to which predecessors lead from a point; empty where there is none."""
    passed: set[str] = set()
    while key in before and key not in passed:
        passed.add(key)
        key = before[key]
    circle: set[str] = set()
    while key in before and key not in circle:
        circle.add(key)
        key = before[key]
    return circle if key in circle else set()


def _longest_paths(
    start: str, gaps: dict[str, list[tuple[str, int]]]
) -> dict[str, int]:
    """Days from a point to every other that it leads to, at the least."""
    days = {start: 0}
    pending = deque([start])
    while pending:
        key = pending.popleft()
        for later, gap in gaps.get(key, ()):
            if later not in days or days[key] + gap > days[later]:
                days[later] = days[key] + gap
                pending.append(later)
    return days
