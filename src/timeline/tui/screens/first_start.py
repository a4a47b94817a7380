"""What a person sees who has no patient yet."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.tui.drawing.cell import plain

BEGIN = "enter the first patient"
MAKE = "make a new registry there, and enter its first patient"
ELSE = (
    "Case files go in from the shell:  timeline import FILES\n"
    "Another registry:                 timeline --db PLACE"
)


class FirstStartScreen(ModalScreen[str | None]):
    """Gives `demo`, `new`, or None for neither."""

    BINDINGS: ClassVar = [
        Binding("d", "choose_demo", "Demo cases"),
        Binding("n,a", "choose_new", "First patient"),
        Binding("escape", "choose_neither", "Empty list"),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, place: str, missing: str = "") -> None:
        """Prepare the offer.

        Args:
            place: The registry as a person may see it, without a password.
            missing: What is said of it where no registry stands; nothing is made
                before it is chosen.
        """
        super().__init__()
        self._place, self._missing = place, missing

    def compose(self) -> ComposeResult:
        """One text."""
        head = "There is no registry yet." if self._missing else _NO_PATIENT
        lines = [Content.assemble((head, "bold"))]
        lines += [Content.assemble((plain(self._missing or self._place), "dim"))]
        lines += [Content("")]
        lines += [
            Content.assemble("  ", (key, "bold reverse"), f"  {words}")
            for key, words in (
                ("d", "look at the demo cases, in a registry of their own"),
                ("n", MAKE if self._missing else BEGIN),
                ("q", "leave; nothing is made" if self._missing else "leave"),
            )
        ]
        lines += [Content(""), Content(ELSE)]
        with Vertical(classes="asking"):
            yield Static(Content("\n").join(lines), markup=False)

    def action_choose_demo(self) -> None:
        """Look at the shipped cases, in a registry of their own."""
        self.dismiss("demo")

    def action_choose_new(self) -> None:
        """Enter the first patient, in a new registry where there is none yet."""
        self.dismiss("new")

    def action_choose_neither(self) -> None:
        """Go to the empty list; where there is no registry, leave."""
        if self._missing:
            self.app.exit()
        else:
            self.dismiss(None)


_NO_PATIENT = "This registry has no patient yet."
