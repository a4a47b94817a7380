"""Does work in processes of their own, without starting Python for each of them.

One process loads the program, once for each worker of pytest; it forks for each piece
of work. A process that has threads, as pytest's workers have, must not fork itself.
"""

import atexit
import gc
import importlib
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

PRELOADED = (
    "alembic.operations",
    "timeline.charts.package.bundle",
    "timeline.charts.page",
    "timeline.cli.app",
    "timeline.exchange.case_file",
    "timeline.registry",
    "timeline.tui.screens.form",
    "timeline.tui.screens.patients",
)


def exit_code_of(work: Callable[..., Any], *arguments: object) -> int:
    """Do some work in a process of its own and wait for it.

    Args:
        work: A function at the top of a module.
        arguments: What it takes; they are pickled.

    Returns:
        The exit code: 0, 1 after an error, or the number of a signal below zero.
    """
    server = _server()
    name = work.__module__, work.__qualname__
    pickle.dump((name, arguments), _pipe(server.stdin))
    _pipe(server.stdin).flush()
    return int(_pipe(server.stdout).readline())


def run_command(
    arguments: Sequence[str], settings: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run `timeline` with arguments and changes to the environment."""
    with TemporaryDirectory() as folder:
        outputs = [Path(folder) / name for name in ("out", "err")]
        code = exit_code_of(_command, arguments, settings, *map(str, outputs))
        texts = [path.read_text(encoding="utf-8") for path in outputs]
    return subprocess.CompletedProcess(arguments, code, *texts)


def _command(
    arguments: Sequence[str], settings: Mapping[str, str], out: str, err: str
) -> None:
    from timeline.cli import main

    for number, name in enumerate((os.devnull, out, err)):
        flags = os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY
        os.dup2(os.open(name, flags, 0o600), number)
    os.environ.update(settings)
    sys.argv = ["timeline", *arguments]
    main()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


@cache
def _server() -> "subprocess.Popen[bytes]":
    folder = str(Path(__file__).parent)
    program = (
        f"import sys; sys.path[:0] = {sys.path!r}; import forking; forking.serve()"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=folder,
    )
    atexit.register(server.kill)
    return server


def serve() -> None:
    """Fork for each piece of work that is asked for, until nobody asks any more."""
    for module in PRELOADED:
        importlib.import_module(module)
    gc.freeze()  # else each child copies all that its garbage collector looks at
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the work prints is no answer
    while True:
        try:
            (module, name), arguments = pickle.load(asked)  # noqa: S301 - of our own
        except EOFError:
            return
        function = getattr(importlib.import_module(module), name)
        child = os.fork()
        if not child:
            os._exit(_carry_out(function, arguments))
        _, status = os.waitpid(child, 0)
        answers.write(b"%d\n" % os.waitstatus_to_exitcode(status))
        answers.flush()


def _carry_out(work: Callable[..., Any], arguments: tuple[object, ...]) -> int:
    code = 1
    try:
        work(*arguments)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - the process ends here
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    return code
