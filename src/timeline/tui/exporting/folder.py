"""The folder of an export, as it is typed and as the desktop shows it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from timeline.tui.exporting.choice import ChoiceError

_OPENERS = {"darwin": "open", "linux": "xdg-open"}


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
