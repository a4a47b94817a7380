"""How a form is stored: why it is changed, and what to do when others were faster."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.errors import TimelineError
from timeline.tui.entry.code_check import doubt
from timeline.tui.entry.form_model import Checked
from timeline.tui.entry.saving import Saving
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen

if TYPE_CHECKING:
    from textual.app import App

    from timeline.registry import ConflictError

GONE = (
    "Somebody deleted this record meanwhile. Restore it from the bin, or copy it under "
    "another id."
)
ORDER_CHANGED = (
    "Somebody else changed an order of this record meanwhile. Nothing of it was "
    "overwritten: go back, open the form again and look at After and Before."
)


class Storing:
    """Asks what a person has to decide before a form is stored."""

    def __init__(
        self, app: "App[object]", saving: Saving, say: Callable[[str], None]
    ) -> None:
        """Take over.

        Args:
            app: Shows the questions.
            saving: Stores.
            say: Shows in the form what did not work.
        """
        self._app, self._saving, self._say = app, saving, say

    async def store(self, checked: Checked) -> Entry | None:
        """Store what a form makes.

        Returns:
            The record as stored; None to go on typing.
        """
        record, reason = checked.record, ""
        if isinstance(record, Patient) and not await self._sure_of(record.code):
            return None
        if record is not None and self._saving.corrects(record, checked.orders):
            asked = ReasonScreen("Why is this changed?")
            answer = await self._app.push_screen_wait(asked)
            if answer is None:
                return None
            reason = answer
        while record is not None:
            try:
                await asyncio.to_thread(
                    self._saving.save, record, checked.orders, reason
                )
            except TimelineError as error:
                record = await self._failed(error, record)
                reason = reason or "Settled after a conflict"
            else:
                return record
        return None

    async def _sure_of(self, code: str) -> bool:
        """Whether a new study code is stored, though it could be a name."""
        stored, why = self._saving.stored, doubt(code)
        known = isinstance(stored, Patient) and stored.code == code
        if known or not why:
            return True
        asked = ChoiceScreen(
            f"Is {code} the code of the study?",
            [("s", "store it: it does not tell who the patient is")],
            [why, "Once stored it stays in the history for ever."],
        )
        return bool(await self._app.push_screen_wait(asked) == "s")

    async def _failed(self, error: TimelineError, record: Entry) -> Entry | None:
        """Say what did not work; after a conflict give what the person chose."""
        from timeline.registry import ConflictError

        if isinstance(error, ConflictError):
            return await self._settle(error, record)
        self._say(f"{error.title}. {error}")
        return None

    async def _settle(self, conflict: "ConflictError", record: Entry) -> Entry | None:
        """Let the person choose between two versions; None to go on typing."""
        from timeline.tui.screens.conflict import ConflictScreen

        yours, stored = conflict.yours, conflict.stored
        if record == self._saving.stored or (yours and yours.id != record.id):
            self._say(ORDER_CHANGED)
            return None
        if yours is None or stored is None:
            self._say(GONE)
            return None
        screen = ConflictScreen(yours, stored, self._saving.base)
        chosen = await self._app.push_screen_wait(screen)
        if chosen is not None:
            self._saving.seen, self._saving.base = conflict.stored_version, stored
        return chosen
