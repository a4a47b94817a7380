"""Kills an app in the middle of its work, as a crash or a power cut would."""

import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent, indent

from timeline.tui.app import TimelineApp

_PROGRAM = """
import asyncio, os, signal, sys
sys.path.insert(0, {tests!r})
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
        tests=str(Path(__file__).parents[1]),
        place=str(app._place),
        steps=indent(dedent(steps), " " * 8),
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
