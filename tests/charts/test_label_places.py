from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts.label_places import (
    LabelItem,
    LabelPlace,
    LabelSide,
    Room,
    Span,
    place,
)

ROOM = Room(low=0, high=100, gap=1, measure=len)
TIGHT = replace(ROOM, tight=True)


def _only(item: LabelItem, room: Room = ROOM) -> LabelPlace:
    (placed,) = place([item], room)
    return placed


def _lines(placed: LabelPlace) -> list[tuple[str, float, int]]:
    return [(line.text, line.left, line.row) for line in placed.lines]


def test_a_label_stands_in_its_bar_where_there_is_room() -> None:
    placed = _only(LabelItem(10, 30, "inside", roomy=True))
    assert (placed.side, _lines(placed)) == (LabelSide.INSIDE, [("inside", 17, 0)])


def test_else_to_the_right_and_else_to_the_left() -> None:
    right, left = place([LabelItem(10, 20, "right"), LabelItem(80, 97, "left")], ROOM)
    assert (right.side, _lines(right)) == (LabelSide.RIGHT, [("right", 21, 0)])
    assert (left.side, _lines(left)) == (LabelSide.LEFT, [("left", 75, 0)])


def test_a_label_that_is_too_long_for_one_line_takes_more_beside_its_mark() -> None:
    placed = _only(LabelItem(40, 45, "word " * 14))
    assert [line.row for line in placed.lines] == [0, 1]
    assert {line.left for line in placed.lines} == {46}


def test_lines_on_the_left_end_at_their_mark() -> None:
    placed = _only(LabelItem(80, 97, "word " * 18))
    assert placed.side is LabelSide.LEFT
    assert len(placed.lines) > 1
    assert {line.left + line.width for line in placed.lines} == {79}


def test_what_fits_nowhere_beside_stands_below_within_the_room() -> None:
    placed = _only(LabelItem(2, 98, "long label " * 12))
    assert placed.side is LabelSide.BELOW
    assert [line.row for line in placed.lines] == [1, 2]


def test_a_word_longer_than_the_room_is_broken() -> None:
    placed = _only(LabelItem(0, 100, "x" * 250))
    assert [line.width for line in placed.lines] == [100, 100, 50]


def test_items_that_meet_take_rows_of_their_own() -> None:
    first, second = place([LabelItem(10, 30, ""), LabelItem(30.5, 40, "")], ROOM)
    assert (first.row, second.row) == (0, 1)


def test_only_where_rows_are_few_a_label_is_broken_to_save_one() -> None:
    # Right of the mark 17 units are free in both rows: enough for two lines of 10
    # letters. One line of 21 has room on the left alone, and there in a third row.
    items = [LabelItem(0, 79, ""), LabelItem(1, 79, "")]
    items.append(LabelItem(81, 82, "a" * 10 + " " + "b" * 10))
    *_, placed = place(items, ROOM)
    assert _lines(placed) == [("a" * 10 + " " + "b" * 10, 59, 2)]
    *_, placed = place(items, TIGHT)
    assert _lines(placed) == [("a" * 10, 83, 0), ("b" * 10, 83, 1)]


@pytest.mark.parametrize("row", [1, 3])
def test_marks_stay_below_the_bars_of_their_lane(row: int) -> None:
    assert _only(LabelItem(10, 12, "mark", first_row=row)).row == row


def test_a_title_keeps_its_rows() -> None:
    (placed,) = place([LabelItem(5, 9, "")], ROOM, title=[(0, 20)])
    assert placed.row == 1


_WORDS = st.text("ab ,", max_size=160).map(lambda text: " ".join(text.split()))
_ITEMS = st.lists(
    st.builds(
        lambda start, length, label, roomy: LabelItem(
            start, start + length, label, roomy
        ),
        st.integers(0, 60),
        st.integers(0, 40),
        _WORDS,
        st.booleans(),
    ),
    max_size=12,
)


def _taken(item: LabelItem, placed: LabelPlace) -> dict[int, Span]:
    """What an item and its label take of each row."""
    taken: dict[int, Span] = {placed.row: (item.start, item.end)}
    for line in placed.lines:
        start, end = line.left, line.left + line.width
        if line.row == placed.row:
            start, end = min(start, item.start), max(end, item.end)
        taken[line.row] = start, end
    return taken


@given(_ITEMS, st.sampled_from([ROOM, TIGHT]))
def test_nothing_overlaps_nothing_leaves_the_room_and_no_word_is_lost(
    items: list[LabelItem], room: Room
) -> None:
    placed = place(items, room)
    for item, at in zip(items, placed, strict=True):
        assert "".join(line.text for line in at.lines).replace(" ", "") == (
            item.label.replace(" ", "")
        )
        for line in at.lines:
            assert line.width == len(line.text)
            assert room.low <= line.left <= line.left + line.width <= room.high
    rows = [_taken(*pair) for pair in zip(items, placed, strict=True)]
    for first, second in combinations(rows, 2):
        for row in first.keys() & second.keys():
            (a, b), (c, d) = first[row], second[row]
            assert b + room.gap <= c or d + room.gap <= a
