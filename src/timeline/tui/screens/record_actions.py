"""What the keys of the patient screen do to records; drawing is none of it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.binding import Binding
from textual.screen import Screen

from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.registry import (
    Remove,
    Restore,
    StoredCase,
    UndoBlockedError,
    UnknownPatientError,
)
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.drafts import Drafts
from timeline.tui.entry.filling import copy_of
from timeline.tui.entry.history_text import revisions
from timeline.tui.entry.record_names import named, named_entry
from timeline.tui.screens.asking import (
    ChoiceScreen,
    ReasonScreen,
    enterable_kinds,
    kind_question,
)
from timeline.tui.screens.form_opener import FormOpener, NewForm
from timeline.tui.screens.history import HistoryScreen
from timeline.tui.screens.inbox import Inbox
from timeline.tui.screens.moving import move_record
from timeline.tui.screens.picking import PickScreen, record_row
from timeline.tui.screens.saving import Saving

T = TypeVar("T")
RECORD_KEYS = (
    Binding("a", "add", "Add"),
    Binding("e,enter", "edit", "Edit"),
    Binding("colon", "quick", "Quick", key_display=":"),
    Binding("s", "series", "Series", show=False),
    Binding("c", "copy", "Copy", show=False),
    Binding("x,delete", "delete", "Delete", show=False),
    Binding("M", "move", "Move to another patient", show=False),
    Binding("b", "bin", "Bin", show=False),
    Binding("u", "undo", "Undo", show=False),
    Binding("U", "redo", "Redo", show=False),
    Binding("y", "history", "History", show=False),
    Binding("r", "records", "Records"),
    Binding("D", "read", "Read", show=False),
    Binding("p", "patient", "Edit the patient", show=False),
    Binding("i", "inbox", "Queries"),
    Binding("full_stop", "next_query", "Next open query", show=False),
)
"""What a screen binds that has the actions."""
NOT_SELECTED = "Select a record first, or press r for a list of all records."
TITLE_WIDTH = 24
"""Columns of the titles of fields, where a record is read."""
QUICK_REMARK = "from quick entry, not stored yet"
WHOLE = "This key is for records; in the list, x puts a whole patient into the bin."
GONE = "Taken back: {} is in the bin of patients; B in the list opens it."
TAKEN_BACK = "Taken back: {}. U brings it back."
BROUGHT_BACK = "Brought back: {}. u takes it back again."
SKIP = (("s", "leave it as it is, and go on with the action before it"),)
RECORD_MENU = (
    ("r", "read"),
    ("e", "edit"),
    ("c", "copy into a new record"),
    ("x", "delete"),
    ("m", "move to another patient"),
    ("y", "history"),
)


class RecordActions:
    """Enters, changes, takes away and brings back the records of one patient."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        drafts: Drafts,
        *,
        selected: Callable[[], str | None],
        read_again: Callable[..., None],
    ) -> None:
        """Take over.

        Args:
            screen: Shows the questions and says what was done.
            desk: Where the records are stored.
            drafts: Where unsaved work is kept.
            selected: Gives the id of the record that is selected; None for none.
            read_again: Draws the patient as stored now, the first of some records
                selected that is drawn; else it says the `words`.
        """
        self._screen, self._desk, self._drafts = screen, desk, drafts
        self._selected, self._read_again = selected, read_again

    @property
    def _saving(self) -> Saving:
        """Stores one action on this patient."""
        return Saving(self._screen.app, self._desk)

    @property
    def _opener(self) -> FormOpener:
        """Opens forms for this patient."""
        return FormOpener(self._screen.app, self._desk, self._drafts)

    async def add(self) -> None:
        """Enter a new record: first its kind by letter."""
        letter = await self._ask(kind_question())
        if letter is not None:
            await self._entered([(enterable_kinds()[letter], {})])

    async def _entered(self, forms: list[NewForm], remark: str = "") -> None:
        stored = await self._opener.new(forms, remark)
        self._show(stored)

    def _show(self, stored: Sequence[Entry]) -> None:
        """Select what was stored; say that it is, where no picture can."""
        if stored:
            words = f"{named_entry(stored[0])} is stored; r lists it."
            if_not_drawn = "" if isinstance(stored[0], Patient) else words
            self._read_again(*(record.id for record in stored), words=if_not_drawn)

    def _say(self, words: str) -> None:
        """Say what was done; what was done before it may hold no longer."""
        self._screen.app.clear_notifications()
        self._screen.notify(words, markup=False)

    async def _ask(self, screen: Screen[T]) -> T | None:
        answer: T | None = await self._screen.app.push_screen_wait(screen)
        return answer

    async def edit(self) -> None:
        """Edit the selected record."""
        await self._edit(self._selected())

    async def _edit(self, record_id: str | None, field: str = "") -> None:
        if record_id is None:
            self._screen.notify(NOT_SELECTED, markup=False)
            return
        record = await self._opener.edit(record_id, field)
        self._show([record] if record else [])

    async def patient(self) -> None:
        """Edit the patient."""
        await self._edit(await self._patient_id())

    async def _patient_id(self) -> str:
        return (await self._opener.load()).case.patient.id

    async def copy(self) -> None:
        """Enter a new record that begins as a copy of the selected one."""
        await self._copy(self._selected())

    async def _copy(self, record_id: str | None) -> None:
        _, record = await self._chosen(record_id)
        if record is not None:
            await self._entered([(type(record), copy_of(record))], "a copy")

    async def _chosen(self, record_id: str | None) -> tuple[StoredCase, Entry | None]:
        """The case, and a record of it; where there is none, it says so."""
        stored = await self._opener.load()
        record = stored.case.get(record_id or "")
        if record is not None and not isinstance(record, Patient):
            return stored, record
        self._screen.notify(WHOLE if record else NOT_SELECTED, markup=False)
        return stored, None

    async def delete(self) -> None:
        """Mark the selected record as deleted."""
        await self._delete(self._selected())

    async def _delete(self, record_id: str | None) -> None:
        stored, record = await self._chosen(record_id)
        if record is None:
            return
        name = named_entry(record)
        question = ReasonScreen(f"Why is this deleted: {name}? The bin keeps it.")
        reason = await self._ask(question)
        if reason is None:
            return
        action = Remove(self._desk.code, record.id, stored.versions[record.id])
        receipt = await self._saving.apply([action], reason)
        if receipt is not None and receipt.removed:
            self._say(f"In the bin: {name}. u takes that back.")
        self._read_again()

    async def move(self) -> None:
        """Give the selected record to the patient for whom it was meant."""
        await self._move(self._selected())

    async def _move(self, record_id: str | None) -> None:
        stored, record = await self._chosen(record_id)
        if record is None:
            return
        moved = await move_record(self._screen.app, self._desk, stored.case, record)
        if moved:
            self._say(f"{moved} u takes that back.")
            self._read_again()

    async def bin(self) -> None:
        """Show deleted records; Enter restores one."""
        deleted = await asyncio.to_thread(self._desk.deleted)
        rows = [record_row(entry) for entry in deleted]
        screen = PickScreen("Bin: Enter restores a record", rows, "The bin is empty.")
        picked = await self._ask(screen)
        record = next((entry for entry in deleted if entry.id == picked), None)
        if record is None:
            return
        reason = await self._ask(ReasonScreen("Why is it restored?"))
        if reason is None:
            return
        await self._saving.apply([Restore(self._desk.code, record.id)], reason)
        self._say(f"Restored: {named_entry(record)}. u takes that back.")
        self._read_again(record.id)

    async def undo(self) -> None:
        """Take back what this session stored last."""
        await self._reverse(redo=False)

    async def redo(self) -> None:
        """Bring back what was undone last."""
        await self._reverse(redo=True)

    async def _reverse(self, *, redo: bool) -> None:
        """Undo or redo; what a colleague has built on can be passed over."""
        act = self._desk.redo if redo else self._desk.undo
        steps, passed_over = self._desk.steps[redo], 0
        while True:
            try:
                records = await asyncio.to_thread(act, passed_over)
            except UndoBlockedError as error:
                passed_over += 1
                choices = SKIP if passed_over < steps else ()
                question = ChoiceScreen(f"{error.title}.", choices, [str(error)])
                if await self._ask(question) is None:
                    return
            else:
                break
        words = BROUGHT_BACK if redo else TAKEN_BACK
        self._say(words.format(named(records)))
        patients = [record for record in records if isinstance(record, Patient)]
        if patients and await self._is_in_bin():
            self._say(GONE.format(patients[0].code))
            self._screen.app.pop_screen()
            return
        self._read_again(*(record.id for record in records))

    async def _is_in_bin(self) -> bool:
        try:
            await self._opener.load()
        except UnknownPatientError:
            return True
        return False

    async def read(self) -> None:
        """Read every field of the selected record."""
        await self._read_whole(self._selected())

    async def _read_whole(self, record_id: str | None) -> None:
        from timeline.swimlane.build import build
        from timeline.tui.screens.sections import SectionsScreen
        from timeline.tui.widgets.detail_panel import record_sections

        case = (await self._opener.load()).case
        records = {listed.record: listed for listed in build(case).records}
        if record_id not in records:
            self._screen.notify(NOT_SELECTED, markup=False)
            return
        sections = record_sections(records[record_id])
        await self._ask(SectionsScreen(sections, name=TITLE_WIDTH))

    async def history(self) -> None:
        """Show who changed the selected record, when and why."""
        await self._history(self._selected())

    async def _history(self, record_id: str | None) -> None:
        if record_id is None:
            self._screen.notify(NOT_SELECTED, markup=False)
            return
        changes = await asyncio.to_thread(self._desk.history, record_id)
        await self._ask(HistoryScreen(record_id, revisions(changes)))

    async def records(self) -> None:
        """List every record, those without a place on the axis too."""
        case = (await self._opener.load()).case
        rows = [record_row(entry) for entry in case.entries]
        screen = PickScreen("Every record: Enter opens its menu", rows, "No record.")
        picked = await self._ask(screen)
        if picked is None:
            return
        menu = ChoiceScreen(picked, RECORD_MENU)
        answer = await self._ask(menu)
        acts = {
            "r": self._read_whole,
            "e": self._edit,
            "c": self._copy,
            "x": self._delete,
            "m": self._move,
            "y": self._history,
        }
        if answer is not None:
            await acts[answer](picked)

    async def quick(self) -> None:
        """Enter one line, confirm the forms that it fills."""
        from timeline.tui.screens.quick import QuickScreen

        opener, entered = self._opener, list[Entry]()
        try:
            while True:
                case = (await opener.load()).case
                locale = await asyncio.to_thread(self._desk.locale)
                understood = await self._ask(QuickScreen(case, locale))
                if not understood:
                    break
                stored = await opener.new(
                    understood, QUICK_REMARK, more=False, typed=True
                )
                entered = stored or entered
                if not opener.again:
                    break
        finally:
            self._show(entered)

    async def series(self) -> None:
        """Enter many values of one marker."""
        from timeline.tui.screens.series import SeriesScreen

        stored = await self._opener.load()
        locale = await asyncio.to_thread(self._desk.locale)
        screen = SeriesScreen(self._desk, stored, self._drafts, locale)
        first = await self._ask(screen)
        if first is not None:
            self._read_again(first)

    async def inbox(self) -> None:
        """Show the queries; answer them or open their records."""
        await self._settled(next_only=False)

    async def next_query(self) -> None:
        """Open the record of the next open query at its field."""
        await self._settled(next_only=True)

    async def _settled(self, *, next_only: bool) -> None:
        inbox = Inbox(self._opener)
        record = await (inbox.next_open() if next_only else inbox.show())
        if record is not None:
            self._read_again(record)
