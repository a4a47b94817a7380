"""How long the picture takes to answer a key: 500 records, 200 marker values.

Each key pans, zooms, selects or moves the time cursor on the patient screen; the time
runs until every line has been rendered again. It is printed as milliseconds of
processor time and as a multiple of repainting a bare widget of the same size: other
programs that run at the same time slow both.
"""

import asyncio
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from timeline.case.assay_vocabulary import Comparator
from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.finding import Finding
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import FindingKind
from timeline.registry import Registry, Session, additions
from timeline.tui.app import TimelineApp
from timeline.tui.screens.patient import PatientScreen

RECORDS, VALUES, ROUNDS = 500, 200, 12
SIZE = (120, 36)
FIRST = dt.date(2015, 1, 5)
KEYS = ("plus", "plus", "l", "l", "h", "minus", "plus", "h", "minus", "0")
FINDINGS = tuple(FindingKind)
LOCAL = tuple(InterventionKind)


def busy_case() -> Case:
    """A patient with many records, spread over ten years."""
    records: list[TherapyLine | LocalIntervention | Finding | Result] = []
    for number in range(RECORDS - VALUES):
        day = FIRST + dt.timedelta(days=number * 12)
        date = PartialDate.parse(day.isoformat())
        name = f"r{number:03d}"
        if number % 20 == 0:
            stop = PartialDate.parse((day + dt.timedelta(days=200)).isoformat())
            records.append(TherapyLine(id=name, regimen="GP", start=date, stop=stop))
        elif number % 3 == 0:
            kind = LOCAL[number % len(LOCAL)]
            records.append(LocalIntervention(id=name, type=kind, date=date))
        else:
            found = FINDINGS[number % len(FINDINGS)]
            records.append(Finding(id=name, type=found, method="CT", date=date))
    for number in range(VALUES):
        day = FIRST + dt.timedelta(days=number * 18)
        records.append(
            Result(
                id=f"v{number:03d}",
                analyte="CA19-9",
                comparator=Comparator.EXACT,
                value=40.0 + number * 37 % 900,
                unit="U/mL",
                date=PartialDate.parse(day.isoformat()),
            )
        )
    patient = Patient(id="patient", code="BUSY", headline="SYNTHETIC", synthetic=True)
    return Case(patient, tuple(records))


class Bare(Widget):
    """Draws blank lines."""

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - the signature is Textual's
        """One blank line."""
        return Strip.blank(self.size.width, self.rich_style)


class BareApp(App[None]):
    """Nothing but a bare widget."""

    def compose(self) -> ComposeResult:
        """One widget that fills the screen."""
        yield Bare()


def painted(app: App[None]) -> None:
    """Render every line of the screen."""
    app.screen._compositor.render_strips()  # noqa: SLF001 - there is no public way


async def bare_times() -> list[float]:
    """Milliseconds of repainting the bare widget."""
    app = BareApp()
    times = []
    async with app.run_test(size=SIZE):
        for _ in range(ROUNDS * len(KEYS)):
            start = time.thread_time()
            app.query_one(Bare).refresh()
            painted(app)
            times.append((time.thread_time() - start) * 1000)
    return times


GESTURES: dict[str, tuple[Callable[[PatientScreen], None], ...]] = {
    "pan and zoom": tuple(
        {
            "plus": PatientScreen.action_closer,
            "minus": PatientScreen.action_further,
            "0": PatientScreen.action_fit,
            "h": lambda screen: screen.action_pan(-1),
            "l": lambda screen: screen.action_pan(1),
        }[key]
        for key in KEYS
    ),
    "up and down": (
        *[lambda screen: screen.action_vertical(1)] * 8,
        *[lambda screen: screen.action_vertical(-1)] * 2,
    ),
    "next record": (lambda screen: screen.action_step(1),) * 10,
    "time cursor": (
        PatientScreen.action_cursor,
        *[lambda screen: screen.action_sideways(1)] * 8,
        PatientScreen.action_cursor,
    ),
}
"""What is measured: actions of the screen, in the order in which they are done."""


async def our_times(place: Path) -> dict[str, list[float]]:
    """Milliseconds from each action to the painted screen."""
    times: dict[str, list[float]] = {name: [] for name in GESTURES}
    app = TimelineApp(place)
    async with app.run_test(size=SIZE) as pilot:
        while not isinstance(app.screen, PatientScreen):
            await app.workers.wait_for_complete()
            await pilot.press("enter")
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        for _ in range(ROUNDS):
            for name, actions in GESTURES.items():
                for action in actions:
                    start = time.thread_time()
                    action(screen)
                    painted(app)
                    times[name].append((time.thread_time() - start) * 1000)
                    await pilot.pause()
    return times


def main() -> None:
    """Print the middle and the 95th percentile of each gesture."""
    bare = asyncio.run(bare_times())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "registry.db"
        with Registry.open(place, create=True) as registry:
            registry.apply(additions(busy_case()), Session("benchmark"))
        ours = asyncio.run(our_times(place))
    bare += asyncio.run(bare_times())  # before and after: a machine is not always idle
    print(f"{RECORDS} records, {VALUES} of them marker values, {SIZE[0]}x{SIZE[1]}")
    for name, times in {"bare widget": bare, **ours}.items():
        middle = statistics.median(times)
        late = statistics.quantiles(times, n=20)[-1]
        base = statistics.median(bare)
        print(
            f"{name:<14}{middle:7.1f} ms {middle / base:5.1f} x bare"
            f"   95 %: {late:7.1f} ms {late / base:5.1f} x bare"
        )


if __name__ == "__main__":
    main()
