"""From a key to the paint it causes, against a bare Textual Input in the same run.

Measured in processor time of the app's thread: a form field, the line of quick entry
and the swimlane of a patient with 500 records. Aim: 50 ms at the 95th percentile.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.finding import Finding
from timeline.case.records.patient import Patient
from timeline.case.vocabulary import FindingKind
from timeline.registry import Registry, Session, additions
from timeline.tui.app import TimelineApp
from timeline.tui.screens.form import FormScreen
from timeline.tui.screens.patient import PatientScreen
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.screens.quick import QuickScreen

RECORDS, ROUNDS = 500, 40
SIZE = (120, 36)


class Bare(App[None]):
    """What a key costs without anything of ours."""

    def compose(self) -> ComposeResult:
        """One line."""
        yield Input()


async def _costs(pilot: "Pilot[Any]", keys: Sequence[str]) -> list[float]:
    """Milliseconds of processor time for each key, until nothing is left to paint."""
    app, found = pilot.app, []
    driver = app._driver  # noqa: SLF001 - the keys come in as from a terminal
    assert driver is not None  # noqa: S101
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(app)
        began = time.thread_time()
        driver.send_message(event)
        await _painted(pilot)
        found.append((time.thread_time() - began) * 1000)
    return found


async def _painted(pilot: "Pilot[Any]") -> None:
    """Let every message through, then paint what it changed."""
    app = pilot.app
    for _ in range(2):
        nodes = [app, *(app.focused or app.screen).ancestors_with_self]
        for node in nodes:
            done = asyncio.Event()
            if node.is_running and node.call_later(done.set):
                await done.wait()
    app.screen._on_timer_update()  # noqa: SLF001 - the paint that the clock would do


async def _until(pilot: "Pilot[Any]", kind: type) -> Any:  # noqa: ANN401 - any screen
    while not isinstance(pilot.app.screen, kind):
        await asyncio.sleep(0.01)
    await pilot.pause()
    return pilot.app.screen


def _case() -> Case:
    months = (f"{2000 + n // 12}-{n % 12 + 1:02d}" for n in range(RECORDS))
    records = (
        Finding(
            id=f"f{number}",
            type=FindingKind.IMAGING,
            date=PartialDate.parse(month),
            result=f"synthetic finding {number}",
        )
        for number, month in enumerate(months)
        if month < "2026"
    )
    found = tuple(records)
    rest = (
        Finding(id=f"g{n}", type=FindingKind.LABORATORY, date=f.date)
        for n, f in enumerate(found[: RECORDS - len(found)])
    )
    return Case(Patient(id="patient", code="SYNTHETIC"), (*found, *rest))


async def _measured() -> dict[str, list[float]]:
    typed = list("metabolically active lesion in the liver") * (ROUNDS // 40)
    found = {}
    async with Bare().run_test(size=SIZE) as pilot:
        found["bare Input"] = await _costs(pilot, typed)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "registry.db"
        with Registry.open(place, create=True) as registry:
            registry.apply(additions(_case()), Session("benchmark"))
        async with TimelineApp(place).run_test(size=SIZE) as pilot:
            await _until(pilot, PatientsScreen)
            while not isinstance(pilot.app.screen, PatientScreen):
                await pilot.press("enter")
            screen = await _until(pilot, PatientScreen)
            while screen.scene is None:
                await asyncio.sleep(0.01)
            keys = ["right", "down", "plus", "left", "up"] * (ROUNDS // 5)
            found["swimlane of 500 records"] = await _costs(pilot, keys)
            await pilot.press("a", "f")
            form = await _until(pilot, FormScreen)
            form.action_field("r")
            await pilot.pause()
            found["form field"] = await _costs(pilot, typed)
            form.action_field("d")
            await pilot.pause()
            dates = [*"sep 2017", *["backspace"] * 8] * 3
            found["form field, a date"] = await _costs(pilot, dates)
            await pilot.press("escape", "d")
            await _until(pilot, PatientScreen)
            await pilot.press(":")
            await _until(pilot, QuickScreen)
            line = "2020-05..2021-08 trastuzumab 6 mg/kg q3w"
            found["quick entry"] = await _costs(pilot, list(line))
    return found


def main() -> int:
    """Print medians, 95th percentiles and their ratios to the bare Input."""
    found = asyncio.run(_measured())
    bare = statistics.median(found["bare Input"])
    for name, costs in found.items():
        median = statistics.median(costs)
        late = statistics.quantiles(costs, n=20)[-1]
        ratio = f"{median / bare:.1f} x the bare Input"
        print(f"{name:26} {median:6.1f} ms  {late:6.1f} ms at 95 %  {ratio}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
