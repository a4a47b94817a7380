"""What keys and mouse do to the picture of a patient."""

import datetime as dt
import re

from textual.widgets import OptionList

from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.swimlane.model import Group
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.widgets.detail_panel import DetailPanel
from timeline.tui.widgets.record_table import RecordTable
from timeline.tui.widgets.scene_rows import MarkerView
from timeline.tui.widgets.swimlane_view import SwimlaneView
from tui.conftest import Fill
from tui.steps import opened, pressed, settle, text_of, words

WIDE = (200, 60)


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def cursor_words(screen: PatientScreen) -> str:
    return screen.query_one(DetailPanel).at_cursor


async def test_the_time_cursor_reads_across_all_lanes(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "J", *"33", "enter")
        said = cursor_words(screen)
        assert said.startswith("month 33: line 4 trastuzumab + pyrotinib, month 1;")
        assert "CA19-9 1200 (by Sep 2017)" in said
        assert "HER2 positive as reported (Mar 2019)" in said
        assert "last response PD, right adrenal gland" in said
        assert "month 33: line 4" in words(pilot)
        await pressed(pilot, *["right"] * 40)
        assert "perhaps line 6" in cursor_words(screen)
        await pressed(pilot, "escape")
        assert pilot.app.screen is screen
        assert cursor_words(screen) == ""


async def test_jumps_to_lines_dates_and_nowhere(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "4")
        assert screen.scene
        assert screen.scene.cursor == day("2020-05-31")
        await pressed(pilot, "J", *"Jan", "space", *"2022", "enter")
        assert screen.scene.cursor == (day("2022-01-01") + day("2022-01-31")) / 2
        await pressed(pilot, "J", *"soon", "enter")
        assert "Nowhere to jump to" in [n.title for n in pilot.app._notifications]
        assert screen.scene.cursor == (day("2022-01-01") + day("2022-01-31")) / 2


async def test_a_jump_to_a_line_shows_its_lane(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "Trastuzumab" not in text_of(pilot)
        await pressed(pilot, "4")
        assert "Trastuzumab" in text_of(pilot)
        assert screen.scene
        assert screen.scene.cursor == day("2020-05-31")
        await pressed(pilot, "J", *"line", "space", "6", "enter")
        assert screen.selected_record() == "e34-lenvatinib"


async def test_the_axis_stays_readable_under_the_question_where_to_jump(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pressed(pilot, "J")
        lines = text_of(pilot).splitlines()
        assert lines[4].split() == ["months", "0", "24", "48", "72"]
        assert "Jump to a date, a month or a line" in "".join(lines[-8:])


async def test_a_table_opens_at_the_selected_record(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pressed(pilot, "4", "L")
        assert "4 [P] trastuzumab + pyrotinib" in words(pilot)
        assert pilot.app.screen.query_one(RecordTable).cursor == 3


async def test_the_axis_counts_from_a_line(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "z", *"line", "space", *"4", "enter")
        assert "start of line 4 trastuzumab + pyrotinib" in words(pilot)
        await pressed(pilot, "J", *"1", "enter")
        assert cursor_words(screen).startswith("month 1: line 4")


async def test_long_empty_stretches_fold(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        assert "≈" not in text_of(pilot)
        await pressed(pilot, "F")
        assert screen.scene
        folds = screen.scene.view.folds
        # nothing is dated between March 2023 and March 2025
        assert any(
            day("2023-04-01") < fold.first and fold.last < day("2025-03-01")
            for fold in folds
        )
        assert text_of(pilot).splitlines()[4].count("≈") == len(folds)
        await pressed(pilot, "F")
        assert "≈" not in text_of(pilot)


async def test_groups_close_by_key_and_by_click(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "space")
        assert "Disease status 2 lanes closed" in words(pilot)
        view = screen.query_one(SwimlaneView)
        await pilot.click(view, offset=(4, 0))
        await settle(pilot)
        assert "2 lanes closed" not in words(pilot)
        assert screen.scene
        assert screen.scene.closed == frozenset()
        await pilot.click(
            view,
            offset=(
                4,
                next(
                    n
                    for n, line in enumerate(view.lines_of_scene)
                    if line.group is Group.SYSTEMIC
                )
                - view.scroll_offset.y,
            ),
        )
        await settle(pilot)
        assert screen.scene.closed == {Group.SYSTEMIC}


async def test_a_closed_group_is_reached_and_opened_by_keys(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "space", "down", "space", "down")
        assert screen.scene
        assert screen.scene.closed == {Group.STATUS, Group.SYSTEMIC}
        assert screen.selected_record() == "e05-first-operation"
        await pressed(pilot, "up")  # the heading of a closed group is a line to stop at
        heading = next(
            line
            for line in screen.query_one(SwimlaneView).lines_of_scene
            if line.shows(screen.scene.selected)
        )
        assert heading.group is Group.SYSTEMIC
        await pressed(pilot, "space")
        assert screen.scene.closed == {Group.STATUS}
        await pressed(pilot, "up", "space")
        assert screen.scene.closed == frozenset()


async def test_kinds_are_hidden_and_a_jump_shows_them_again(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert "Trastuzumab" in text_of(pilot)
        await pressed(pilot, "f", *"antibody", "enter")
        assert isinstance(pilot.app.screen.query_one(OptionList), OptionList)
        await pressed(pilot, "escape")
        assert "Trastuzumab" not in text_of(pilot)
        await pressed(pilot, "L", "down", "down", "down", "enter")
        assert screen.selected_record() == "e17-trastuzumab"
        assert "Trastuzumab" in text_of(pilot)


async def test_one_value_makes_no_trend(app_with: Fill, cases: dict[str, Case]) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        assert "baseline 1200; nadir, progression: not computable: 1 value" in words(
            pilot
        )
        marker = screen.query_one(MarkerView)
        curve = "".join(c.char for row in marker.rows[2:] for c in row)
        assert curve.count("○") + curve.count("●") == 1


async def test_the_marker_panel_follows_line_scale_and_marker(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["SYNTHETIC-BTC-1"]])
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        # line 5, the last: 240 on 20 Oct and 225 on 8 Dec 2025, which is its lowest
        said = screen.query_one(MarkerView).text
        assert said.startswith(
            "line 5: 1.0 x nadir 225; baseline 240; greatest fall -6.3 %"
        )
        await pressed(pilot, "3")
        # line 3 lasts from 6 May 2024 until line 4 begins on 10 Feb 2025; CA19-9 was
        # 1690 on 29 Apr, below 2 in November, 44 on 20 Jan and 77 on 10 Feb, 21 days
        # later: 77 / 2, (2 - 1690) / 1690 and (77 - 1690) / 1690
        said = screen.query_one(MarkerView).text
        assert said == (
            "line 3: > 38.5 x nadir <2; baseline 1690; greatest fall < -99.9 %; "
            "change -95.4 %; progression yes, 20 Jan 2025"
        )
        assert "log scale" in words(pilot)
        await pressed(pilot, "v")
        assert "linear scale" in words(pilot)
        await pressed(pilot, "V")
        assert "CEA" in words(pilot)
        assert "2 of 2" in words(pilot)


async def test_of_many_markers_one_is_chosen_by_its_name(app_with: Fill) -> None:
    values = tuple(
        Result.model_validate(
            {
                "id": f"m{number}-{year}",
                "date": f"{year}-03-01",
                "analyte": "CEA",
                "assay": f"MADE {number}",
                "comparator": "=",
                "value": 500 + number,
                "unit": "U/mL",
            }
        )
        for number in range(30)
        for year in (2019, 2020)
    )
    case = Case(Patient(id="p", code="P-1"), values)
    async with app_with([case]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "1 of 30" in words(pilot)
        await pressed(pilot, "V", *"27")
        assert "CEA, MADE 27 U/mL 2 values, last 527 U/mL" in words(pilot)
        await pressed(pilot, "enter")
        assert re.search(r"CEA, MADE 27 U/mL \d+ of 30", words(pilot))


async def test_narrative_order_carries_over_between_screens(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "L")
        assert "[..Mar 2025]►" in text_of(pilot)
        await pressed(pilot, "n")
        assert "[Mar 2023..Mar 2025]►" in text_of(pilot)
        await pressed(pilot, "S", "escape")
        assert screen.narrative
        assert "narrative order: 7 moved" in words(pilot)


async def test_the_mouse_does_what_the_keys_do(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        view = screen.query_one(SwimlaneView)
        lines = view.lines_of_scene
        line = next(n for n, each in enumerate(lines) if each.title == "Trastuzumab")
        await pilot.hover(view, offset=(70, line - view.scroll_offset.y))
        await settle(pilot)
        assert screen.selected_record() == "e17-trastuzumab"
        await pressed(pilot, "C")
        assert screen.scene
        before = screen.scene.cursor
        await pilot.hover(view, offset=(100, 1))
        await settle(pilot)
        assert screen.scene.cursor != before
        await pressed(pilot, "escape", "L")
        table = pilot.app.screen.query_one(RecordTable)
        await pilot.hover(table, offset=(10, 5))
        await settle(pilot)
        assert table.cursor == 4
        await pilot.click(table, offset=(10, 5))
        await settle(pilot)
        assert pilot.app.screen is screen
        assert screen.selected_record() == "e27-dp303c"


async def test_a_double_click_is_enter(app_with: Fill, cases: dict[str, Case]) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        view = screen.query_one(SwimlaneView)
        lines = view.lines_of_scene
        line = next(n for n, each in enumerate(lines) if each.title == "Trastuzumab")
        await pilot.click(view, offset=(70, line - view.scroll_offset.y), times=2)
        await settle(pilot)
        assert "Edit: Drug course" in words(pilot)
        assert "e17-trastuzumab " in words(pilot)
        await pressed(pilot, "escape", "H")
        ribbon = pilot.app.screen.query_one(SwimlaneView)
        await pilot.click(ribbon, offset=(52, 0), times=2)  # the test of March 2019
        await settle(pilot)
        assert "C Cursor" in words(pilot)  # the foot of the picture
        assert screen.selected_record() == "e11-ihc-2019"


async def test_the_mouse_reaches_the_values_of_a_marker(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["SYNTHETIC-BTC-1"]])
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        assert screen.scene
        values = [item for item in screen.scene.items if item.point]
        last = max(
            (item for item in values if item.label.startswith("CA19-9")),
            key=lambda item: item.bounds.sort_key,
        )
        marker = screen.query_one(MarkerView)
        await pilot.click(marker, offset=(116, 4))  # right of every value
        await settle(pilot)
        assert screen.selected_record() == last.record
        await pressed(pilot, "C")
        before = screen.scene.cursor
        await pilot.hover(marker, offset=(60, 4))
        await settle(pilot)
        assert screen.scene.cursor != before
