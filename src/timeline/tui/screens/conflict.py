"""Two versions of one record side by side; the person chooses, field by field."""

from typing import ClassVar

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.case.record import Entry
from timeline.exchange.wording import problems_in_words
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.history_text import EMPTY
from timeline.tui.entry.merge import (
    Difference,
    chosen_already,
    differences,
    merged,
)
from timeline.tui.widgets.steady_footer import SteadyFooter

HEADING = (
    "Somebody else stored this record while you had it open. For each field choose "
    "which value stands; what only one of you changed is chosen already. Nothing is "
    "stored before you press Ctrl+S."
)


class ConflictScreen(ModalScreen[Entry | None]):
    """Gives the record as chosen, or None to go back to the form."""

    BINDINGS: ClassVar = [
        Binding("up,k", "move(-1)", "Above", show=False),
        Binding("down,j", "move(1)", "Below", show=False),
        Binding("left,h", "choose(False)", "Yours", key_display="←"),
        Binding("right,l", "choose(True)", "Theirs", key_display="→"),
        Binding("ctrl+s", "store", "Store the choice"),
        Binding("escape", "dismiss(None)", "Back to the form"),
    ]

    def __init__(self, yours: Entry, stored: Entry, base: Entry | None) -> None:
        """Prepare the choice.

        Args:
            yours: The version that was to be stored.
            stored: The version that stands in the registry.
            base: The version that both began from; None where it is not known.
        """
        super().__init__()
        self._yours, self._stored = yours, stored
        self._rows = differences(yours, stored)
        self._keep = chosen_already(base, self._rows) if base else {}
        still = (n for n, row in enumerate(self._rows) if row.name not in self._keep)
        self._at = next(still, 0)

    def compose(self) -> ComposeResult:
        """Heading, the fields that differ, what is wrong with a choice."""
        with VerticalScroll(id="conflict", can_focus=False):
            yield Static(Content(HEADING), id="conflict-heading", markup=False)
            for _ in self._rows:
                yield Static(classes="conflict-row", markup=False)
            yield Static(id="conflict-problem", markup=False)
        yield SteadyFooter()

    def on_mount(self) -> None:
        """Show the fields."""
        self._draw()

    def _draw(self) -> None:
        shown = self.query(".conflict-row").results(Static)
        for number, (row, widget) in enumerate(zip(self._rows, shown, strict=True)):
            widget.set_class(number == self._at, "current")
            widget.update(self._text(row))
            if number == self._at:
                widget.scroll_visible(animate=False)

    def _text(self, row: Difference) -> Content:
        kept = self._keep.get(row.name)
        return Content.assemble(
            (f"{row.title}\n", "bold"),
            _side("yours", row.yours, chosen=kept is False),
            "\n",
            _side("theirs", row.stored, chosen=kept is True),
        )

    def action_move(self, step: int) -> None:
        """Go to the field above or below."""
        self._at = max(0, min(len(self._rows) - 1, self._at + step))
        self._draw()

    def action_choose(self, theirs: bool) -> None:
        """Choose a value for the field and go on to the next."""
        if self._rows:
            self._keep[self._rows[self._at].name] = theirs
            self.action_move(1)

    def action_store(self) -> None:
        """Give the record as chosen, once every field is."""
        problem = self.query_one("#conflict-problem", Static)
        open_rows = [row.title for row in self._rows if row.name not in self._keep]
        if open_rows:
            problem.update(Content(f"! Choose for {', '.join(open_rows)}."))
            return
        try:
            chosen = merged(self._yours, self._stored, self._keep)
        except ValidationError as error:
            found = problems_in_words(error, type(self._yours))
            problem.update(Content("! " + " ".join(text for _, text in found)))
            return
        self.dismiss(chosen)


def _side(whose: str, value: str, *, chosen: bool) -> Content:
    sign = "(x)" if chosen else "( )"
    words = f"  {sign} {whose}: {plain(value) or EMPTY}"
    return Content.assemble((words, "reverse" if chosen else ""))
