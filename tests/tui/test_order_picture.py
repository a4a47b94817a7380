"""The keys of the picture on a patient without any date."""

from swimlane.order_case import ORDERED
from timeline.tui.drawing.rows import ORDER
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.picture import NO_TIME
from timeline.tui.widgets.detail_panel import DetailPanel
from tui.conftest import Fill
from tui.steps import opened, pressed, text_of


def _row(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if start in line)


async def test_the_order_of_events_has_numbered_columns(app_with: Fill) -> None:
    async with app_with([ORDERED]).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = text_of(pilot)
        assert ORDER in text
        assert _row(text, "place").split() == ["place", "1", "2", "3", "4", "5"]
        assert "No record has a date, so there is no axis" not in text


async def test_the_cursor_and_jumps_go_by_places(app_with: Fill) -> None:
    async with app_with([ORDERED]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "J", "4", "enter")
        assert screen.scene
        assert screen.scene.cursor == 4.5
        assert _said(screen) == "place 4 of 5 in the order of events"
        await pressed(pilot, "1")
        assert _said(screen) == "place 1 of 5 in the order of events"
        assert screen.scene.item
        assert screen.scene.item.record == "chemo"
        await pressed(pilot, "J")
        assert "1 to 5, L2 (line 2)" in text_of(pilot)
        await pressed(pilot, "6", "enter")
        assert _said(screen) == "place 1 of 5 in the order of events"
        await pressed(pilot, *["right"] * 200)
        assert _said(screen) == "place 5 of 5 in the order of events"


async def test_zoom_pan_and_fit_work_in_columns(app_with: Fill) -> None:
    async with app_with([ORDERED]).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        assert screen.scene
        whole = screen.scene.view
        await pressed(pilot, *["plus"] * 10)
        near = screen.scene.view
        assert near.last - near.first == 2
        await pressed(pilot, *["l"] * 20)
        far = screen.scene.view
        assert far.first > near.first or near.last == whole.last
        assert far.last <= whole.last
        await pressed(pilot, "0")
        assert screen.scene.view == whole


async def test_keys_that_count_time_say_that_there_is_none(app_with: Fill) -> None:
    app = app_with([ORDERED])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        screen = await opened(pilot)
        for key in ("t", "z"):
            app.clear_notifications()
            await pressed(pilot, key)
            assert app.screen is screen
            assert [note.message for note in app._notifications] == [NO_TIME]


def _said(screen: PatientScreen) -> str:
    return screen.query_one(DetailPanel).at_cursor
