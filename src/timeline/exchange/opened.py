"""What a file is, found by looking at it; its name is no proof."""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from timeline.exchange.reading import FileRefusedError
from timeline.exchange.sheets import LARGEST_TABLE, CellGrid

_BEGINNING = 4_096
_TOML_LINE = re.compile(rb"[A-Za-z0-9_-]+\s*=|\[[A-Za-z_-]+\]|\[\[[A-Za-z_-]+\]\]")


class FileKind(StrEnum):
    """What a file is made of."""

    TOML = "TOML"
    TEXT_TABLE = "CSV or TSV"
    WORKBOOK = "XLSX"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A table or a JSON document, taken apart and not yet understood."""

    name: str
    kind: FileKind
    digest: str
    """SHA-256 of its bytes."""
    grids: tuple[CellGrid, ...] = ()
    """Its sheets; none in a document that is no table."""
    document: Any = None
    """What its JSON holds."""


def kind_of(path: Path) -> FileKind:
    """What a file is by its first bytes.

    Raises:
        FileRefusedError: If it is missing, or of a kind that nothing here reads; it is
            named for what it is.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_BEGINNING)
    except OSError as error:
        raise _unreadable(path, error) from None
    if start.startswith(b"PK\x03\x04"):
        return FileKind.WORKBOOK
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileKind.TEXT_TABLE
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    _refuse_others(path.name, plain)
    if _is_toml(plain):
        return FileKind.TOML
    return FileKind.JSON if _is_json(plain) else FileKind.TEXT_TABLE


def opened(path: Path, kind: FileKind, encoding: str = "") -> OpenedFile:
    """Take a table or a JSON document apart.

    Args:
        path: The file.
        kind: What `kind_of` says of it.
        encoding: Of a text, where a person said it.

    Raises:
        FileRefusedError: If it is too large, damaged, or of an encoding that is not
            sure.
    """
    from timeline.exchange import delimited, json_table, workbook

    name, content = path.name, _content(path)
    digest = sha256(content).hexdigest()
    if kind is FileKind.WORKBOOK:
        return OpenedFile(name, kind, digest, workbook.grids_of(path))
    text = delimited.decoded(name, content, encoding)
    del content
    if kind is FileKind.JSON:
        document = json_table.json_of(name, text)
        rows = isinstance(document, list)
        grids = (json_table.grid_of(name, document),) if rows else ()
        return OpenedFile(name, kind, digest, grids, document)
    return OpenedFile(name, kind, digest, (delimited.grid_of(name, text),))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise FileRefusedError(
                f"{path.name} is larger than {LARGEST_TABLE // 1_000_000} MB.",
                hint="Split it, and import one part after the other.",
            )
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> FileRefusedError:
    reason = error.strerror or "The file cannot be opened"
    return FileRefusedError(
        f"{path.name}: {reason}.", hint="Check the name and the permissions."
    )


_OTHERS: dict[str, tuple[bytes, ...]] = {
    "an older Excel workbook, a workbook with a password, or a Word document": (
        b"\xd0\xcf\x11\xe0",
    ),
    "a PDF": (b"%PDF",),
    "a picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    "a compressed file": (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf"),
    "an XML or HTML document": (b"<",),
}


def _refuse_others(name: str, start: bytes) -> None:
    if start.startswith(b"SQLite format 3\x00"):
        raise FileRefusedError(
            f"{name} is a SQLite database, perhaps a registry or a backup of one.",
            hint="Open a registry with --db, put a backup back with "
            "`timeline restore`.",
        )
    for kind, signs in _OTHERS.items():
        if start.startswith(signs):
            raise FileRefusedError(
                f"{name} is {kind}.",
                hint="Save it as XLSX or CSV, export it again from its system, or "
                "enter the facts in the app.",
            )


def _is_toml(start: bytes) -> bool:
    """Whether the first line that says anything is a key or the head of a table."""
    lines = (line.strip() for line in start.splitlines())
    first = next((line for line in lines if line and not line.startswith(b"#")), b"")
    return _TOML_LINE.match(first) is not None


def _is_json(start: bytes) -> bool:
    if start.startswith(b"{"):
        return True
    return start.startswith(b"[") and start[1:].lstrip()[:1] in (b"{", b"]", b"[", b'"')
