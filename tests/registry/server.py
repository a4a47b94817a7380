"""Starts a PostgreSQL server that only these tests use."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs; None where they are missing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    on_path = shutil.which("postgres")
    if on_path:
        found.append(Path(on_path))
    return found[-1].parent if found else None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Start a server on a socket in a new folder; give its URL without a database."""
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    home = Path(tempfile.mkdtemp(prefix="timeline-pg-", dir="/tmp"))
    if user:
        shutil.chown(home, user)
    data = home / "data"
    make = [folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N"]
    settings = ["fsync=off", "full_page_writes=off", "autovacuum=off"]
    settings += ["listen_addresses=", f"unix_socket_directories={home}"]
    options = [part for setting in settings for part in ("-c", setting)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    where = {"cwd": home, "user": user}
    subprocess.run(
        [*make, "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        **where,  # type: ignore[call-overload]
        **quiet,
    )
    running = subprocess.Popen(  # type: ignore[call-overload]
        [folder / "postgres", "-D", data, *options], **where, **quiet
    )
    try:
        _wait(home)
        yield f"postgresql+psycopg://postgres@/{{database}}?host={home}"
    finally:
        running.send_signal(signal.SIGINT)  # does not wait for idle connections
        running.wait(timeout=20)
        shutil.rmtree(home, ignore_errors=True)


def _wait(home: Path) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            psycopg.connect(host=str(home), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
