"""How the cohort screen answers with 2,000 patients: opening, pan and zoom.

    python benchmarks/cohort_screen.py

Opening is printed part by part in seconds of processor time: what is read and laid out
before the first rows are drawn, and the whole. A pan, a zoom or a step runs until every
line has been rendered again; it is printed as milliseconds of processor time, in which
other programs do not count, and as a multiple of repainting a bare widget of the same
size.
"""

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cohort_page import PATIENTS, patient
from pan_and_zoom import ROUNDS, SIZE, bare_times, painted
from textual.pilot import Pilot

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.response_vocabulary import Response
from timeline.registry import Registry, Session, additions
from timeline.swimlane.cohort.build import lay_out
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.cohort.options import CohortOptions, Curve
from timeline.tui.app import TimelineApp
from timeline.tui.cohort.reader import FIRST, CohortReader
from timeline.tui.screens.cohort import CohortScreen

KEYS: dict[str, Callable[[CohortScreen], None]] = {
    "plus": CohortScreen.action_closer,
    "plus again": CohortScreen.action_closer,
    "l": lambda screen: screen.action_pan(1),
    "h": lambda screen: screen.action_pan(-1),
    "down": lambda screen: screen.action_move(1),
    "page down": lambda screen: screen.action_page(1),
    "right": lambda screen: screen.action_step(1),
    "minus": CohortScreen.action_further,
    "0": CohortScreen.action_fit,
}


def with_events(case: Case, chance: random.Random) -> Case:
    """The same patient with responses, progressions and adverse events."""
    records: list[Entry] = list(case.records)
    for number in range(8):
        date = PartialDate.parse(f"D{chance.randrange(40, 900)}")
        made: tuple[Entry, ...] = (
            Assessment(
                id=f"a{number}", date=date, response=chance.choice(list(Response))
            ),
            Progression(id=f"p{number}", date=date),
            AdverseEvent(id=f"e{number}", date=date, term="Fatigue"),
        )
        records.append(made[number % 3])
    return Case(case.patient, tuple(records))


def opening(place: Path) -> None:
    """Print where the time of opening goes."""
    options = CohortOptions(curve=Curve.NONE)
    with Registry.open(place, create=True) as registry:
        codes = [one.code for one in registry.patients()]
        start = time.process_time()
        cases = [
            case
            for n in range(0, PATIENTS, 500)
            for case in registry.cases(codes[n : n + 500])
        ]
        print(f"read             {time.process_time() - start:8.2f} s")
        start = time.process_time()
        for case in cases:
            lay_out(case, options)
        print(f"lay out          {time.process_time() - start:8.2f} s")
        shown: list[tuple[int, float]] = []

        def show(_cohort: CohortSwimlane, done: int) -> None:
            shown.append((done, time.process_time() - start))

        start = time.process_time()
        CohortReader(registry, codes).run(options, show, lambda: False)
        first, last = shown[0], shown[-1]
        print(f"first {FIRST} shown   {first[1]:8.2f} s")
        print(f"all {last[0]:,} shown  {last[1]:8.2f} s, drawn {len(shown)} times")


async def opened(pilot: Pilot[None]) -> CohortScreen:
    """The screen with every patient on it."""
    while not isinstance(pilot.app.screen, CohortScreen):
        await pilot.app.workers.wait_for_complete()
        await pilot.press("C")
        await pilot.pause()
    screen = pilot.app.screen
    while screen.done < PATIENTS:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    return screen


async def our_times(place: Path) -> list[float]:
    """Milliseconds from a key to the painted screen."""
    times = []
    app = TimelineApp(place)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        for _ in range(ROUNDS):
            for press in KEYS.values():
                start = time.thread_time()
                press(screen)
                painted(app)
                times.append((time.thread_time() - start) * 1000)
                await pilot.pause()
    return times


def main() -> None:
    """Print opening, then the middle and the 95th percentile."""
    chance = random.Random(1)
    cases = [with_events(patient(number, chance), chance) for number in range(PATIENTS)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "registry.db"
        with Registry.open(place, create=True) as registry:
            registry.apply(additions(*cases), Session("benchmark"))
        opening(place)
        ours = asyncio.run(our_times(place))
    bare = asyncio.run(bare_times())
    print(f"{PATIENTS:,} patients, {SIZE[0]}x{SIZE[1]}")
    for name, times in (("bare widget", bare), ("pan and zoom", ours)):
        middle = statistics.median(times)
        late = statistics.quantiles(times, n=20)[-1]
        ratio = late / statistics.median(bare)
        print(f"{name:<14}{middle:7.1f} ms  95 %: {late:7.1f} ms  {ratio:6.1f} x bare")


if __name__ == "__main__":
    main()
