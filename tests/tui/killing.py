"""Kills an app in the middle of its work, as a crash or a power cut would."""

import signal
from textwrap import dedent, indent

from forking import exit_code_of
from timeline.tui.app import TimelineApp

_PROGRAM = """
import asyncio, os, signal
from timeline.tui.app import TimelineApp
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.series import SeriesScreen
from tui.entry_steps import Hand, on_patient

async def main():
    async with TimelineApp({place!r}).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await on_patient(hand)
{steps}
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


def killed_after(steps: str, app: TimelineApp) -> None:
    """Open the patient in a process of its own, take some steps, and kill it.

    Args:
        steps: Statements for a `hand` on a `pilot`.
        app: On whose registry.
    """
    program = _PROGRAM.format(
        place=str(app._place),
        steps=indent(dedent(steps), " " * 8),
    )
    assert exit_code_of(_run, program) == -signal.SIGKILL


def _run(program: str) -> None:
    exec(program, {})  # noqa: S102 - of this file
