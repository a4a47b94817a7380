"""Series entry: many values of one marker in a grid, checked row by row."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from timeline.case.checks import in_the_future
from timeline.case.fields import FieldSpec
from timeline.case.locale import Locale
from timeline.errors import InvalidDataError, TimelineError
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.desk import Desk
from timeline.tui.entry.drafts import ROWS, Draft, Drafts, new_key, series_draft
from timeline.tui.entry.filling import provenance
from timeline.tui.entry.messages import (
    CharactersDropped,
    EnterPressed,
    FieldTyped,
    HeadingLeftOut,
)
from timeline.tui.entry.normalise import normalised
from timeline.tui.entry.readings import help_of
from timeline.tui.entry.series_grid import Grid, grid_of, text_of
from timeline.tui.entry.series_paste import SeriesLine
from timeline.tui.entry.series_records import SHARED, recorded_at, records_of
from timeline.tui.running.type_ahead import keeps_keys
from timeline.tui.screens.asking import ChoiceScreen
from timeline.tui.screens.form import today
from timeline.tui.screens.paste_asking import ask_about
from timeline.tui.screens.unsaved import UnsavedWork
from timeline.tui.widgets.field_row import FieldList, FieldRow, row_of
from timeline.tui.widgets.problem_line import ProblemLine
from timeline.tui.widgets.series_grid import SeriesGrid

if TYPE_CHECKING:
    from timeline.case.case import Case
    from timeline.registry import StoredCase

HEADING = "Series: many values of one marker"
REQUIRED = "This is required."
MOST_ODD = 5
"""Rows that look odd of which the question says why."""
KEYS = "^S save  Esc back  F6 fields or values  ^D delete row  paste: two columns"


class SeriesScreen(Screen[str | None]):
    """Gives the id of the first value that was stored, or None."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Back"),
        Binding("f6", "other_half", "Fields or values"),
        Binding("up", "vertical(-1)", "Field above", show=False),
        Binding("down", "vertical(1)", "Field below", show=False),
        Binding("f1", "help", "Help"),
    ]

    def __init__(
        self,
        desk: Desk,
        stored: "StoredCase",
        drafts: Drafts,
        locale: Locale,
        draft: tuple[str, Draft] | None = None,
    ) -> None:
        """Prepare for a patient.

        Args:
            desk: Where the values are stored.
            stored: The case as it stands.
            drafts: Where unsaved work is kept.
            locale: How dates and numbers are typed.
            draft: Key and draft of a series that goes on; None for a new one.
        """
        super().__init__()
        self._desk = desk
        self._locale = locale
        self._case = stored.case
        self._taken = {*stored.versions, *stored.removed}
        key, kept = draft or (new_key(), None)
        filled = kept.texts if kept else provenance(stored.case, desk.last)
        self._texts = {spec.name: filled.get(spec.name, "") for spec in SHARED}
        self._grid = grid_of(filled[ROWS]) if ROWS in filled else Grid()
        self._lines: tuple[SeriesLine | None, ...] = ()
        self._unsaved = UnsavedWork(
            self,
            drafts,
            key,
            lambda: series_draft(
                drafts.place, desk.code, self._texts, text_of(self._grid)
            ),
        )

    def compose(self) -> ComposeResult:
        """Shared fields, the grid, the reading of its row, what is wrong, keys."""
        title = Content(f"{HEADING}  ·  {plain(self._desk.code)}")
        yield Static(title, id="series-title", markup=False)
        with FieldList(id="series-fields", can_focus=False):
            for spec in SHARED:
                yield FieldRow(spec, self._texts[spec.name])
        yield SeriesGrid()
        yield Static(id="series-row", markup=False)
        yield ProblemLine()
        yield Static(KEYS, id="form-keys", markup=False)

    def on_mount(self) -> None:
        """Start with the marker."""
        self.query_one(SeriesGrid).grid = self._grid
        self.query(FieldRow).first().editor.focus()
        self._show()

    @on(FieldTyped)
    def take(self, message: FieldTyped) -> None:
        """Take a shared text."""
        if self._texts[message.name] != message.text:
            self._texts[message.name] = message.text
            self._row(message.name).note("")
            self._problem("")
            self._unsaved.keep()
            self._show()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the field that is typed into in view, and explain it."""
        if row := row_of(event.widget):
            row.scroll_visible(animate=False)
        self._say_here()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Give the marker its usual name when its field is left."""
        if row := row_of(event.widget):
            for name, text in self._usual(row.spec).items():
                self._texts[name] = text
                self._row(name).write(text)
            self._show()

    def _usual(self, spec: FieldSpec) -> dict[str, str]:
        return normalised(spec, self._texts, self._case, self._locale)

    def _row(self, name: str) -> FieldRow:
        return next(row for row in self.query(FieldRow) if row.spec.name == name)

    @on(EnterPressed)
    def go_on(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_vertical(self, step: int) -> None:
        """Go to the field above or below."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_other_half(self) -> None:
        """Go from the fields to the values, or back."""
        grid = self.query_one(SeriesGrid)
        if grid.has_focus:
            self.query(FieldRow).first().editor.focus()
        else:
            grid.focus()

    @on(SeriesGrid.Left)
    def to_fields(self) -> None:
        """Go back to the last field."""
        self.focus_previous()

    @on(CharactersDropped)
    def say_left_out(self, message: CharactersDropped) -> None:
        """Say that a paste was not taken as it was."""
        words = f"{message.count} invisible characters were left out."
        self.notify(words, severity="warning", markup=False)

    @on(HeadingLeftOut)
    def say_heading(self, message: HeadingLeftOut) -> None:
        """Say which line of a paste was taken for its heading."""
        words = f"Taken for a heading and left out: {plain(message.text)}"
        self.notify(words, markup=False)

    @on(SeriesGrid.Changed)
    def read(self) -> None:
        """Read the rows."""
        before, self._grid = self._grid, self.query_one(SeriesGrid).grid
        if before.rows != self._grid.rows:
            self._unsaved.keep()
        self._show()

    @on(SeriesGrid.RowsPasted)
    @work(group="paste", exclusive=True)
    @keeps_keys
    async def settle(self, message: SeriesGrid.RowsPasted) -> None:
        """Ask once what the dates, and the numbers, of a paste mean."""
        grid = self.query_one(SeriesGrid)
        rows = message.rows
        pasted = grid.grid.rows[rows.start : rows.stop]
        answered = await ask_about(self.app, pasted, self._locale)
        grid.grid = grid.grid.settled(rows, self._locale, answered)

    def _show(self) -> None:
        self._lines = self._grid.lines(self._locale)
        marker = self._texts["analyte"]
        readings = [_reading(line, marker, self._case) for line in self._lines]
        self.query_one(SeriesGrid).readings = tuple(readings)
        self._say_here()

    def _say_here(self) -> None:
        """Explain the field that is typed into, or say what is read of the row."""
        row, grid = row_of(self.focused), self.query_one(SeriesGrid)
        if row is not None:
            text = help_of(row.spec, self._locale)
        else:
            read = grid.readings[self._grid.row : self._grid.row + 1]
            text = Content("".join(read).strip())
        self.query_one("#series-row", Static).update(text, layout=False)

    def _problem(self, text: str) -> None:
        self.query_one(ProblemLine).say(text)

    @work(group="series", exclusive=True)
    async def action_leave(self) -> None:
        """Go back; values that were typed are asked about."""
        if self._grid.filled:
            choices = [("d", "discard the values")]
            question = ChoiceScreen("These values are not stored.", choices)
            if await self.app.push_screen_wait(question) != "d":
                return
        self._close(None)

    def _close(self, first: str | None) -> None:
        self._unsaved.forget()
        self.dismiss(first)

    def action_help(self) -> None:
        """Explain entry."""
        from timeline.tui.help.entry import NAME, beginning_with
        from timeline.tui.screens.sections import SectionsScreen

        sections = beginning_with("Series of a marker")
        self.app.push_screen(SectionsScreen(sections, name=NAME))

    @work(group="series", exclusive=True)
    @keeps_keys
    async def action_save(self) -> None:
        """Store every value, once nothing is wrong and what looks odd is accepted."""
        grid = self.query_one(SeriesGrid)
        grid.focus()
        if not self._grid.filled:
            self._problem("There is no value yet.")
        elif wrong := self._rows_with("!"):
            grid.grid = grid.grid.moved(wrong[0] - grid.grid.row, 0)
            self._problem(_unreadable(len(wrong)))
        elif missing := [s for s in SHARED if s.required and not self._text(s)]:
            self._say_at({spec.name: REQUIRED for spec in missing})
        elif await self._accepted(self._rows_with("?")):
            await self._store()

    def _rows_with(self, sign: str) -> list[int]:
        readings = self.query_one(SeriesGrid).readings
        return [row for row, text in enumerate(readings) if text.startswith(sign)]

    def _text(self, spec: FieldSpec) -> str:
        return self._texts[spec.name].strip()

    async def _accepted(self, odd: list[int]) -> bool:
        """Whether the person stores rows that look odd, having read why they do."""
        if not odd:
            return True
        readings = self.query_one(SeriesGrid).readings
        why = [f"Row {row + 1}: {readings[row][2:]}" for row in odd[:MOST_ODD]]
        if len(odd) > MOST_ODD:
            why.append(f"and {len(odd) - MOST_ODD} more; the grid says why")
        noun = "row looks" if len(odd) == 1 else "rows look"
        choices = [("s", "store all the same")]
        question = ChoiceScreen(f"{len(odd)} {noun} odd.", choices, why)
        return bool(await self.app.push_screen_wait(question) == "s")

    def _say_at(self, problems: Mapping[str, str]) -> None:
        """Say at the fields what is wrong, and go to the first of them."""
        for name, message in problems.items():
            self._row(name).note(message, wrong=True)
        first = next(iter(problems))
        self._row(first).editor.focus()
        self._problem(f"{self._row(first).spec.title}: {problems[first]}")

    async def _store(self) -> None:
        try:
            first = await asyncio.to_thread(self._write)
        except InvalidDataError as error:
            wrong = {p.field: p.message for p in error.problems}
            at_fields = {name: wrong[name] for name in self._texts if name in wrong}
            self._problem("\n".join(dict.fromkeys(map(str, error.problems))))
            if at_fields:
                self._say_at(at_fields)
        except TimelineError as error:
            self._problem(f"{error.title}. {error}")
        else:
            self._close(first)

    def _write(self) -> str:
        """Store every value as one action; give the id of the first."""
        from timeline.registry import Put

        lines = [line for line in self._lines if line is not None]
        records = records_of(lines, self._texts, self._taken, self._locale)
        code = self._desk.code
        receipt = self._desk.apply([Put(code, record) for record in records])
        first = records[0].changed(id=receipt.id_of(code, records[0].id))
        self._desk.last = first
        return first.id


def _unreadable(count: int) -> str:
    rows, them = ("row", "it") if count == 1 else ("rows", "them")
    return f"{count} {rows} cannot be read; mend {them}, or delete with Ctrl+D."


def _reading(line: SeriesLine | None, marker: str, case: "Case") -> str:
    """What stands beside a row: `!` for what is wrong, `?` for what looks odd."""
    if line is None:
        return ""
    if line.measured is None:
        return f"! {plain(line.problem)}"
    if ahead := in_the_future(line.date, today()):
        return f"! {ahead}"
    sign = line.measured.comparator.value.replace("=", "")
    date = str(line.date) if line.date.known else "no date"
    value = f"{date}: {sign}{line.measured.value:.10g}"
    recorded = recorded_at(line, marker, case)
    remarks = [*([f"recorded already: {recorded}"] if recorded else []), *line.remarks]
    return f"? {value}; {plain('; '.join(remarks))}" if remarks else f"  {value}"
