"""What the keys do and what the marks mean."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.swimlane.model import Certainty
from timeline.tui.drawing import glyphs

KEYS = (
    ("↑ ↓  or  k j", "item on the line above or below"),
    ("← →  or  h l", "previous or next record in time"),
    ("g  G", "first or last record in time"),
    ("+  -  0", "closer, further, everything"),
    ("Shift+←  Shift+→", "move the axis"),
    ("n", "count orders that only the narrative suggests"),
    ("t", "months since time zero, or calendar years"),
    ("m", "show or hide the tumour marker"),
    ("d", "show or hide the detail of the selected record"),
    ("/", "search, in the list of patients"),
    ("Escape", "back"),
    ("Ctrl+P", "all commands"),
    ("q", "quit"),
)
PATTERNS = (
    (glyphs.SOLID, "certainly under way"),
    (glyphs.UNCERTAIN[Certainty.MONTH], "may run here: the source names the month"),
    (glyphs.UNCERTAIN[Certainty.WINDOW], "may run here: the source gives a window"),
    (glyphs.UNCERTAIN[Certainty.ORDER], "may run here: no date, only an order"),
    (glyphs.UNCERTAIN[Certainty.NARRATIVE], "placed by the order of the sentences"),
    (glyphs.ONGOING, "ongoing at the cut-off"),
    (glyphs.UNKNOWN_END, "the end is not known"),
    (glyphs.MOVED, "stands elsewhere because narrative order counts"),
    (glyphs.CUTOFF, "last follow-up or data cut-off"),
    (glyphs.WHISKER[Certainty.WINDOW], "the days on which a mark may have happened"),
    ("▼ ▲", "on a marker curve: below (<) or above (>) what the assay measures"),
)
WIDTH = 18


class HelpScreen(ModalScreen[None]):
    """Lies over the screen until a key closes it."""

    BINDINGS: ClassVar = [
        Binding("escape,question_mark,f1,q,enter", "close", "Close"),
    ]

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with VerticalScroll(id="help"):
            yield Static(_text(), markup=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _text() -> Content:
    marks = [(f"{a} {b}", meaning) for a, b, meaning in glyphs.MARKS.values()]
    parts = [
        _section("Keys", KEYS),
        _section("Bars and lines", PATTERNS),
        _section("Marks, filled: dated, hollow: day not known", marks),
    ]
    return Content("\n\n").join(parts)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> Content:
    lines = [Content.assemble((title, "bold"))]
    lines += [
        Content.assemble((f"  {name:<{WIDTH}}", "bold"), meaning)
        for name, meaning in rows
    ]
    return Content("\n").join(lines)
