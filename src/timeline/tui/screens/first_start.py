"""What a person sees who has no patient yet."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.tui.drawing.cell import plain

LETTERS = (
    ("d", "look at the demo cases, in a registry of their own"),
    ("n", "begin this registry: enter its first patient"),
    ("q", "leave"),
)
ELSE = (
    "Case files go in from the shell:  timeline import FILES\n"
    "Another registry:                 timeline --db PLACE"
)


class FirstStartScreen(ModalScreen[str | None]):
    """Gives `demo`, `new`, or None for the empty list."""

    BINDINGS: ClassVar = [
        Binding("d", "dismiss('demo')", "Demo cases"),
        Binding("n,a", "dismiss('new')", "First patient"),
        Binding("escape", "dismiss(None)", "Empty list"),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, place: str) -> None:
        """Prepare the offer.

        Args:
            place: The registry as a person may see it, without a password.
        """
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """One text."""
        lines = [Content.assemble(("This registry has no patient yet.", "bold"))]
        lines += [Content.assemble((plain(self._place), "dim")), Content("")]
        lines += [
            Content.assemble("  ", (key, "bold reverse"), f"  {words}")
            for key, words in LETTERS
        ]
        lines += [Content(""), Content(ELSE)]
        with Vertical(classes="asking"):
            yield Static(Content("\n").join(lines), markup=False)
