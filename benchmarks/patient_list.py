"""The list of 100,000 patients: from a key to the paint, beside a bare Textual Input.

Both apps run in turns under the same driver without a terminal; each time is from the
key to the end of the next paint of the screen. The numbers that count are the ratio to
the bare Input and the 95th percentile, which ought to stay under 50 ms. What a search
takes in its worker, while keys go on being painted, is printed beside them.

Run as `python benchmarks/patient_list.py [PATIENTS]`. The patients are made up: copies
of one synthetic row, with states drawn at random.
"""

import asyncio
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import RenderableType
from sqlalchemy import insert
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from timeline.case.partial_date import PartialDate
from timeline.registry import ListQuery, ListSort, ListState, Registry
from timeline.registry.audit import audited
from timeline.registry.rows import searchable
from timeline.registry.states import rules_mark
from timeline.registry.tables import CASE_STATE, CASES, TABLES
from timeline.tui.app import TimelineApp
from timeline.tui.screens.patients import PatientsScreen
from timeline.tui.widgets.patient_table import PatientTable

WORDS = ("gallbladder", "trast", "p-0012", "synthetic liver", "pyrotinib 77")
SITES = ("gallbladder", "intrahepatic bile duct", "stomach", "breast")
DRUGS = ("trastuzumab", "pyrotinib", "lenvatinib", "gemcitabine\ncisplatin")
PAGES, ROUNDS, RUNS = 40, 3, 5
HAND = 0.1
"""Seconds between two keys of a quick hand."""
SIZE = (120, 36)


def fill(place: Path, count: int) -> None:
    """Store patients as an import would, all in one transaction, states included."""
    draw = random.Random(1)
    with (
        Registry.open(place, create=True) as registry,
        registry._store.write() as connection,  # noqa: SLF001 - rows made by hand
        audited(connection, "benchmark", "") as stamp,
    ):
        numbers = range(1, count + 1)
        cases = [_case(number, stamp.at, draw) for number in numbers]
        connection.execute(insert(CASES), cases)
        states = [_state(number, stamp.number, draw) for number in numbers]
        connection.execute(insert(CASE_STATE), states)
        patients = [
            {"case_id": n, "id": "patient", "code": f"P-{n:06}", "version": 1}
            | {"presentation": PartialDate.parse("")}
            | {"data_cutoff": PartialDate.parse("")}
            for n in numbers
        ]
        connection.execute(insert(TABLES["patient"]), patients)


def _case(number: int, at: str, draw: random.Random) -> dict[str, object]:
    code, site, drugs = f"P-{number:06}", draw.choice(SITES), draw.choice(DRUGS)
    headline = f"SYNTHETIC case number {number}, liver metastases"
    return {
        "case_id": number,
        "code": code,
        "headline": headline,
        "synthetic": True,
        "sex": draw.choice(("female", "male")),
        "age_at_presentation": draw.randint(30, 90),
        "site": site,
        "records": draw.randint(5, 300),
        "last_follow_up": PartialDate.parse("2025-03"),
        "search": searchable(f"{code}\n{headline}\n{site}\nadenocarcinoma\n{drugs}"),
        "changed_at": at,
    }


def _state(number: int, transaction: int, draw: random.Random) -> dict[str, object]:
    day = dt.date(2023, 1, 1) + dt.timedelta(days=draw.randint(0, 1000))
    deceased = draw.choice((True, False, None))
    lost_from = None if deceased else day.toordinal() + 458
    return {
        "case_id": number,
        "changed": transaction,
        "computed": transaction,
        "rules": rules_mark(),
        "on_treatment": False if deceased else draw.choice((True, False, None)),
        "deceased": deceased,
        "last_contact": PartialDate.parse(day.isoformat()),
        "contact_day": day.toordinal(),
        "lost_from": lost_from,
        "perhaps_lost_from": lost_from,
        "open_queries": draw.randint(0, 9),
    }


class Bare(App[None]):
    """Nothing but an Input."""

    def compose(self) -> ComposeResult:
        """The Input."""
        yield Input()


def _key(app: App[None], key: str) -> events.Key:
    event = events.Key(key, key if len(key) == 1 else None)
    event.set_sender(app)
    return event


class Watch:
    """Measures how long it takes until a key is seen on the screen."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.app = pilot.app
        self._painted = asyncio.Event()
        display = self.app._display  # noqa: SLF001 - where Textual paints

        def noting(screen: Screen[object], renderable: RenderableType | None) -> None:
            display(screen, renderable)
            self._painted.set()

        self.app._display = noting  # type: ignore[method-assign]  # noqa: SLF001

    async def press(self, key: str, holds: Callable[[], bool]) -> float:
        """Milliseconds from a key until what it changes has been painted."""
        start = time.perf_counter()
        self.app.post_message(_key(self.app, key))
        while not holds():
            await asyncio.sleep(0)
        self._painted.clear()
        await asyncio.wait_for(self._painted.wait(), 10)
        return 1000 * (time.perf_counter() - start)


def long_enough(field: Input, length: int) -> Callable[[], bool]:
    """Whether this many letters stand in the field."""
    return lambda: len(field.value) == length


def beyond(table: PatientTable, row: int) -> Callable[[], bool]:
    """Whether the cursor has gone past a row."""
    return lambda: table.cursor > row


async def type_words(pilot: Pilot[None], field: Input) -> list[float]:
    """Type words letter by letter, at the speed of a quick hand."""
    watch, times = Watch(pilot), []
    for word in WORDS:
        field.value = ""
        await asyncio.sleep(0.3)
        for length, letter in enumerate(word, start=1):
            times.append(await watch.press(letter, long_enough(field, length)))
            await asyncio.sleep(HAND)
    return times


async def bare() -> list[float]:
    """Letters into an app that is nothing but an Input."""
    app = Bare()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        return await type_words(pilot, app.query_one(Input))


async def ours(place: Path) -> tuple[list[float], list[float]]:
    """Letters into the search box, then pages down through the whole list."""
    app = TimelineApp(place)
    async with app.run_test(size=SIZE) as pilot:
        screen = app.screen
        if not isinstance(screen, PatientsScreen):
            raise TypeError
        while not screen.reader.codes:
            await asyncio.sleep(0.05)
        field, table = screen.query_one(Input), screen.query_one(PatientTable)
        field.focus()
        typing = await type_words(pilot, field)
        field.value = ""
        table.focus()
        while len(screen.reader.codes) < count_of(screen):
            await asyncio.sleep(0.05)
        watch, paging = Watch(pilot), []
        for _ in range(PAGES):
            paging.append(await watch.press("pagedown", beyond(table, table.cursor)))
            await asyncio.sleep(HAND)
        return typing, paging


def count_of(screen: PatientsScreen) -> int:
    """How many patients the registry has."""
    listing = screen.reader.listing
    return listing.patients if listing else 0


def in_worker(place: Path) -> None:
    """Print how long a search keeps its worker."""
    queries = {
        "all": ListQuery(),
        "trast": ListQuery("trast"),
        "lost to follow-up": ListQuery(state=ListState.LOST),
        "by last contact": ListQuery(sort=ListSort.CONTACT, descending=True),
        "by open queries": ListQuery(sort=ListSort.QUERIES, descending=True),
    }
    with Registry.open(place, create=True) as registry:
        for name, query in queries.items():
            times = []
            for _ in range(RUNS):
                start = time.perf_counter()
                found = len(registry.listing(query).codes)
                times.append(1000 * (time.perf_counter() - start))
            middle = statistics.median(times)
            print(f"search in its worker, {name:<20}{middle:6.0f} ms  {found:,} found")


def report(name: str, times: list[float], beside: list[float]) -> None:
    """Print median and 95th percentile, and the medians' ratio."""
    middle = statistics.median(times)
    high = statistics.quantiles(times, n=20)[-1]
    ratio = middle / statistics.median(beside)
    print(f"{name:<32}{middle:6.1f} ms{high:8.1f} ms   x {ratio:.2f}")


async def measure(place: Path) -> None:
    """Print what a key takes in both apps."""
    plain: list[float] = []
    typing: list[float] = []
    paging: list[float] = []
    for _ in range(ROUNDS):
        plain += await bare()
        typed, paged = await ours(place)
        typing, paging = typing + typed, paging + paged
    print(f"{'key to paint':<32}{'median':>9}{'95 %':>11}   beside the bare Input")
    report("bare Textual Input", plain, plain)
    report("search box", typing, plain)
    report("page down", paging, plain)


def main(count: int) -> None:
    """Fill a registry and measure."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "registry.db"
        fill(place, count)
        print(f"{count:,} patients")
        asyncio.run(measure(place))
        in_worker(place)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
