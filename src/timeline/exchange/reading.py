"""What every reader gives back, and how a text file is opened before it is trusted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.case.case import Case
from timeline.case.records.bookkeeping import Source
from timeline.errors import Problem, TimelineError

if TYPE_CHECKING:
    from timeline.clinical.catalogues.own_words import OwnWord

LONGEST_NAME = 200
LARGEST_FILE = 4_000_000
"""Bytes; a case with ten thousand records is about two million."""


@dataclass(frozen=True, slots=True)
class FactPlace:
    """Where in a table a record stands."""

    source: Source
    """The file, with its hash; its id is a name within the import."""
    locator: str
    """Sheet, line and column."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as a file holds it, or the part of one that a table holds."""

    case: Case
    """Its records have the ids that they have in the file."""
    origin: str
    """What tells the file from others: what it says of that, or its name."""
    registry_id: str = ""
    """The registry that exported it; empty for a file that a person wrote."""
    versions: Mapping[str, int] = field(default_factory=dict)
    """Version that an exported record had, by its id."""
    words: tuple["OwnWord", ...] = ()
    """Words of the vocabulary of the site that wrote it."""
    remarks: tuple[Problem, ...] = ()
    """What it holds that nobody could enter today: taken as it stands, and a query."""
    places: Mapping[str, FactPlace] = field(default_factory=dict)
    """Where each record of a table stands, by its id; empty for a whole case. What a
    table says of the place is no part of the records: in next month's file they stand
    elsewhere."""

    kinds: frozenset[str] = frozenset()
    """Kinds that a table can hold; what is stored of another kind is not missing."""

    @property
    def of_rows(self) -> bool:
        """Whether it is the rows of a table: the case has other records beside them."""
        return bool(self.places)

    @property
    def source(self) -> str:
        """Under what the registry remembers where it has a record from."""
        return self.registry_id or self.origin


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: cases, or the problems that kept them out."""

    files: tuple[CaseFile, ...] = ()
    """The cases; empty if there is any problem."""
    problems: tuple[Problem, ...] = ()
    """Everything that is wrong, in the order of the lines."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases without where they come from."""
        return tuple(file.case for file in self.files)


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


def one_line(name: str) -> str:
    """The name of a file as it can be stored: any byte and sign may be in it."""
    text = name.encode(errors="replace").decode()
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "?", text)[:LONGEST_NAME]
