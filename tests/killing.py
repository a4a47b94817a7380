"""Kills work before and after each of its steps on the disk, as a crash would.

The steps are counted: calls to the system, to SQLite, and in the parts of the program
that write files. A kill at a given step is the same at each run.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL
from tempfile import NamedTemporaryFile
from types import FrameType

from forking import exit_code_of

Work = Callable[..., None]
"""What is killed: a function at the top of a module, with arguments to be pickled."""

_WRITERS = tuple(
    os.sep + os.path.join("timeline", *names)  # noqa: PTH118 - the end of a file name
    for names in (
        ("files", "whole.py"),
        ("files", "parts.py"),
        ("files", "rename.py"),
        ("registry", "backup.py"),
        ("registry", "migrate.py"),
        ("registry", "store.py"),
    )
)


def count_steps(work: Work, *arguments: object) -> int:
    """How many steps some work takes; it is done in a process of its own."""
    with NamedTemporaryFile() as answer:
        assert exit_code_of(_count, answer.name, work, arguments) == 0
        return int(answer.read())


def kill_at(step: int, work: Work, *arguments: object) -> bool:
    """Do some work in a process of its own and kill it at a step.

    Returns:
        Whether it was killed; work can be done before it comes to that step.
    """
    code = exit_code_of(_die, step, work, arguments)
    assert code in (0, -SIGKILL)
    return code != 0


def _count(answer: str, work: Work, arguments: tuple[object, ...]) -> None:
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    with _watched(step):
        work(*arguments)
    Path(answer).write_text(str(steps), encoding="ascii")


def _die(last: int, work: Work, arguments: tuple[object, ...]) -> None:
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), SIGKILL)

    with _watched(step):
        work(*arguments)


@contextmanager
def _watched(step: Callable[[], None]) -> Iterator[None]:
    """Call a function before and after everything that can touch the disk."""

    def look(frame: FrameType, event: str, argument: object) -> None:
        if event.startswith("c_"):
            if _touches_disk(argument):
                step()
        elif frame.f_code.co_filename.endswith(_WRITERS):
            step()

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)


def _touches_disk(function: object) -> bool:
    if getattr(function, "__module__", None) == "posix":
        return True
    owner = type(getattr(function, "__self__", None))
    return owner.__module__.startswith("sqlcipher3")


def names_in(folder: Path) -> set[str]:
    """What a folder holds, hidden files included."""
    return {path.name for path in folder.iterdir()}
