"""Messages between the widgets and the screens of entry."""

from dataclasses import dataclass

from textual.message import Message


@dataclass(repr=False)
class FieldTyped(Message):
    """The text of a field of a form changed."""

    name: str
    """Name of the field."""
    text: str
    """The whole text that stands in it now."""


@dataclass(repr=False)
class CharactersDropped(Message):
    """A paste held characters that no field takes."""

    count: int
    """How many were left out."""


@dataclass(repr=False)
class HeadingLeftOut(Message):
    """The first line of a paste was the heading of its columns."""

    text: str
    """The line."""


class EnterPressed(Message):
    """Enter was pressed in a field of one line."""
