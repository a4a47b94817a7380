"""Two ways to rename that Python lacks: never over anything, and in exchange.

Linux and macOS have a system call for both; where the system or the file system has
none, the nearest thing is done.
"""

import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100
"""`AT_FDCWD` of Linux: a relative path begins in the current folder."""
_NO_REPLACE = {"linux": 1, "darwin": 4}
_EXCHANGE = {"linux": 2, "darwin": 2}
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_LINKS = {*_UNSUPPORTED, errno.EPERM, errno.EMLINK}


def rename_new(part: Path, target: Path) -> None:
    """Rename a file or folder to a name that nothing has yet.

    Raises:
        FileExistsError: If something has the name; it stays as it is.
        OSError: If the system refuses.
    """
    if os.name == "nt":  # there, a rename never replaces
        part.rename(target)
    elif not _with_flag(part, target, _NO_REPLACE):
        _link(part, target)


def exchange(part: Path, target: Path) -> bool:
    """Let two files or folders change their names at one stroke.

    Returns:
        Whether this was done; not every system can.

    Raises:
        OSError: If the system can and refuses.
    """
    return _with_flag(part, target, _EXCHANGE)


def _with_flag(part: Path, target: Path, flags: dict[str, int]) -> bool:
    """Rename with a flag; whether system and file system know it."""
    flag, libc = flags.get(sys.platform), _libc()
    if flag is None or libc is None:
        return False
    old, new = os.fsencode(part), os.fsencode(target)
    if sys.platform == "linux":
        failed = libc.renameat2(_HERE, old, _HERE, new, flag)
    else:
        failed = libc.renamex_np(old, new, flag)
    if not failed:
        return True
    import ctypes

    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(target))


@cache
def _libc() -> Any:  # noqa: ANN401 - has no types
    """The C library, if it has the call."""
    import ctypes

    try:
        libc = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):
        return None
    name = "renameat2" if sys.platform == "linux" else "renamex_np"
    return libc if hasattr(libc, name) else None


def _link(part: Path, target: Path) -> None:
    """Rename a file by a second name, which is never given over another file.

    A file system without links has the name taken first, by an empty file: it cannot
    do better.
    """
    try:
        os.link(part, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if not part.is_dir():
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        elif os.path.lexists(target):
            raise FileExistsError(
                errno.EEXIST, os.strerror(errno.EEXIST), str(target)
            ) from None
        part.replace(target)
    else:
        part.unlink()
