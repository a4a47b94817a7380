import pytest

from timeline.charts.print.placing import PrintedItem, Room, place

ROOM = Room(low=0, high=100, gap=1, measure=len)


def test_a_label_stands_in_its_bar_where_there_is_room() -> None:
    (placed,) = place([PrintedItem(10, 30, "inside", roomy=True)], ROOM)
    assert placed.inside
    assert [(line.left, line.row) for line in placed.lines] == [(17, 0)]


def test_else_to_the_right_and_else_to_the_left() -> None:
    right, left = place(
        [PrintedItem(10, 20, "right"), PrintedItem(80, 97, "left")], ROOM
    )
    assert [(line.left, line.row) for line in right.lines] == [(21, 0)]
    assert [(line.left, line.row) for line in left.lines] == [(75, 0)]


def test_a_long_label_takes_more_lines_beside_its_mark() -> None:
    (placed,) = place([PrintedItem(40, 45, "word " * 14)], ROOM)
    assert len(placed.lines) == 2
    assert [line.row for line in placed.lines] == [0, 1]


def test_what_fits_nowhere_beside_stands_below_within_the_room() -> None:
    (placed,) = place([PrintedItem(2, 98, "long label " * 12)], ROOM)
    assert [line.row for line in placed.lines] == [1, 2]
    assert all(0 <= line.left <= 100 - len(line.text) for line in placed.lines)


def test_a_word_longer_than_the_room_is_broken() -> None:
    (placed,) = place([PrintedItem(0, 100, "x" * 250)], ROOM)
    assert [len(line.text) for line in placed.lines] == [100, 100, 50]


def test_items_that_meet_take_rows_of_their_own() -> None:
    one, other = place([PrintedItem(10, 30, ""), PrintedItem(30.5, 40, "")], ROOM)
    assert (one.row, other.row) == (0, 1)


@pytest.mark.parametrize("row", [1, 3])
def test_marks_stay_below_the_bars_of_their_lane(row: int) -> None:
    (placed,) = place([PrintedItem(10, 12, "mark", first_row=row)], ROOM)
    assert placed.row == row
