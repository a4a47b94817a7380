"""Quick entry, series and queries on a real registry, driven by keys."""

from textual import events

from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.picking import PickScreen
from timeline.tui.screens.quick import QuickScreen
from timeline.tui.screens.series import SeriesScreen
from timeline.tui.widgets.series_grid import SeriesGrid
from tui.conftest import Fill
from tui.entry.small_case import CASE
from tui.entry_steps import Hand, on_patient, stored
from tui.killing import killed_after
from tui.steps import text_of, words, workplace_of


async def test_quick_entry_is_confirmed_before_it_is_stored(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press(":")
        await hand.screen(QuickScreen)
        await hand.write("hello")
        await hand.sees("Not understood yet")
        await hand.press("ctrl+u")
        await hand.write("ca19-9 1200 31.2.2020")
        await hand.sees("! 31.2.2020: Feb 2020 has 29 days")
        await hand.press("ctrl+u")
        await hand.write("Mar 2019 second hepatectomy")
        await hand.sees("Mar 2019: a month")
        await hand.press("enter")
        await hand.screen(FormScreen)
        assert stored(app) == CASE
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        record = stored(app).get("second-hepatectomy")
        assert isinstance(record, LocalIntervention)
        assert record.procedures == ("second hepatectomy",)


async def test_what_is_not_understood_is_marked_and_becomes_a_note(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press(":")
        await hand.screen(QuickScreen)
        await hand.write("probable PD 3.2020")
        await hand.sees("! 'probable' leaves it in doubt.")
        await hand.press("enter")
        await hand.screen(QuickScreen)  # there is nothing to open
        await hand.press("ctrl+u")
        await hand.write("ca19-9 12 U/mL 3.2020 fasting")
        await hand.sees("! not understood, kept as a note: fasting")
        await hand.press("enter")
        form = await hand.screen(FormScreen)
        assert form.form.texts["notes"] == "fasting"


async def test_two_lines_of_therapy_have_their_own_courses(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press(":")
        await hand.screen(QuickScreen)
        await hand.write("paclitaxel 80 mg/m2 5.2019; S-1 40 mg bid 8.2020")
        await hand.press("enter")
        for _ in range(4):
            form = await hand.screen(FormScreen)
            await hand.press("ctrl+s")
            await hand.until(lambda form=form: app.screen is not form)  # type: ignore[misc]
        await hand.screen(PatientScreen)
        lines = {c.drug: c.line for c in stored(app).of_kind(DrugCourse) if c.dose}
        assert lines == {"paclitaxel": "paclitaxel", "S-1": "s-1"}


async def test_a_pasted_series_is_looked_through_and_stored(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("s")
        screen = await hand.screen(SeriesScreen)
        await hand.write("CA199")
        await hand.press("tab")
        await hand.write("U/mL")
        await hand.press("f6")
        grid = screen.query_one(SeriesGrid)
        grid.post_message(events.Paste("2017-09\t1200\n2018-01\t1.2e3\n2018-02\t<0.6"))
        await hand.until(lambda: "exponent" in text_of(pilot))
        await hand.press("ctrl+s")
        assert "1 row cannot be read; mend it, or" in text_of(pilot)
        # the cursor went to that row, so that its reason can be read
        await hand.press("ctrl+d")
        assert grid.grid.filled == (("2017-09", "1200"), ("2018-02", "<0.6"))
        await hand.until(lambda: "2000-fold" in text_of(pilot))
        await hand.press("ctrl+s")
        await hand.screen(ChoiceScreen)
        assert "Row 2: Feb 2018: <0.6; 2000-fold" in words(pilot)
        await hand.press("s")
        await hand.screen(PatientScreen)
        assert workplace_of(app).drafts.left_behind() == {}
        found = stored(app).of_kind(Result)
        assert [(one.analyte, one.amount) for one in found] == [
            ("CA19-9", "1200 U/mL"),
            ("CA19-9", "<0.6 U/mL"),
        ]


async def test_a_series_is_typed_cell_by_cell(app_with: Fill) -> None:
    there = Result.model_validate(
        {
            "id": "m",
            "analyte": "CEA",
            "comparator": "=",
            "value": 3,
            "unit": "ng/mL",
            "date": "2018-02",
        }
    )
    app = app_with([CASE.with_record(there)])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("s")
        screen = await hand.screen(SeriesScreen)
        await hand.write("CEA")
        await hand.press("f6")
        grid = screen.query_one(SeriesGrid)
        await hand.write("9.17")
        await hand.press("tab")
        await hand.write("37,5x")
        await hand.press("backspace", "enter")
        await hand.write("2.18")
        await hand.sees("still to be given")
        await hand.press("right")
        await hand.write(">10,000")
        assert grid.grid.filled == (("9.17", "37,5"), ("2.18", ">10,000"))
        await hand.sees("write >10000 or >10.0000")
        for _ in ">10,000":
            await hand.press("backspace")
        await hand.write(">10000")
        assert "Sep 2017: 37.5" in text_of(pilot)
        assert "recorded already: 3 ng/mL" in text_of(pilot)
        await hand.press("shift+tab", "shift+tab", "shift+tab", "shift+tab")
        assert not grid.has_focus


async def test_a_series_explains_its_fields_and_what_is_missing(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("s")
        screen = await hand.screen(SeriesScreen)
        await hand.sees("one marker  ·  P-1")
        await hand.press("tab", "tab", "tab")
        await hand.sees("Upper limit. ")
        await hand.press("f6")
        screen.query_one(SeriesGrid).post_message(
            events.Paste("Date\tCEA level\n2017-09\t5,2\n2018-01\t6\n2100\t7")
        )
        await hand.sees("Date CEA level")  # said to be left out
        grid = screen.query_one(SeriesGrid).grid
        assert grid.filled[0] == ("2017-09", "5,2")
        await hand.press("ctrl+s")
        await hand.sees("! 1 row cannot be read; mend it")
        await hand.sees("! The date lies in the future")
        await hand.press("ctrl+d", "ctrl+s")
        await hand.sees("! Analyte: This is required.")
        await hand.write("CEA")
        await hand.until(lambda: "This is required." not in text_of(pilot))
        await hand.press("ctrl+s")
        await hand.until(lambda: len(stored(app).of_kind(Result)) == 2)


async def test_a_series_is_stored_and_undone_as_one(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("s")
        screen = await hand.screen(SeriesScreen)
        await hand.write("CEA")
        await hand.press("tab")
        await hand.write("ng/mL")
        await hand.press("f6")
        grid = screen.query_one(SeriesGrid)
        grid.post_message(events.Paste("2017-09\t5\n2018-01\t6\n2018-02\t7"))
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        assert len(stored(app).of_kind(Result)) == 3
        assert len(workplace_of(app).registry.transactions(code="P-1")) == 2
        await hand.press("u")
        await hand.until(lambda: stored(app) == CASE)


async def test_a_killed_series_comes_back(app_with: Fill) -> None:
    app = app_with([CASE])
    steps = """
    await hand.press("s")
    await hand.screen(SeriesScreen)
    await hand.write("CEA")
    await hand.press("f6")
    await hand.write("9.17")
    await hand.press("tab")
    await hand.write("12")
    await pilot.pause()
    """
    killed_after(steps, app)
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await hand.screen(PickScreen)
        assert "Series of a marker" in text_of(pilot)
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("o")
        screen = await hand.screen(SeriesScreen)
        await hand.until(lambda: "Sep 2017: 12" in text_of(pilot))
        assert screen.query_one(SeriesGrid).grid.filled == (("9.17", "12"),)


async def test_queries_are_answered_and_open_their_field(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press("i")
        await hand.screen(PickScreen)
        await hand.write("why it was given")
        await hand.press("enter")
        await hand.screen(ChoiceScreen)
        await hand.press("d")
        await hand.screen(ReasonScreen)
        await hand.press("1")
        await hand.until(lambda: bool(stored(app).of_kind(QueryAnswer)))
        answers = stored(app).of_kind(QueryAnswer)
        assert len(answers) > 1
        assert "setting:line-1:setting" in {answer.query for answer in answers}
        assert {answer.reason for answer in answers} == {"Not stated in the source"}
        await hand.screen(PickScreen)
        await hand.press("escape")
        await hand.screen(PatientScreen)
        await hand.press("full_stop")
        form = await hand.screen(FormScreen)
        assert form.current is not None
        await hand.press("escape")
        await hand.screen(PatientScreen)
        await hand.press("escape")
        await hand.screen(PatientsScreen)
        await hand.press("i")
        await hand.screen(PickScreen)
        await hand.until(lambda: "No dated follow-up" in text_of(pilot))
        await hand.press("escape")


async def test_what_was_typed_in_the_line_is_not_left_without_a_question(
    app_with: Fill,
) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        await hand.press(":")
        await hand.screen(QuickScreen)
        await hand.write("Mar 2019 second hepatectomy")
        await hand.press("enter")
        await hand.screen(FormScreen)
        await hand.press("escape")
        await hand.screen(ChoiceScreen)
        await hand.press("escape")
        form = await hand.screen(FormScreen)
        assert form.form.texts["procedures"] == "second hepatectomy"
        await hand.press("escape")
        await hand.screen(ChoiceScreen)
        await hand.press("d")
        await hand.screen(PatientScreen)
        assert stored(app) == CASE
