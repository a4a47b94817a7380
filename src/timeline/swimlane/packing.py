"""Puts intervals into as few rows as they need."""

from collections.abc import Sequence
from heapq import heappop, heappush

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
