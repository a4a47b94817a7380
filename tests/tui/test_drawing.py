"""Cells calculated by hand: in these pictures one day is one cell."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from timeline.case.chronology import Bounds
from timeline.swimlane.model import Bar, Certainty, Undated
from timeline.tui.drawing.bar import bar_sketch
from timeline.tui.drawing.cell import Sketch, cells_of, fit, plain
from timeline.tui.drawing.glyphs import SOLID
from timeline.tui.drawing.items import items_of
from timeline.tui.drawing.legend import entries
from timeline.tui.drawing.mark import mark_sketch
from timeline.tui.drawing.plan import neighbour, plan
from timeline.tui.drawing.rows import line_row
from timeline.tui.drawing.viewport import Viewport
from tui.scenes import DAYS, bar, exact, lane, mark, scene_of, swimlane

VIEW = Viewport(0, DAYS, DAYS)


def drawn(sketch: Sketch, first: int, last: int) -> str:
    return "".join(
        sketch[c].char if c in sketch else " " for c in range(first, last + 1)
    )


def test_exact_days_are_solid_from_the_first_to_the_last() -> None:
    sketch = bar_sketch(bar(exact(5), exact(9)), swimlane(), VIEW)
    assert drawn(sketch, 4, 10) == " █████ "


def test_uncertain_months_are_shaded_at_both_ends() -> None:
    run = bar(Bounds(5, 7), Bounds(12, 14), Certainty.MONTH)
    # certain from day 7, the latest start, to day 12, the earliest stop
    assert drawn(bar_sketch(run, swimlane(), VIEW), 4, 15) == " ▒▒██████▒▒ "


@pytest.mark.parametrize(
    ("certainty", "fill"),
    [
        (Certainty.WINDOW, "░"),
        (Certainty.ORDER, "╌"),
        (Certainty.NARRATIVE, "~"),
    ],
)
def test_without_certain_days_there_is_no_solid_cell(
    certainty: Certainty, fill: str
) -> None:
    run = bar(Bounds(5, 12), Bounds(5, 12), certainty)
    assert drawn(bar_sketch(run, swimlane(), VIEW), 4, 13) == f" {fill * 8} "


def test_an_exact_end_is_drawn_to_an_eighth_of_a_cell() -> None:
    four_days_a_cell = Viewport(0, 40, 10)
    sketch = bar_sketch(bar(exact(2), exact(8)), swimlane(), four_days_a_cell)
    # days 2 to 8 end after day 8: 2/4 of cell 0 from the right, cell 1, 1/4 of cell 2
    assert drawn(sketch, 0, 3) == "▌█▎ "
    assert (sketch[0].ink, sketch[0].back) == ("ground", "CHEMOTHERAPY")


def test_only_an_ongoing_bar_has_an_arrow_and_it_stands_at_the_cut_off() -> None:
    run = replace(bar(exact(27), swimlane().cutoff), ongoing=True)
    assert drawn(bar_sketch(run, swimlane(), VIEW), 26, 32) == " ████► "


def test_what_goes_on_is_not_solid_where_the_last_follow_up_may_not_have_been() -> None:
    ongoing = replace(bar(Bounds(3, 10), Bounds(None, 20)), ongoing=True)
    latest = replace(swimlane(cutoff=20), cutoff=Bounds(None, 20))
    assert SOLID not in drawn(bar_sketch(ongoing, latest, VIEW), 0, DAYS)
    # a last follow-up between days 15 and 20 makes days 10 to 15 certain
    between = replace(latest, cutoff=Bounds(15, 20))
    until = replace(ongoing, stop=between.cutoff)
    text = drawn(bar_sketch(until, between, VIEW), 0, DAYS)
    assert (text.index(SOLID), text.rindex(SOLID)) == (10, 15)


def test_an_unknown_end_is_a_question_and_not_an_arrow() -> None:
    run = bar(exact(27), Bounds(27, None), Certainty.UNPLACED)
    sketch = bar_sketch(replace(run, unknown_end=True), swimlane(), VIEW)
    assert drawn(sketch, 26, 32) == " █┄┄┄? "


def test_a_bar_that_spans_the_view_stays() -> None:
    sketch = bar_sketch(bar(exact(0), exact(39)), swimlane(), Viewport(10, 20, 10))
    assert drawn(sketch, 0, 9) == "█" * 10


def test_a_short_bar_keeps_a_cell() -> None:
    sketch = bar_sketch(bar(exact(100), exact(100)), swimlane(), Viewport(0, 4000, 40))
    assert len(sketch) == 1


def test_a_dated_mark_is_filled_and_a_window_is_hollow_with_a_line() -> None:
    assert drawn(mark_sketch(mark(exact(5)), VIEW), 4, 6) == " ■ "
    window = mark(Bounds(5, 9), Certainty.WINDOW)
    assert drawn(mark_sketch(window, VIEW), 4, 10) == " ╌╌□╌╌ "


def test_labels_stand_inside_right_or_left_and_never_overlap() -> None:
    inside = replace(bar(exact(0), exact(11)), label="8 cycles")
    left = replace(bar(exact(34), exact(39)), label="long label")
    picture = scene_of(swimlane(lane(inside, left, mark(exact(14), label="first"))))
    lines = plan(picture)
    text = "".join(c.char for c in line_row(picture, lines[1], {}))[10:]
    assert text == "██8 cycles██  ■ first  long label ██████"


def test_items_that_would_overlap_go_to_the_next_row() -> None:
    marks = (mark(exact(5), label="one"), mark(exact(7), label="two"))
    lines = plan(scene_of(swimlane(lane(*marks))))
    assert [len(line.placed) for line in lines] == [0, 1, 1]


def test_a_label_without_room_is_cut_with_an_ellipsis() -> None:
    picture = scene_of(swimlane(lane(mark(exact(5), label="x" * 60))))
    row = line_row(picture, plan(picture)[1], {})
    assert "".join(cell.char for cell in row).endswith("x…")


def test_what_nothing_limits_is_listed_and_not_drawn() -> None:
    picture = replace(swimlane(), undated=(Undated("s", "scan"),))
    lines = plan(scene_of(picture))
    assert [line.kind.value for line in lines] == ["heading", "undated"]
    assert lines[1].item is not None


def test_a_mark_with_one_limit_stands_at_it_and_fades_to_the_open_side() -> None:
    before = mark(Bounds(None, 20), Certainty.UNPLACED)
    assert drawn(mark_sketch(before, VIEW), 13, 22) == "  ┄┄┄┄┄□  "
    after = mark(Bounds(20, None), Certainty.UNPLACED)
    assert drawn(mark_sketch(after, VIEW), 18, 27) == "  □┄┄┄┄┄  "


def test_what_goes_on_from_nobody_knows_when_has_an_arrow_and_no_start() -> None:
    # known is only that it began before the last follow-up on day 30
    run = bar(Bounds(None, 30), Bounds(30, 30), Certainty.UNPLACED)
    sketch = bar_sketch(replace(run, ongoing=True), swimlane(), VIEW)
    assert drawn(sketch, 22, 33) == "  ?┄┄┄┄┄█►  "
    month = replace(swimlane(), cutoff=Bounds(25, 30))
    within = replace(run, stop=Bounds(25, 30), ongoing=True)
    assert drawn(bar_sketch(within, month, VIEW), 22, 33) == "  ?┄┄┄┄┄┄►  "


def test_an_open_start_leaves_the_days_solid_on_which_it_certainly_ran() -> None:
    run = bar(Bounds(None, 10), Bounds(14, 16), Certainty.UNPLACED)
    assert drawn(bar_sketch(run, swimlane(), VIEW), 3, 18) == " ?┄┄┄┄┄█████┄┄  "
    ended = bar(Bounds(None, 16), Bounds(None, 16), Certainty.UNPLACED)
    assert drawn(bar_sketch(ended, swimlane(), VIEW), 9, 18) == " ?┄┄┄┄┄┄  "


def test_a_label_without_room_beside_its_item_stands_on_the_faint_part() -> None:
    run = replace(bar(Bounds(0, 39), Bounds(0, 39), Certainty.ORDER), label="4 cycles")
    picture = scene_of(swimlane(lane(run), cutoff=None))
    text = "".join(c.char for c in line_row(picture, plan(picture)[1], {}))[10:]
    assert text == "╌ 4 cycles " + "╌" * 29


def test_a_legend_begins_with_what_no_colour_says() -> None:
    run = bar(exact(5), Bounds(9, 12), Certainty.MONTH)
    scene = scene_of(swimlane(lane(run, mark(exact(20)))))
    meanings = [meaning for _, _, meaning in entries(scene, plan(scene))]
    assert meanings == ["within these months", "operation", "cut-off", "chemotherapy"]


def test_down_and_up_find_the_nearest_item() -> None:
    first = lane(mark(exact(5), label="a"))
    second = lane(mark(exact(2), label="b"), mark(exact(20), label="c"))
    lines = plan(scene_of(swimlane(first, second)))
    assert neighbour(lines, 0, 1) == 1
    assert neighbour(lines, 2, -1) == 0
    assert neighbour(lines, 1, 1) is None


def test_zoom_keeps_the_day_and_never_leaves_the_whole() -> None:
    everything = Viewport(0, 400, 100)
    closer = everything.zoomed(0.5, 100, everything)
    assert (closer.first, closer.last) == (50, 250)
    assert closer.zoomed(9, 100, everything) == everything
    assert closer.panned(-1, everything).first == 0
    assert closer.panned(1, everything).last == 400


def test_every_item_is_counted_once_and_has_its_index() -> None:
    picture = swimlane(lane(bar(exact(1), exact(2)), mark(exact(3))))
    assert [item.index for item in items_of(picture)] == [0, 1]


HOSTILE = "a\x1b]52;c;x\x07\u202eb\n[/] [@click=app.quit]c\x9b2J"


def test_hostile_text_becomes_visible_characters() -> None:
    assert plain(HOSTILE) == "a�]52;c;x��b [/] [@click=app.quit]c�2J"


@given(st.text(), st.integers(0, 30))
def test_a_fitted_text_never_exceeds_its_cells(text: str, width: int) -> None:
    cells = fit(text, width)
    assert len(cells) <= width
    assert cell_len("".join(cells)) <= width


def test_wide_characters_take_two_cells_and_combining_ones_none() -> None:
    assert cells_of("胆e\u0301") == ["胆", "", "e\u0301"]


LIMITS = st.lists(st.integers(0, DAYS - 1), min_size=4, max_size=4).map(sorted)
OPEN = st.lists(st.booleans(), min_size=4, max_size=4).filter(any)


@given(LIMITS, OPEN, st.booleans())
def test_an_open_bar_is_in_view_and_solid_only_where_it_certainly_ran(
    days: list[int], kept: list[bool], ongoing: bool
) -> None:
    ends = [day if keep else None for day, keep in zip(days, kept, strict=True)]
    start, stop = Bounds(*ends[:2]), Bounds(*ends[2:])
    stop = swimlane().cutoff if ongoing else stop
    run = replace(bar(start, stop, Certainty.UNPLACED), ongoing=ongoing)
    sketch = bar_sketch(run, swimlane(), VIEW)
    assert sketch
    certain = set()
    if start.latest is not None:
        last = 30 if ongoing else stop.earliest
        certain = set(range(start.latest, (start.latest if last is None else last) + 1))
        if last is None and start.earliest != start.latest:
            certain = set()
        certain |= {start.latest} if start.earliest == start.latest else set()
    solid = {column for column, cell in sketch.items() if cell.char == "█"}
    assert solid == certain & set(sketch)


@given(st.lists(st.integers(0, DAYS - 1), min_size=4, max_size=4).map(sorted))
def test_the_solid_part_is_never_more_than_is_certain(days: list[int]) -> None:
    run: Bar = bar(Bounds(*days[:2]), Bounds(*days[2:]), Certainty.WINDOW)
    sketch = bar_sketch(run, swimlane(), VIEW)
    solid = {column for column, cell in sketch.items() if cell.char == "█"}
    assert solid == set(range(days[1], days[2] + 1)) or days[1] == days[2]
    assert set(sketch) == set(range(days[0], days[3] + 1))


def test_selection_and_time_cursor_move_no_line_and_zoom_does() -> None:
    scene = scene_of(swimlane(lane(bar(exact(1), exact(2)), mark(exact(3)))))
    for same in (scene.selecting(1), scene.at_day(7.0), replace(scene, linear=True)):
        assert same.same_lines(scene)
    for other in (
        scene.zoomed(0.5),
        replace(scene, calendar=True),
        scene.toggled(scene.swimlane.lanes[0].group),
        replace(scene, moved=frozenset({"r"})),
    ):
        assert not other.same_lines(scene)


def test_when_the_selected_record_is_gone_its_neighbour_is_selected() -> None:
    first, second, third = (replace(mark(exact(n)), record=f"r{n}") for n in (1, 3, 5))
    scene = scene_of(swimlane(lane(first, second, third))).selecting(1)
    left = scene.showing(swimlane(lane(first, third)), frozenset())
    assert left.item
    assert left.item.record == "r5"
    last = left.showing(swimlane(lane(first)), frozenset())
    assert last.item
    assert last.item.record == "r1"
