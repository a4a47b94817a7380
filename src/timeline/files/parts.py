"""Parts: what is being written, under a name from which its writer can be told.

A part lies beside what it will become, as `.NAME.PID-HOST-TOKEN.part`. Whoever writes
into that folder next takes away the parts that a killed writer left behind.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from platform import node
from uuid import uuid4

SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite puts beside the file of a database."""
_LONGEST = 100
"""Characters of a name that a part repeats: a name has 255 bytes at most."""
_NAME = re.compile(
    r"\..+\.(?P<process>\d+)-(?P<host>[0-9a-f]{8})-(?P<token>[0-9a-f]{12})"
    rf"\.part(?:{'|'.join(SIDE_FILES)})?",
    re.DOTALL,
)
_A_DAY = 24 * 60 * 60
_MINE: set[str] = set()
"""Tokens of the parts that this process is writing."""


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """Give the name of a part, and take away what then still has it."""
    token = uuid4().hex[:12]
    name = f".{target.name[:_LONGEST]}.{os.getpid()}-{_host()}-{token}.part"
    part = target.with_name(name)
    _MINE.add(token)
    try:
        yield part
    finally:
        for file in (part, *side_files(part)):
            _remove(file)
        _MINE.discard(token)


def side_files(path: Path) -> tuple[Path, ...]:
    """Where SQLite puts its side files for a database."""
    return tuple(path.with_name(path.name + suffix) for suffix in SIDE_FILES)


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Parts in a folder that nobody is writing any more."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return ()
    return tuple(path for path in entries if _is_leftover(path))


def remove_leftovers(folder: Path) -> None:
    """Take away what killed writers left in a folder, as far as this is allowed."""
    for path in leftovers(folder):
        _remove(path)


def _is_leftover(path: Path) -> bool:
    match = _NAME.fullmatch(path.name)
    if match is None or match["token"] in _MINE:
        return False
    try:
        changed = path.lstat().st_mtime
    except OSError:
        return False
    if time.time() - changed > _A_DAY:
        return True
    process = int(match["process"])
    if match["host"] != _host():  # a shared folder: that process cannot be asked for
        return False
    # Of a process with this number but without this token, only the number is new.
    return process == os.getpid() or not is_running(process)


def is_running(process: int) -> bool:
    """Whether a process with this number runs on this machine."""
    if process == os.getpid():
        return True
    if os.name == "nt":  # there, asking in this way would end the process
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _host() -> str:
    """This machine, in a form that does not give its name away."""
    return sha256(node().encode()).hexdigest()[:8]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
