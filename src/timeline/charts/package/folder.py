"""Writes a figure package: files that only their owner reads, all of them or none."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from timeline.charts.package.bundle import FILES
from timeline.errors import TimelineError

_CURVE = "survival.csv"
"""Only the figure of a cohort has it, and only with a curve."""
_REPORTS = ("report.pdf", "report.md", "report.txt", "report.json")
"""What an export writes instead of a figure."""


class FolderError(TimelineError):
    """A folder that the package cannot be written to."""

    title = "Nothing was written"


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write the files of a package as one folder.

    An earlier package in the same place is replaced. A folder that holds anything else
    is left alone.

    Raises:
        FolderError: If the folder holds other files, or cannot be written.
    """
    if foreign(folder, files):
        message = f"{folder} holds files that are not part of an export."
        raise FolderError(message, hint="Choose a new or empty folder with --output.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".figure-", dir=folder.parent))
    except OSError as error:
        raise _failed(folder, error) from None
    try:
        for name, data in files.items():
            _write_private(part / name, data)
        _put(part, folder)
    except OSError as error:
        raise _failed(folder, error) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def foreign(folder: Path, names: Iterable[str] = ()) -> bool:
    """Whether a place holds anything but a figure, or files with these names."""
    if not folder.exists():
        return False
    if not folder.is_dir():
        return True
    own = {*FILES, _CURVE, *_REPORTS, *names}
    return any(entry.name not in own for entry in folder.iterdir())


def _put(part: Path, folder: Path) -> None:
    """Move the new folder to its place; the earlier one comes back if that fails."""
    if not folder.exists():
        part.rename(folder)
        return
    earlier = Path(tempfile.mkdtemp(prefix=".figure-", dir=folder.parent)) / "earlier"
    try:
        folder.rename(earlier)
        try:
            part.rename(folder)
        except OSError:
            earlier.rename(folder)
            raise
    finally:
        shutil.rmtree(earlier.parent, ignore_errors=True)


def _write_private(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _failed(folder: Path, error: OSError) -> FolderError:
    message = f"{folder} cannot be written: {error.strerror}."
    return FolderError(message, hint="Choose another place with --output.")
