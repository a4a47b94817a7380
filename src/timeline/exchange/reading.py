"""What every reader gives back, and how a text file is opened before it is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.case.case import Case
from timeline.errors import Problem, TimelineError

if TYPE_CHECKING:
    from timeline.clinical.catalogues.own_words import OwnWord

LARGEST_FILE = 4_000_000
"""Bytes; a case with ten thousand records is about two million."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as a file holds it."""

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
    refuse_other_kinds(path.name, content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefusedError(
            f"{path.name}, line {line}: a character is not UTF-8.",
            hint="Save the file again with the encoding UTF-8.",
        ) from None


_KINDS: dict[str, tuple[bytes, ...]] = {
    "an Excel workbook or another zip archive": (b"PK\x03\x04",),
    "an older Excel workbook or Word document": (b"\xd0\xcf\x11\xe0",),
    "a PDF": (b"%PDF",),
    "a picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    "a compressed file": (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf"),
    "an XML or HTML document": (b"<",),
    "JSON": (b"{", b"[{", b"[\n", b"[]"),
}
_POSSIBLE = (
    "`timeline import` takes case files in TOML; enter the facts in the app, or write "
    "them as docs/case-files.md shows."
)


def refuse_other_kinds(name: str, content: bytes) -> None:
    """Name a file of another kind for what it is.

    Raises:
        FileRefusedError: If its first bytes are those of another kind of file.
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if content.startswith(b"SQLite format 3\x00"):
        raise FileRefusedError(
            f"{name} is a SQLite database, perhaps a registry or a backup of one.",
            hint="Open a registry with --db, put a backup back with "
            "`timeline restore`.",
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefusedError(
            f"{name} is text in UTF-16.", hint="Save it again with the encoding UTF-8."
        )
    for kind, signs in _KINDS.items():
        if start.startswith(signs):
            raise FileRefusedError(f"{name} is {kind}.", hint=_POSSIBLE)
    first = start.partition(b"\n")[0]
    if b"=" not in first and any(first.count(sign) for sign in (b",", b";", b"\t")):
        raise FileRefusedError(
            f"{name} is a table of values (CSV or TSV).", hint=_POSSIBLE
        )
