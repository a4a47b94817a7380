"""What every reader gives back, and how a text file is opened before it is trusted."""

from dataclasses import dataclass
from pathlib import Path

from timeline.case.case import Case
from timeline.errors import Problem, TimelineError

LARGEST_FILE = 4_000_000
"""Bytes; a case with ten thousand records is about two million."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: cases, or the problems that kept them out."""

    cases: tuple[Case, ...] = ()
    """The cases; empty if there is any problem."""
    problems: tuple[Problem, ...] = ()
    """Everything that is wrong, in the order of the lines."""


class FileRefusedError(TimelineError):
    """The file cannot be opened, or is not what it should be."""

    title = "The file was not read"


def text_of(path: Path) -> str:
    """Read a text file that somebody else may have written.

    Args:
        path: The file; UTF-8, with or without a byte order mark.

    Raises:
        FileRefusedError: If it is missing, unreadable, too large or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or "The file cannot be opened"
        raise FileRefusedError(
            f"{path.name}: {reason}.", hint="Check the name and the permissions."
        ) from None
    if len(content) > LARGEST_FILE:
        raise FileRefusedError(
            f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB.",
            hint="A case file holds one case; this is probably another file.",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefusedError(
            f"{path.name}, line {line}: a character is not UTF-8.",
            hint="Save the file again with the encoding UTF-8.",
        ) from None
