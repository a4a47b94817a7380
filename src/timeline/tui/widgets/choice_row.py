"""One line of the export form: a value to step through, a tick, or a text to type."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from timeline.tui.drawing.cell import plain
from timeline.tui.exporting.choice import Choice
from timeline.tui.exporting.messages import ListRequested, ValueChosen
from timeline.tui.widgets.field_row import LineEditor

TITLE = 17
"""Cells of the title."""
FEW = 3
"""Up to so many values Enter steps through them; more are shown as a list."""


def _told(problem: str) -> tuple[Content, ...]:
    """What is wrong, as the lines below a field."""
    return (Content.assemble((f"! {plain(problem)}", "bold")),) if problem else ()


class ChoiceRow(Static, can_focus=True):
    """A value that keys step through; ticks stand before their title."""

    BINDINGS: ClassVar = [
        Binding("left", "step(-1)", "Previous value", show=False),
        Binding("right,space", "step(1)", "Next value", show=False),
        Binding("enter", "enter", "Change", show=False),
    ]

    def __init__(self, choice: Choice) -> None:
        """Take a choice with its first value."""
        super().__init__(markup=False)
        self.choice = choice
        self.value = choice.first
        self.problem = ""
        """What is wrong with the value; empty where nothing is."""

    def on_mount(self) -> None:
        """Show the first value."""
        self._show()

    def say(self, problem: str) -> None:
        """Say what is wrong with the value below it; nothing where it is right."""
        if problem != self.problem:
            self.problem = problem
            self.set_class(bool(problem), "wrong")
            self._show()

    def take(self, value: object) -> None:
        """Take another value."""
        if value != self.value:
            self.value = value
            self._show()
            self.post_message(ValueChosen(self.choice.name, value))

    def _show(self) -> None:
        title, words = plain(self.choice.title), self.choice.words(self.value)
        if self.choice.is_tick:
            line = Content(f"{'[x]' if self.value else '[ ]'} {title}")
        else:
            shown = (f"\u2039 {plain(words)} \u203a", "bold")
            line = Content.assemble(f"{title:<{TITLE}}", shown)
        self.update(Content("\n").join((line, *_told(self.problem))))

    def action_step(self, step: int) -> None:
        """Take the next or the previous value."""
        values = [value for value, _ in self.choice.offers]
        at = values.index(self.value) if self.value in values else 0
        self.take(values[(at + step) % len(values)])

    def action_enter(self) -> None:
        """Change a value with few others; show a list of many."""
        if len(self.choice.offers) > FEW:
            self.post_message(ListRequested(self.choice.name))
        else:
            self.action_step(1)

    def on_click(self, event: events.Click) -> None:
        """Take the next value."""
        event.stop()
        self.action_enter()


class TypedRow(Widget):
    """A text with its title."""

    DEFAULT_CSS = """
    TypedRow {
        layout: grid; grid-size: 2; grid-columns: 17 1fr; grid-rows: auto; height: auto;
    }
    TypedRow .problem { column-span: 2; height: auto; display: none; }
    TypedRow .problem.told { display: block; }
    """

    def __init__(self, choice: Choice) -> None:
        """Take a choice with its first text."""
        super().__init__()
        self.choice = choice
        self.problem = ""
        """What is wrong with the text; empty where nothing is."""

    def compose(self) -> ComposeResult:
        """Title and editor."""
        yield Static(Content(plain(self.choice.title)), markup=False)
        yield LineEditor(
            str(self.choice.first),
            placeholder=self.choice.empty,
            select_on_focus=False,
        )
        yield Static(classes="problem", markup=False)

    def say(self, problem: str) -> None:
        """Say what is wrong with the text below it; nothing where it is right."""
        self.problem = problem
        note = self.query_one(".problem", Static)
        note.set_class(bool(problem), "told")
        note.update(Content("").join(_told(problem)))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(ValueChosen(self.choice.name, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()
