"""The questions of a clinician, answered on screen for the published case.

The numbers are those of the clinical specification of the case.
"""

import re

import pytest

from timeline.case.case import Case
from timeline.swimlane.model import Tone
from timeline.tui.screens.her2 import Her2Screen
from timeline.tui.screens.lesions import LesionsScreen
from timeline.tui.screens.lines import LinesScreen
from timeline.tui.widgets.swimlane_view import SwimlaneView
from tui.conftest import Fill
from tui.steps import opened, pressed, text_of, words

WIDE = (200, 60)


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
        assert "time on treatment: 14.0-16.0 mo (calendar 15)" in page
        assert "exceeds max by 2.0 months (compared with time on treatment)" in page
        assert "within (compared with progression-free survival)" in page
        assert "new line: progression on line 3" in page
        await pressed(pilot, "down")
        fifth = words(pilot)
        assert "stopped: toxicity (fatigue)" in fifth
        assert "best response: SD" in fifth


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


async def test_what_came_before_a_specimen_and_which_progression_it_followed(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    app = app_with([cases["SYNTHETIC-BTC-1"]])
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pressed(pilot, "H", "end")
        rows = [r for r in text_of(pilot).splitlines() if "14 Oct 2025" in r]
        assert rows[0].split()[-2:] == ["L04", "L05"]
        shown = words(pilot)
        assert "It came after the start of line 4 trastuzumab deruxtecan." in shown
        # the specimen of October 2025 came before line 5, but long after line 4 began
        late = "not re-tested before line 4 trastuzumab deruxtecan, which started 10 "
        assert f"Re-test after PD on zanidatamab: {late}Feb 2025; only after" in shown
        assert (
            "Re-test after PD on trastuzumab deruxtecan: HER2 re-test recorded" in shown
        )


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
            "before (12.9-14.9 mo)"
        ) in page


async def test_what_does_not_add_up(app_with: Fill, cases: dict[str, Case]) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pressed(pilot, "i")
        # pT3N1M0 is IIIB in AJCC 8; with the specimen as a metastasis it is IVB
        assert "Stage stated IIIA, computed IIIB" in words(pilot)
        assert re.search(
            r"IIIA as stated, IIIB from pT3N1M0 .* and IVB if", words(pilot)
        )
        assert "Disease control is reported as 18 months" in words(pilot)


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
