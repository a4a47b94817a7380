"""Reading the list of patients from the registry, without ever keeping a key waiting.

One search runs at a time. When it is done and the question has changed meanwhile, the
last question is asked, so that fast typing never queues up searches.
"""

import datetime as dt
import time
from typing import TYPE_CHECKING

from textual import on, work
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import get_current_worker

from timeline.errors import TimelineError
from timeline.tui.messages import (
    Failed,
    ListOutOfDate,
    PatientsFound,
    RowsRead,
    RowsWanted,
)
from timeline.tui.widgets.patient_table import AHEAD, PatientTable

if TYPE_CHECKING:
    from timeline.registry import Listing, ListQuery, Registry

PAUSE = 0.08
"""Seconds without a key after which a search begins."""
LOOK = 3.0
"""Seconds after which the list looks whether somebody changed the registry."""
SHOW = 1.0
"""Seconds after which newly computed states are shown."""
REST = 0.01
"""Seconds that the computing of states leaves to keys between two batches."""


class ReadListScreen(Screen[None]):
    """A list that is read in workers."""

    registry: "Registry | None" = None
    listing: "Listing | None" = None
    _timer: Timer | None = None
    _asking = False
    _asked_again = False
    _computing = False
    _incomputable = False

    def wanted(self) -> "ListQuery":
        """What the person asks for now."""
        raise NotImplementedError

    def show_listing(self, query: "ListQuery", listing: "Listing") -> None:
        """Show what was found."""
        raise NotImplementedError

    def listed_codes(self) -> tuple[str, ...]:
        """The codes of all patients that are listed now, in their order."""
        return self.listing.codes if self.listing else ()

    def on_mount(self) -> None:
        """Look from time to time whether the registry has changed."""
        self.set_interval(LOOK, self._look_if_shown)

    def on_screen_resume(self) -> None:
        """Show what was entered meanwhile."""
        if self.listing is not None:
            self.find()

    def find_later(self) -> None:
        """Search when the typing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.find)

    @on(ListOutOfDate)
    def find(self) -> None:
        """Ask the registry for what is wanted."""
        if self._timer is not None:
            self._timer.stop()
        if self._asking:
            self._asked_again = True
        elif self.registry is not None:
            self._asking, self._asked_again = True, False
            table = self.query_one(PatientTable)
            self._find(self.registry, self.wanted(), table.chosen, today())

    @work(thread=True, group="search", exit_on_error=False)
    def _find(
        self, registry: "Registry", query: "ListQuery", chosen: str | None, day: dt.date
    ) -> None:
        try:
            listing = registry.listing(query, today=day)
            codes = listing.codes
            at = codes.index(chosen) if chosen in codes else 0
            near = {*codes[: 2 * AHEAD], *codes[max(0, at - AHEAD) : at + AHEAD]}
            rows = registry.summaries(tuple(near))
        except TimelineError as error:
            self.app.call_from_thread(self._search_failed, error)
            return
        self.post_message(PatientsFound(query, listing, rows))

    def _search_failed(self, error: TimelineError) -> None:
        self._asking = False
        self.post_message(Failed(error.title, str(error)))

    @on(PatientsFound)
    def _found(self, message: PatientsFound) -> None:
        self._asking = False
        if self._asked_again or message.query != self.wanted():
            self.find()
        if message.query != self.wanted():
            return
        self.listing = message.listing
        table = self.query_one(PatientTable)
        table.show_rows(message.rows)
        table.list_patients(message.listing.codes, message.query, today())
        self.show_listing(message.query, message.listing)
        self._compute_states()

    @on(RowsWanted)
    def _rows_wanted(self, message: RowsWanted) -> None:
        if self.registry is not None:
            self._read_rows(self.registry, message.codes)

    @work(thread=True, exclusive=True, group="rows", exit_on_error=False)
    def _read_rows(self, registry: "Registry", codes: tuple[str, ...]) -> None:
        try:
            rows = registry.summaries(codes)
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        if not get_current_worker().is_cancelled:
            self.post_message(RowsRead(rows))

    @on(RowsRead)
    def _rows_read(self, message: RowsRead) -> None:
        self.query_one(PatientTable).show_rows(message.rows)

    def _look_if_shown(self) -> None:
        if self.registry is not None and self.listing is not None and self.is_current:
            self._look(self.registry, self.listing.transaction)

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look(self, registry: "Registry", transaction: int) -> None:
        try:
            changed = registry.last_transaction() != transaction
        except TimelineError:
            return  # the next thing that the person does says so
        if changed:
            self.post_message(ListOutOfDate())

    def _compute_states(self) -> None:
        listing = self.listing
        if self.registry is None or listing is None or self._computing:
            return
        if listing.known < listing.patients and not self._incomputable:
            self._computing = True
            self._compute(self.registry)

    @work(thread=True, group="states", exit_on_error=False)
    def _compute(self, registry: "Registry") -> None:
        worker, shown, day = get_current_worker(), time.monotonic(), today()
        table, any_computed = self.query_one(PatientTable), False
        try:
            while not worker.is_cancelled:
                if not registry.refresh_states(today=day, first=table.in_view()):
                    break
                any_computed = True
                if time.monotonic() - shown > SHOW:
                    self.post_message(ListOutOfDate())
                    shown = time.monotonic()
                time.sleep(REST)
        except TimelineError as error:
            self._incomputable = True
            self.post_message(Failed(error.title, str(error)))
        self._computing = False
        if any_computed:
            self.post_message(ListOutOfDate())


def today() -> dt.date:
    """The day by which a patient is lost to follow-up or not."""
    return dt.datetime.now().astimezone().date()
