"""Where the registry lies, and files that nobody else can read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from stat import S_ISDIR

from platformdirs import user_data_path

from timeline.files.whole import whole_file
from timeline.registry.errors import NoRegistryError, RegistryError

VARIABLE = "TIMELINE_DB"
MAKE_ONE = (
    "Connect the disk that it is on, or name another place with --db. The app and "
    "`timeline import FILES` make a new registry, `timeline restore FILE` brings a "
    "backup back."
)
_SUFFIXES = {".db", ".sqlite", ".sqlite3"}


def default_place() -> str:
    """The place from TIMELINE_DB, else a file in the user's data folder."""
    chosen = os.environ.get(VARIABLE, "").strip()
    return chosen or str(user_data_path("timeline", appauthor=False) / "registry.db")


def is_url(place: str | Path) -> bool:
    """Whether a place names a database server rather than a file."""
    return isinstance(place, str) and "://" in place


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a private file to fill, which gets its name when it is whole.

    Folders that are missing are made likewise; SQLite gives its side files the
    permissions of this one.

    Raises:
        FileExistsError: If something stands there already.
        RegistryError: If it cannot be created.
    """
    try:
        with whole_file(path) as part:
            yield part
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        raise RegistryError(
            f"{path!s:.200} cannot be created: {_reason(error)}.",
            hint=f"Choose another place with --db or {VARIABLE}.",
        ) from None


def existing_file(path: Path, *, empty: bool) -> Path:
    """The path, if something that could be a registry stands there.

    Args:
        path: Where one is looked for.
        empty: Whether an empty file will do, in which one is to be made.

    Raises:
        NoRegistryError: If nothing does; the names of registries nearby are given.
        RegistryError: If it cannot be read, or is a folder.
    """
    try:
        state = path.stat()
    except FileNotFoundError:
        raise _missing(path) from None
    except (OSError, ValueError) as error:
        raise RegistryError(
            f"{path!s:.200} cannot be opened: {_reason(error)}.",
            hint=f"Choose another place with --db or {VARIABLE}.",
        ) from None
    if S_ISDIR(state.st_mode):
        raise RegistryError(
            f"{path} is a folder.", hint="Name a file, such as registry.db, in it."
        )
    if not state.st_size and not empty:  # merely opened, it would be written to
        raise NoRegistryError(f"{path} is an empty file.", hint=MAKE_ONE)
    return path


def nearby(path: Path) -> tuple[str, ...]:
    """Names of up to three registries in the folder of a path, the likest first."""
    try:
        names = [
            entry.name
            for entry in path.parent.iterdir()
            if entry.suffix in _SUFFIXES and entry.is_file()
        ]
    except OSError:
        return ()
    return tuple(get_close_matches(path.name, sorted(names), n=3, cutoff=0))


def _missing(path: Path) -> NoRegistryError:
    message = f"{path} does not exist."
    if not path.parent.is_dir():
        message = f"{path} does not exist, nor does its folder."
    if names := nearby(path):
        message += f" In that folder there is {_listed(names)}."
    return NoRegistryError(message, hint=MAKE_ONE)


def _listed(names: tuple[str, ...]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", "") or "no file can have this name"
