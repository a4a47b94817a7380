"""Messages of the export dialog, between its worker, its rows and its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # charts are loaded in a worker, when the dialog opens
    from pathlib import Path

    from timeline.tui.exporting.plan import ExportPlan, Subject


class SubjectRead(Message):
    """What is to be exported was read."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        """The patient or the cohort."""
        super().__init__()


class ValueChosen(Message):
    """A line of the form has another value."""

    def __init__(self, name: str, value: object) -> None:
        self.name = name
        """Name of the choice."""
        self.value = value
        """The value; text for a line that is typed into."""
        super().__init__()


class ListRequested(Message):
    """The person wants to see all values of a line at once."""

    def __init__(self, name: str) -> None:
        self.name = name
        """Name of the choice."""
        super().__init__()


class Planned(Message):
    """What would be written is known."""

    def __init__(self, plan: ExportPlan, turn: int) -> None:
        self.plan = plan
        """Files, and what leaves with them."""
        self.turn = turn
        """Number of the change that it answers."""
        super().__init__()


class FileBegun(Message):
    """The making of a file begins."""

    def __init__(self, name: str) -> None:
        self.name = name
        """Name of the file."""
        super().__init__()


class Written(Message):
    """Everything was written."""

    def __init__(self, folder: Path, files: tuple[tuple[str, int], ...]) -> None:
        self.folder = folder
        """Where the files are."""
        self.files = files
        """Their names and sizes in bytes."""
        super().__init__()


class NotWritten(Message):
    """Nothing was written."""

    def __init__(self, text: str) -> None:
        self.text = text
        """Why, and what to do; or that it was cancelled."""
        super().__init__()
