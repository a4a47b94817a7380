"""Writes a figure package: files that only their owner reads, all of them or none."""

from collections.abc import Iterable
from pathlib import Path

from timeline.charts.package.bundle import FILES
from timeline.errors import TimelineError
from timeline.files.whole import write_folder

_CURVE = "survival.csv"
"""Only the figure of a cohort has it, and only with a curve."""


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
        message = f"{folder} holds files that are not part of a figure."
        raise FolderError(message, hint="Choose a new or empty folder with --output.")
    try:
        write_folder(folder, files)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}."
        hint = "Choose another place with --output."
        raise FolderError(message, hint=hint) from None


def foreign(folder: Path, names: Iterable[str] = ()) -> bool:
    """Whether a place holds anything but a figure, or files with these names."""
    if not folder.exists():
        return False
    if not folder.is_dir():
        return True
    own = {*FILES, _CURVE, *names}
    return any(entry.name not in own for entry in folder.iterdir())
