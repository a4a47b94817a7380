"""A command that looks at what the tool stands on and says how to mend it."""

from collections.abc import Iterator
from pathlib import Path

import typer

from timeline.cli import surroundings
from timeline.cli.output import say
from timeline.cli.surroundings import Finding
from timeline.errors import TimelineError


def doctor(context: typer.Context) -> None:
    """Check terminal, fonts, disk and registry; say what to mend.

    Nothing is written: where no registry is yet, none is made.
    """
    place = context.obj.place
    wrong = False
    for finding in (*surroundings.every_finding(place), *_registry(place)):
        wrong = wrong or bool(finding.mend)
        say(f"{'!!' if finding.mend else 'ok'}  {finding.subject}: {finding.state}")
        if finding.mend:
            say(f"    {finding.mend}")
    if wrong:
        raise typer.Exit(1)


def _registry(place: str) -> Iterator[Finding]:
    from timeline.registry import Registry
    from timeline.registry.place import nearby

    path = Path(place).expanduser()
    if "://" not in place and not path.exists():
        names = ", ".join(nearby(path))
        near = f"; in that folder: {names}" if names else ""
        state = f"none yet at {place}; the app or an import makes it{near}"
        yield Finding("Registry", state)
        return
    try:
        with Registry.open(place) as registry:
            health = registry.health()
    except TimelineError as error:
        hint = error.hint or "Restore a backup to a new place, and keep this one."
        yield Finding("Registry", error.message, hint)
        return
    patients = f"{health.cases:,} patient{'s' * (health.cases != 1)}"
    place_in_words = "on a server" if "://" in place else f"at {place}"
    yield Finding("Registry", f"opens {place_in_words} and holds {patients}")
    yield Finding(
        "Database", ", ".join(filter(None, (health.database, health.journal)))
    )
    mend = "" if health.intact else _DAMAGED
    yield Finding("Integrity", "whole" if health.intact else "damaged", mend)
    mend = health.not_writable and _READ_ONLY
    yield Finding("Writing", health.not_writable or "possible", mend)
    if health.open_to_others:
        names = " ".join(f"'{path}'" for path in health.open_to_others)
        yield Finding("Permissions", "others can read it", f"Run: chmod 600 {names}")
    elif "://" not in place:
        yield Finding("Permissions", "only its owner can read it")


_DAMAGED = (
    "Keep the file as it is. Restore the latest backup to a new place with: "
    "timeline --db NEW restore BACKUP"
)
_READ_ONLY = "Patients can be read. To enter, mend that or choose a place with --db."
