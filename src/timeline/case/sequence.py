"""The order of events of a case without any date, as far as the orders fix it.

Each event that an order names has one place in the sequence: the start and the stop of
a treatment, and the first date of any other record. Its column is the number of its
place. An arrangement is a sequence of all events that breaks no order; an event spans
the columns that it takes in any of them. So the first column of an event is one more
than the number of events that must precede it, the last one is the number of all events
less those that must follow, and every column between occurs. It follows that

- an event that must precede another has an earlier first and an earlier last column;
- two events whose columns do not overlap are tied by orders: the columns never suggest
  an order that nobody gave.

A start and a stop between which nothing else can lie share one place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.point_graph import Bounds
from timeline.case.points import point, record_of, resolve, split
from timeline.case.record import Entry
from timeline.case.records.therapy import DrugCourse, Treatment
from timeline.case.vocabulary import Confidence

Relation = Mapping[str, frozenset[str]]
"""For each point, the points that must follow it."""


@dataclass(frozen=True)
class Sequence:
    """The columns of the events of one case."""

    columns: Mapping[str, Bounds]
    """First and last possible column of each point, from 1."""
    count: int
    """Number of columns."""
    after: Relation
    """For each point with columns, those that must follow it."""
    circular: tuple[str, ...]
    """Ids of records whose orders lead back to where they began, without columns."""
    by_narrative: frozenset[str] = frozenset()
    """Points that the order of the sentences alone places, or places further."""

    @classmethod
    def of(cls, case: Case, *, accept_narrative: bool = False) -> "Sequence":
        """The sequence of a case, computed once however often it is asked for."""
        key = (cls, accept_narrative)
        if key not in case.derived:
            case.derived[key] = _sequence(case, accept_narrative=accept_narrative)
        sequence: Sequence = case.derived[key]
        return sequence

    def span(self, case: Case, reference: str) -> Bounds:
        """Columns of a point; open for one that no order places.

        Args:
            case: The case of the sequence.
            reference: `id.field`.
        """
        first, last = self._ends(case, reference)
        start = self.columns.get(first, Bounds())
        stop = self.columns.get(last, Bounds())
        return Bounds(start.earliest, stop.latest)

    def narrative(self, case: Case, reference: str) -> bool:
        """Whether a point lies where it does by the order of the sentences."""
        return not self.by_narrative.isdisjoint(self._ends(case, reference))

    def _ends(self, case: Case, reference: str) -> tuple[str, str]:
        """The points between which a point lies; both are its own where it has one.

        A drug lies within its line, and the only drug of a line is that line.
        """
        record_id, field = split(reference)
        record = case.get(record_id)
        if reference in self.columns or not isinstance(record, DrugCourse):
            return reference, reference
        if record.line is None:
            return reference, reference
        if len(case.courses(record.line)) == 1:
            return f"{record.line}.{field}", f"{record.line}.{field}"
        ongoing = f"{record.line}.stop" not in self.columns
        return f"{record.line}.start", f"{record.line}.{'start' if ongoing else 'stop'}"


def is_dateless(case: Case) -> bool:
    """Whether nothing dates any record; the presentation is the patient's own.

    A date that is counted from an undated record is none.
    """
    chronology = Chronology.of(case)
    return not any(
        chronology.placed(entry, name).known
        for entry, name, _ in case.dates
        if entry is not case.patient
    )


def _sequence(case: Case, *, accept_narrative: bool) -> Sequence:
    orders = (*_orders(case, narrative=False), *_counted(case))
    stated = _placed(case, orders)
    if not accept_narrative:
        return stated
    further = tuple(_orders(case, narrative=True))
    if not further:
        return stated
    whole = _placed(case, (*orders, *further))
    known = frozenset(stated.after)
    moved = {
        key
        for key, later in whole.after.items()
        if key not in known
        or later & known != stated.after[key]
        or _before(whole, key) & known != _before(stated, key)
    }
    return Sequence(
        whole.columns, whole.count, whole.after, whole.circular, frozenset(moved)
    )


def _before(sequence: Sequence, key: str) -> frozenset[str]:
    return frozenset(other for other, later in sequence.after.items() if key in later)


def _placed(case: Case, orders: tuple[tuple[str, str], ...]) -> Sequence:
    tied = tuple(_within_records(case, orders))
    after = _closure((*orders, *tied))
    circular = {record_of(key) for key in after if key in after[key]}
    kept = {key for key in after if record_of(key) not in circular}
    after = {key: after[key] & kept for key in after if key in kept}
    places = _shared_places(after, [(a, b) for a, b in tied if {a, b} <= kept])
    columns = _columns(after, places)
    ids = tuple(entry.id for entry in case.entries if entry.id in circular)
    return Sequence(columns, len(set(places.values())), after, ids)


def _orders(case: Case, *, narrative: bool) -> Iterator[tuple[str, str]]:
    """The recorded orders; the only drug of a line starts and stops with it."""
    for order in case.orders:
        if (order.confidence is Confidence.NARRATIVE) is not narrative:
            continue
        earlier = _of_line(case, resolve(case, order.earlier))
        later = _of_line(case, resolve(case, order.later))
        if earlier and later and earlier != later:
            yield earlier, later


def _counted(case: Case) -> Iterator[tuple[str, str]]:
    """What follows for the order of events from how one is counted from another."""
    for first, second in Chronology.of(case).counted:
        earlier, later = _of_line(case, first), _of_line(case, second)
        if earlier and later and earlier != later:
            yield earlier, later


def _of_line(case: Case, key: str | None) -> str | None:
    record_id, field = split(key or "")
    record = case.get(record_id)
    if not isinstance(record, DrugCourse) or record.line is None:
        return key
    if len(case.courses(record.line)) == 1:
        line = case.get(record.line)
        return point(line, field) if line is not None else key
    return key


def _within_records(
    case: Case, orders: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """What ties the dates of each record with an order, and a drug to its line."""
    orders = frozenset(orders)
    named = {key for pair in orders for key in pair}
    ids = set(map(record_of, named))
    courses = [r for r in case.of_kind(DrugCourse) if r.id in ids]
    ids |= {c.line for c in courses if c.line and case.get(c.line)}
    for record in case.entries:
        if record.id in ids:
            yield from pairwise(_events(record, named))
    for course in courses:
        line = case.get(course.line or "")
        if line is None:
            continue
        ends = [(point(line, "start"), point(course, "start"))]
        if not course.ongoing and not getattr(line, "ongoing", False):
            ends.append((point(course, "stop"), point(line, "stop")))
        # an order may say that a drug starts or stops with its line, not within it
        yield from (
            (first, last) for first, last in ends if (last, first) not in orders
        )


def _events(record: Entry, named: set[str]) -> tuple[str, ...]:
    """The points of a record that have a place, in their order in time."""
    fields = record.date_fields()
    shown = {fields[0]} if fields else set()
    if isinstance(record, Treatment) and not record.ongoing:
        shown |= {"start", "stop"}
    points = ((name, point(record, name)) for name in fields)
    return tuple(key for name, key in points if name in shown or key in named)


def _closure(edges: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For each point, every point to which the edges lead."""
    next_points: dict[str, set[str]] = defaultdict(set)
    for earlier, later in edges:
        next_points[earlier].add(later)
        next_points[later]
    reached: dict[str, frozenset[str]] = {}
    for key, followers in next_points.items():
        pending, seen = list(followers), set(followers)
        while pending:
            new = next_points[pending.pop()] - seen
            seen |= new
            pending += new
        reached[key] = frozenset(seen)
    return reached


def _shared_places(after: Relation, tied: list[tuple[str, str]]) -> dict[str, str]:
    """One point that stands for each: of two with nothing between them, the first."""
    place = {key: key for key in after}
    for first, last in tied:
        ends = {first, last}
        if all(
            first in after[key] or key in after[last] for key in after.keys() - ends
        ):
            old, new = place[last], place[first]
            place = {key: new if own == old else own for key, own in place.items()}
    return place


def _columns(after: Relation, places: Mapping[str, str]) -> dict[str, Bounds]:
    count = len(set(places.values()))
    before: dict[str, set[str]] = {key: set() for key in after}
    for key, later in after.items():
        for other in later:
            before[other].add(key)

    def others(key: str, keys: Iterable[str]) -> int:
        return len({places[other] for other in keys} - {places[key]})

    return {
        key: Bounds(1 + others(key, before[key]), count - others(key, after[key]))
        for key in after
    }
