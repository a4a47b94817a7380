"""The form of one record: every field that its kind declares, and nothing else."""

import datetime as dt
from string import ascii_lowercase
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Entry
from timeline.errors import TimelineError
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.completion import offers
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.drafts import Drafts, form_draft, new_key
from timeline.tui.entry.field_text import choices_of
from timeline.tui.entry.form_model import Checked, Form, Opening
from timeline.tui.entry.messages import CharactersDropped, EnterPressed, FieldTyped
from timeline.tui.entry.order_fields import picks_points
from timeline.tui.entry.readings import help_of, reading
from timeline.tui.entry.splitting import ONE_TEST, other_test, rest_of
from timeline.tui.entry.words import KnownWords
from timeline.tui.running.type_ahead import keeps_keys
from timeline.tui.screens.asking import ChoiceScreen
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.screens.saving import Saving
from timeline.tui.screens.unsaved import UnsavedWork
from timeline.tui.widgets.changed_line import ChangedLine
from timeline.tui.widgets.field_row import FieldList, FieldRow, row_of
from timeline.tui.widgets.offer_list import OfferList
from timeline.tui.widgets.problem_line import ProblemLine

KEYS = "^S save  ^N save, next  Esc back  → word  F4 list  F2, Alt+key field  F1 help"


class FormScreen(Screen[Entry | None]):
    """Gives the record that was stored, or None where it was given up."""

    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save"),
        Binding("ctrl+n", "save_and_next", "Save, and another of this kind"),
        Binding("escape", "leave", "Back"),
        Binding("f4,ctrl+@", "offer", "List", key_display="F4"),
        Binding("up", "vertical(-1)", "Field above", show=False),
        Binding("down", "vertical(1)", "Field below", show=False),
        Binding("ctrl+g", "notes", "To the notes"),
        Binding("f2", "choose_field", "To a field"),
        Binding("f7", "split", "Two tests, two forms"),
        Binding("f1", "help", "Help"),
        # before the editor, which would write the letter
        *(
            Binding(f"alt+{letter}", f"field('{letter}')", show=False, priority=True)
            for letter in ascii_lowercase
        ),
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
        self.again = False
        """Whether another record of this kind is to follow."""
        self.notes: tuple[str, ...] = ()
        """What the person is told about how it was stored."""
        self._unsaved = UnsavedWork(
            self,
            drafts,
            opening.draft or new_key(),
            lambda: form_draft(self.form, drafts.place, desk.code, opening),
        )
        self._rows: dict[str, FieldRow] = {}
        self._words = KnownWords(opening.form.case)
        self._touched: set[str] = set()

    def compose(self) -> ComposeResult:
        """Title, fields, what is wrong, suggestions or help, keys."""
        yield Static(self._title(), id="form-title", markup=False)
        if question := self._opening.question:
            yield Static(
                Content(f"? {plain(question)}"), id="form-question", markup=False
            )
        yield ChangedLine(self._desk, self._opening)
        with FieldList(id="form-fields", can_focus=False):
            for spec in self.form.specs:
                fixed = spec.name == "id" and self.form.original is not None
                text, rest = self.form.texts[spec.name], self._words.rest
                row = FieldRow(spec, text, fixed=fixed, completes=rest)
                self._rows[spec.name] = row
                yield row
        yield ProblemLine()
        yield OfferList()
        # Textual's footer is built anew with each change of focus; Tab would wait
        yield Static(KEYS, id="form-keys", markup=False)

    def _title(self) -> Content:
        verb = "Edit" if self.form.original else "New"
        words = f"{verb}: {self.form.record_class.title}"
        parts = filter(None, (words, self._desk.code, self._opening.remark))
        return Content.assemble((plain("  ·  ".join(parts)), "bold"))

    def on_mount(self) -> None:
        """Start in the first field that is to be filled."""
        # a message in the corner would cover the help and the suggestions
        self.app.clear_notifications()
        self._say_all()
        fields = self.query_one(FieldList)
        self.watch(fields, "virtual_size", self._stay_in_view, init=False)
        name = self._opening.field
        self._rows[name if name in self._rows else self.form.first_open].editor.focus()

    @property
    def current(self) -> FieldRow | None:
        """The row that is being typed into."""
        return next((row for row in self._rows.values() if row.has_focus_within), None)

    def _stay_in_view(self) -> None:
        """Keep the field in view when a note, its own or another's, moves it."""
        if self.current is not None:
            self.current.scroll_visible(animate=False)

    def on_resize(self) -> None:
        """Keep the field in view in a smaller terminal."""
        self.call_after_refresh(self._stay_in_view)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Explain the field."""
        row = row_of(event.widget)
        if row is not None:
            row.scroll_visible(animate=False)
            foot = self.query_one(OfferList)
            foot.show((), mark=False)
            foot.about = help_of(row.spec, self.form.locale)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that was left."""
        row = row_of(event.widget)
        if row is not None and self.is_mounted:
            self._leave(row)

    def _leave(self, row: FieldRow) -> None:
        self._touched.add(row.spec.name)
        self._become(self.form.normalised(row.spec))

    def _become(self, form: Form) -> None:
        before, self.form = self.form, form
        for name, text in self.form.texts.items():
            if before.texts[name] != text:
                self._rows[name].write(text)
        if dict(before.texts) != dict(form.texts):
            self._unsaved.keep()
        self._say_all()

    def _say_all(self) -> Checked:
        checked = self.form.checked(today())
        wrong = dict(reversed(checked.problems))
        for name, row in self._rows.items():
            if name in self._touched and name in wrong:
                row.note(wrong[name], wrong=True)
            else:
                row.note(self._reading(row.spec))
        of_form = wrong.get("", "") if self._touched else ""
        self.query_one(ProblemLine).say(of_form)
        return checked

    def _reading(self, spec: FieldSpec) -> str:
        text = self.form.texts[spec.name]
        if spec.name == "id" and not text:
            return f"proposed: {self.form.proposed_id()}"
        form = self.form
        return reading(spec, text, form.case, form.record_class, form.locale)

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
        self._unsaved.keep()

    @on(CharactersDropped)
    def say_left_out(self, message: CharactersDropped) -> None:
        """Say that a paste was not taken as it was."""
        self.notify(
            f"{message.count} invisible characters of the pasted text were left out.",
            severity="warning",
            markup=False,
        )

    def _offer_for(self, row: FieldRow) -> None:
        spec, text = row.spec, self.form.texts[row.spec.name]
        fitting = offers(spec, text, self.form.case, self.form.record_class.kind)
        if len(fitting) == 1 and fitting[0].text == text:
            fitting = ()
        picks = picks_points(self.form.record_class, spec.name)
        closed = bool(choices_of(spec)) or spec.role is Role.REFERENCE
        mark = (closed or picks) and bool(text.strip())
        self.query_one(OfferList).show(fitting, mark=mark)

    def action_offer(self) -> None:
        """Show everything that fits the field."""
        if self.current is not None:
            self._offer_for(self.current)
            self.query_one(OfferList).move(0)

    def action_vertical(self, step: int) -> None:
        """Move in the suggestions, else to the field above or below."""
        suggestions = self.query_one(OfferList)
        if suggestions.offers:
            suggestions.move(step)
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
        self.query_one(OfferList).show((), mark=False)
        several = row is not None and (
            row.spec.role is Role.TERMS
            or picks_points(self.form.record_class, row.spec.name)
        )
        if taken is None or not several:
            self.focus_next()

    def action_notes(self) -> None:
        """Go to the notes."""
        self._rows["notes"].editor.focus()

    def action_field(self, letter: str) -> None:
        """Go to the next field whose title begins with a letter."""
        names = [spec.name for spec in self.form.specs]
        row = self.current
        at = names.index(row.spec.name) + 1 if row else 0
        for name in (*names[at:], *names[:at]):
            editor = self._rows[name].editor
            title = self._rows[name].spec.title.casefold()
            if title.startswith(letter) and not editor.disabled:
                editor.focus()
                return

    @work(group="field", exclusive=True)
    async def action_choose_field(self) -> None:
        """Go to a field by words of its title."""
        rows = [PickRow(spec.name, spec.title) for spec in self.form.specs]
        picked = await self.app.push_screen_wait(PickScreen("Go to a field", rows, ""))
        if picked is not None:
            self._rows[picked].editor.focus()

    @work(group="field", exclusive=True)
    async def action_split(self) -> None:
        """Make a form of its own for values of another method."""
        opening = other_test(self.form)
        if opening is None:
            self.query_one(ProblemLine).say(ONE_TEST)
            return
        screen = FormScreen(self._desk, self._drafts, opening)
        if await self.app.push_screen_wait(screen):
            self.notes += screen.notes
            self._become(rest_of(self.form))  # only now, so that nothing is lost

    def action_help(self) -> None:
        """Explain entry."""
        from timeline.tui.help.entry import NAME, beginning_with
        from timeline.tui.screens.sections import SectionsScreen

        self.app.push_screen(SectionsScreen(beginning_with("In a form"), name=NAME))

    @work(group="leave", exclusive=True)
    async def action_leave(self) -> None:
        """Close the suggestions, else the form; a changed form asks first."""
        if self.query_one(OfferList).offers:
            self.query_one(OfferList).show((), mark=False)
            return
        if self.form.changed:
            choices = [("s", "save it"), ("d", "discard what was typed")]
            question = ChoiceScreen("This form was changed.", choices)
            answer = await self.app.push_screen_wait(question)
            if answer == "s":
                self.action_save()
            if answer != "d":
                return
        self._unsaved.forget()
        self.dismiss(None)

    def action_save(self) -> None:
        """Store the record, or go to the first field that is wrong."""
        self._save(again=False)

    def action_save_and_next(self) -> None:
        """Store the record, and open a form for another of its kind."""
        self._save(again=True)

    def _save(self, *, again: bool) -> None:
        if self.current is not None:
            self._leave(self.current)
        self._touched.update(self._rows)
        checked = self._say_all()
        if checked.record is None:
            named = [name for name, _ in checked.problems if name in self._rows]
            if named:
                self._rows[named[0]].editor.focus()
            return
        self._store(again)

    @work(group="store", exclusive=True)
    @keeps_keys
    async def _store(self, again: bool) -> None:
        saving = Saving(self.app, self._desk)
        try:
            receipt = await saving.save_form(self._opening, self.form, today())
        except TimelineError as error:
            self.query_one(ProblemLine).say(f"{error.title}. {error}")
            return
        if receipt is None:
            return
        self.again, self.notes = again, (*self.notes, *saving.notes)
        self._unsaved.forget()
        self._desk.last = saving.record or self._desk.last
        self.dismiss(saving.record)


def today() -> dt.date:
    """The day on which the person enters something."""
    return dt.datetime.now().astimezone().date()
