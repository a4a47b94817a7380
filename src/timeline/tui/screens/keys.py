"""The keys of any screen that has no help page of its own."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen

from timeline.tui.help.keys import Key, keys_of
from timeline.tui.screens.sections import Fitted, meaning_row

KEYS = 16
"""Columns of the keys, in front of what they do."""
PALETTE = Key("Ctrl+P", "Commands", "Find an action by its name or by other words.")
"""Textual's own key."""


class KeysScreen(ModalScreen[None]):
    """Lies over the screen until a key closes it."""

    BINDINGS: ClassVar = [
        Binding("escape,question_mark,f1,q,enter", "dismiss(None)", "Close")
    ]

    def __init__(self, nodes: tuple[DOMNode, ...]) -> None:
        """Explain what is on the screen.

        Args:
            nodes: The screen, the widgets around the cursor, and the app.
        """
        super().__init__()
        self._sections = tuple(keys_of(type(node)) for node in nodes)

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with VerticalScroll(classes="paper"):
            yield Fitted(self._written)

    def _written(self, columns: int) -> Content:
        title = Content.assemble(("Keys of this screen", "bold"))
        parts = [
            Content("\n").join(
                meaning_row(columns, KEYS, key.keys, key.meaning) for key in keys
            )
            for keys in (*self._sections, (PALETTE,))
            if keys
        ]
        return Content("\n\n").join([title, *parts])
