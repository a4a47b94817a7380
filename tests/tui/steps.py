"""What the tests of the screens do again and again."""

import asyncio

from textual.pilot import Pilot
from textual.worker import WorkerState

from timeline.tui.screens.patient import PatientScreen
from tui.quiet import until_quiet

UNDER_WAY = (WorkerState.PENDING, WorkerState.RUNNING)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no thread works and everything that was asked for has been painted.

    A worker that waits for the answer to a dialog is no thread, and is not waited for.
    """
    await until_quiet()
    while any(
        worker._thread_worker and worker.state in UNDER_WAY
        for worker in pilot.app.workers
    ):
        await asyncio.sleep(0.002)
        await until_quiet()
    await until_quiet()


async def opened(pilot: Pilot[None], row: int = 0) -> PatientScreen:
    """Open the patient of a row of the list."""
    await settle(pilot)
    await pilot.press(*["down"] * row, "enter")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, PatientScreen)
    return screen


def text_of(pilot: Pilot[None]) -> str:
    """What stands on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)
