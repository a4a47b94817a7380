"""Where the registry lies, and files that nobody else can read."""

import os
from pathlib import Path

from platformdirs import user_data_path

from timeline.registry.errors import RegistryError

VARIABLE = "TIMELINE_DB"


def default_place() -> str:
    """The place from TIMELINE_DB, else a file in the user's data folder."""
    chosen = os.environ.get(VARIABLE, "").strip()
    return chosen or str(user_data_path("timeline", appauthor=False) / "registry.db")


def is_url(place: str | Path) -> bool:
    """Whether a place names a database server rather than a file."""
    return isinstance(place, str) and "://" in place


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read.

    Folders that are missing are created likewise; SQLite gives its side files the
    permissions of this one.

    Raises:
        FileExistsError: If something stands there already.
        RegistryError: If it cannot be created.
    """
    try:
        _create_folders(path.parent)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "no file can have this name"
        raise RegistryError(
            f"{path!s:.200} cannot be created: {reason}.",
            hint=f"Choose another place with --db or {VARIABLE}.",
        ) from None


def _create_folders(folder: Path) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
