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

    def __init__(self, places: int = 0) -> None:
        """Prepare the question.

        Args:
            places: Number of places in the order of events, for a picture of it; 0
                for a picture of time.
        """
        super().__init__()
        self._title = "Jump to a date, a month or a line"
        self._hint = HINT
        if places:
            self._title = "Jump to a place in the order, or to a line"
            self._hint = f"1 to {places}, L2 (line 2)"

    def compose(self) -> ComposeResult:
        """One line."""
        with Vertical(classes="asking"):
            yield Static(self._title, markup=False)
            yield Input(placeholder=self._hint, compact=True)

    @on(Input.Submitted)
    def give(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        self.dismiss(event.value.strip() or None)
