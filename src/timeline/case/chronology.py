"""When events happened, as far as the dates and the orders between them say."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from timeline.case.case import Case
from timeline.case.offset import Offset
from timeline.case.offset_text import BIRTH
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.point_graph import (
    Bounds,
    Contradiction,
    PointGraph,
    surely_before,
)
from timeline.case.points import point, resolve, split
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.kinds import KINDS
from timeline.case.records.therapy import DrugCourse
from timeline.case.span_graph import Span
from timeline.case.specimens import dating_specimen
from timeline.case.vocabulary import Confidence, VitalStatus

__all__ = ["Bounds", "Chronology", "Contradiction", "surely_before"]

INFINITE = float("inf")
OLDEST_TOLD = 90
"""The age that may stand for every higher one: de-identification tells no more."""
_OPEN = Bounds()
_SEEN: tuple[type[Entry], ...] = (Assessment, Progression, Finding)
_SPANNING = tuple(kind for kind in KINDS.values() if len(kind.date_fields()) > 1)


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
        self._graph, self._first_points = _without_narrative(case)
        if accept_narrative:
            self._graph = self._graph.narrowed(_orders(case, narrative=True))
        self._graph = _within_life(case, self._graph)

    @classmethod
    def of(cls, case: Case, *, accept_narrative: bool = False) -> "Chronology":
        """The chronology of a case, propagated once however often it is asked for."""
        key = (cls, accept_narrative)
        if key not in case.derived:
            case.derived[key] = cls(case, accept_narrative=accept_narrative)
        cached: Chronology = case.derived[key]
        return cached

    def bounds(self, reference: str) -> Bounds:
        """Bounds of a point.

        Args:
            reference: A record's id, which means its first date, or `id.field`.

        Raises:
            KeyError: If the case has no such point.
        """
        return self._graph.bounds[self._point(reference)]

    def when(self, record: Entry) -> Bounds:
        """Bounds of a record's first date; open for a record without dates."""
        first = self._first_points.get(record.id, "")
        return self._graph.bounds.get(first, _OPEN)

    def placed(self, record: Entry, field: str) -> PartialDate:
        """A date of a record as one that stands by itself.

        Args:
            record: A record of the case.
            field: Name of the date field.

        Returns:
            The recorded date; for one that is counted from another point the days that
            are left for it, and the unknown date where there are none. That of a test
            whose date is empty is the one of its specimen.
        """
        date: PartialDate = getattr(record, field)
        if date.offset is None:
            if date.known:
                return date
            specimen = dating_specimen(self.case, record, field)
            return self.placed(specimen, "date") if specimen else date
        first, last = bounds = self.bounds(point(record, field))
        if bounds == _OPEN or (first is not None and last is not None and first > last):
            return UNKNOWN
        return PartialDate.of_days(first, last, relative=self.case.relative)

    def comparable(self, record: Entry, field: str) -> PartialDate:
        """The date by which records of one day are equal: placed, else as recorded."""
        placed = self.placed(record, field)
        return placed if placed.known else getattr(record, field)

    def _point(self, reference: str) -> str:
        return self._first_points.get(reference, reference)

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
        first, second = self._point(first), self._point(second)
        bounds = self._graph.bounds
        ends, starts = bounds[first].latest, bounds[second].earliest
        if ends is not None and starts is not None and ends <= starts:
            return True
        return self._graph.leads(first, second)

    def leads(self, first: str, second: str) -> bool:
        """Whether recorded orders, whatever the days, put one point not after another.

        Args:
            first: A point, `id.field`.
            second: Another one.
        """
        return self._graph.leads(first, second)

    def later(self, first: str, second: str) -> bool:
        """Whether one point is later than another for certain, and not on its day.

        Args:
            first: As for `not_later`.
            second: The same for the other point.
        """
        if self.not_later(first, second) or not self.not_later(second, first):
            return False
        bounds = self._graph.bounds
        shared = bounds[self._point(second)].latest
        return shared is None or shared != bounds[self._point(first)].earliest

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Points without a possible day, one for each pair of dates that clash."""
        return self._graph.contradictions

    @property
    def counted(self) -> Iterable[tuple[str, str]]:
        """Points of the case in pairs, of which counting puts the first first."""
        points = self._graph.bounds.keys() & {
            point(e, n) for e, n, _ in self.case.dates
        }
        return (pair for pair in self._graph.counted if points.issuperset(pair))

    def in_order(self, records: Iterable[Entry]) -> tuple[Entry, ...]:
        """Records by their first date: bounds first, then the orders between them.

        What was seen comes before what was done about it in the same days.
        """
        return tuple(
            sorted(records, key=lambda record: (self.place(record), record.id))
        )

    def place(self, record: Entry) -> float:
        """Place of a record in that order; infinite for a record without dates."""
        return self.place_of(self._first_points.get(record.id, ""))

    def place_of(self, key: str) -> float:
        """Place of a point, `id.field`, in that order; infinite where there is none."""
        return self._graph.places.get(key, INFINITE)

    def unplaced(self, key: str) -> bool:
        """Whether a point, `id.field`, may have been long before all others.

        It has no date then, and no order that says what it came after.
        """
        record_id, field = split(key)
        record = self.case.get(record_id)
        dated = record is not None and getattr(record, field).known
        return not dated and self._graph.bounds[key].earliest is None


def _without_narrative(case: Case) -> tuple[PointGraph, dict[str, str]]:
    """The points of a case and the first point of each record, computed once."""
    if _without_narrative not in case.derived:
        recorded, first_points = _recorded(case)
        edges = (*_within_records(case), *_orders(case, narrative=False))
        spans = (*_counted(case), *_sampled(case), *_age(case))
        for span in spans:  # a point that is nowhere recorded orders what names it
            recorded.setdefault(span.anchor, _OPEN)
        graph = PointGraph(recorded, edges, frozenset(_seen(case)), spans)
        case.derived[_without_narrative] = graph, first_points
    cached: tuple[PointGraph, dict[str, str]] = case.derived[_without_narrative]
    return cached


def _recorded(case: Case) -> tuple[dict[str, Bounds], dict[str, str]]:
    """The days of every point by its own date, and the first point of every record."""
    recorded: dict[str, Bounds] = {}
    first_points: dict[str, str] = {}
    for entry, name, date in case.dates:
        key = point(entry, name)
        first_points.setdefault(entry.id, key)
        recorded[key] = Bounds(date.earliest, date.latest)
    return recorded, first_points


def _counted(case: Case) -> Iterator[Span]:
    """The points whose dates are counted from others."""
    for entry, name, date in case.dates:
        if date.offset is not None:
            anchor = resolve(case, date.anchor) or date.anchor
            own = point(entry, name)
            first, last = date.offset.first, date.offset.last
            yield Span(anchor, own, first, last, calendar=not case.relative)


def _sampled(case: Case) -> Iterator[Span]:
    """The tests that have the day of their specimen."""
    same_day = Offset(0, "D")
    for entry, name, date in case.dates:
        if not date.known and (specimen := dating_specimen(case, entry, name)):
            anchor, own = point(specimen, "date"), point(entry, name)
            yield Span(anchor, own, same_day, same_day, calendar=not case.relative)


def _age(case: Case) -> Iterator[Span]:
    """Birth, as far as the age at presentation tells it; it is recorded nowhere."""
    age = case.patient.age_at_presentation
    if age is not None and any(date.anchor == BIRTH for _, _, date in case.dates):
        years, own = Offset(age, "Y"), point(case.patient, "presentation")
        most = None if age == OLDEST_TOLD else years
        yield Span(BIRTH, own, years, most, calendar=not case.relative)


def _seen(case: Case) -> Iterator[str]:
    """The points at which something was seen."""
    for kind in _SEEN:
        first = kind.date_fields()[0]
        yield from (f"{record.id}.{first}" for record in case.of_kind(kind))


def _within_records(case: Case) -> Iterator[tuple[str, str]]:
    """What follows from the dates of one record, and of a line and its courses."""
    spanning = (case.of_kind(kind) for kind in _SPANNING)
    for record in (case.patient, *chain.from_iterable(spanning)):
        for earlier, later in pairwise(record.date_fields()):
            yield point(record, earlier), point(record, later)
    for course in case.of_kind(DrugCourse):
        line = case.get(course.line or "")
        if line is not None:
            yield point(line, "start"), point(course, "start")
            yield point(course, "stop"), point(line, "stop")


def _within_life(case: Case, graph: PointGraph) -> PointGraph:
    """The same points where nothing that needs a living patient follows death.

    Each of the two bounds the other. What is dated after a death for certain bounds
    nothing: it is a contradiction, and asked about as one.
    """
    deaths = [
        point(record, "date")
        for record in case.of_kind(FollowUp)
        if record.vital_status is VitalStatus.DEAD
    ]
    living = [point(r, name) for r in case.records for name in r.alive_at if deaths]
    pairs = tuple(
        (alive, death)
        for death in deaths
        for alive in living
        if not surely_before(graph.bounds[death], graph.bounds[alive])
    )
    narrowed = graph.narrowed(pairs)
    clashes = len(narrowed.contradictions) > len(graph.contradictions)
    return graph if clashes else narrowed


def _orders(case: Case, *, narrative: bool) -> Iterator[tuple[str, str]]:
    """The recorded orders, either those of narrative confidence or all others."""
    for order in case.orders:
        if (order.confidence is Confidence.NARRATIVE) is narrative:
            earlier = resolve(case, order.earlier)
            later = resolve(case, order.later)
            if earlier and later:
                yield earlier, later
