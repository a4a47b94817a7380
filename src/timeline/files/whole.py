"""Write beside, make durable, then rename: a name never stands for half a file.

Everything is private to its owner. Whatever happens, a kill or a power loss included,
the old file or the new one has the name.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.files.parts import part_of, remove_leftovers, side_files
from timeline.files.rename import exchange, rename_new


@contextmanager
def whole_file(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give an empty file to fill, which takes its final name after the block.

    Args:
        target: The final name. Folders that are missing are made.
        replace: Whether a file that has the name already gives way.

    Yields:
        The file to fill. If the block fails, it is gone and nothing else has changed.

    Raises:
        FileExistsError: If something has the name and does not give way.
        OSError: If the file cannot be written.
    """
    remove_leftovers(target.parent)
    if not replace:
        _refuse_taken(target)
    make_folders(target.parent)
    with part_of(target) as part:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        yield part
        if any(file.exists() for file in side_files(part)):
            raise OSError(
                errno.EBUSY,
                "not all of it reached the disk, which may be full",
                str(target),
            )
        _to_disk(part)
        if replace:
            part.replace(target)
        else:
            rename_new(part, target)
        _to_disk(target.parent)


def write_file(target: Path, content: str | bytes) -> None:
    """Write a file, in place of one that has its name already.

    Args:
        target: The file.
        content: Text is written as UTF-8, with its line ends as they are.

    Raises:
        OSError: If the file cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    with whole_file(target, replace=True) as part:
        part.write_bytes(data)


def write_folder(target: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder of files, in place of one that has its name already.

    Args:
        target: The folder; what it holds is lost.
        contents: What each file holds.

    Raises:
        OSError: If the folder cannot be written.
    """
    make_folders(target.parent)
    remove_leftovers(target.parent)
    with part_of(target) as part:
        part.mkdir(mode=0o700)
        for name, data in contents.items():
            file = part / name
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            file.write_bytes(data)
            _to_disk(file)
        _to_disk(part)
        if target.exists():
            _exchange_folders(part, target)
        else:
            rename_new(part, target)
        _to_disk(target.parent)


def make_folders(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner alone."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
        _to_disk(path.parent)


def _refuse_taken(target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def _exchange_folders(part: Path, target: Path) -> None:
    """Let the new folder have the name; the old one goes with the part."""
    if exchange(part, target):
        return
    with part_of(target) as earlier:
        target.rename(earlier)
        try:
            part.rename(target)
        except OSError:
            earlier.rename(target)
            raise


def _to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are safe from a power loss."""
    if path.is_dir():
        with suppress(OSError):  # some file systems, and Windows, have no such thing
            _sync(path, os.O_RDONLY)
    else:
        _sync(path, os.O_RDWR)


def _sync(path: Path, mode: int) -> None:
    number = os.open(path, mode)
    try:
        os.fsync(number)
    finally:
        os.close(number)
