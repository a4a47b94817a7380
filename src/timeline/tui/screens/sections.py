"""Explains a screen: sections of names and what they mean."""

from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

NAME, MEANING = 20, 50
"""Columns of the two halves; together they fit into 80."""
Sections = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Title of each section, with its names and what they mean."""


class SectionsScreen(ModalScreen[None]):
    """Lies over the screen until a key closes it."""

    BINDINGS: ClassVar = [
        Binding("escape,question_mark,f1,q,enter", "dismiss(None)", "Close"),
    ]

    def __init__(self, sections: Sections) -> None:
        """Take what is explained."""
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        parts = []
        for title, rows in self._sections:
            lines = [Content.assemble((title, "bold"))]
            lines += [_row(name, meaning) for name, meaning in rows]
            parts.append(Content("\n").join(lines))
        with VerticalScroll(classes="paper"):
            yield Static(Content("\n\n").join(parts), markup=False)


def _row(name: str, meaning: str) -> Content:
    first, *rest = wrap(meaning, MEANING)
    indent = " " * (NAME + 2)
    lines = (first, *(f"\n{indent}{line}" for line in rest))
    return Content.assemble((f"  {name:<{NAME}}", "bold"), *lines)
