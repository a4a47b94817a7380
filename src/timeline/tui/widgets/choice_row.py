"""One line of the export form: a value to step through, a tick, or a text to type."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from timeline.tui.drawing.cell import plain
from timeline.tui.export_messages import Chosen, ListWanted
from timeline.tui.exporting.choice import Choice
from timeline.tui.widgets.field_row import LineEditor

TITLE = 17
"""Cells of the title."""
FEW = 3
"""Up to so many values Enter steps through them; more are shown as a list."""


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

    def on_mount(self) -> None:
        """Show the first value."""
        self._show()

    def take(self, value: object) -> None:
        """Take another value."""
        if value != self.value:
            self.value = value
            self._show()
            self.post_message(Chosen(self.choice.name, value))

    def _show(self) -> None:
        title, words = plain(self.choice.title), self.choice.words(self.value)
        if self.choice.is_tick:
            self.update(Content(f"{'[x]' if self.value else '[ ]'} {title}"))
        else:
            shown = (f"\u2039 {plain(words)} \u203a", "bold")
            self.update(Content.assemble(f"{title:<{TITLE}}", shown))

    def action_step(self, step: int) -> None:
        """Take the next or the previous value."""
        values = [value for value, _ in self.choice.offers]
        at = values.index(self.value) if self.value in values else 0
        self.take(values[(at + step) % len(values)])

    def action_enter(self) -> None:
        """Change a value with few others; show a list of many."""
        if len(self.choice.offers) > FEW:
            self.post_message(ListWanted(self.choice.name))
        else:
            self.action_step(1)

    def on_click(self, event: events.Click) -> None:
        """Take the next value."""
        event.stop()
        self.action_enter()


class TypedRow(Widget):
    """A text with its title."""

    DEFAULT_CSS = """
    TypedRow { layout: grid; grid-size: 2; grid-columns: 17 1fr; height: 1; }
    """

    def __init__(self, choice: Choice) -> None:
        """Take a choice with its first text."""
        super().__init__()
        self.choice = choice

    def compose(self) -> ComposeResult:
        """Title and editor."""
        yield Static(Content(plain(self.choice.title)), markup=False)
        yield LineEditor(
            str(self.choice.first),
            placeholder=self.choice.empty,
            select_on_focus=False,
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Chosen(self.choice.name, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()
