"""One line of therapy in one order of events: what began, was seen and ended when.

What was seen on a day comes before what was done about it: progression on the day on
which a line starts belongs to what was given before.
"""

from functools import cached_property

from timeline.case.records.assessment import Assessment
from timeline.case.records.intervention import LocalIntervention
from timeline.case.treatment_vocabulary import Intent, InterventionKind, StopReason
from timeline.clinical.course.history import History, WholeLine
from timeline.clinical.course.moment import Moment
from timeline.clinical.course.possible_orders import PossibleOrder
from timeline.clinical.course.progressions import ProgressionEvent
from timeline.clinical.primaries import other_primary

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
        """The line that began next, or None."""
        others = [
            OrderedLine(self.history, line, self.order)
            for line in self.history.lines
            if line is not self.line
        ]
        after = {other.begun: other for other in others if self._begins_before(other)}
        return after[self.order.first(tuple(after))] if after else None

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

    def _first(self, moment: Moment) -> Moment:
        return self.history.at(self.order.first(moment.points), moment.label)

    def progressions(
        self, until: str | None = None, *, of_later_lines: bool = False
    ) -> dict[str, ProgressionEvent]:
        """Progressions on this line, and those on no line after it began, by point.

        Args:
            until: Only those not later than this point.
            of_later_lines: Whether those on lines that began later count too.
        """
        history = self.history
        named = history.declared(self.line)
        elsewhere = list(history.declared(None))
        if of_later_lines:
            for other in history.lines:
                if other is not self.line and self._begins_before(
                    OrderedLine(history, other, self.order)
                ):
                    elsewhere += history.declared(other)
        after = [e for e in elsewhere if self._after_start(e)]
        points = {self._point(event): event for event in (*named, *after)}
        return {
            point: event
            for point, event in points.items()
            if until is None or not self.order.later(point, until)
        }

    def _point(self, event: ProgressionEvent) -> str:
        return self.history.moment(event.record, "").points[0]

    def _after_start(self, event: ProgressionEvent) -> bool:
        if other_primary(self.history.case, event.record, self.line.parts[0].line):
            return False
        return self.order.later(self._point(event), self.begun)

    def judged(self, *, of_later_lines: bool = False) -> dict[str, Assessment]:
        """Assessments of this line, by point: those that name it or fall into its time.

        Args:
            of_later_lines: Whether those of lines that began later count too.
        """
        following = None if of_later_lines else self.following
        judged: dict[str, Assessment] = {}
        for record in self.history.assessments:
            point = self.history.moment(record, "").points[0]
            line = self.history.line_of(record.line)
            if line is None and record.line is None:
                within = self.order.later(point, self.begun) and not (
                    following and self.order.later(point, following.begun)
                )
            else:
                within = line is self.line or (
                    of_later_lines
                    and line is not None
                    and self._begins_before(OrderedLine(self.history, line, self.order))
                )
            if within:
                judged[point] = record
        return judged

    @cached_property
    def stopped_for_progression(self) -> bool:
        """Whether the source says that it ended because the disease progressed."""
        last = self.line.parts[-1]
        reasons = {last.line.stop_reason} - {None} or {
            course.stop_reason for course in last.courses
        }
        return reasons == {StopReason.PROGRESSION}

    def local_treatment(self) -> str | None:
        """The first local treatment after it began that is not part of it, or None."""
        points = [
            self.history.moment(record, "").points[0]
            for record in self.history.interventions
            if is_treatment(record) and record.line not in self.line.ids
        ]
        after = [point for point in points if self.order.later(point, self.begun)]
        return self.order.first(after) if after else None
