"""Dates and numbers with two readings, typed and pasted, on a real registry."""

from textual import events

from timeline.case.records.result import Result
from timeline.registry import Configure, Session
from timeline.tui.app import TimelineApp
from timeline.tui.screens.asking import ChoiceScreen
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.series import SeriesScreen
from timeline.tui.widgets.series_grid import SeriesGrid
from tui.conftest import Fill
from tui.entry.small_case import CASE
from tui.entry_steps import Hand, on_patient, stored
from tui.steps import words, workplace_of

GERMAN = """Datum\tCA 19-9
03.02.2020\t1.200
02.03.2020\t2.450
06.04.2020\t>10.000
04.05.2020\t980"""


async def _pasted(hand: Hand, text: str) -> SeriesGrid:
    await hand.press("s")
    screen = await hand.screen(SeriesScreen)
    await hand.write("CA199")
    await hand.press("tab")
    await hand.write("U/mL")
    await hand.press("f6")
    grid = screen.query_one(SeriesGrid)
    grid.post_message(events.Paste(text))
    return grid


async def test_a_paste_of_thousands_is_asked_about_once(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        grid = await _pasted(hand, GERMAN)
        await hand.screen(ChoiceScreen)
        shown = words(pilot)
        assert "What does 1.200 mean?" in shown
        assert "3 rows are written in a way that has two readings." in shown
        assert "1.2: a point stands before decimals" in shown
        assert "1200: a comma stands before decimals" in shown
        await hand.press("c")
        await hand.screen(SeriesScreen)
        await hand.until(lambda: grid.grid.rows[2][1] == ">10000")
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        results = stored(app).of_kind(Result)
        assert {(r.analyte, r.unit) for r in results} == {("CA19-9", "U/mL")}
        assert [(r.date.canonical, r.comparator, r.value) for r in results] == [
            ("2020-02-03", "=", 1200),
            ("2020-03-02", "=", 2450),
            ("2020-04-06", ">", 10_000),
            ("2020-05-04", "=", 980),
        ]


async def test_a_paste_that_is_left_open_is_kept_and_not_stored(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        grid = await _pasted(hand, "03/04/2020\t1.200\n05/04/2020\t7")
        await hand.screen(ChoiceScreen)
        assert "2020-04-03: the day stands first" in words(pilot)
        assert "2020-03-04: the month stands first" in words(pilot)
        await hand.press("d")
        await hand.sees("What does 1.200 mean?")
        await hand.press("escape")
        await hand.screen(SeriesScreen)
        await hand.until(lambda: grid.grid.rows[0] == ("2020-04-03", "1.200"))
        assert grid.grid.rows[1] == ("2020-04-05", "7")
        await hand.press("ctrl+s")
        await hand.sees("1 row cannot be read")
        assert stored(app) == CASE


async def test_what_the_settings_say_is_not_asked(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        _chosen(app, decimal_sign="comma", date_order="month first")
        await _pasted(hand, "03/04/2020\t1.200")
        await hand.sees("4 Mar 2020: 1200")


def _chosen(app: TimelineApp, **settings: str) -> None:
    changes = [Configure(name, text) for name, text in settings.items()]
    workplace_of(app).registry.apply(changes, Session("tester", "Standard"))


async def _result_form(hand: Hand) -> FormScreen:
    await hand.press("a")
    await hand.screen(ChoiceScreen)
    await hand.press("m")
    return await hand.screen(FormScreen)


async def test_a_form_names_both_readings_and_stores_neither(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        screen = await _result_form(hand)
        screen._rows["date"].editor.focus()
        await hand.sees("03/04/2024 is asked")
        await hand.write("03/04/2024")
        await hand.sees("3 Apr")
        assert "2024 or 4 Mar 2024. Write 2024-04-03" in words(pilot)
        await hand.press("tab")
        await hand.sees("! Day and month could be either way round")
        await hand.press("shift+tab", "ctrl+u")
        await hand.write("5. März 2024")
        await hand.sees("5 Mar 2024: an exact day")
        screen._rows["value"].editor.focus()
        await hand.write("1.050")
        await hand.press("tab")
        await hand.sees("! This could be thousands or decimals")
        await hand.press("ctrl+s")
        assert isinstance(app.screen, FormScreen)
        assert stored(app) == CASE


async def test_a_form_reads_by_the_settings_and_says_so(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
        _chosen(app, date_order="day first", decimal_sign="comma")
        screen = await _result_form(hand)
        for name, text in {"analyte": "CEA", "unit": "ng/mL", "value": "1.050"}.items():
            screen._rows[name].editor.focus()
            await hand.write(text)
        await hand.sees("1.050 is over a thousand, by")
        await hand.sees("read as 1050")
        screen._rows["date"].editor.focus()
        await hand.sees("03/04/2024 is 3 April, by")
        await hand.write("03/04/2024")
        await hand.sees("3 Apr 2024: an exact day")
        await hand.press("ctrl+s")
        await hand.screen(PatientScreen)
        (result,) = stored(app).of_kind(Result)
        assert (result.value, result.date.canonical) == (1050, "2024-04-03")
