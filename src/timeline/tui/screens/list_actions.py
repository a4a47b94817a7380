"""What the keys of the patient list do: a new patient, drafts, every query."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import Binding

from timeline.errors import TimelineError
from timeline.tui.messages import Failed, PatientChosen
from timeline.tui.running.type_ahead import keeps_keys
from timeline.tui.screens.list_reading import ReadListScreen

if TYPE_CHECKING:
    from timeline.tui.app import TimelineApp
    from timeline.tui.screens.list_entry import ListEntry


class EntryListScreen(ReadListScreen):
    """A list of patients from which patients are entered."""

    BINDINGS: ClassVar = [
        Binding("a", "add_patient", "New patient"),
        Binding("i", "every_query", "Queries"),
    ]

    def _entry(self) -> "ListEntry | None":
        from timeline.tui.screens.list_entry import ListEntry

        app = cast("TimelineApp", self.app)
        return ListEntry(app, self.registry) if self.registry else None

    @work(group="entry", exclusive=True)
    @keeps_keys
    async def action_add_patient(self) -> None:
        """Enter a new patient and open it."""
        if entry := self._entry():
            await self._then_open(entry.add_patient())

    @work(group="drafts", exclusive=True)
    @keeps_keys
    async def offer_drafts(self) -> None:
        """Offer the forms that a crash or a kill ended."""
        left = cast("TimelineApp", self.app).drafts.left_behind()
        if left and (entry := self._entry()):
            await self._then_open(entry.offer_drafts())

    @work(group="entry", exclusive=True)
    @keeps_keys
    async def action_every_query(self) -> None:
        """List the open queries of the patients listed; Enter settles one."""
        if entry := self._entry():
            await self._then_open(entry.every_query(self.listed_codes()))
            self.find()

    async def _then_open(self, doing: Awaitable[str | None]) -> None:
        try:
            code = await doing
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        if code is not None:
            # at once, so that no key typed after the form is a command of the list
            cast("TimelineApp", self.app).open_patient(PatientChosen(code))
