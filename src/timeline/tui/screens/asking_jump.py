"""Asks where to put the time cursor."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

HINT = "Jan 2022, 33 (months since time zero), L4 (line 4)"


class JumpScreen(ModalScreen[str | None]):
    """Gives the words, or None."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", "Back")]

    def compose(self) -> ComposeResult:
        """One line."""
        with Vertical(classes="asking"):
            yield Static("Jump to a date, a month or a line", markup=False)
            yield Input(placeholder=HINT, compact=True)

    @on(Input.Submitted)
    def give(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        self.dismiss(event.value.strip() or None)
