"""The questions of a clinician, answered on screen for the published case.

The numbers are those of the clinical specification of the case.
"""

import datetime as dt
import re

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from timeline.case.case import Case
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import Her2Method, IhcScore
from timeline.swimlane.model import Group, Tone
from timeline.tui.screens.her2 import Her2Screen
from timeline.tui.screens.lesions import LesionsScreen
from timeline.tui.screens.lines import LinesScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.widgets.detail_panel import DetailPanel
from timeline.tui.widgets.record_table import RecordTable
from timeline.tui.widgets.scene_rows import MarkerView
from timeline.tui.widgets.swimlane_view import SwimlaneView
from tui.conftest import Fill
from tui.steps import opened, settle, text_of

WIDE = (200, 60)


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def words(pilot: Pilot[None]) -> str:
    """What stands on the screen, wrapped lines joined."""
    return " ".join(text_of(pilot).split())


def cursor_words(screen: PatientScreen) -> str:
    return screen.query_one(DetailPanel).at_cursor


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def test_where_the_patient_stands(app_with: Fill, cases: dict[str, Case]) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        person, course, tests = text_of(pilot).splitlines()[:3]
        assert "59 y at presentation · gallbladder, pT3N1M0, stated IIIA" in person
        assert "Alive Mar 2025, 90+ mo · line 6 lenvatinib, start undated" in course
        assert "last response SD" in course
        assert "HER2 positive as reported, IHC Mar 2019" in tests
        assert re.search(r"\d+ open queries", tests)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        # what the case files state, in words that 80 columns have room for
        ("GBC-90", ["stated IIIA", "last response SD?", "CA19-9 1200 undated"]),
        ("SYNTHETIC-BTC-1", ["stated IVB", "response SD", "CA19-9 225 8 Dec 2025"]),
        ("SYNTHETIC-REL-1", ["stated IV", "since month 9", "response SD", "day 540"]),
    ],
)
async def test_the_header_ends_no_line_before_its_last_fact(
    app_with: Fill, cases: dict[str, Case], code: str, said: list[str]
) -> None:
    async with app_with([cases[code]]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        header = "\n".join(text_of(pilot).splitlines()[:3])
        for words_of_fact in (*said, code, "line", "quer"):
            assert words_of_fact in header
        await pressed(pilot, "n")
        assert "quer" in text_of(pilot).splitlines()[2]


async def test_eighty_columns_say_when_each_line_ended_and_why(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["SYNTHETIC-BTC-1"]])
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pressed(pilot, "L")
        rows = text_of(pilot).splitlines()
        third = next(row for row in rows if row.startswith(" 3 "))
        assert "6 May 2024-13 Jan 2025" in third
        assert "progression" in third
        await pressed(pilot, "escape", "H")
        assert "change, loss of positivity: yes" in words(pilot)


async def test_which_line_worked_and_what_ended_it(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "L")
        assert isinstance(pilot.app.screen, LinesScreen)
        assert "LoT 6 (2+4) or LoT 6 (1+5)" in words(pilot)
        rows = text_of(pilot).splitlines()
        fourth = next(row for row in rows if row.startswith(" 4 "))
        assert "May 2020-Aug 2021" in fourth
        # time on treatment 14.0-16.0 against 18 reported, PFS 14.0-21.0 against 18
        assert "14.0-16.0 < 18" in fourth
        assert "14.0-21.0 = 18" in fourth
        assert "progression" in fourth
        await pressed(pilot, "down", "down", "down")
        page = words(pilot)
        assert "Time on treatment: 14.0-16.0 mo (calendar 15)" in page
        assert "exceeds max by 2.0 months (compared with time on treatment)" in page
        assert "within (compared with progression-free survival)" in page
        assert "new line: progression on line 3" in page
        await pressed(pilot, "down")
        fifth = words(pilot)
        assert "Stopped: toxicity: fatigue" in fifth
        assert "Best response: SD" in fifth


async def test_published_trials_stand_beside_the_line(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "L", "down", "down", "down")
        page = words(pilot)
        assert "nothing is inferred from the difference" in page
        assert "5.1 months (95% CI 3.6-6.7)" in page
        assert re.search("├─+●─+┤", page)
        await pressed(pilot, "tab", *["pagedown"] * 3)
        assert "sources disagree" in words(pilot)


async def test_enter_on_a_line_goes_to_it_in_the_picture(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "L", "down", "down", "down", "enter")
        assert pilot.app.screen is screen
        assert screen.selected_record() == "e17-trastuzumab"


async def test_how_her2_moved(app_with: Fill, cases: dict[str, Case]) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pressed(pilot, "H")
        assert isinstance(pilot.app.screen, Her2Screen)
        shown = words(pilot)
        assert "HER2 by BTC-c: HERB" in shown
        assert "persistent positivity as reported, loss not evaluable" in shown
        rows = [r for r in text_of(pilot).splitlines() if "not classifiable" in r]
        assert [row.split()[:2] for row in rows[:2]] == [
            ["Sep", "2017"],
            ["Mar", "2019"],
        ]
        assert "positive" in rows[0]
        # the fold is no ratio: no class by rule; its place is by the sentences only
        assert re.search(r"undated .* NGS .* 7\.4-fold .* amplified .* L04\?", rows[2])
        assert "Missing for a class by rule: IHC score" in shown
        await pressed(pilot, "r")
        assert "HER2 by BTC-d: KCSG-HB19-14" in words(pilot)
        assert "BTC-d" in next(r for r in text_of(pilot).splitlines() if "NGS " in r)


async def test_the_rule_set_follows_from_other_sites(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    case = cases["GBC-90"]
    diagnosis = next(r for r in case.records if r.id == "e06-diagnosis")
    gastric = case.with_record(diagnosis.changed(site="stomach", stage_stated=None))
    async with app_with([gastric]).run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pressed(pilot, "H", "r")
        assert "HER2 by CAP/ASCP/ASCO gastric 2016" in words(pilot)


async def test_what_was_done_to_which_lesion(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "S", "down", "down")
        assert isinstance(pilot.app.screen, LesionsScreen)
        row = next(
            r
            for r in text_of(pilot).splitlines()
            if r.startswith(" Right adrenal metastasis") and "Mar 2020" in r
        )
        assert re.search(r"Mar 2020\s+3\s+3\s", row)
        page = words(pilot)
        assert "First seen Mar 2020; 3 progressions; 3 local treatments" in page
        assert (
            "iodine-125 seed implantation; 14 calendar months after the treatment "
            "before (12.9-14.9 mo (calendar 14))"
        ) in page


async def test_what_does_not_add_up(app_with: Fill, cases: dict[str, Case]) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pressed(pilot, "i")
        # pT3N1M0 is IIIB in AJCC 8; with the specimen as a metastasis it is IVB
        assert "Stage stated IIIA, computed IIIB" in words(pilot)
        assert re.search(
            r"IIIA as stated, IIIB from pT3N1M0 .* and IVB if", joined(pilot)
        )
        assert "Disease control is reported as 18 months" in words(pilot)


def joined(pilot: Pilot[None]) -> str:
    """What stands in a dialog, without its frame."""
    return " ".join(text_of(pilot).replace("│", " ").split())


async def test_local_treatments_and_progressions_in_order(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "S", "down", "down")
        page = words(pilot)
        # two operations, radiotherapy and three treatments of the right adrenal
        assert "local treatments are not lines of therapy (6 in all)" in page
        places = [
            page.index(said)
            for said in (
                "undated (between Mar 2019 and May 2020), progression",
                "Mar 2020, seen",
                "undated (between Aug 2021 and Jan 2022), progression",
                "Jan 2022, treatment: CyberKnife",
                "undated (between Feb 2022 and Mar 2023), progression",
                "Mar 2023, treatment: iodine-125",
            )
        ]
        assert places == sorted(places)


async def test_what_goes_on_has_no_start_until_narrative_order_counts(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=WIDE) as pilot:
        await opened(pilot)

        def lane(title: str) -> str:
            rows = text_of(pilot).splitlines()
            return next(row for row in rows if title in row[:40])

        # by the stated orders line 6 only began before the last follow-up
        assert re.search(r"Ongoing, start not dated \?┄+►", lane("Lenvatinib"))
        await pressed(pilot, "n")
        assert re.search(r"~Ongoing ↔ ~+►", lane("Lenvatinib"))
        assert "narrative order: 7 moved" in words(pilot)
        await pressed(pilot, "n")
        assert re.search(r"\?┄+►", lane("Lenvatinib"))


async def test_a_grade_that_is_not_stated_is_not_a_grade(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        lines = screen.query_one(SwimlaneView).lines_of_scene
        found = {
            placed.item.record: dict(placed.item.detail)
            for line in lines
            for placed in line.placed
            if placed.item.drawn and placed.item.drawn.tone is Tone.ADVERSE_EVENT
        }
        assert sorted(detail.get("Grade", "") for detail in found.values()) == ["", "2"]


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
        assert screen.scene.cursor == (day("2020-05-01") + day("2020-05-31")) / 2
        await pressed(pilot, "J", *"Jan", "space", *"2022", "enter")
        assert screen.scene.cursor == (day("2022-01-01") + day("2022-01-31")) / 2
        await pressed(pilot, "J", *"soon", "enter")
        assert "Nowhere to jump to" in [n.title for n in pilot.app._notifications]
        assert screen.scene.cursor == (day("2022-01-01") + day("2022-01-31")) / 2


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
        assert (
            "baseline 1200; nadir, change, doubling time: not computable: 1 value"
            in words(pilot)
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
        await pressed(pilot, "3")
        # line 3 runs from 6 May 2024 to 13 Jan 2025; CA19-9 was 1690 on 29 Apr, below 2
        # in November and 8.4 at last: (8.4 - 1690) / 1690
        said = screen.query_one(MarkerView).text
        assert said.startswith("line 3: baseline 1690; nadir <2; change -99.5 %")
        assert "log scale" in words(pilot)
        await pressed(pilot, "v")
        assert "linear scale" in words(pilot)
        await pressed(pilot, "V")
        assert "CEA" in words(pilot)
        assert "2 of 2" in words(pilot)


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


async def test_help_explains_the_screen_in_front(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "f1")
        assert "On this screen" in words(pilot)
        assert "HER2-directed ADC" in words(pilot)
        await pressed(pilot, "escape", "L", "f1")
        assert "the source reports 18, which is more than they allow" in words(pilot)
        await pressed(pilot, "escape", "H", "f1")
        assert "by the order of the sentences only" in words(pilot)


CALENDAR = re.compile(
    r"\b(19|20)\d\d\b|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
)


async def test_a_relative_case_shows_no_calendar_date_anywhere(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["SYNTHETIC-REL-1"]])
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        for keys in (
            ("t", "n"),
            ("C", "right", "right"),
            ("z",),
            ("escape", "escape", "H"),
            ("S",),
            ("L", "down"),
        ):
            await pressed(pilot, *keys)
            page = text_of(pilot).partition("Published trials")[0]
            assert not CALENDAR.search(page), keys


async def test_records_without_any_date_are_listed_and_have_no_axis(
    app_with: Fill,
) -> None:
    test = Her2Test(id="h", method=Her2Method.IHC, ihc_score=IhcScore.THREE)
    case = Case(Patient(id="p", code="P-1"), (test, TherapyLine(id="t", regimen="GP")))
    async with app_with([case]).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "No record has a date, so there is no axis" in words(pilot)
        assert "IHC: HER2 3+" in words(pilot)
        assert "months" not in words(pilot)
        await pressed(pilot, "C")
        assert screen.scene
        assert screen.scene.cursor is None
        await pressed(pilot, "J", "3", "enter")
        assert screen.scene.cursor is None


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_patient_without_records_gets_helpful_tables(
    app_with: Fill, size: tuple[int, int]
) -> None:
    empty = Case(Patient(id="p", code="P-1"))
    async with app_with([empty]).run_test(size=size) as pilot:
        await opened(pilot)
        assert "Press a to enter the first record" in words(pilot)
        assert "Press a to enter a record in a form" in words(pilot)
        assert "months" not in words(pilot)  # nothing that an axis would count
        for key, said in (
            ("L", "No line of therapy is recorded."),
            ("H", "No HER2 test is recorded."),
            ("S", "No lesion is recorded."),
        ):
            await pressed(pilot, key)
            assert said in words(pilot)
            await pressed(pilot, "down", "enter", "n", "escape")
