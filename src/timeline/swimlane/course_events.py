"""Cycles and interruptions, beside the drugs that they are of."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.case.chronology import Bounds
from timeline.case.records.dosing import Cycle, Interruption
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.swimlane.marks import lane_of, mark, mark_or_bar
from timeline.swimlane.model import Bar, Group, Lane, Mark, Shape, Tone
from timeline.swimlane.placing import Placing
from timeline.swimlane.words import capitalised


def with_course_events(
    placing: Placing,
    cutoff: Bounds,
    lanes: Sequence[Lane],
    line: TherapyLine | None,
    courses: Sequence[DrugCourse],
) -> tuple[Lane, ...]:
    """The lanes of a line with its interruptions, and its cycles in a lane below.

    An interruption stands in the lane of its drug; one of the whole line in the first.

    Args:
        placing: Places records in time.
        cutoff: Until when what goes on is known to go on.
        lanes: Those of the line.
        line: The line; None for the drugs that belong to none.
        courses: The drug courses of the line.
    """
    filled = list(lanes)
    for pause in placing.case.of_kind(Interruption):
        if _belongs(pause, line, courses):
            event = _paused(placing, pause, cutoff)
            number = next((n for n, ln in enumerate(lanes) if _draws(ln, pause)), 0)
            if not filled:
                title = placing.word("lane.interruptions")
                filled = [lane_of(Group.SYSTEMIC, title, "", ())]
            filled[number] = _added(filled[number], event)
    cycles = [c for c in placing.case.of_kind(Cycle) if _belongs(c, line, courses)]
    return (*filled, _cycle_lane(placing, cycles))


def _belongs(
    record: Cycle | Interruption,
    line: TherapyLine | None,
    courses: Sequence[DrugCourse],
) -> bool:
    if record.course is not None:
        return any(course.id == record.course for course in courses)
    return record.line == (line.id if line else None)


def _draws(lane: Lane, pause: Interruption) -> bool:
    return any(bar.record == pause.course for bar in lane.bars)


def _paused(placing: Placing, pause: Interruption, cutoff: Bounds) -> Bar | Mark:
    return mark_or_bar(
        placing,
        pause,
        tone=Tone.INTERRUPTION,
        shape=Shape.TICK,
        label=capitalised(pause.label),
        cutoff=cutoff,
    )


def _added(lane: Lane, event: Bar | Mark) -> Lane:
    if isinstance(event, Bar):
        return replace(lane, bars=(*lane.bars, event))
    return replace(lane, marks=(*lane.marks, event))


def _cycle_lane(placing: Placing, cycles: Sequence[Cycle]) -> Lane:
    """A stroke for each cycle; the lane, not thirty labels, says which they are."""
    marks = tuple(
        mark(placing, cycle, tone=Tone.FINDING, shape=Shape.STROKE, label=cycle.label)
        for cycle in placing.chronology.in_order(cycles)
    )
    numbers = [cycle.number for cycle in cycles if cycle.number is not None]
    span = ""
    if numbers and len(numbers) == len(cycles):
        first, last = min(numbers), max(numbers)
        several = placing.word("label.span", first=first, last=last)
        span = several if first != last else str(first)
    return Lane(Group.SYSTEMIC, placing.word("lane.cycles"), span, marks=marks)
