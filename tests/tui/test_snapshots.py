"""How the screens look, at the least size and at those they are made for."""

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from timeline.case.case import Case
from timeline.tui.listing import reader
from tui.conftest import Fill
from tui.steps import opened, settle

SIZES = [(80, 24), (120, 36), (200, 60)]
READING = {
    "lines": ("L", "down", "down", "down"),
    "her2": ("H",),
    "lesions": ("S", "down", "down"),
    "cursor": ("J", "3", "3", "enter"),
    "folded": ("F", "space"),
    "help": ("f1",),
}


@pytest.mark.parametrize("size", SIZES)
def test_list(
    snap_compare: Callable[..., bool],
    app_with: Fill,
    cases: dict[str, Case],
    size: tuple[int, int],
    today: dt.date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "today", lambda: today)
    app = app_with(cases.values())
    assert snap_compare(app, terminal_size=size, run_before=settle)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["GBC-90", "SYNTHETIC-BTC-1", "SYNTHETIC-REL-1"])
@pytest.mark.parametrize("look", ["dark", "light"])
def test_patient(
    snap_compare: Callable[..., bool],
    app_with: Fill,
    cases: dict[str, Case],
    size: tuple[int, int],
    code: str,
    look: str,
) -> None:
    app = app_with([cases[code]])

    async def prepare(pilot: Pilot[None]) -> None:
        await opened(pilot)
        if look == "light":
            await pilot.press("ctrl+t", "n", "t")
            await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=prepare)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shown", READING)
def test_reading(
    snap_compare: Callable[..., bool],
    app_with: Fill,
    cases: dict[str, Case],
    size: tuple[int, int],
    shown: str,
) -> None:
    app = app_with([cases["GBC-90"]])

    async def prepare(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press(*READING[shown])
        await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=prepare)


@pytest.mark.parametrize("shown", ["lines", "cursor"])
def test_without_colour(
    snap_compare: Callable[..., bool],
    app_with: Fill,
    cases: dict[str, Case],
    monkeypatch: pytest.MonkeyPatch,
    shown: str,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_with([cases["SYNTHETIC-BTC-1"]])

    async def prepare(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press(*READING[shown])
        await settle(pilot)

    assert snap_compare(app, terminal_size=(120, 36), run_before=prepare)
