"""Reading the list of patients from the registry, without ever keeping a key waiting.

One search runs at a time. When it is done and the question has changed meanwhile, the
last question is asked, so that fast typing never queues up searches.
"""

import datetime as dt
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import get_current_worker

from timeline.errors import TimelineError
from timeline.tui.messages import Failed
from timeline.tui.widgets.patient_table import AHEAD, PatientTable

if TYPE_CHECKING:
    from timeline.registry import Listing, ListQuery, PatientSummary, Registry

PAUSE = 0.08
"""Seconds without a key after which a search begins."""
SHOW = 1.0
"""Seconds after which newly computed states are shown."""
REST = 0.01
"""Seconds that the computing of states leaves to keys between two batches."""


class ListReader:
    """Reads what the list of patients shows, in workers of its screen."""

    def __init__(
        self,
        screen: Screen[None],
        query: "Callable[[], ListQuery]",
        show: "Callable[[ListQuery, Listing], None]",
    ) -> None:
        """Prepare for a screen that holds a table of patients.

        Args:
            screen: Runs the workers.
            query: Gives what the person asks for now.
            show: Shows what the list says of itself.
        """
        self._screen, self._query, self._show = screen, query, show
        self._registry: Registry | None = None
        self.listing: Listing | None = None
        """What was read last; None before."""
        self._timer: Timer | None = None
        self._reading = False
        self._read_again = False
        self._computing = False
        self._incomputable = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all patients that are listed now, in their order."""
        return self.listing.codes if self.listing else ()

    @property
    def _table(self) -> PatientTable:
        return self._screen.query_one(PatientTable)

    def open(self, registry: "Registry") -> None:
        """List the patients of a registry."""
        self._registry = registry
        self.read()

    def refresh(self) -> None:
        """Show what was entered meanwhile, once there is a list."""
        if self.listing is not None:
            self.read()

    def read_later(self) -> None:
        """Read when the typing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(PAUSE, self.read)

    def read(self) -> None:
        """Ask the registry for the patients of the query."""
        if self._timer is not None:
            self._timer.stop()
        if self._reading:
            self._read_again = True
        elif self._registry is not None:
            self._reading, self._read_again = True, False
            query, selected = self._query(), self._table.chosen
            work = partial(self._read, self._registry, query, selected, today())
            self._run(work, group="search")

    def _read(
        self,
        registry: "Registry",
        query: "ListQuery",
        selected: str | None,
        day: dt.date,
    ) -> None:
        try:
            listing = registry.listing(query, today=day)
            codes = listing.codes
            at = codes.index(selected) if selected in codes else 0
            near = {*codes[: 2 * AHEAD], *codes[max(0, at - AHEAD) : at + AHEAD]}
            rows = registry.summaries(tuple(near))
        except TimelineError as error:
            self._screen.call_later(self._stop_reading)
            self._fail(error)
            return
        self._screen.call_later(self._take, query, listing, rows)

    def _stop_reading(self) -> None:
        self._reading = False

    def _fail(self, error: TimelineError) -> None:
        self._screen.post_message(Failed(error.title, str(error)))

    def _take(
        self,
        query: "ListQuery",
        listing: "Listing",
        rows: "Mapping[str, PatientSummary]",
    ) -> None:
        """Show what was read, unless the question has changed meanwhile."""
        self._stop_reading()
        if self._read_again or query != self._query():
            self.read()
        if query != self._query():
            return
        self.listing = listing
        self._table.show_rows(rows)
        self._table.list_patients(listing.codes, query, today())
        self._show(query, listing)
        self._compute_states()

    def read_rows(self, codes: tuple[str, ...]) -> None:
        """Read what the list shows of some patients."""
        if self._registry is not None:
            work = partial(self._read_rows, self._registry, codes)
            self._run(work, group="rows", exclusive=True)

    def _read_rows(self, registry: "Registry", codes: tuple[str, ...]) -> None:
        try:
            rows = registry.summaries(codes)
        except TimelineError as error:
            self._fail(error)
            return
        if not get_current_worker().is_cancelled:
            self._screen.call_later(lambda: self._table.show_rows(rows))

    def _compute_states(self) -> None:
        listing = self.listing
        if self._registry is None or listing is None or self._computing:
            return
        if listing.known < listing.patients and not self._incomputable:
            self._computing = True
            self._run(partial(self._compute, self._registry), group="states")

    def _compute(self, registry: "Registry") -> None:
        worker, shown, day = get_current_worker(), time.monotonic(), today()
        table, any_computed = self._table, False
        try:
            while not worker.is_cancelled:
                if not registry.refresh_states(today=day, first=table.in_view()):
                    break
                any_computed = True
                if time.monotonic() - shown > SHOW:
                    self._screen.call_later(self.read)
                    shown = time.monotonic()
                time.sleep(REST)
        except TimelineError as error:
            self._incomputable = True
            self._fail(error)
        self._computing = False
        if any_computed:
            self._screen.call_later(self.read)

    def _run(
        self, work: Callable[[], None], *, group: str, exclusive: bool = False
    ) -> None:
        self._screen.run_worker(
            work, group=group, exclusive=exclusive, thread=True, exit_on_error=False
        )


def today() -> dt.date:
    """The day by which a patient is lost to follow-up or not."""
    return dt.datetime.now().astimezone().date()
