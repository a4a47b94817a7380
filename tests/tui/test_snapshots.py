"""How the screens look, at the least size and at those they are made for."""

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from timeline.case.case import Case
from timeline.tui.listing import reader
from tui.conftest import Fill
from tui.steps import opened, settle

LEAST, USUAL, LARGE = SIZES = [(80, 24), (120, 36), (200, 60)]
LOOKS = [(LEAST, "dark"), (USUAL, "light"), (LARGE, "dark")]
"""A theme changes colours and no place, so that each size is drawn in one of them."""
READING = {
    "lines": ("L", "down", "down", "down"),
    "her2": ("H",),
    "lesions": ("S", "down", "down"),
    "cursor": ("J", "3", "3", "enter"),
    "folded": ("F", "space"),
    "help": ("f1",),
}
GROWING = ("lines", "help")
"""What makes use of a large screen; the others stand there as on the usual one."""


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


@pytest.mark.parametrize(("size", "look"), LOOKS)
@pytest.mark.parametrize("code", ["GBC-90", "SYNTHETIC-BTC-1", "SYNTHETIC-REL-1"])
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


@pytest.mark.parametrize(
    ("shown", "size"),
    [
        pytest.param(shown, size, id=f"{shown}-size{number}")
        for shown in READING
        for number, size in enumerate(SIZES)
        if size != LARGE or shown in GROWING
    ],
)
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
