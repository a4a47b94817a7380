"""Messages of the export dialog, between its worker, its rows and its screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # charts are loaded in a worker, when the dialog opens
    from pathlib import Path

    from timeline.tui.exporting.plan import ExportPlan, Subject


@dataclass(repr=False)
class SubjectRead(Message):
    """What is to be exported was read."""

    subject: Subject
    """The patient or the cohort."""


@dataclass(repr=False)
class ValueChosen(Message):
    """A line of the form has another value."""

    name: str
    """Name of the choice."""
    value: object
    """The value; text for a line that is typed into."""


@dataclass(repr=False)
class ListRequested(Message):
    """The person wants to see all values of a line at once."""

    name: str
    """Name of the choice."""


@dataclass(repr=False)
class Planned(Message):
    """What would be written is known."""

    plan: ExportPlan
    """Files, and what leaves with them."""
    turn: int
    """Number of the change that it answers."""


@dataclass(repr=False)
class FileBegun(Message):
    """The making of a file begins."""

    name: str
    """Name of the file."""


@dataclass(repr=False)
class Written(Message):
    """Everything was written."""

    folder: Path
    """Where the files are."""
    files: tuple[tuple[str, int], ...]
    """Their names and sizes in bytes."""


@dataclass(repr=False)
class NotWritten(Message):
    """Nothing was written."""

    text: str
    """Why, and what to do; or that it was cancelled."""
