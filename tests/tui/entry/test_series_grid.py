"""The cells of a series, key by key."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.tui.entry.series_grid import Grid, grid_of, text_of

CELL = st.text(alphabet="0123456789.,<>-", max_size=8)


def _typed(grid: Grid, text: str) -> Grid:
    for character in text:
        grid = grid.typed(character)
    return grid


def test_a_row_is_typed_and_the_next_one_is_there() -> None:
    grid = _typed(Grid(), "9.17").onward()
    grid = _typed(grid, "12").onward()
    assert grid.rows == (("9.17", "12"), ("", ""))
    assert (grid.row, grid.column) == (1, 0)
    assert grid.back().cell == "12"
    assert grid.onward().onward() == grid  # nothing lies beyond the empty row


def test_a_paste_never_overwrites_a_row() -> None:
    grid = _typed(Grid(), "9.17").onward()
    after = _typed(grid, "12").pasted("2018-01\t5\n2018-02;6,5\n2018-03, 7")
    assert after.filled == (
        ("9.17", "12"),
        ("2018-01", "5"),
        ("2018-02", "6,5"),
        ("2018-03", "7"),
    )
    assert after.rows[after.row] == ("", "")


def test_a_paste_without_two_columns_goes_into_its_cell() -> None:
    assert Grid().pasted("Sep 2017").filled == (("Sep 2017", ""),)
    assert Grid().onward().pasted("<0.6\n").filled == (("", "<0.6"),)
    assert Grid().pasted("2017\x1b]0;x\x07-09\t1\u202e2").filled == (
        ("2017]0;x-09", "12"),
    )


def test_rows_are_deleted() -> None:
    grid = Grid().pasted("2018-01\t5\n2018-02\t6").moved(-2, 0).without_row()
    assert grid.filled == (("2018-02", "6"),)
    assert Grid().without_row() == Grid()


def test_problems_stand_at_their_rows() -> None:
    grid = grid_of("2018-01\t5\n2018-02\t1.2e3\n2018-03\t\n5.12\t3")
    lines = grid.lines()
    assert [bool(line and line.problem) for line in lines] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert lines[-1] is None


@given(st.lists(st.tuples(CELL, CELL), max_size=6))
def test_a_draft_gives_the_rows_back(rows: list[tuple[str, str]]) -> None:
    grid = Grid((*rows, ("", "")))
    assert grid_of(text_of(grid)).filled == grid.filled
