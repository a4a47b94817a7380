"""How the export dialog looks, at the least size and at the one it is made for."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from timeline.case.case import Case
from timeline.tui.exporting.case import CaseExport
from timeline.tui.exporting.cohort import CohortExport
from timeline.tui.exporting.plan import ExportPlan
from timeline.tui.screens.export import ExportScreen
from tui.conftest import Fill
from tui.entry_steps import Hand
from tui.steps import settle, text_of

SIZES = [(80, 24), (120, 36)]


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No chance in names; nothing is written, so any folder serves."""
    monkeypatch.setattr("timeline.sharing.codes._random_letters", lambda: "QWZ234")
    monkeypatch.chdir("/")


async def planned(pilot: Pilot[None], hand: Hand, words: str) -> None:
    await hand.until(lambda: words in text_of(pilot))
    await settle(pilot)


def _plan(pilot: Pilot[None]) -> ExportPlan | None:
    screen = pilot.app.screen
    return screen._plan if isinstance(screen, ExportScreen) else None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shown", ["start", "not-fitting", "leaving"])
def test_one_patient(
    snap_compare: Callable[..., bool],
    app_with: Fill,
    cases: dict[str, Case],
    size: tuple[int, int],
    shown: str,
) -> None:
    app, case = app_with([]), cases["GBC-90"]

    async def prepare(pilot: Pilot[None]) -> None:
        hand = Hand(pilot)
        pilot.app.push_screen(ExportScreen(lambda: CaseExport(case)))
        await planned(pilot, hand, "Will be written to")
        if shown == "not-fitting":
            await hand.press("down", "down", "down")
            await hand.write("120")
            await hand.until(lambda: "allows 120 mm" in str(_plan(pilot)))
            await settle(pilot)
        if shown == "leaving":
            await hand.press("pagedown", "pagedown")
            await planned(pilot, hand, "Unless you tick")

    assert snap_compare(app, terminal_size=size, run_before=prepare)


@pytest.mark.parametrize("size", SIZES)
def test_a_cohort(
    snap_compare: Callable[..., bool],
    app_with: Fill,
    cases: dict[str, Case],
    size: tuple[int, int],
) -> None:
    app, found = app_with([]), [case for _, case in sorted(cases.items())]

    async def prepare(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(ExportScreen(lambda: CohortExport(found)))
        await planned(pilot, Hand(pilot), "Will be written to")

    assert snap_compare(app, terminal_size=size, run_before=prepare)
