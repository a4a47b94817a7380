"""What the keys of the patient screen do to records; drawing is none of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, cast

from textual import work
from textual.binding import Binding
from textual.screen import Screen
from textual.worker import Worker

from timeline.case.record import Entry
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.records.patient import Patient
from timeline.errors import TimelineError
from timeline.tui.entry.desk import Desk, Step, meant, named, named_entry
from timeline.tui.entry.filling import copy_of
from timeline.tui.entry.history_text import revisions
from timeline.tui.screens.asking import (
    ChoiceScreen,
    ReasonScreen,
    enterable_kinds,
    kind_question,
)
from timeline.tui.screens.entering import Entering, Wanted
from timeline.tui.screens.history import HistoryScreen
from timeline.tui.screens.inbox import Inbox
from timeline.tui.screens.picking import PickScreen, Row
from timeline.tui.type_ahead import keeps_keys

if TYPE_CHECKING:
    from timeline.tui.app import TimelineApp

NOT_SELECTED = "Select a record first, or press r for a list of all records."
TITLE = 24
"""Columns of the titles of fields, where a record is read."""
QUICK_REMARK = "from quick entry, not stored yet"
RECORD_MENU = (
    ("r", "read"),
    ("e", "edit"),
    ("c", "copy into a new record"),
    ("x", "delete"),
    ("y", "history"),
)


P = ParamSpec("P")


def _step(
    act: "Callable[Concatenate[EntryScreen, P], Awaitable[None]]",
) -> "Callable[Concatenate[EntryScreen, P], Worker[None]]":
    """One action of the person; it keeps the keys that follow and says what failed."""

    @work(group="entry", exclusive=True)
    @keeps_keys
    @wraps(act)
    async def step(screen: "EntryScreen", /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await act(screen, *args, **kwargs)
        except TimelineError as error:
            screen.tell(error)

    return step


class EntryScreen(Screen[None]):
    """A screen of one patient from which records are entered."""

    BINDINGS: ClassVar = [
        Binding("a", "add", "Add"),
        Binding("e,enter", "edit", "Edit"),
        Binding("colon", "quick", "Quick", key_display=":"),
        Binding("s", "series", "Series", show=False),
        Binding("c", "copy", "Copy", show=False),
        Binding("x,delete", "delete", "Delete", show=False),
        Binding("b", "bin", "Bin", show=False),
        Binding("u", "undo", "Undo", show=False),
        Binding("U", "redo", "Redo", show=False),
        Binding("y", "history", "History", show=False),
        Binding("r", "records", "Records"),
        Binding("D", "read", "Read", show=False),
        Binding("p", "patient", "Edit the patient", show=False),
        Binding("i", "inbox", "Queries"),
        Binding("full_stop", "next_query", "Next open query", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        """Take where the records of the patient are stored."""
        super().__init__()
        self.desk = desk

    def selected_record(self) -> str | None:
        """Id of the record that is selected; None where none is."""
        raise NotImplementedError

    def read_again(self, *select: str, words: str = "") -> None:
        """Draw the patient as stored now.

        Args:
            select: Ids of records of which the first that is drawn is selected.
            words: What is said where none of them is drawn.
        """
        raise NotImplementedError

    @property
    def entering(self) -> Entering:
        """Opens forms for this patient."""
        app = cast("TimelineApp", self.app)
        return Entering(app, self.desk, app.drafts)

    @_step
    async def action_add(self) -> None:
        """Enter a new record: first its kind by letter."""
        letter = await self.app.push_screen_wait(kind_question())
        if letter is not None:
            await self._entered([(enterable_kinds()[letter], {})])

    async def _entered(self, wanted: list[Wanted], remark: str = "") -> None:
        stored = await self.entering.new(wanted, remark)
        self._show(stored)

    def _show(self, stored: Sequence[Entry]) -> None:
        """Select what was stored; say that it is, where no picture can."""
        if stored:
            words = f"{named_entry(stored[0])} is stored; r lists it."
            said = "" if isinstance(stored[0], Patient) else words
            self.read_again(*(record.id for record in stored), words=said)

    def _say(self, words: str) -> None:
        """Say what was done; what was done before it may hold no longer."""
        self.app.clear_notifications()
        self.notify(words, markup=False)

    def tell(self, error: TimelineError) -> None:
        """Say what did not work."""
        self.notify(
            str(error), title=error.title, severity="error", markup=False, timeout=20
        )

    @_step
    async def action_edit(self) -> None:
        """Edit the selected record."""
        await self._edit(self.selected_record())

    async def _edit(self, record_id: str | None, field: str = "") -> None:
        if record_id is None:
            self.notify(NOT_SELECTED, markup=False)
            return
        record = await self.entering.edit(record_id, field)
        self._show([record] if record else [])

    @_step
    async def action_patient(self) -> None:
        """Edit the patient."""
        await self._edit(await self._patient_id())

    async def _patient_id(self) -> str:
        return (await self.entering.load()).case.patient.id

    @_step
    async def action_copy(self) -> None:
        """Enter a new record that begins as a copy of the selected one."""
        await self._copy(self.selected_record())

    async def _copy(self, record_id: str | None) -> None:
        record = (await self.entering.load()).case.get(record_id or "")
        if record is None or isinstance(record, Patient):
            self.notify(NOT_SELECTED, markup=False)
            return
        await self._entered([(type(record), copy_of(record))], "a copy")

    @_step
    async def action_delete(self) -> None:
        """Mark the selected record as deleted."""
        await self._delete(self.selected_record())

    async def _delete(self, record_id: str | None) -> None:
        stored = await self.entering.load()
        record = stored.case.get(record_id or "")
        if record is None:
            self.notify(NOT_SELECTED, markup=False)
            return
        which = named_entry(record)
        asked = ReasonScreen(f"Why is this deleted: {which}? The bin keeps it.")
        reason = await self.app.push_screen_wait(asked)
        if reason is None:
            return
        seen = stored.versions[record.id]
        await asyncio.to_thread(self.desk.delete, record, seen=seen, reason=reason)
        self._say(f"In the bin: {which}. u takes that back.")
        self.read_again()

    @_step
    async def action_bin(self) -> None:
        """Show deleted records; Enter restores one."""
        found = await asyncio.to_thread(self.desk.deleted)
        rows = [_row(entry) for entry in found]
        screen = PickScreen("Bin: Enter restores a record", rows, "The bin is empty.")
        picked = await self.app.push_screen_wait(screen)
        record = next((entry for entry in found if entry.id == picked), None)
        if record is None:
            return
        reason = await self.app.push_screen_wait(ReasonScreen("Why is it restored?"))
        if reason is None:
            return
        await asyncio.to_thread(self.desk.restore, record, reason=reason)
        self._say(f"Restored: {named_entry(record)}. u takes that back.")
        self.read_again(record.id)

    def action_undo(self) -> None:
        """Take back what this session stored last."""
        self._reverse(self.desk.undo, "Taken back: {}. U brings it back.")

    def action_redo(self) -> None:
        """Bring back what was undone last."""
        self._reverse(self.desk.redo, "Brought back: {}. u takes it back again.")

    @_step
    async def _reverse(self, act: Callable[[], Step], words: str) -> None:
        step = await asyncio.to_thread(act)
        self._say(words.format(named(step)))
        self.read_again(*(write.after.id for write in meant(step) if write.after))

    @_step
    async def action_read(self) -> None:
        """Read every field of the selected record."""
        await self._read_whole(self.selected_record())

    async def _read_whole(self, record_id: str | None) -> None:
        from timeline.swimlane.build import build
        from timeline.tui.screens.sections import SectionsScreen
        from timeline.tui.widgets.detail_panel import record_sections

        case = (await self.entering.load()).case
        records = {listed.record: listed for listed in build(case).records}
        if record_id not in records:
            self.notify(NOT_SELECTED, markup=False)
            return
        screen = SectionsScreen(record_sections(records[record_id]), name=TITLE)
        await self.app.push_screen_wait(screen)

    @_step
    async def action_history(self) -> None:
        """Show who changed the selected record, when and why."""
        await self._history(self.selected_record())

    async def _history(self, record_id: str | None) -> None:
        if record_id is None:
            self.notify(NOT_SELECTED, markup=False)
            return
        changes = await asyncio.to_thread(self.desk.history, record_id)
        await self.app.push_screen_wait(HistoryScreen(record_id, revisions(changes)))

    @_step
    async def action_records(self) -> None:
        """List every record, those without a place on the axis too."""
        case = (await self.entering.load()).case
        rows = [_row(entry) for entry in case.entries]
        screen = PickScreen("Every record: Enter opens its menu", rows, "No record.")
        picked = await self.app.push_screen_wait(screen)
        if picked is None:
            return
        menu = ChoiceScreen(picked, RECORD_MENU)
        answer = await self.app.push_screen_wait(menu)
        acts = {
            "r": self._read_whole,
            "e": self._edit,
            "c": self._copy,
            "x": self._delete,
            "y": self._history,
        }
        if answer is not None:
            await acts[answer](picked)

    @_step
    async def action_quick(self) -> None:
        """Enter one line, confirm the forms that it fills."""
        from timeline.tui.screens.quick import QuickScreen

        entering, entered = self.entering, list[Entry]()
        try:
            while True:
                case = (await entering.load()).case
                understood = await self.app.push_screen_wait(QuickScreen(case))
                if not understood:
                    break
                stored = await entering.new(understood, QUICK_REMARK, more=False)
                entered = stored or entered
                if not entering.again:
                    break
        finally:
            self._show(entered)

    @_step
    async def action_series(self) -> None:
        """Enter many values of one marker."""
        from timeline.tui.screens.series import SeriesScreen

        stored = await self.entering.load()
        screen = SeriesScreen(self.desk, stored, self.entering.drafts)
        first = await self.app.push_screen_wait(screen)
        if first is not None:
            self.read_again(first)

    @_step
    async def action_inbox(self) -> None:
        """Show the queries; answer them or open their records."""
        await self._settled(next_only=False)

    @_step
    async def action_next_query(self) -> None:
        """Open the record of the next open query at its field."""
        await self._settled(next_only=True)

    async def _settled(self, *, next_only: bool) -> None:
        inbox = Inbox(self.entering)
        record = await (inbox.next_open() if next_only else inbox.show())
        if record is not None:
            self.read_again(record)


def _row(entry: Entry) -> Row:
    title = type(entry).title
    dates = ", ".join(str(date) for date in entry.dates().values() if date.known)
    answers = isinstance(entry, QueryAnswer)
    heading = named_entry(entry) if answers else f"{title}: {entry.label}"
    return Row(entry.id, heading, f"{entry.id}  {dates}")
