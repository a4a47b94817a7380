"""Series entry: a paste of dates and values, and what becomes of each line."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static, TextArea

from timeline.errors import InvalidDataError, TimelineError
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.desk import Desk, Write
from timeline.tui.entry.filling import provenance
from timeline.tui.entry.leaving import left
from timeline.tui.entry.series_paste import Line, read_series
from timeline.tui.entry.series_records import SHARED, already_recorded, records_of
from timeline.tui.entry_messages import EnterPressed, FieldTyped, LeftOut
from timeline.tui.screens.asking import ChoiceScreen
from timeline.tui.widgets.field_row import FieldRow, LinesEditor

if TYPE_CHECKING:
    from timeline.registry import StoredCase

HEADING = (
    "Series: paste or type one line per value: date, then tab, comma, ; or space, then "
    "the value. Ctrl+S stores it."
)


class SeriesScreen(Screen[str | None]):
    """Gives the id of the first value that was stored, or None."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Back"),
    ]

    def __init__(self, desk: Desk, stored: "StoredCase") -> None:
        """Prepare for a patient.

        Args:
            desk: Where the values are stored.
            stored: The case as it stands.
        """
        super().__init__()
        self._desk = desk
        self._case = stored.case
        filled = provenance(stored.case, desk.last)
        self._texts = {spec.name: filled.get(spec.name, "") for spec in SHARED}
        self._lines: tuple[Line, ...] = ()
        self._written: list[Write] = []

    def compose(self) -> ComposeResult:
        """Shared fields, the paste, and what was read of it."""
        yield Static(Content(HEADING), id="series-title", markup=False)
        with VerticalScroll(id="series-fields", can_focus=False):
            for spec in SHARED:
                yield FieldRow(spec, self._texts[spec.name])
        with Horizontal(id="series"):
            yield LinesEditor(id="series-text", compact=True)
            with VerticalScroll(id="series-read", can_focus=False):
                yield Static(id="series-lines", markup=False)
        yield Static(id="form-problem", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Start with the marker."""
        self.query(FieldRow).first().editor.focus()

    @on(FieldTyped)
    def take(self, message: FieldTyped) -> None:
        """Take a shared text."""
        self._texts[message.name] = message.text
        self._show()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Give the marker its usual name when its field is left."""
        for row in self.query(FieldRow):
            if row in event.widget.ancestors:
                for name, text in left(row.spec, self._texts, self._case).items():
                    self._row(name).write(text)

    def _row(self, name: str) -> FieldRow:
        return next(row for row in self.query(FieldRow) if row.spec.name == name)

    @on(EnterPressed)
    def go_on(self) -> None:
        """Go to the next field."""
        self.focus_next()

    @on(LeftOut)
    def say_left_out(self, message: LeftOut) -> None:
        """Say that a paste was not taken as it was."""
        words = f"{message.count} invisible characters were left out."
        self.notify(words, severity="warning", markup=False)

    @on(TextArea.Changed, "#series-text")
    def read(self, event: TextArea.Changed) -> None:
        """Read the lines."""
        self._lines = read_series(event.text_area.text)
        self._show()

    def _show(self) -> None:
        contents = [_line(line) for line in self._lines]
        again = already_recorded(self._lines, self._texts["marker"], self._case)
        if again:
            words = f"? recorded already: {', '.join(again)}"
            contents.append(Content.assemble((words, "bold")))
        self.query_one("#series-lines", Static).update(Content("\n").join(contents))

    def _problem(self, text: str) -> None:
        problem = self.query_one("#form-problem", Static)
        problem.display = bool(text)
        problem.update(Content(f"! {plain(text)}"))

    @work(group="series", exclusive=True)
    async def action_leave(self) -> None:
        """Go back; values that were typed are asked about."""
        if self._lines:
            choices = [("d", "discard the values")]
            asked = ChoiceScreen("These values are not stored.", choices)
            if await self.app.push_screen_wait(asked) != "d":
                return
        self.dismiss(None)

    @work(group="series", exclusive=True)
    async def action_save(self) -> None:
        """Store every value, once nothing is wrong and what looks odd is accepted."""
        wrong = sum(bool(line.problem) for line in self._lines)
        noun = "line" if wrong == 1 else "lines"
        if wrong or not self._lines:
            self._problem(
                f"{wrong} {noun} cannot be read; mend it or take it out."
                if wrong
                else "There is no value yet."
            )
            return
        odd = sum(bool(line.remarks) for line in self._lines)
        odd += len(already_recorded(self._lines, self._texts["marker"], self._case))
        if odd:
            asked = ChoiceScreen(
                f"{odd} values look odd; the list says why.",
                [("s", "store them all the same")],
            )
            if await self.app.push_screen_wait(asked) != "s":
                return
        await self._store()

    async def _store(self) -> None:
        try:
            first = await asyncio.to_thread(self._write)
        except InvalidDataError as error:
            for problem in error.problems:
                if problem.field in self._texts:
                    self._row(problem.field).note(problem.message, wrong=True)
                    self._row(problem.field).editor.focus()
            self._problem("\n".join(dict.fromkeys(map(str, error.problems))))
        except TimelineError as error:
            self._problem(f"{error.title}. {error}")
        else:
            self.dismiss(first)

    def _write(self) -> str:
        """Store what is not stored yet; a second try goes on where one stopped."""
        gone = {entry.id for entry in self._desk.deleted()}
        taken = gone | {entry.id for entry in self._case.entries}
        records = records_of(self._lines, self._texts, taken)
        done = {write.after for write in self._written}
        for record in records:
            if record not in done:
                write = self._desk.save(record, before=None, seen=None, reason="")
                self._written.append(write)
        self._desk.finish(tuple(self._written))
        return records[0].id


def _line(line: Line) -> Content:
    if line.measured is None:
        return Content.assemble((f"! {plain(line.problem)}", "bold"))
    sign = line.measured.comparator.value
    sign = "" if sign == "=" else sign
    value = f"{line.date}  {sign}{line.measured.value:.10g}"
    remarks = f"? {'; '.join(line.remarks)}" if line.remarks else ""
    return Content.assemble(f"  {plain(value)}  ", (plain(remarks), "bold"))
