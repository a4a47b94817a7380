"""Whether the disease progressed on a line, and by which records.

A progression that names the line says so, one that names none and lies between its
start and the next line, and that the line was stopped for progression. The numbering of
lines and the question of a HER2 re-test read this.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology, surely_before
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import StopReason
from timeline.clinical.course.progressions import ProgressionEvent, progressions
from timeline.clinical.primaries import other_primary


class LineProgression(NamedTuple):
    """How it is known that the disease progressed on a line."""

    events: tuple[ProgressionEvent, ...]
    """Those that name it, and those that name no line and lie within its time."""
    stopped: bool
    """Whether the source says that it was stopped for progression."""
    under_it: tuple[ProgressionEvent, ...]
    """Of the events those that name it, and others that surely came after it began and
    not surely after its last dose; these too where it was stopped for progression."""

    @property
    def named(self) -> tuple[ProgressionEvent, ...]:
        """The events that name the line."""
        return tuple(event for event in self.events if event.line is not None)


def line_progression(
    case: Case,
    chronology: Chronology,
    parts: Sequence[TherapyLine],
    after: TherapyLine | None,
) -> LineProgression:
    """Look for progression from the start of a line to the start of the next.

    Args:
        case: The case.
        chronology: The bounds to sort by.
        parts: The recorded parts of the line, in order.
        after: The line that follows; None for the last one.
    """
    ids = {part.id for part in parts}
    first, last = chronology.place(parts[0]), parts[-1]
    limit = chronology.place(after) if after else float("inf")

    def counts(event: ProgressionEvent) -> bool:
        if event.line is not None:
            when = chronology.when
            later = after is not None and surely_before(when(after), when(event.record))
            return event.line in ids and not later
        within = first < chronology.place(event.record) < limit
        return within and not other_primary(case, event.record, parts[0])

    events = tuple(event for event in progressions(case) if counts(event))
    stopped = stopped_for_progression(last, case.courses(last.id))

    def is_under_it(event: ProgressionEvent) -> bool:
        if event.line is not None:
            return True
        begun = chronology.not_later(parts[0].id, event.record.id)
        over = chronology.later(event.record.id, f"{last.id}.stop")
        return begun and (stopped or not over)

    return LineProgression(events, stopped, tuple(filter(is_under_it, events)))


def stopped_for_progression(line: TherapyLine, courses: Iterable[DrugCourse]) -> bool:
    """Whether the source says that a line ended because the disease progressed.

    Args:
        line: The last part of the line.
        courses: Its drugs, which tell where the line itself does not.
    """
    own = {line.stop_reason} - {None}
    return (own or {c.stop_reason for c in courses}) == {StopReason.PROGRESSION}
