from hypothesis import given
from hypothesis import strategies as st

from timeline.swimlane.packing import Interval, pack

_DAY = st.integers(-1000, 1000)
_INTERVALS = st.lists(st.tuples(_DAY, st.integers(0, 400)), max_size=40).map(
    lambda pairs: [(float(start), float(start + length)) for start, length in pairs]
)


def _share_a_point(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


@given(_INTERVALS)
def test_nothing_overlaps_in_a_row(intervals: list[Interval]) -> None:
    rows = pack(intervals)
    for i, one in enumerate(intervals):
        for j in range(i):
            if rows[i] == rows[j]:
                assert not _share_a_point(one, intervals[j])


@given(_INTERVALS)
def test_no_row_too_many(intervals: list[Interval]) -> None:
    """Intervals that share a point need a row each, and no more rows are used."""
    starts = [start for start, _ in intervals]
    depth = max(
        (sum(a <= start <= b for a, b in intervals) for start in starts), default=0
    )
    assert max(pack(intervals), default=-1) + 1 == depth


def test_rows_come_in_the_order_given() -> None:
    assert pack([(10, 20), (0, 5), (4, 12)]) == (0, 0, 1)


def test_intervals_that_touch_overlap() -> None:
    assert pack([(0, 5), (5, 9)]) == (0, 1)
