"""How the cohort and two courses look, at the least size and at their own."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from timeline.case.case import Case
from tui.conftest import Fill
from tui.picking import pick
from tui.steps import opened, settle

SIZES = [(80, 24), (120, 36)]
Compare = Callable[..., bool]


async def cohort(pilot: Pilot[None]) -> None:
    """Aligned on line 1, with the marks on the segments, and one of them selected."""
    await settle(pilot)
    await pilot.press("C")
    await settle(pilot)
    await pick(pilot, "z", "line 1")
    await pilot.press("e", "down", "right", "right", "right")


async def compare(pilot: Pilot[None]) -> None:
    """The gallbladder case and a made-up one, the keys for the lower one."""
    await opened(pilot)
    await pick(pilot, "W", "BTC")
    await pilot.press("tab", "down")


SHOWN = {"cohort": cohort, "compare": compare}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shown", SHOWN)
def test_screens(
    snap_compare: Compare,
    app_with: Fill,
    cases: dict[str, Case],
    size: tuple[int, int],
    shown: str,
) -> None:
    app = app_with(cases.values())
    assert snap_compare(app, terminal_size=size, run_before=SHOWN[shown])


def test_the_cohort_in_light(
    snap_compare: Compare, app_with: Fill, cases: dict[str, Case]
) -> None:
    async def prepare(pilot: Pilot[None]) -> None:
        await cohort(pilot)
        await pilot.press("ctrl+t")
        await pilot.pause()

    app = app_with(cases.values())
    assert snap_compare(app, terminal_size=(120, 36), run_before=prepare)


def test_the_cohort_without_colour(
    snap_compare: Compare,
    app_with: Fill,
    cases: dict[str, Case],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_with(cases.values())
    assert snap_compare(app, terminal_size=(120, 36), run_before=cohort)
