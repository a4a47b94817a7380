"""The folder of an export: named by chance, and never overwritten unasked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from timeline.charts.package.deidentify import random_code
from timeline.charts.package.folder import foreign
from timeline.tui.exporting.choice import ChoiceError

_OPENERS = {"darwin": "open", "linux": "xdg-open"}


class Standing(StrEnum):
    """What is in the place of a folder."""

    NEW = "a new folder"
    EMPTY = "an empty folder"
    FIGURE = "holds an earlier export; you are asked before it is replaced"
    OTHER = "holds other files; choose another folder"


def folder_name() -> str:
    """A name that says nothing about the patient."""
    return f"export-{random_code().removeprefix('CASE-')}"


def folder_of(text: str) -> Path:
    """The folder that a text names, seen from where the app was started.

    Raises:
        ChoiceError: If it names none.
    """
    if not text.strip() or "\0" in text:
        message = "Folder: the name of a folder is expected."
        hint = "A new one is made where it does not exist."
        raise ChoiceError(message, hint=hint, option="folder")
    return Path(text.strip()).expanduser().absolute()


def standing(folder: Path, names: Iterable[str]) -> Standing:
    """What is in the place of a folder that is to hold some files."""
    try:
        if not folder.exists():
            return Standing.NEW
        if foreign(folder, names):
            return Standing.OTHER
        return Standing.FIGURE if any(folder.iterdir()) else Standing.EMPTY
    except OSError:
        return Standing.OTHER


def names_patient(folder: Path, codes: Iterable[str]) -> bool:
    """Whether the path of a folder holds a study code."""
    path = str(folder).casefold()
    return any(code.casefold() in path for code in codes if code)


def can_open() -> bool:
    """Whether there is a desktop to open a folder on."""
    if sys.platform == "win32":
        return True
    opener = _OPENERS.get(sys.platform)
    shown = sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return bool(opener and shown and shutil.which(opener))


def open_folder(folder: Path) -> None:
    """Show a folder on the desktop; what the opener prints stays off the screen."""
    if sys.platform == "win32":
        os.startfile(folder)  # noqa: S606 - a folder that was just written
        return
    opener = shutil.which(_OPENERS[sys.platform])
    subprocess.Popen(  # noqa: S603 - the desktop's own opener, on our folder
        [str(opener), str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
