"""A command that looks at what the tool stands on and says how to mend it."""

from collections.abc import Iterator
from pathlib import Path

import typer

from timeline.cli import surroundings
from timeline.cli.output import say
from timeline.cli.surroundings import Check
from timeline.errors import TimelineError


def doctor(context: typer.Context) -> None:
    """Check terminal, fonts, disk and registry; say what to mend.

    Nothing is written: where no registry is yet, none is made.
    """
    place = context.obj.place
    wrong = False
    for check in (*surroundings.all_checks(place), *_registry(place)):
        wrong = wrong or bool(check.mend)
        say(f"{'!!' if check.mend else 'ok'}  {check.subject}: {check.state}")
        if check.mend:
            say(f"    {check.mend}")
    if wrong:
        raise typer.Exit(1)


def _registry(place: str) -> Iterator[Check]:
    from timeline.registry import Registry
    from timeline.registry.place import nearby

    path = Path(place).expanduser()
    if "://" not in place and not path.exists():
        names = ", ".join(nearby(path))
        near = f"; in that folder: {names}" if names else ""
        state = f"none yet at {place}; the app or an import makes it{near}"
        yield Check("Registry", state)
        return
    try:
        with Registry.open(place) as registry:
            health = registry.health()
    except TimelineError as error:
        hint = error.hint or "Restore a backup to a new place, and keep this one."
        yield Check("Registry", error.message, hint)
        return
    patients = f"{health.cases:,} patient{'s' * (health.cases != 1)}"
    place_in_words = "on a server" if "://" in place else f"at {place}"
    yield Check("Registry", f"opens {place_in_words} and holds {patients}")
    yield Check("Database", ", ".join(filter(None, (health.database, health.journal))))
    mend = "" if health.intact else _DAMAGED
    yield Check("Integrity", "whole" if health.intact else "damaged", mend)
    mend = health.not_writable and _READ_ONLY
    yield Check("Writing", health.not_writable or "possible", mend)
    if health.open_to_others:
        names = " ".join(f"'{path}'" for path in health.open_to_others)
        yield Check("Permissions", "others can read it", f"Run: chmod 600 {names}")
    elif "://" not in place:
        yield Check("Permissions", "only its owner can read it")


_DAMAGED = (
    "Keep the file as it is. Restore the latest backup to a new place with: "
    "timeline --db NEW restore BACKUP"
)
_READ_ONLY = "Patients can be read. To enter, mend that or choose a place with --db."
