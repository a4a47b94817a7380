"""A command that looks at what the tool stands on and says how to mend it."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import typer

from timeline.cli.output import say
from timeline.errors import TimelineError

ROOM_FOR_WORK = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found."""

    subject: str
    state: str
    mend: str = ""
    """How to put it right; empty where nothing is wrong."""


def doctor(context: typer.Context) -> None:
    """Check Python, terminal, database and disk, and say how to mend what is wrong."""
    findings = [_python(), _terminal(), *_database(context.obj.place)]
    for finding in findings:
        say(f"{'!!' if finding.mend else 'ok'}  {finding.subject}: {finding.state}")
        if finding.mend:
            say(f"    {finding.mend}")
    if any(finding.mend for finding in findings):
        raise typer.Exit(1)


def _python() -> Finding:
    packages = ("textual", "plotly", "sqlmodel", "sqlalchemy", "sqlcipher3")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return Finding("Python", f"{platform.python_version()} with {versions}")


def _terminal() -> Finding:
    if not sys.stdout.isatty():
        return Finding("Terminal", "none; commands work, the app needs one")
    size = shutil.get_terminal_size()
    state = f"{size.columns}x{size.lines}, {sys.stdout.encoding}"
    if size.columns < 80 or size.lines < 24:  # noqa: PLR2004 - the least the app takes
        return Finding("Terminal", state, "Make the window at least 80 by 24.")
    if "utf" not in sys.stdout.encoding.lower():
        return Finding("Terminal", state, "Use a UTF-8 locale, such as LANG=C.UTF-8.")
    return Finding("Terminal", state)


def _database(place: str) -> Iterator[Finding]:
    from timeline.registry import Registry

    if "://" not in place:
        yield _folder(Path(place))
        if not Path(place).exists():
            yield Finding("Registry", "none yet; the first import makes it")
            return
    try:
        with Registry.open(place) as registry:
            patients = len(registry.patients())
    except TimelineError as error:
        yield Finding("Registry", error.message, error.hint or "Restore a backup.")
        return
    yield Finding("Registry", f"opens and holds {patients} patients")


def _folder(place: Path) -> Finding:
    folder = place.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    state = f"{folder}, {free // 1024**2} MB free"
    if not os.access(folder, os.W_OK):
        return Finding("Folder", state, "Choose a place you may write to with --db.")
    if free < ROOM_FOR_WORK:
        return Finding("Folder", state, "Free some disk space.")
    return Finding("Folder", state)
