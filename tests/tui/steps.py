"""What the tests of the screens do again and again."""

import asyncio
import time

from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerState

from timeline.tui.app import TimelineApp
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.workplace import Workplace
from tui.quiet import PATIENCE, until_quiet

UNDER_WAY = (WorkerState.PENDING, WorkerState.RUNNING)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no worker works and everything that was asked for has been painted.

    A worker that waits for the answer to a dialog is not waited for.
    """
    end = time.monotonic() + PATIENCE
    await until_quiet()
    while _works(pilot.app) and time.monotonic() < end:
        await asyncio.sleep(0.002)
        await until_quiet()
    await until_quiet()


def _works(app: App[None]) -> bool:
    running = [worker for worker in app.workers if worker.state in UNDER_WAY]
    answers = [one.future for s in app.screen_stack for one in s._result_callbacks]
    waiting = sum(bool(answer and answer._callbacks) for answer in answers)
    return len(running) > waiting or any(one._thread_worker for one in running)


def workplace_of(app: TimelineApp) -> Workplace:
    """Who works on what, once the registry is open."""
    assert app.workplace is not None
    return app.workplace


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


def words(pilot: Pilot[None]) -> str:
    """What stands on the screen, wrapped lines joined, without frames."""
    return " ".join(text_of(pilot).replace("│", " ").split())


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait for what they do."""
    await pilot.press(*keys)
    await settle(pilot)
