"""The keys of any screen that has no help page of its own."""

from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline.tui.keys import Key, keys_of

KEYS, MEANING = 16, 46
"""Columns of the two halves; together they fit into 80."""
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
        title = Content.assemble(("Keys of this screen", "bold"))
        parts = [
            Content("\n").join(_row(key) for key in keys)
            for keys in (*self._sections, (PALETTE,))
            if keys
        ]
        with VerticalScroll(classes="paper"):
            yield Static(Content("\n\n").join([title, *parts]), markup=False)


def _row(key: Key) -> Content:
    first, *rest = wrap(key.meaning, MEANING)
    lines = [Content.assemble((f"  {key.keys:<{KEYS}}", "bold"), first)]
    lines += [Content(" " * (KEYS + 2) + line) for line in rest]
    return Content("\n").join(lines)
