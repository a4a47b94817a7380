"""The form of one record: every field that its kind declares, and nothing else."""

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Entry
from timeline.errors import TimelineError
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.completion import offers
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.drafts import Drafts, new_key
from timeline.tui.entry.field_text import choices_of
from timeline.tui.entry.form_draft import draft_of
from timeline.tui.entry.form_model import Checked, Form
from timeline.tui.entry.order_fields import ORDER_SPECS
from timeline.tui.entry.readings import reading
from timeline.tui.entry.saving import Saving
from timeline.tui.entry_messages import EnterPressed, FieldTyped, LeftOut
from timeline.tui.screens.asking import ChoiceScreen, ReasonScreen
from timeline.tui.widgets.field_help import help_of
from timeline.tui.widgets.field_row import FieldRow
from timeline.tui.widgets.offer_list import OfferList

if TYPE_CHECKING:
    from timeline.registry import ConflictError

KEYS = "Ctrl+S save   Esc back   Tab next   F4 list   Ctrl+G notes   F1 help"
NO_DRAFT = "What you type cannot be kept as a draft: the disk does not take it."


@dataclass(frozen=True)
class Opening:
    """What a form is opened with."""

    form: Form
    seen: int | None = None
    """Version of the stored record that the form shows; None for a new one."""
    field: str = ""
    """Field to start in; empty for the first one."""
    draft: str = ""
    """Key of the draft that it goes on with; empty for none."""
    remark: str = ""
    """A sentence for the top of the form."""


class FormScreen(Screen[Entry | None]):
    """Gives the record that was stored, or None where it was given up."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Back"),
        Binding("f4,ctrl+@", "offer", "List", key_display="F4"),
        Binding("up", "vertical(-1)", "Field above", show=False),
        Binding("down", "vertical(1)", "Field below", show=False),
        Binding("ctrl+g", "notes", "To the notes"),
        Binding("f1", "help", "Help"),
    ]

    def __init__(self, desk: Desk, drafts: Drafts, opening: Opening) -> None:
        """Prepare the form.

        Args:
            desk: Where the record is stored.
            drafts: Where unsaved work is kept.
            opening: The form, and how it is opened.
        """
        super().__init__()
        self.form = opening.form
        self._desk = desk
        self._drafts = drafts
        self._opening = opening
        self._saving = Saving(desk, opening.form.original, opening.seen)
        self._key = opening.draft or new_key()
        self._rows: dict[str, FieldRow] = {}
        self._touched: set[str] = set()
        self._warned = False

    def compose(self) -> ComposeResult:
        """Title, fields, suggestions, what is wrong, help of the field."""
        yield Static(self._title(), id="form-title", markup=False)
        with VerticalScroll(id="form-fields", can_focus=False):
            for spec in self.form.specs:
                fixed = spec.name == "id" and self.form.original is not None
                row = FieldRow(spec, self.form.texts[spec.name], fixed=fixed)
                self._rows[spec.name] = row
                yield row
        yield OfferList()
        yield Static(id="form-problem", markup=False)
        yield Static(id="field-help", markup=False)
        # Textual's footer is built anew with each change of focus; Tab would wait
        yield Static(KEYS, id="form-keys", markup=False)

    def _title(self) -> Content:
        title = self.form.record_class.title
        verb = "Edit" if self.form.original else "New"
        words = f"{verb}: {title}"
        code = self._desk.code
        remark = self._opening.remark
        parts = [words, *([code] if code else []), *([remark] if remark else [])]
        return Content.assemble((plain("  ·  ".join(parts)), "bold"))

    def on_mount(self) -> None:
        """Start in the first field that is to be filled."""
        self._say_all()
        name = self._opening.field
        if name not in self._rows:
            name = self.form.specs[1].name
        self._rows[name].editor.focus()

    @property
    def current(self) -> FieldRow | None:
        """The row that is being typed into."""
        return next((row for row in self._rows.values() if row.has_focus_within), None)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Explain the field."""
        row = _row_of(event.widget)
        if row is not None:
            row.scroll_visible(animate=False)
            self._offer(())
            self.query_one("#field-help", Static).update(help_of(row.spec))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that was left."""
        row = _row_of(event.widget)
        if row is not None and self.is_mounted:
            self._leave(row)

    def _leave(self, row: FieldRow) -> None:
        self._touched.add(row.spec.name)
        before = self.form
        self.form = self.form.leaving(row.spec)
        for name, text in self.form.texts.items():
            if before.texts[name] != text:
                self._rows[name].write(text)
        if before is not self.form and dict(before.texts) != dict(self.form.texts):
            self._keep()
        self._say_all()

    def _say_all(self) -> Checked:
        checked = self.form.checked(_today())
        wrong = dict(reversed(checked.problems))
        for name, row in self._rows.items():
            if name in self._touched and name in wrong:
                row.note(wrong[name], wrong=True)
            else:
                row.note(self._reading(row.spec))
        whole = wrong.get("", "") if self._touched else ""
        self._problem(whole)
        return checked

    def _problem(self, text: str) -> None:
        problem = self.query_one("#form-problem", Static)
        problem.display = bool(text)
        problem.update(Content(f"! {plain(text)}"))

    def _reading(self, spec: FieldSpec) -> str:
        text = self.form.texts[spec.name]
        if spec.name == "id" and not text:
            proposed = self.form.proposed_id()
            return f"proposed: {proposed}"
        return reading(spec, text, self.form.case, self.form.record_class)

    @on(FieldTyped)
    def take(self, message: FieldTyped) -> None:
        """Take a text that was typed, say what it means and offer what fits."""
        if self.form.texts[message.name] == message.text:
            return
        self.form = self.form.with_texts({message.name: message.text})
        row = self._rows[message.name]
        row.note(self._reading(row.spec))
        if row.has_focus_within:
            self._offer_for(row)
        self._keep()

    @on(LeftOut)
    def say_left_out(self, message: LeftOut) -> None:
        """Say that a paste was not taken as it was."""
        self.notify(
            f"{message.count} invisible characters of the pasted text were left out.",
            severity="warning",
            markup=False,
        )

    def _offer_for(self, row: FieldRow) -> None:
        spec, text = row.spec, self.form.texts[row.spec.name]
        found = offers(spec, text, self.form.case, self.form.record_class.kind)
        if len(found) == 1 and found[0].text == text:
            found = ()
        self._offer(found)
        closed = bool(choices_of(spec)) or spec.role is Role.REFERENCE
        if found and (closed or spec.name in ORDER_SPECS) and text.strip():
            self.query_one(OfferList).chosen = 0

    def _offer(self, found: tuple) -> None:  # type: ignore[type-arg]
        shown = self.query_one(OfferList)
        shown.chosen = None
        shown.offers = found

    def action_offer(self) -> None:
        """Show everything that fits the field."""
        if self.current is not None:
            self._offer_for(self.current)
            self.query_one(OfferList).move(0)

    def action_vertical(self, step: int) -> None:
        """Move in the suggestions, else to the field above or below."""
        shown = self.query_one(OfferList)
        if shown.offers:
            shown.move(step)
        elif step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(EnterPressed)
    def accept(self) -> None:
        """Take the marked suggestion and go on to the next field."""
        row, taken = self.current, self.query_one(OfferList).taken
        if row is not None and taken is not None:
            row.write(taken.text)
            self.take(FieldTyped(row.spec.name, taken.text))
        self._offer(())
        if row is None or taken is None or row.spec.role is not Role.TERMS:
            self.focus_next()

    def action_notes(self) -> None:
        """Go to the notes."""
        self._rows["notes"].editor.focus()

    def action_help(self) -> None:
        """Explain entry."""
        from timeline.tui.screens.entry_help import EntryHelpScreen

        self.app.push_screen(EntryHelpScreen())

    def _keep(self) -> None:
        """Keep what differs from the beginning, for a crash or a kill."""
        draft = draft_of(
            self.form, self._drafts.place, self._desk.code, self._saving.seen
        )
        try:
            self._drafts.keep(self._key, draft)
        except OSError:
            if not self._warned:
                self._warned = True
                self.notify(NO_DRAFT, severity="warning", markup=False, timeout=20)

    @work(group="leave", exclusive=True)
    async def action_leave(self) -> None:
        """Close the suggestions, else the form; a changed form asks first."""
        if self.query_one(OfferList).offers:
            self._offer(())
            return
        if self.form.changed:
            choices = [("s", "save it"), ("d", "discard what was typed")]
            question = ChoiceScreen("This form was changed.", choices)
            answer = await self.app.push_screen_wait(question)
            if answer == "s":
                self.action_save()
            if answer != "d":
                return
        self._drafts.forget(self._key)
        self.dismiss(None)

    def action_save(self) -> None:
        """Store the record, or go to the first field that is wrong."""
        if self.current is not None:
            self._leave(self.current)
        self._touched.update(self._rows)
        checked = self._say_all()
        if checked.record is None:
            named = [name for name, _ in checked.problems if name in self._rows]
            if named:
                self._rows[named[0]].editor.focus()
            return
        self._store(checked)

    @work(group="store", exclusive=True)
    async def _store(self, checked: Checked) -> None:
        from timeline.registry import ConflictError

        record, reason = checked.record, ""
        assert record is not None  # noqa: S101 - action_save has looked
        if self._saving.corrects(record):
            asked = ReasonScreen("Why is this changed?")
            answer = await self.app.push_screen_wait(asked)
            if answer is None:
                return
            reason = answer
        while record is not None:
            try:
                await asyncio.to_thread(
                    self._saving.save, record, checked.orders, reason
                )
            except ConflictError as conflict:
                record = await self._settle(conflict)
                reason = reason or "Settled after a conflict"
            except TimelineError as error:
                self._problem(f"{error.title}. {error}")
                return
            else:
                self._drafts.forget(self._key)
                self.dismiss(record)
                return

    async def _settle(self, conflict: "ConflictError") -> Entry | None:
        """Let the person choose between two versions; None to go on typing."""
        from timeline.tui.screens.conflict import ConflictScreen

        if conflict.yours is None or conflict.stored is None:
            self._problem(
                "Somebody deleted this record meanwhile. Restore it from the bin, or "
                "copy it under another id."
            )
            return None
        screen = ConflictScreen(conflict.yours, conflict.stored)
        chosen = await self.app.push_screen_wait(screen)
        if chosen is not None:
            self._saving.seen = conflict.stored_version
        return chosen


def _row_of(widget: object) -> FieldRow | None:
    ancestors = getattr(widget, "ancestors", ())
    return next((one for one in ancestors if isinstance(one, FieldRow)), None)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
