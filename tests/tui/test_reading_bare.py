"""Help, and cases that have little: no calendar, no date, no record."""

import re

import pytest

from timeline.case.assay_vocabulary import Her2Method, IhcScore
from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import VitalStatus
from tui.conftest import Fill
from tui.steps import opened, pressed, text_of, words

WIDE = (200, 60)


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


async def test_a_record_without_any_date_tells_all_that_is_known_of_it(
    app_with: Fill, cases: dict[str, Case]
) -> None:
    async with app_with([cases["GBC-90"]]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "H", "down", "down", "enter")
        assert screen.selected_record() == "e16-ngs"
        said = words(pilot)
        assert "NGS: ERBB2 amplified, 7.4-fold" in said
        assert "No date places it on the axis" in said
        assert "Laboratory: Nanjing Geneseeq" in said
        assert "Source: Published case report" in said


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
        assert "Press a to enter a record in a form" in words(pilot)
        assert "Press a to enter a record, r for a list of all." in words(pilot)
        assert "months" not in words(pilot)  # nothing that an axis would count
        for key, said in (
            ("L", "No line of therapy is recorded."),
            ("H", "No HER2 test is recorded."),
            ("S", "No lesion is recorded."),
        ):
            await pressed(pilot, key)
            assert said in words(pilot)
            await pressed(pilot, "down", "enter", "n", "escape")


async def test_a_record_without_a_place_in_the_picture_is_not_denied(
    app_with: Fill,
) -> None:
    contact = FollowUp(
        id="f", date=PartialDate.parse("2021"), vital_status=VitalStatus.ALIVE
    )
    case = Case(Patient(id="p", code="P-1"), (contact,))
    async with app_with([case]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "Alive 2021" in words(pilot)
        assert "No record has a place in the picture yet." in words(pilot)
        assert "Nothing is recorded" not in words(pilot)
        assert "cut-off" not in words(pilot)  # there is no axis to cut
        await pressed(pilot, "r")
        assert "Follow-up" in words(pilot)
