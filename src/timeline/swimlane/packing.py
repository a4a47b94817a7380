"""Puts intervals, and with them the bars and marks of a lane, into few rows."""

from collections.abc import Sequence
from dataclasses import replace
from heapq import heappop, heappush

from timeline.case.chronology import Bounds
from timeline.swimlane.model import Lane

Interval = tuple[float, float]


def pack(intervals: Sequence[Interval]) -> tuple[int, ...]:
    """Give each interval a row in which it overlaps no other.

    Intervals that share a point overlap. In order of their starts, each takes the
    lowest row that is free, so the number of rows is the largest number of intervals
    that share a point.

    Args:
        intervals: First and last point of each; the last is not before the first.

    Returns:
        A row for each, from 0, in the order in which they were given.
    """
    rows = [0] * len(intervals)
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    used = 0
    for index in sorted(range(len(intervals)), key=lambda i: (*intervals[i], i)):
        start, end = intervals[index]
        while busy and busy[0][0] < start:
            heappush(free, heappop(busy)[1])
        if free:
            row = heappop(free)
        else:
            row, used = used, used + 1
        rows[index] = row
        heappush(busy, (end, row))
    return tuple(rows)


def packed(lane: Lane) -> Lane:
    """Give bars the first rows and marks the rows below, by their extent in time."""
    bar_rows = pack([_span(bar.start, bar.stop) for bar in lane.bars])
    mark_rows = pack([_span(mark.at, mark.at) for mark in lane.marks])
    below = max(bar_rows, default=-1) + 1
    bars = zip(lane.bars, bar_rows, strict=True)
    marks = zip(lane.marks, mark_rows, strict=True)
    return replace(
        lane,
        bars=tuple(replace(bar, row=row) for bar, row in bars),
        marks=tuple(replace(mark, row=below + row) for mark, row in marks),
        rows=below + max(mark_rows, default=-1) + 1,
    )


def _span(start: Bounds, stop: Bounds) -> Interval:
    """All days that something may cover; on an open side, only what is known."""
    ends = (start.earliest, start.latest, stop.earliest, stop.latest)
    days = [day for day in ends if day is not None]
    return min(days), max(days)
