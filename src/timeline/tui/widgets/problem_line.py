"""The line at the foot of a form that says what is wrong as a whole."""

from textual.content import Content
from textual.widgets import Static

from timeline.tui.drawing.cell import plain


class ProblemLine(Static):
    """Takes no room while nothing is wrong."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False

    def say(self, text: str) -> None:
        """Say what is wrong; an empty text says that nothing is."""
        if text:
            # A message in the corner would cover what has to be read now.
            self.app.clear_notifications()
        self.display = bool(text)
        self.update(Content(f"! {plain(text)}"))
