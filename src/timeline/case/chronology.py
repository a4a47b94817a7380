"""When things happened, as far as the dates and the orders between them say.

Rule: for x not earlier than y the earliest day of x is at
least that of y; for x not later than y its latest day is at most that of y; repeated
until nothing changes. A point whose earliest day then lies after its latest is a
contradiction; it is reported with both records and never mended.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.points import first_point, point, resolve
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.finding import Finding
from timeline.case.records.therapy import DrugCourse
from timeline.case.vocabulary import Confidence

INFINITE = float("inf")
_SEEN = (Assessment, Progression, Finding)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last possible day of a point in time."""

    earliest: int | None = None
    """Day number, inclusive; None is open."""
    latest: int | None = None
    """Day number, inclusive; None is open."""

    @property
    def sort_key(self) -> tuple[float, float]:
        """Earliest then latest day; where one end is open the other stands for both."""
        first = self.earliest if self.earliest is not None else self.latest
        last = self.latest if self.latest is not None else self.earliest
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


class _Limit(NamedTuple):
    day: int
    origin: str


class Chronology:
    """The bounds of every point in time of one case."""

    def __init__(self, case: Case, *, accept_narrative: bool = False) -> None:
        """Propagate the bounds.

        Args:
            case: The case; orders that name an unknown record are left out.
            accept_narrative: Whether orders that only the sequence of the sentences
                suggests count too.
        """
        self.case = case
        self.accept_narrative = accept_narrative
        self._edges = tuple(_constraints(case, accept_narrative=accept_narrative))
        own = {
            point(entry, name): date
            for entry in case.entries
            for name, date in entry.dates().items()
        }
        starts = {key: date.earliest for key, date in own.items()}
        ends = {key: date.latest for key, date in own.items()}
        reversed_edges = tuple((later, earlier) for earlier, later in self._edges)
        self._earliest = _propagate(starts, self._edges, later=True)
        self._latest = _propagate(ends, reversed_edges, later=False)
        self._points = tuple(own)
        self._evidence = {first_point(r) for r in case.entries if isinstance(r, _SEEN)}

    @classmethod
    def of(cls, case: Case, *, accept_narrative: bool = False) -> "Chronology":
        """The chronology of a case, propagated once however often it is asked for."""
        key = (cls, accept_narrative)
        if key not in case.derived:
            case.derived[key] = cls(case, accept_narrative=accept_narrative)
        found: Chronology = case.derived[key]
        return found

    def bounds(self, reference: str) -> Bounds:
        """Bounds of a point.

        Args:
            reference: A record's id, which means its first date, or `id.field`.

        Raises:
            KeyError: If the case has no such point.
        """
        key = resolve(self.case, reference)
        if key is None:
            raise KeyError(reference)
        return self._bounds(key)

    def when(self, record: Entry) -> Bounds:
        """Bounds of a record's first date; open for a record without dates."""
        if not type(record).date_fields():
            return Bounds()
        return self._bounds(first_point(record))

    def _bounds(self, key: str) -> Bounds:
        earliest, latest = self._earliest.get(key), self._latest.get(key)
        return Bounds(
            earliest.day if earliest else None, latest.day if latest else None
        )

    def not_later(self, first: str, second: str) -> bool:
        """Whether days or orders say that one point is not later than another.

        Args:
            first: A record's id, which means its first date, or `id.field`.
            second: The same for the other point.

        Returns:
            False also where nothing is known either way.

        Raises:
            KeyError: If the case has no such point.
        """
        ends, starts = self.bounds(first).latest, self.bounds(second).earliest
        if ends is not None and starts is not None and ends <= starts:
            return True
        goal, pending = resolve(self.case, second), [resolve(self.case, first)]
        reached = set(pending)
        while pending and goal not in reached:
            later = set(self._followers.get(pending.pop() or "", ())) - reached
            reached |= later
            pending += later
        return goal in reached

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Points without a possible day, one for each pair of dates that clash."""
        found: dict[tuple[str, str], Contradiction] = {}
        for key in self._points:
            first, last = self._earliest.get(key), self._latest.get(key)
            if first and last and first.day > last.day:
                pair = (first.origin, last.origin)
                found.setdefault(pair, Contradiction(key, *pair))
        return tuple(found.values())

    def in_order(self, records: Iterable[Entry]) -> tuple[Entry, ...]:
        """Records by their first date: bounds first, then the orders between them.

        What was seen comes before what was done about it in the same days.
        """
        rank = self._ranks
        return tuple(sorted(records, key=lambda r: (rank.get(_key(r), INFINITE), r.id)))

    @cached_property
    def _followers(self) -> dict[str, list[str]]:
        followers = defaultdict(list)
        for earlier, later in self._edges:
            followers[earlier].append(later)
        return dict(followers)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        waiting = dict.fromkeys(self._points, 0)
        for _, later in self._edges:
            waiting[later] += 1
        ready = [self._heap_item(key) for key, count in waiting.items() if not count]
        heapify(ready)
        ranks: dict[str, int] = {}
        while len(ranks) < len(waiting):
            if not ready:  # points that wait for each other share a day
                blocked = (key for key in waiting if key not in ranks)
                heappush(ready, min(self._heap_item(key) for key in blocked))
            key = heappop(ready)[-1]
            if key in ranks:
                continue
            ranks[key] = len(ranks)
            for later in self._followers.get(key, ()):
                waiting[later] -= 1
                if waiting[later] == 0 and later not in ranks:
                    heappush(ready, self._heap_item(later))
        return ranks

    def _heap_item(self, key: str) -> tuple[float, float, bool, str]:
        return (*self._bounds(key).sort_key, key not in self._evidence, key)


def _key(record: Entry) -> str:
    return first_point(record) if type(record).date_fields() else ""


def _constraints(case: Case, *, accept_narrative: bool) -> Iterable[tuple[str, str]]:
    """Pairs of points of which the first is not later than the second."""
    for entry in case.entries:
        names = type(entry).date_fields()
        for earlier, later in pairwise(names):
            yield point(entry, earlier), point(entry, later)
    for course in case.of_kind(DrugCourse):
        line = case.get(course.line)
        if line is not None:
            yield point(line, "start"), point(course, "start")
            yield point(course, "stop"), point(line, "stop")
    for order in case.orders:
        if order.confidence is Confidence.NARRATIVE and not accept_narrative:
            continue
        earlier_point = resolve(case, order.earlier)
        later_point = resolve(case, order.later)
        if earlier_point and later_point:
            yield earlier_point, later_point


def _propagate(
    days: dict[str, int | None], edges: tuple[tuple[str, str], ...], *, later: bool
) -> dict[str, _Limit]:
    limits = {k: _Limit(day, k) for k, day in days.items() if day is not None}
    targets = defaultdict(list)
    for origin, target in edges:
        targets[origin].append(target)
    pending = list(limits)
    while pending:
        key = pending.pop()
        limit = limits[key]
        for target in targets[key]:
            known = limits.get(target)
            tighter = known is None or (
                limit.day > known.day if later else limit.day < known.day
            )
            if tighter:
                limits[target] = limit
                pending.append(target)
    return limits
