"""Folds, scales, columns and plots, calculated by hand."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.clinical.settings import DEFAULTS
from timeline.report.document import IntervalPlot, Sentence, TableColumn
from timeline.report.sections.her2 import BILIARY_SETS, next_rule_set
from timeline.swimlane.model import Certainty, Group, Point, Series
from timeline.tui.drawing.cell import cells_of
from timeline.tui.drawing.curve import curve_rows
from timeline.tui.drawing.folds import MARGIN_DAYS, folds_of
from timeline.tui.drawing.page import page_rows, plot_cells, wrapped
from timeline.tui.drawing.scene import Scene
from timeline.tui.drawing.squeeze import squeezed
from timeline.tui.drawing.viewport import Fold, Viewport
from timeline.tui.screens.lesions import lane_names
from timeline.tui.widgets.record_table import column_widths
from tui.scenes import bar, exact, lane, mark, scene_of, swimlane

FOLDED = Viewport(0, 60, 60, (Fold(10, 50, 5), Fold(70, 100, 5)))


@pytest.mark.parametrize(
    ("day", "place"), [(10, 10), (30, 12.5), (50, 15), (70, 35), (100, 40), (120, 60)]
)
def test_a_fold_takes_little_room_and_moves_what_follows(
    day: float, place: float
) -> None:
    assert FOLDED.along(day) == pytest.approx(place)
    assert FOLDED.at(place) == pytest.approx(day)


@given(st.floats(-50, 300, allow_nan=False))
def test_places_and_days_lead_back_to_each_other(day: float) -> None:
    assert FOLDED.at(FOLDED.along(day)) == pytest.approx(day, abs=1e-6)


def test_only_long_stretches_without_ends_fold() -> None:
    near, far = bar(exact(0), exact(10)), bar(exact(900), exact(910))
    picture = swimlane(lane(near, far), cutoff=None)
    (fold,) = folds_of(picture)
    assert (fold.first, fold.last) == (10 + MARGIN_DAYS, 900 - MARGIN_DAYS)
    # a bar that goes on across the stretch does not keep it open, its ends do
    assert folds_of(swimlane(lane(near, bar(exact(0), exact(200))), cutoff=None)) == ()


def test_a_value_beyond_a_limit_hides_behind_no_other_value() -> None:
    def point(value: float, comparator: str) -> Point:
        return Point("p", exact(5), value, comparator, Certainty.DAY, "", ())

    points = (point(10_000, ">"), point(9_900, "="))
    series = Series("CA19-9", "U/mL", 37, True, points, "")
    scene = scene_of(replace(swimlane(), series=(series,)))
    text = "".join(cell.char for row in curve_rows(scene, series, 5) for cell in row)
    assert "▲" in text


def test_a_narrow_panel_cuts_the_longest_fact_and_not_the_last_one() -> None:
    series = Series("CA19-9", "U/mL", 37, True, (), "")
    scene = scene_of(replace(swimlane(), series=(series,)))
    said = "baseline 10; nadir not computable: a limit; doubling time 9 days"
    _, line, *_ = curve_rows(scene, series, 5, said)
    text = "".join(cell.char for cell in line).strip()
    assert len(text) <= scene.width - 2 < len(said)
    assert text.startswith("baseline 10; nad")
    assert "…" in text
    assert text.endswith("doubling time 9 days")


def test_a_line_of_facts_keeps_the_last_one_and_every_date() -> None:
    facts = ("Alive", "line 5 paclitaxel since 20 Oct 2025", "last response SD")
    whole = "Alive · line 5 paclitaxel since 20 Oct 2025 · last response SD"
    assert squeezed(facts, len(whole)) == whole
    assert squeezed(facts, len(whole) - 1) == whole.replace("last response", "response")
    cut = squeezed(facts, 46)
    assert cut == "Alive · line 5 pacl… 20 Oct 2025 · response SD"
    assert len(cut) == 46


@given(st.lists(st.text(max_size=40), max_size=4), st.integers(60, 100))
def test_three_facts_fit_into_sixty_cells(facts: list[str], width: int) -> None:
    squeezed_line = squeezed(facts, width)
    assert len(cells_of(squeezed_line)) <= width
    assert squeezed_line.count(" · ") >= len([f for f in facts if f]) - 1


@pytest.mark.parametrize(
    ("facts", "width", "line"),
    [
        # nothing is longer than what a fact keeps
        (("abc", "def"), 3, "abc · def"),
        # 12 cells of 24 are left: 5, an ellipsis and 6; no character is halved
        (("日本" * 6, "b"), 16, "日本 …本日本 · b"),
    ],
)
def test_facts_are_cut_down_to_twelve_cells_and_between_characters(
    facts: tuple[str, ...], width: int, line: str
) -> None:
    assert squeezed(facts, width) == line


def test_lesions_with_the_same_first_words_are_told_apart() -> None:
    names = ["Liver metastasis, segment 3", "Liver metastasis, segment 7", "Node, left"]
    assert lane_names(names) == [
        ("Segment 3", "Liver metastasis"),
        ("Segment 7", "Liver metastasis"),
        ("Node, left", ""),
    ]


def test_columns_of_high_rank_give_way_and_others_grow() -> None:
    columns = (
        TableColumn("a", 5, grows=True),
        TableColumn("b", 5),
        TableColumn("c", 5, rank=1),
    )
    texts = (20, 5, 5)
    assert column_widths(columns, 18, texts) == (5, 5, 5)
    assert column_widths(columns, 17, texts) == (10, 5, 0)
    assert column_widths(columns, 30, texts) == (17, 5, 5)


def test_a_column_takes_what_its_texts_need_and_leaves_the_rest_to_those_cut() -> None:
    columns = (
        TableColumn("a", 5, grows=True),
        TableColumn("b", 8),
        TableColumn("c", 5, rank=1),
    )
    # b holds 3 cells at most; 5, 3, 5 and three gaps are 16, and c wants 4 more
    assert column_widths(columns, 20, (5, 3, 9)) == (5, 3, 9)
    # where nothing is cut any more, what is left sets the columns apart, but not far
    assert column_widths(columns, 23, (5, 3, 9)) == (6, 4, 10)
    assert column_widths(columns, 200, (5, 3, 9)) == (7, 5, 11)
    # one cell is left over, for the one that is cut
    assert column_widths(columns, 17, (9, 3, 5)) == (6, 3, 5)


def test_where_nothing_more_can_go_the_widest_columns_are_cut() -> None:
    columns = (TableColumn("a", 12), TableColumn("b", 4), TableColumn("c", 9))
    # 12, 4, 9 and three gaps are 28 of 24: four cells go, each from the widest
    assert column_widths(columns, 24, (12, 4, 9)) == (8, 4, 9)
    assert column_widths(columns, 22, (12, 4, 9)) == (7, 4, 8)


def test_a_plot_marks_interval_and_estimate() -> None:
    cells = plot_cells(IntervalPlot("trial", 2, 4, 8, 10, ""), 11)
    assert "".join(cells[n].char for n in range(11)) == "··├─●───┤··"


def test_an_unknown_limit_has_no_bracket() -> None:
    cells = plot_cells(IntervalPlot("trial", 2, None, None, 10, ""), 11)
    assert "".join(cells[n].char for n in range(11)) == "··├────────"


def test_text_wraps_between_words_and_hangs() -> None:
    assert wrapped("one two three four", 9) == ["one two", "three", "four"]
    rows = page_rows((Sentence("one two three"),), 10)
    assert ["".join(c.char for c in row).rstrip() for row in rows] == [
        " one two",
        "   three",
    ]


@given(st.text(max_size=60), st.integers(8, 40))
def test_a_page_is_never_wider_than_its_room(text: str, width: int) -> None:
    for row in page_rows((Sentence(text),), width):
        assert len(row) == width
        assert len(cells_of("".join(cell.char for cell in row))) <= width


ZERO = dt.date(2017, 9, 1).toordinal()


def test_the_rule_sets_go_round() -> None:
    settings = DEFAULTS
    for _ in BILIARY_SETS:
        settings = next_rule_set(settings)
    assert settings == DEFAULTS


def test_hidden_and_closed_items_are_passed_over() -> None:
    picture = swimlane(lane(bar(exact(1), exact(2))), lane(bar(exact(3), exact(4))))
    scene = Scene.of(picture, 60)
    assert len(scene.in_time()) == 2
    assert scene.toggled(picture.lanes[0].group).in_time() == ()
    found = scene.toggled(picture.lanes[0].group).finding(("r",))
    assert found is not None
    assert found.closed == frozenset()
    assert scene.finding(("nothing",)) is None


def test_from_an_item_in_a_closed_group_the_next_one_is_the_next_in_time() -> None:
    therapy = lane(bar(exact(1), exact(2)), bar(exact(12), exact(13)))
    tests = replace(lane(mark(exact(5)), mark(exact(9))), group=Group.HER2)
    scene = Scene.of(swimlane(therapy, tests), 60).at_end(last=True)
    assert scene.item
    assert scene.item.bounds == exact(12)
    closed = scene.toggled(Group.SYSTEMIC)
    assert closed.stepped(-1).item == scene.items[3]  # the mark of day 9
    assert closed.stepped(1).item == scene.item  # nothing that is open comes later
