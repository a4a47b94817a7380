"""Bounds and orders of counted points, against every arrangement of their days.

An offset moves a day by at most two, and a way between three points has two of them: a
limit lies within four days of the recorded ones, which are 0 to 3. The days that are
tried go beyond that, so what reaches further is open.
"""

from collections.abc import Iterator
from itertools import pairwise, permutations, product

from hypothesis import given
from hypothesis import strategies as st

from timeline.case.offset import Offset
from timeline.case.point_graph import Bounds, PointGraph
from timeline.case.span_graph import Span

POINTS = ("a", "b", "c")
LAST, REACH = 3, 4
DAYS = range(-2 * REACH - 1, LAST + 2 * REACH + 2)
PAIRS = tuple(permutations(POINTS, 2))

_DAY = st.none() | st.integers(0, LAST)
_BOUNDS = st.builds(Bounds, _DAY, _DAY).filter(
    lambda b: b.earliest is None or b.latest is None or b.earliest <= b.latest
)
_OFFSETS = st.builds(lambda days: Offset(abs(days), "D", days < 0), st.integers(-2, 2))


def _length(offset: Offset) -> int:
    return -offset.count if offset.before else offset.count


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    anchor, point = draw(st.sampled_from(PAIRS))
    ends = sorted(draw(st.lists(_OFFSETS, min_size=2, max_size=2)), key=_length)
    keep = draw(st.sampled_from(((True, True), (True, False), (False, True))))
    first, last = (end if kept else None for end, kept in zip(ends, keep, strict=True))
    return Span(anchor, point, first, last, calendar=False)


_GRAPHS = st.tuples(
    st.fixed_dictionaries(dict.fromkeys(POINTS, _BOUNDS)),
    st.lists(st.sampled_from(PAIRS), max_size=2),
    st.lists(_spans(), min_size=1, max_size=3),
)


def _holds(
    days: dict[str, int], edges: list[tuple[str, str]], spans: list[Span]
) -> bool:
    if any(days[earlier] > days[later] for earlier, later in edges):
        return False
    for span in spans:
        length = days[span.point] - days[span.anchor]
        if span.first is not None and length < _length(span.first):
            return False
        if span.last is not None and length > _length(span.last):
            return False
    return True


def _arrangements(
    recorded: dict[str, Bounds], edges: list[tuple[str, str]], spans: list[Span]
) -> Iterator[dict[str, int]]:
    ranges = [
        range(
            DAYS.start if b.earliest is None else b.earliest,
            DAYS.stop if b.latest is None else b.latest + 1,
        )
        for b in (recorded[key] for key in POINTS)
    ]
    for days in product(*ranges):
        arrangement = dict(zip(POINTS, days, strict=True))
        if _holds(arrangement, edges, spans):
            yield arrangement


@given(_GRAPHS)
def test_bounds_are_those_of_all_arrangements(
    graph: tuple[dict[str, Bounds], list[tuple[str, str]], list[Span]],
) -> None:
    recorded, edges, spans = graph
    points = PointGraph(recorded, edges, spans=spans)
    possible = list(_arrangements(recorded, edges, spans))
    assert bool(points.contradictions) is not bool(possible)
    for key in POINTS if possible else ():
        days = [arrangement[key] for arrangement in possible]
        first, last = min(days), max(days)
        assert points.bounds[key] == Bounds(
            first if first >= -REACH else None,
            last if last <= LAST + REACH else None,
        )


@given(_GRAPHS)
def test_undated_points_are_ordered_as_in_all_arrangements(
    graph: tuple[dict[str, Bounds], list[tuple[str, str]], list[Span]],
) -> None:
    _, edges, spans = graph
    undated = dict.fromkeys(POINTS, Bounds())
    points = PointGraph(undated, edges, spans=spans)
    possible = [
        days
        for days in (
            {"a": 0, "b": b, "c": c} for b, c in product(range(-5, 6), repeat=2)
        )
        if _holds(days, edges, spans)
    ]
    assert bool(points.contradictions) is not bool(possible)
    for first, second in PAIRS if possible else ():
        always = all(days[first] <= days[second] for days in possible)
        assert points.leads(first, second) is always
    circular = any(pair[::-1] in edges for pair in edges)  # another query asks
    if possible and not circular:
        order = sorted(POINTS, key=points.places.__getitem__)
        assert all(
            any(days[first] <= days[second] for days in possible)
            for first, second in pairwise(order)
        )
