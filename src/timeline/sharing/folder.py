"""The folder of what leaves: private files, all of them or none, and a name by chance.

A folder with an earlier figure is replaced; one with anything else is left alone.
"""

import os
import shutil
import tempfile
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from timeline.errors import TimelineError

Names = Collection[str]


class FolderError(TimelineError):
    """A folder that the package cannot be written to."""

    title = "Nothing was written"


class Standing(StrEnum):
    """What is in the place of a folder."""

    NEW = "a new folder"
    EMPTY = "an empty folder"
    FIGURE = "holds an earlier export; you are asked before it is replaced"
    OTHER = "holds other files; choose another folder"


def standing(folder: Path, replaceable: Names) -> Standing:
    """What is in the place of a folder that is to be written.

    Args:
        folder: The place.
        replaceable: Names of the files that may be replaced there.
    """
    try:
        if not folder.exists():
            return Standing.NEW
        names = {entry.name for entry in folder.iterdir()}
    except OSError:  # a file, or a folder that cannot be read
        return Standing.OTHER
    if not names:
        return Standing.EMPTY
    return Standing.FIGURE if names <= set(replaceable) else Standing.OTHER


def names_patient(folder: Path, codes: Collection[str]) -> bool:
    """Whether the path of a folder holds a study code."""
    path = str(folder).casefold()
    return any(code.casefold() in path for code in codes if code)


def write(files: dict[str, bytes], folder: Path, replaceable: Names = ()) -> None:
    """Write files as one folder, in place of an earlier one.

    Args:
        files: What is written, by name.
        folder: Where to.
        replaceable: Names of further files that may be in the folder and are replaced.

    Raises:
        FolderError: If the folder holds other files, or cannot be written.
    """
    if standing(folder, {*files, *replaceable}) is Standing.OTHER:
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
