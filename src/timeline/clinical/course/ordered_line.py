"""One line of therapy in one order of events: what began, was seen and ended when.

What was seen on a day comes before what was done about it: progression on the day on
which a line starts belongs to what was given before.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

from timeline.case.records.assessment import Assessment
from timeline.case.records.intervention import LocalIntervention
from timeline.case.treatment_vocabulary import Intent, InterventionKind
from timeline.clinical.course.history import History
from timeline.clinical.course.line_progression import stopped_for_progression
from timeline.clinical.course.moment import Moment
from timeline.clinical.course.possible_orders import PossibleOrder, Within
from timeline.clinical.course.progressions import ProgressionEvent, chosen
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.primaries import other_primary
from timeline.clinical.settings import ProgressionChoice

_NOT_A_TREATMENT = (InterventionKind.BIOPSY, InterventionKind.STENT)


def is_treatment(record: LocalIntervention) -> bool:
    """Whether a local procedure treats the tumour; a biopsy or a stent does not."""
    return (
        record.type not in _NOT_A_TREATMENT and record.intent is not Intent.DIAGNOSTIC
    )


class OrderedLine:
    """A line as it went if events came in one of the orders that the dates allow."""

    def __init__(self, history: History, line: WholeLine, order: PossibleOrder) -> None:
        """Take the line, and the order in which to read what happened.

        Args:
            history: The course of the case.
            line: The line.
            order: The order; each question to it settles it further.
        """
        self.history = history
        self.line = line
        self.order = order

    @classmethod
    def of(
        cls, history: History, line: WholeLine, order: PossibleOrder
    ) -> "OrderedLine":
        """A line in an order, read once however often it is asked for."""
        key = cls, history, line.number
        if key not in order.derived:
            order.derived[key] = cls(history, line, order)
        cached: OrderedLine = order.derived[key]
        return cached

    @cached_property
    def start(self) -> Moment:
        """The first dose."""
        return self._first(self.history.start(self.line))

    @cached_property
    def stop(self) -> Moment | None:
        """The last dose of any drug; None while it is ongoing."""
        stop = self.history.stop(self.line)
        if stop is None:
            return None
        return self.history.at(self.order.last(stop.points), stop.label)

    @cached_property
    def following(self) -> "OrderedLine | None":
        """The line that began next for the same tumour, as far as said, or None."""
        others = [
            OrderedLine.of(self.history, line, self.order)
            for line in self.history.possibly_next(self.line)
            if not self._of_other_tumour(line)
        ]
        after = {other.begun: other for other in others if self._begins_before(other)}
        return after[self.order.first(sorted(after))] if after else None

    @cached_property
    def next_systemic(self) -> tuple[str, str] | None:
        """The next line, or cells of no line before it: the point, and what it is."""
        names = {self.history.point_of(cells): cells for cells in self.history.cells}
        later = [point for point in names if self.order.later(point, self.begun)]
        points = {point: names[point].label for point in later}
        if self.following is not None:
            points[self.following.begun] = f"line {self.following.line.number}"
        if not points:
            return None
        first = self.order.first(tuple(points))
        return first, points[first]

    @property
    def begun(self) -> str:
        """The point at which it starts."""
        return self.start.points[0]

    def _begins_before(self, other: "OrderedLine") -> bool:
        """Whether it starts before another; on one day the first by name."""
        first, second = sorted((self.begun, other.begun))
        if self.order.later(first, second):
            return second == self.begun
        return first == self.begun

    def _of_other_tumour(self, line: WholeLine) -> bool:
        own, other = self.line.parts[0].line, line.parts[0].line
        return other_primary(self.history.case, own, other)

    def _first(self, moment: Moment) -> Moment:
        return self.history.at(self.order.first(moment.points), moment.label)

    def first_progression(
        self, until: str | None = None, *, of_later_lines: bool = False
    ) -> tuple[str, ProgressionEvent] | None:
        """The first progression on this line, or on no line after it began.

        Args:
            until: Only one that is not later than this point, unless it names this
                line and the line was stopped for progression.
            of_later_lines: Whether those on lines that began later count too.

        Returns:
            Its point and the event; None where there is none.
        """
        history = self.history
        elsewhere = list(history.declared(None))
        for line in self._later_lines if of_later_lines else ():
            elsewhere += history.declared(line)
        named = {self._point(e): e for e in filter(self._ends, self._own)}
        others = {
            self._point(e): e
            for e in filter(self._ends, elsewhere)
            if self._of_tumour(e)
        }
        events = {**others, **named}
        # What ended a line is of that line, though it be dated after the next began.
        of_line = None if self.stopped_for_progression else until
        on_line = self.order.within(named, None, of_line)
        after = self.order.within(others, self.begun, until)
        seen = Within(
            (*on_line.certain, *after.certain), (*on_line.possible, *after.possible)
        )
        first = self.order.first_of(
            self._standing(seen, {p: e.stated_by for p, e in events.items()})
        )
        return None if first is None else (first, events[first])

    @property
    def _own(self) -> tuple[ProgressionEvent, ...]:
        return self.history.declared(self.line)

    def _ends(self, event: ProgressionEvent) -> bool:
        """Whether a progression counts by the criterion that the settings choose."""
        return chosen(event, self.history.settings.progression_choice)

    def declared(self) -> tuple[str, ...]:
        """Points of the progressions that name this line, by whatever criterion."""
        events = (e for e in self._own if chosen(e, ProgressionChoice.ANY))
        points = {self._point(event): event.stated_by for event in events}
        return self._standing(Within(tuple(points), ()), points).certain

    def _standing(self, seen: Within, records: Mapping[str, str]) -> Within:
        """Points without those whose record does not hold in this order.

        Args:
            seen: The points.
            records: Ids of the records by point.
        """
        return Within(
            tuple(p for p in seen.certain if self._holds(records[p])),
            tuple(p for p in seen.possible if self._holds(records[p])),
        )

    def _holds(self, record: str) -> bool:
        return self.history.holds(record, self.order)

    @cached_property
    def _later_lines(self) -> tuple[WholeLine, ...]:
        lines = (line for line in self.history.lines if line is not self.line)
        return tuple(
            line
            for line in lines
            if self._begins_before(OrderedLine.of(self.history, line, self.order))
        )

    def _point(self, event: ProgressionEvent) -> str:
        return self.history.point_of(event.record)

    def _of_tumour(self, event: ProgressionEvent) -> bool:
        line = self.line.parts[0].line
        return not other_primary(self.history.case, event.record, line)

    def judged(
        self,
        kept: Callable[[Assessment], bool],
        until: str | None = None,
        *,
        of_later_lines: bool = False,
    ) -> tuple[Within, dict[str, Assessment]]:
        """Assessments of this line: those that name it or fall into its time.

        Args:
            kept: Which of them are asked for.
            until: Only those that are not later than this point.
            of_later_lines: Whether those of lines that began later count too.

        Returns:
            Their points, and every assessment by its point.
        """
        ids = {self.line.number}
        if of_later_lines:
            ids |= {line.number for line in self._later_lines}
        named: dict[str, Assessment] = {}
        others: dict[str, Assessment] = {}
        for record in filter(kept, self.history.assessments):
            line = self.history.line_of(record.line)
            point = self.history.point_of(record)
            if line is not None and line.number in ids:
                named[point] = record
            elif record.line is None:
                others[point] = record
        following = None if of_later_lines else self.next_systemic
        on_line = self.order.within(named, None, until)
        in_time = self.order.within(
            others, self.begun, following[0] if following else None
        )
        before = self.order.within(in_time.certain, None, until)
        seen = Within(
            (*on_line.certain, *before.certain),
            (*on_line.possible, *before.possible, *in_time.possible),
        )
        records = {**named, **others}
        by_point = {key: record.id for key, record in records.items()}
        return self._standing(seen, by_point), records

    @cached_property
    def stopped_for_progression(self) -> bool:
        """Whether the source says that it ended because the disease progressed."""
        last = self.line.parts[-1]
        return stopped_for_progression(last.line, last.courses)

    def local_treatment(self) -> str | None:
        """The first local treatment after it began that is not part of it, or None."""
        points = [
            self.history.point_of(record)
            for record in self.history.interventions
            if is_treatment(record) and record.line not in self.line.ids
        ]
        after = [point for point in points if self.order.later(point, self.begun)]
        return self.order.first(after) if after else None
