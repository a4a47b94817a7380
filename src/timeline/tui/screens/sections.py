"""Explains a screen: sections of names and what they mean."""

from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.tui.inks import ink
from timeline.tui.sections import Sections

NAME, BOTH = 20, 70
"""Columns of the names, and of names and meanings together; they fit into 80."""


class SectionsScreen(ModalScreen[None]):
    """Lies over the screen until a key closes it."""

    BINDINGS: ClassVar = [
        Binding("escape,question_mark,f1,q,enter", "dismiss(None)", "Close"),
    ]

    def __init__(self, sections: Sections, *, name: int = NAME) -> None:
        """Take what is explained.

        Args:
            sections: Names and what they mean.
            name: Columns of the names; a longer one has a line of its own.
        """
        super().__init__()
        self._sections = sections
        self._name_width = name

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        parts = []
        for title, rows in self._sections:
            lines = [Content.assemble((title, "bold"))]
            lines += [self._row(*row) for row in rows]
            parts.append(Content("\n").join(lines))
        with VerticalScroll(classes="paper"):
            yield Static(Content("\n\n").join(parts), markup=False)

    def _row(self, name: str, meaning: str, role: str = "") -> Content:
        width, look = self._name_width, "bold"
        if role:
            theme, dark = self.app.theme_variables, self.app.current_theme.dark
            look = f"bold {ink(role, theme, dark=dark).css}"
        rest = wrap(meaning, BOTH - width)
        if len(name) < width:
            row = Content.assemble((f"  {name:<{width}}", look), rest.pop(0))
        else:
            row = Content.assemble((f"  {name}", look))
        indent = " " * (width + 2)
        return Content.assemble(row, *(f"\n{indent}{line}" for line in rest))
