"""Every order of events that the dates allow.

A question about a course, such as which of two events came first, is asked as if all
days were known. Where the bounds leave the answer open, it is asked once for each
answer, each time with the days that agree with it; together the answers are the union
over all days that the events may have had. What has no date, and no order that says
what it came after, may have been at any time: it keeps the place that the case sorts it
to, and what is measured from or to it is not computable.

Rule: points with bounds, of which some come no later than others, are a simple temporal
network (Dechter, Meiri and Pearl, Artif Intell 1991;49:61-95): what is added to it one
comparison at a time has a solution as long as no circle of differences is positive,
and the longest way from one point to another is the least difference between them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from timeline.case.chronology import INFINITE, Chronology
from timeline.clinical.course.disputes import Dispute
from timeline.clinical.course.recorded_orders import (
    CONTRADICTORY,
    RecordedOrders,
    UnclearOrderError,
)

T = TypeVar("T")
_NOTHING = -INFINITE
MOST_ORDERS = 48
"""More orders than this are no answer for a reader, and are not gone through."""
MOST_ASKED = 4
"""Of more events than this it is not asked one by one whether they lie in a stretch."""

TOO_MANY = "too many dates are missing to tell the order of events"


class _Later(NamedTuple):
    """One point lies so many days after another, or more."""

    earlier: str
    later: str
    days: int


class Within(NamedTuple):
    """Points in a stretch of time."""

    certain: tuple[str, ...]
    possible: tuple[str, ...]
    """Those of which the dates leave open whether they lie in it."""


class PossibleOrder:
    """One order of events, settled as far as it has been asked about."""

    def __init__(self, chronology: Chronology, choices: Sequence[int] = ()) -> None:
        """Begin with what the dates say.

        Args:
            chronology: The bounds of the case.
            choices: Which answer to take, for each question that the dates leave open,
                in the order in which they come up; the first for further ones.
        """
        self._recorded = RecordedOrders.of(chronology)
        self._given = tuple(choices)
        self._least: dict[str, dict[str, float]] = {}
        self.choices: list[int] = []
        """The answer that was taken to each open question."""
        self.answers: list[int] = []
        """How many answers each of them has."""
        self.unsettled: list[str] = []
        """The points whose dates left a question open, in the order of asking."""
        self.derived: dict[object, Any] = {}
        """A cache for what was read in this order."""
        self.chosen: dict[Dispute, int] = {}
        """Which reading holds of each fact that is not settled."""

    def later(self, point: str, other: str, days: int = 0) -> bool:
        """Whether one point lies more than some days after another.

        Of two on one day, one is later where a recorded order says so.
        """
        known = self._later(point, other, days)
        if known is not None:
            return known
        answers = [[_Later(other, point, days + 1)], [_Later(point, other, -days)]]
        self._take(answers, (point, other))
        return self.choices[-1] == 0

    def _later(self, point: str, other: str, days: int = 0) -> bool | None:
        """The same as far as it is settled; None where it is open.

        Raises:
            UnclearOrderError: If a point has no possible day.
        """
        self._recorded.bounds(point)
        self._recorded.bounds(other)
        if not days and self._recorded.follows(point, other):
            return True
        if self.least(other, point) > days:
            return True
        if self.least(point, other) >= -days:
            return False
        if self._recorded.unplaced(point) or self._recorded.unplaced(other):
            return self._recorded.place(point) > self._recorded.place(other)
        return None

    def within(
        self, points: Iterable[str], after: str | None, until: str | None
    ) -> "Within":
        """Which of several points lie in a stretch.

        Args:
            points: The points.
            after: What they have to lie after; None: no matter.
            until: What they must not lie after; None: no matter.

        Returns:
            Those that do. Where the dates leave more than `MOST_ASKED` open, these are
            not told apart, and stand beside as possible.
        """
        settled = {point: self._lies(point, after, until) for point in points}
        asked = [point for point, lies in settled.items() if lies is None]
        certain = [point for point, lies in settled.items() if lies]
        if len(asked) > MOST_ASKED:
            return Within(tuple(certain), tuple(asked))
        for point in asked:
            if after is not None and not self.later(point, after):
                continue
            if until is None or not self.later(point, until):
                certain.append(point)
        return Within(tuple(p for p in settled if p in certain), ())

    def _lies(self, point: str, after: str | None, until: str | None) -> bool | None:
        begun = True if after is None else self._later(point, after)
        over = False if until is None else self._later(point, until)
        if begun is False or over is True:
            return False
        return True if begun and over is False else None

    def first_of(self, among: "Within") -> str | None:
        """The earliest of the points in a stretch; None where there may be none."""
        certain = self.first(among.certain) if among.certain else None
        return self.one_of((certain, *among.possible), among.possible)

    def last_of(self, beside: str, among: "Within") -> str:
        """The latest of a point and those in a stretch."""
        certain = self.last((beside, *among.certain))
        return self.one_of((certain, *among.possible), among.possible)

    def first(self, points: Sequence[str]) -> str:
        """The earliest of several points; of those on one day the first named."""
        if len(points) == 1:
            return points[0]
        likely = min(points, key=self._recorded.place)
        placed = [key for key in points if not self._recorded.unplaced(key)]
        if not placed or self._recorded.unplaced(likely):
            return likely
        latest = min(self._recorded.bounds(key)[1] for key in placed)
        possible = [key for key in placed if self._recorded.bounds(key)[0] <= latest]
        return self._end_of(
            possible,
            lambda key, other, nearer: _Later(key, other, int(nearer)),
        )

    def last(self, points: Sequence[str]) -> str:
        """The latest of several points; of those on one day the last named."""
        if len(points) == 1:
            return points[0]
        possible = list(reversed(self.possibly_last(points)))
        return self._end_of(
            possible, lambda key, other, nearer: _Later(other, key, int(nearer))
        )

    def possibly_last(self, points: Sequence[str]) -> tuple[str, ...]:
        """The points whose own days let them be the latest of several."""
        earliest = max(self._recorded.bounds(key)[0] for key in points)
        return tuple(key for key in points if self._recorded.bounds(key)[1] >= earliest)

    def _end_of(
        self, points: Sequence[str], rule: Callable[[str, str, bool], _Later]
    ) -> str:
        """The point that lies at one end of several, those named first before others.

        Args:
            points: Points that may lie there.
            rule: Puts a point beyond another; on another day where the other is nearer
                to being named first.
        """
        possible: dict[str, list[_Later]] = {}
        for place, key in enumerate(points):
            others = enumerate(points)
            rules = [rule(key, o, number < place) for number, o in others if o != key]
            if all(self.least(r.later, r.earlier) <= -r.days for r in rules):
                possible[key] = rules
        if not possible:
            raise UnclearOrderError(CONTRADICTORY)
        keys = list(possible)
        if len(keys) > 1:
            self._take(list(possible.values()), keys)
            return keys[self.choices[-1]]
        return keys[0]

    def one_of(self, values: Sequence[T], points: Sequence[str] = ()) -> T:
        """Each of several statements of which one is right, in turn.

        Args:
            values: The statements.
            points: The points whose dates would tell.
        """
        if len(values) > 1:
            self._take([[] for _ in values], points)
            return values[self.choices[-1]]
        return values[0]

    def choose(self, dispute: Dispute, values: Sequence[T]) -> T:
        """The statement that holds of several that deny each other.

        It is the same one each time that an order is asked about it.
        """
        if dispute not in self.chosen:
            self.chosen[dispute] = self.one_of(range(len(values)))
        return values[self.chosen[dispute]]

    def least(self, start: str, end: str) -> float:
        """Days from one point to another at the least; minus infinity if not limited.

        Minus the least days of the way back are the most.
        """
        if start in self._least and end in self._least:
            return self._least[start][end]
        best = self._recorded.days(start, end)
        ends = [(key, self._recorded.days(key, end)) for key in self._least]
        last = [(key, days) for key, days in ends if days > _NOTHING]
        for key, ways in self._least.items():
            days = self._recorded.days(start, key) if last else _NOTHING
            if days > _NOTHING:
                best = max(best, *(days + ways[other] + rest for other, rest in last))
        return best

    def _assume(self, rule: _Later) -> None:
        """Take that one point lies so many days after another, as if it were recorded.

        The least days between all points of such rules are kept closed.
        """
        for key in (rule.earlier, rule.later):
            if key not in self._least:
                ways = {other: self.least(key, other) for other in self._least}
                for other, known in self._least.items():
                    known[key] = self.least(other, key)
                self._least[key] = {**ways, key: 0}
        before = [(k, ways[rule.earlier]) for k, ways in self._least.items()]
        after = dict(self._least[rule.later])
        for key, days in before:
            if days > _NOTHING:
                ways = self._least[key]
                for other, rest in after.items():
                    ways[other] = max(ways[other], days + rule.days + rest)

    def _take(self, answers: list[list[_Later]], points: Sequence[str]) -> None:
        number = len(self.choices)
        choice = self._given[number] if number < len(self._given) else 0
        self.choices.append(choice)
        self.answers.append(len(answers))
        for rule in answers[choice]:
            if self.least(rule.earlier, rule.later) < rule.days:
                self._assume(rule)
        self.unsettled += [p for p in points if p not in self.unsettled]


class OrderAnswer(NamedTuple, Generic[T]):
    """What a question has for an answer in one order."""

    value: T
    order: PossibleOrder


def answers(
    chronology: Chronology, question: Callable[[PossibleOrder], T]
) -> tuple[OrderAnswer[T], ...]:
    """Ask a question of every order that the dates allow.

    Args:
        chronology: The bounds of the case.
        question: Answers from the order that it is given, and from nothing that
            changes between two calls.

    Raises:
        UnclearOrderError: If dates contradict each other, or more than `MOST_ORDERS`
            orders are possible.
    """
    given: list[OrderAnswer[T]] = []
    recorded = RecordedOrders.of(chronology)
    pending: list[tuple[int, ...]] = [()]
    while pending:
        if len(given) == MOST_ORDERS:
            raise UnclearOrderError(TOO_MANY)
        choices = pending.pop()
        # What the dates settle is read once, whatever is asked of it.
        settled = None if choices else recorded.settled
        order = settled or PossibleOrder(chronology, choices)
        recorded.settled = None
        given.append(OrderAnswer(question(order), order))
        if not order.choices:
            recorded.settled = order
        for number in range(len(choices), len(order.choices)):
            taken = tuple(order.choices[:number])
            pending += [(*taken, other) for other in range(1, order.answers[number])]
    return tuple(given)
