"""How to enter a case: keys of the form, dates, orders, and quick entry."""

from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.tui.entry.guide import SECTIONS

WIDTH, MEANING = 26, 37
"""Columns of the two halves; together they fit into 80."""


class EntryHelpScreen(ModalScreen[None]):
    """Lies over the screen until a key closes it."""

    BINDINGS: ClassVar = [Binding("escape,f1,q,enter", "dismiss(None)", "Close")]

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        parts = []
        for title, rows in SECTIONS:
            lines = [Content.assemble((title, "bold"))]
            lines += [_row(name, meaning) for name, meaning in rows]
            parts.append(Content("\n").join(lines))
        with VerticalScroll(classes="paper"):
            yield Static(Content("\n\n").join(parts), markup=False)


def _row(name: str, meaning: str) -> Content:
    indent = " " * (WIDTH + 2)
    words = wrap(meaning, MEANING)
    if len(name) > WIDTH - 1:
        return Content.assemble(
            (f"  {name}", "bold"), *(f"\n{indent}{w}" for w in words)
        )
    first, *rest = words
    lines = (first, *(f"\n{indent}{line}" for line in rest))
    return Content.assemble((f"  {name:<{WIDTH}}", "bold"), *lines)
