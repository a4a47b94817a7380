"""The folder of what leaves: private files, all of them or none, and a name by chance.

A folder with an earlier figure is replaced; one with anything else is left alone.
"""

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from timeline.errors import TimelineError
from timeline.files.whole import write_folder

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
        write_folder(folder, files)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}."
        hint = "Choose another place with --output."
        raise FolderError(message, hint=hint) from None
