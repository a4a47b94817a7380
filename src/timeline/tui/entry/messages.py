"""Messages between the widgets and the screens of entry."""

from textual.message import Message


class FieldTyped(Message):
    """The text of a field of a form changed."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        """Name of the field."""
        self.text = text
        """The whole text that stands in it now."""
        super().__init__()


class CharactersDropped(Message):
    """A paste held characters that no field takes."""

    def __init__(self, count: int) -> None:
        self.count = count
        """How many were left out."""
        super().__init__()


class HeadingLeftOut(Message):
    """The first line of a paste was the heading of its columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        """The line."""
        super().__init__()


class EnterPressed(Message):
    """Enter was pressed in a field of one line."""
