"""Explains a screen: sections of names and what they mean."""

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.tui.drawing.colours import ink
from timeline.tui.help.sections import Mark, Sections

NAME, GLYPH, LEAST = 20, 4, 20
"""Columns of the names, of glyphs, and the fewest of the meanings."""


class Fitted(Static):
    """A text that is written anew for each width."""

    def __init__(self, write: Callable[[int], Content]) -> None:
        super().__init__(markup=False)
        self._write = write

    def on_resize(self, event: Resize) -> None:
        """Write for the new width."""
        self.update(self._write(event.size.width))


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
        with VerticalScroll(classes="paper"):
            yield Fitted(self._written)

    def _written(self, columns: int) -> Content:
        parts = []
        for title, rows in self._sections:
            lines = [Content.assemble((title, "bold"))] if title else []
            names = [row for row in rows if len(row) == 2]  # noqa: PLR2004 - no ink
            glyphs = [row for row in rows if len(row) == 3]  # noqa: PLR2004 - an ink
            lines += [meaning_row(columns, self._name_width, *row) for row in names]
            lines += self._marks(columns, glyphs)
            parts.append(Content("\n").join(lines))
        return Content("\n\n").join(parts)

    def _marks(self, columns: int, marks: Iterable[Mark]) -> Iterator[Content]:
        """Glyphs in their colours, two on a line where both have room."""
        theme, dark = self.app.theme_variables, self.app.current_theme.dark
        half, left = columns // 2, Content()
        for glyph, meaning, role in marks:
            look = f"bold {ink(role, theme, dark=dark).css}"
            row = meaning_row(columns, GLYPH, glyph, meaning, look)
            if left and row.cell_length <= columns - half:
                yield Content.assemble(left, " " * (half - left.cell_length), row)
                left = Content()
                continue
            if left:
                yield left
            left = row
            if row.cell_length >= half:
                yield row
                left = Content()
        if left:
            yield left


def meaning_row(
    columns: int, width: int, name: str, meaning: str, look: str = "bold"
) -> Content:
    """A name and what it means, which goes on under itself."""
    rest = wrap(meaning, max(LEAST, columns - width - 2))
    if len(name) < width:
        row = Content.assemble((f"  {name:<{width}}", look), rest.pop(0))
    else:
        row = Content.assemble((f"  {name}", look))
    indent = " " * (width + 2)
    return Content.assemble(row, *(f"\n{indent}{line}" for line in rest))
