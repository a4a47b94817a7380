"""What a person chooses of a report."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath

from timeline.errors import TimelineError
from timeline.sharing.keep import KeepOption
from timeline.swimlane.options import SwimlaneOptions


class ReportFormat(StrEnum):
    """In what form a report is written; the value ends the name of its file."""

    PDF = "pdf"
    MARKDOWN = "md"
    TEXT = "txt"
    JSON = "json"


class ReportError(TimelineError):
    """A report that cannot be made as it was asked for."""

    title = "No report was made"


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How the case is read and drawn, and what of it may leave."""

    picture: SwimlaneOptions = field(default_factory=SwimlaneOptions)
    """What is drawn."""
    as_recorded: bool = False
    """Whether everything leaves as recorded, for the care of the patient."""
    keep: frozenset[KeepOption] = frozenset()
    """What is let through on purpose; it counts only if not as recorded."""
    code: str = ""
    """Code under which the case appears; empty to number the cases from 1."""


def format_of(name: str) -> ReportFormat:
    """The form that the ending of a file asks for.

    Raises:
        ReportError: If it is none of them.
    """
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in set(ReportFormat):
        endings = ", ".join(f".{known}" for known in ReportFormat)
        raise ReportError(
            "The ending of the file says the form of the report.",
            hint=f"End its name with one of {endings}.",
        )
    return ReportFormat(ending)
