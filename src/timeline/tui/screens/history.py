"""The history of one record: who, when, old, new, why."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.tui.drawing.cell import plain
from timeline.tui.entry.history_text import EMPTY, Revision


class HistoryScreen(ModalScreen[None]):
    """Lies over the patient until a key closes it."""

    BINDINGS: ClassVar = [Binding("escape,q,enter", "dismiss(None)", "Close")]

    def __init__(self, label: str, revisions: Sequence[Revision]) -> None:
        """Prepare the page.

        Args:
            label: The record.
            revisions: Its revisions, the newest first.
        """
        super().__init__()
        self._label = label
        self._revisions = tuple(revisions)

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        parts = [Content.assemble((f"History of {plain(self._label)}", "bold"))]
        parts += [_content(revision) for revision in self._revisions]
        with VerticalScroll(classes="paper"):
            yield Static(Content("\n\n").join(parts), markup=False)


def _content(revision: Revision) -> Content:
    lines = [Content.assemble((plain(revision.heading), "bold"))]
    if revision.reason:
        lines.append(Content(f"  because: {plain(revision.reason)}"))
    lines += [_line(*line) for line in revision.lines]
    return Content("\n").join(lines)


def _line(title: str, old: str, new: str) -> Content:
    if old == EMPTY:
        return Content.assemble(f"  {title}: ", (f"+ {plain(new)}", "bold"))
    before = (f"- {plain(old)}", "strike")
    return Content.assemble(f"  {title}: ", before, "  ", (f"+ {plain(new)}", "bold"))
