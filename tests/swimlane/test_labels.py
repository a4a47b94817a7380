from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from timeline.swimlane.labels import LabelItem, LabelSide, Placement, place

LOW, HIGH, GAP = 0.0, 100.0, 1.0


def _item(start: float, end: float, width: float, *, roomy: bool = False) -> LabelItem:
    return LabelItem(start, end, width, roomy=roomy)


def _only(item: LabelItem) -> Placement:
    return place([item], low=LOW, high=HIGH, gap=GAP)[0]


def test_a_wide_bar_holds_its_label() -> None:
    found = _only(_item(10, 60, 20, roomy=True))
    assert (found.side, found.left) == (LabelSide.INSIDE, 25)


def test_a_narrow_bar_has_its_label_on_the_right() -> None:
    found = _only(_item(10, 30, 20, roomy=True))
    assert (found.side, found.left) == (LabelSide.RIGHT, 31)


def test_at_the_right_edge_the_label_goes_left() -> None:
    found = _only(_item(80, 90, 20))
    assert (found.side, found.left) == (LabelSide.LEFT, 59)


def test_two_neighbours_share_a_row_by_using_both_sides() -> None:
    first, second = place(
        [_item(40, 44, 20), _item(50, 54, 20)], low=LOW, high=HIGH, gap=GAP
    )
    assert (first.row, second.row) == (0, 1)
    first, second = place(
        [_item(10, 14, 20), _item(50, 54, 20)], low=LOW, high=HIGH, gap=GAP
    )
    assert (first.row, second.row) == (0, 0)


def test_an_item_keeps_below_its_first_row() -> None:
    bar = _item(10, 30, 0)
    mark = LabelItem(50, 52, 10, first_row=1)
    assert [p.row for p in place([bar, mark], low=LOW, high=HIGH, gap=GAP)] == [0, 1]


def test_a_label_that_fits_nowhere_takes_the_roomier_side() -> None:
    assert _only(_item(10, 20, 300)).side is LabelSide.RIGHT
    assert _only(_item(80, 90, 300)).side is LabelSide.LEFT


_EDGE = st.integers(0, 90)
_ITEMS = st.lists(
    st.builds(
        lambda start, length, width, roomy: _item(
            start, start + length, width, roomy=roomy
        ),
        _EDGE,
        st.integers(0, 40),
        st.integers(0, 60),
        st.booleans(),
    ),
    max_size=20,
)


def _extent(item: LabelItem, placement: Placement) -> tuple[float, float]:
    if placement.side is LabelSide.NONE:
        return item.start, item.end
    right = placement.left + item.width
    return min(item.start, placement.left), max(item.end, right)


@given(_ITEMS)
def test_nothing_overlaps_in_a_row(items: list[LabelItem]) -> None:
    placed = place(items, low=LOW, high=HIGH, gap=GAP)
    for (one, at), (other, where) in combinations(zip(items, placed, strict=True), 2):
        if at.row == where.row:
            (a, b), (c, d) = _extent(one, at), _extent(other, where)
            assert b + GAP <= c or d + GAP <= a
