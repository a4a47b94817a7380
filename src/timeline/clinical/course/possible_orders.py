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

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from timeline.case.chronology import Bounds, Chronology

T = TypeVar("T")
_NOTHING = float("-inf")
MOST_ORDERS = 512
"""More orders than this are no answer for a reader, and are not gone through."""

CONTRADICTORY = "the dates that it rests on contradict each other"
TOO_MANY = "too many dates are missing to tell the order of events"


class _Later(NamedTuple):
    """One point lies so many days after another, or more."""

    earlier: str
    later: str
    days: int


class UnclearOrderError(Exception):
    """The dates of a point contradict each other, or leave too many orders open."""


class PossibleOrder:
    """One order of events, settled as far as it has been asked about."""

    def __init__(self, chronology: Chronology, choices: Sequence[int] = ()) -> None:
        """Begin with what the dates say.

        Args:
            chronology: The bounds of the case.
            choices: Which answer to take, for each question that the dates leave open,
                in the order in which they come up; the first for further ones.
        """
        self._chronology = chronology
        self._given = tuple(choices)
        self._assumed: list[_Later] = []
        self.choices: list[int] = []
        """The answer that was taken to each open question."""
        self.answers: list[int] = []
        """How many answers each of them has."""
        self.unsettled: list[str] = []
        """The points whose dates left a question open, in the order of asking."""

    def later(self, point: str, other: str, days: int = 0) -> bool:
        """Whether one point lies more than some days after another.

        Of two on one day, one is later where a recorded order says so.
        """
        if not days and self._follows(point, other):
            return True
        if self.least(other, point) > days:
            return True
        if self.least(point, other) >= -days:
            return False
        if self._unplaced(point) or self._unplaced(other):
            return self._place(point) > self._place(other)
        answers = [[_Later(other, point, days + 1)], [_Later(point, other, -days)]]
        self._take(answers, (point, other))
        return self.choices[-1] == 0

    def first(self, points: Sequence[str]) -> str:
        """The earliest of several points; of those on one day the first named."""
        likely = min(points, key=self._place)
        placed = [key for key in points if not self._unplaced(key)]
        if not placed or self._unplaced(likely):
            return likely
        latest = min(_last(self._bounds(key)) for key in placed)
        possible = [key for key in placed if _first(self._bounds(key)) <= latest]
        return self._end_of(
            possible,
            lambda key, other, nearer: _Later(key, other, int(nearer)),
        )

    def last(self, points: Sequence[str]) -> str:
        """The latest of several points; of those on one day the last named."""
        possible = list(reversed(self.possibly_last(points)))
        return self._end_of(
            possible, lambda key, other, nearer: _Later(other, key, int(nearer))
        )

    def possibly_last(self, points: Sequence[str]) -> tuple[str, ...]:
        """The points whose own days let them be the latest of several."""
        earliest = max(_first(self._bounds(key)) for key in points)
        return tuple(key for key in points if _last(self._bounds(key)) >= earliest)

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

    def one_of(self, values: Sequence[T]) -> T:
        """Each of several statements that cannot all be right, in turn."""
        if len(values) > 1:
            self._take([[] for _ in values], ())
            return values[self.choices[-1]]
        return values[0]

    def least(self, start: str, end: str) -> float:
        """Days from one point to another at the least; minus infinity if not limited.

        Minus the least days of the way back are the most.
        """
        best = self._recorded(start, end)
        if not self._assumed:
            return best
        reached = [self._recorded(start, rule.earlier) for rule in self._assumed]
        changed = True
        while changed:
            changed = False
            for came, rule in zip(tuple(reached), self._assumed, strict=True):
                for number, following in enumerate(self._assumed):
                    step = self._recorded(rule.later, following.earlier)
                    if came + rule.days + step > reached[number]:
                        reached[number] = came + rule.days + step
                        changed = True
        ways = (
            came + rule.days + self._recorded(rule.later, end)
            for came, rule in zip(reached, self._assumed, strict=True)
        )
        return max(best, *ways)

    def _follows(self, point: str, other: str) -> bool:
        leads = self._chronology.leads
        return leads(other, point) and not leads(point, other)

    def _place(self, key: str) -> float:
        return self._chronology.place_of(key)

    def _unplaced(self, key: str) -> bool:
        return self._chronology.unplaced(key)

    def _take(self, answers: list[list[_Later]], points: Sequence[str]) -> None:
        number = len(self.choices)
        choice = self._given[number] if number < len(self._given) else 0
        self.choices.append(choice)
        self.answers.append(len(answers))
        self._assumed += answers[choice]
        self.unsettled += [p for p in points if p not in self.unsettled]

    def _recorded(self, start: str, end: str) -> float:
        """The least days between two points by their dates and the recorded orders."""
        if start == end:
            return 0
        first, last = self._bounds(end).earliest, self._bounds(start).latest
        days = _NOTHING if first is None or last is None else first - last
        if days < 0 and self._chronology.leads(start, end):
            return 0
        return days

    def _bounds(self, point: str) -> Bounds:
        bounds = self._chronology.bounds(point)
        if _first(bounds) > _last(bounds):
            raise UnclearOrderError(CONTRADICTORY)
        return bounds


def _first(bounds: Bounds) -> float:
    return float("-inf") if bounds.earliest is None else bounds.earliest


def _last(bounds: Bounds) -> float:
    return float("inf") if bounds.latest is None else bounds.latest


class Answer(NamedTuple, Generic[T]):
    """What a question has for an answer in one order."""

    value: T
    order: PossibleOrder


def answers(
    chronology: Chronology, question: Callable[[PossibleOrder], T]
) -> tuple[Answer[T], ...]:
    """Ask a question of every order that the dates allow.

    Args:
        chronology: The bounds of the case.
        question: Answers from the order that it is given, and from nothing that
            changes between two calls.

    Raises:
        UnclearOrderError: If dates contradict each other, or more than `MOST_ORDERS`
            orders are possible.
    """
    given: list[Answer[T]] = []
    pending: list[tuple[int, ...]] = [()]
    while pending:
        if len(given) == MOST_ORDERS:
            raise UnclearOrderError(TOO_MANY)
        choices = pending.pop()
        order = PossibleOrder(chronology, choices)
        given.append(Answer(question(order), order))
        for number in range(len(choices), len(order.choices)):
            taken = tuple(order.choices[:number])
            pending += [(*taken, other) for other in range(1, order.answers[number])]
    return tuple(given)
