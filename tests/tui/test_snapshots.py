"""How the screens look, at the size they must work at and the one they are made for."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from timeline.case.case import Case
from tui.conftest import Fill
from tui.steps import opened, settle

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES)
def test_list(
    snap_compare: Callable[..., bool],
    app_with: Fill,
    cases: dict[str, Case],
    size: tuple[int, int],
) -> None:
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
