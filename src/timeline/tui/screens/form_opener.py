"""What every screen does that opens forms: one after another, each with its draft."""

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.drafts import Drafts
from timeline.tui.entry.filling import carried, courses_of, provenance, shared_of
from timeline.tui.entry.form_model import Form, Opening
from timeline.tui.screens.form import FormScreen

if TYPE_CHECKING:
    from textual.app import App

    from timeline.registry import StoredCase

GONE = "This record is not there any more; b opens the bin."
NewForm = tuple[type[Entry], Mapping[str, str]]
"""A kind of record, and texts to fill its form with."""


class FormOpener:
    """Opens forms for one patient."""

    def __init__(self, app: "App[None]", desk: Desk, drafts: Drafts) -> None:
        """Take over.

        Args:
            app: Shows the forms.
            desk: Stores the records.
            drafts: Keeps what is not stored yet.
        """
        self.app = app
        self.desk = desk
        self.drafts = drafts
        self.again = False
        """Whether a form of the last call was stored with "save and next"."""
        self._notes: list[str] = []

    async def load(self) -> "StoredCase":
        """The case as it stands now."""
        return await asyncio.to_thread(self.desk.load)

    async def new(
        self,
        forms: list[NewForm],
        remark: str = "",
        *,
        more: bool = True,
        typed: bool = False,
    ) -> list[Entry]:
        """Open forms for new records, one after another.

        A new line of therapy is followed by the courses of its drugs. Escape leaves
        one form out and goes on with the next.

        Args:
            forms: Kinds of record, and texts to fill their forms with.
            remark: A sentence for the top of these forms.
            more: Whether "save and next" opens another form of the kind here; without
                it, `again` tells that it was wished.
            typed: Whether a person typed these texts, so that Escape asks before it
                leaves them.

        Returns:
            What was stored.
        """
        queue = deque(forms)
        stored: list[Entry] = []
        again, derived = False, list[NewForm]()
        while queue:
            new = queue.popleft()
            asks = typed and new not in derived
            record = await self._enter(new, remark, len(queue), typed=asks)
            if record is None:
                continue
            stored.append(record)
            if isinstance(record, TherapyLine):
                case = (await self.load()).case
                waiting = bool(queue) and queue[0][0] is DrugCourse
                courses = _courses_next(queue, record, case)
                derived = [] if waiting else courses
                queue.extendleft(reversed(courses))
            again |= self.again
            if self.again and more:
                queue.append((new[0], {}))
                remark = ""
        self.again = again
        self.tell()
        return stored

    async def _enter(
        self,
        new: NewForm,
        remark: str,
        more: int,
        *,
        typed: bool,
    ) -> Entry | None:
        record_class, texts = new
        stored = await self.load()
        case, taken = stored.case, stored.removed
        before = carried(record_class, self.desk.last)
        carried_over = provenance(case, self.desk.last) | before
        form = Form.new(record_class, case, carried_over | dict(texts), taken)
        if typed:
            untouched = Form.new(record_class, case, carried_over, taken)
            form = replace(form, start=untouched.start)
        rest = f"{more} more to follow" if more else ""
        words = "  ·  ".join(part for part in (remark, rest) if part)
        return await self.show(Opening(form, remark=words))

    async def edit(
        self, record_id: str, field: str = "", question: str = ""
    ) -> Entry | None:
        """Open the form of a stored record.

        Args:
            record_id: Which record.
            field: The field to start in; empty for the first one.
            question: What is to be settled there.
        """
        stored = await self.load()
        record = stored.case.get(record_id)
        if record is None:
            self.app.notify(GONE, severity="warning", markup=False)
            return None
        form = Form.of(record, stored.case)
        seen = {p.order.id: stored.versions[p.order.id] for p in form.placed}
        version = stored.versions[record_id]
        opening = Opening(form, version, field, question=question, orders_seen=seen)
        changed = await self.show(opening)
        self.tell()
        return changed

    async def show(self, opening: Opening) -> Entry | None:
        """Show one form and wait for it."""
        locale = await asyncio.to_thread(self.desk.locale)
        opening = replace(opening, form=replace(opening.form, locale=locale))
        screen = FormScreen(self.desk, self.drafts, opening)
        record = await self.app.push_screen_wait(screen)
        self.again = screen.again
        self._notes += screen.notes
        return record

    def tell(self) -> None:
        """Say how it was stored; another form would have covered that."""
        for note in self._notes:
            self.app.notify(note, markup=False, timeout=10)
        self._notes.clear()


def _courses_next(
    queue: deque[NewForm], line: TherapyLine, case: Case
) -> list[NewForm]:
    """The courses that wait for their line, taken from the queue; else its drugs."""
    common = {**shared_of(line), "line": line.id}
    waiting: list[NewForm] = []
    while queue and queue[0][0] is DrugCourse:
        kind, texts = queue.popleft()
        waiting.append((kind, {**common, **texts}))
    return waiting or [(DrugCourse, texts) for texts in courses_of(line, case)]
