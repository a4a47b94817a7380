"""What every screen does that opens forms: one after another, each with its draft."""

import asyncio
import getpass
import os
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.screen import Screen

from timeline.case.record import Entry
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.drafts import Drafts
from timeline.tui.entry.filling import courses_of, provenance
from timeline.tui.entry.form_model import Form
from timeline.tui.screens.form import FormScreen, Opening

if TYPE_CHECKING:
    from textual.app import App

    from timeline.registry import StoredCase

Wanted = tuple[type[Entry], Mapping[str, str]]
"""A kind of record, and texts to fill its form with."""


def who() -> str:
    """The name under which changes are stored."""
    return os.environ.get("TIMELINE_ACTOR", "").strip() or getpass.getuser()


class Entering:
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

    async def load(self) -> "StoredCase":
        """The case as it stands now."""
        return await asyncio.to_thread(self.desk.load)

    async def new(self, wanted: list[Wanted], remark: str = "") -> list[Entry]:
        """Open forms for new records, one after another.

        A new line of therapy is followed by the courses of its drugs. Escape leaves
        one form out and goes on with the next.

        Returns:
            What was stored.
        """
        queue = deque(wanted)
        stored: list[Entry] = []
        while queue:
            record_class, texts = queue.popleft()
            record = await self._one(record_class, texts, remark, len(queue))
            if record is None:
                continue
            stored.append(record)
            if isinstance(record, TherapyLine):
                case = (await self.load()).case
                if queue:
                    queue = deque(_on_line(queue, record))
                else:
                    queue.extend(
                        (DrugCourse, texts) for texts in courses_of(record, case)
                    )
        return stored

    async def _one(
        self,
        record_class: type[Entry],
        texts: Mapping[str, str],
        remark: str,
        more: int,
    ) -> Entry | None:
        case = (await self.load()).case
        taken = {entry.id for entry in await asyncio.to_thread(self.desk.deleted)}
        filled = provenance(case, self.desk.last) | dict(texts)
        form = Form.new(record_class, case, filled, taken)
        rest = f"{more} more to follow" if more else ""
        words = "  ·  ".join(part for part in (remark, rest) if part)
        return await self.show(Opening(form, remark=words))

    async def edit(self, record_id: str, field: str = "") -> Entry | None:
        """Open the form of a stored record, at a field if one is named."""
        stored = await self.load()
        record = stored.case.get(record_id)
        if record is None:
            return None
        form = Form.of(record, stored.case)
        return await self.show(Opening(form, stored.versions[record_id], field=field))

    async def show(self, opening: Opening) -> Entry | None:
        """Show one form and wait for it."""
        screen: Screen[Entry | None] = FormScreen(self.desk, self.drafts, opening)
        return await self.app.push_screen_wait(screen)


def _on_line(queue: deque[Wanted], line: TherapyLine) -> list[Wanted]:
    """Courses that wait for their line, with its id and provenance."""
    return [
        (kind, {**texts, "line": line.id} if kind is DrugCourse else texts)
        for kind, texts in queue
    ]
