"""Points tied by edges: bounds, order and what leads where."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.case.point_graph import Bounds, PointGraph

KEYS = ("a", "b", "c", "d", "e")
NOTHING, FIRST, FIFTH, NINTH = Bounds(), Bounds(1, 1), Bounds(5, 5), Bounds(9, 9)
DAYS = (NOTHING, FIRST, FIFTH, NINTH, Bounds(2, 7), Bounds(None, 4), Bounds(6, None))

recorded = st.fixed_dictionaries({key: st.sampled_from(DAYS) for key in KEYS})
edges = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(
        lambda edge: edge[0] < edge[1]  # no circles
    ),
    max_size=6,
)


def test_further_edges_narrow_and_none_change_nothing() -> None:
    graph = PointGraph({"a": FIFTH, "b": NOTHING, "c": NOTHING}, [("a", "b")])
    assert graph.bounds["b"] == Bounds(5, None)
    assert graph.narrowed([]) is graph
    narrowed = graph.narrowed([("b", "c")])
    assert narrowed.bounds["c"] == Bounds(5, None)
    assert graph.bounds["c"] == Bounds()


def test_edges_lead_on_and_never_back() -> None:
    graph = PointGraph(dict.fromkeys("abc", NOTHING), [("a", "b"), ("b", "c")])
    assert graph.leads("a", "c")
    assert not graph.leads("c", "a")


def test_what_was_seen_comes_before_what_was_done_in_the_same_days() -> None:
    days = {"act": FIFTH, "scan": FIFTH}
    assert PointGraph(days, []).places == {"act": 0, "scan": 1}
    assert PointGraph(days, [], frozenset({"scan"})).places == {"scan": 0, "act": 1}


@given(recorded=recorded, edges=edges)
def test_each_place_holds_the_earliest_point_that_no_edge_holds_back(
    recorded: dict[str, Bounds], edges: list[tuple[str, str]]
) -> None:
    graph = PointGraph(recorded, edges)
    places, done = graph.places, list[str]()
    while len(done) < len(KEYS):
        free = [
            key
            for key in KEYS
            if key not in done and all(a in done for a, b in edges if b == key)
        ]
        done.append(min(free, key=lambda key: (graph.bounds[key].sort_key, key)))
    assert sorted(KEYS, key=lambda key: places[key]) == done
