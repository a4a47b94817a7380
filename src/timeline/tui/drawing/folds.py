"""Long stretches in which nothing begins, ends or happens, folded to a few cells."""

from collections.abc import Iterator
from itertools import pairwise

from timeline.case.chronology import Bounds
from timeline.swimlane.model import Swimlane
from timeline.tui.drawing.viewport import Fold

LEAST_DAYS = 240
"""A shorter stretch is never folded."""
LEAST_SHARE = 0.08
"""Nor is one that takes less of the axis."""
MARGIN_DAYS = 45
"""Days that stay on either side, so that a label has room."""
ROOM_SHARE = 0.03
"""Share of the axis that a fold takes."""


def folds_of(swimlane: Swimlane) -> tuple[Fold, ...]:
    """The stretches to fold, in order of time."""
    span = swimlane.last_day - swimlane.first_day
    least = max(LEAST_DAYS, span * LEAST_SHARE)
    days = sorted({day for at in _ends(swimlane) for day in _known(at)})
    return tuple(
        Fold(before + MARGIN_DAYS, after - MARGIN_DAYS, span * ROOM_SHARE)
        for before, after in pairwise(days)
        if after - before > least + 2 * MARGIN_DAYS
    )


def _ends(swimlane: Swimlane) -> Iterator[Bounds]:
    yield swimlane.time_zero
    yield swimlane.cutoff
    for lane in swimlane.lanes:
        for bar in lane.bars:
            yield from (bar.start, bar.stop)
        yield from (mark.at for mark in lane.marks)
    for series in swimlane.series:
        yield from (point.at for point in series.points)


def _known(at: Bounds) -> Iterator[int]:
    yield from (day for day in (at.earliest, at.latest) if day is not None)
