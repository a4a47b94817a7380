"""Commands that read or write files."""

import datetime as dt
import getpass
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.content import takes_content
from timeline.cli.output import say
from timeline.errors import InvalidDataError, TimelineError
from timeline.files.whole import write_file

if TYPE_CHECKING:
    from timeline.swimlane.options import SwimlaneOptions

Files = Annotated[
    list[Path],
    typer.Argument(exists=True, dir_okay=False, readable=True, help="Case files."),
]
Code = Annotated[str, typer.Argument(metavar="PATIENT", help="Study code.")]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")
]


class OutputError(TimelineError):
    """A file that cannot be written."""

    title = "Nothing was written"


def actor() -> str:
    """Who is at the keyboard, for the audit trail."""
    return os.environ.get("TIMELINE_ACTOR") or getpass.getuser()


def import_files(
    context: typer.Context,
    paths: Files,
    reason: Annotated[
        str, typer.Option(help="Why stored records change, for the history.")
    ] = "",
) -> None:
    """Import case files: all of them, or with any mistake none."""
    from timeline.exchange.case_file import read
    from timeline.registry import Registry

    today = dt.datetime.now().astimezone().date()
    readings = [read(path, today=today) for path in paths]
    problems = tuple(each for reading in readings for each in reading.problems)
    if problems:
        raise InvalidDataError(problems, title="Nothing was imported")
    cases = tuple(case for reading in readings for case in reading.cases)
    with Registry.open(context.obj.place, create=True) as registry:
        if registry.made:
            say(f"Made the registry {shown(context.obj.place)}.")
        report = registry.save_all(
            cases, actor=actor(), reason=reason or "imported from a case file"
        )
    say(
        f"{len(cases)} case{'s' * (len(cases) != 1)} read: "
        f"{report.created} record{'s' * (report.created != 1)} added, "
        f"{report.updated} changed, "
        f"{report.deleted} removed, {report.unchanged} as before."
    )


def export(context: typer.Context, patient: Code, output: Output) -> None:
    """Write a patient as a case file, which `import` reads back."""
    from timeline.exchange.case_file import write
    from timeline.registry import Registry

    with Registry.open(context.obj.place) as registry:
        case = registry.case(patient)
    write_private(output, write(case))
    say(f"Wrote {output}.")


@takes_content
def chart(
    context: typer.Context,
    content: "SwimlaneOptions",
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="PLACE", help="A file; with --all a folder."
        ),
    ],
    patient: Annotated[
        str | None, typer.Argument(metavar="PATIENT", help="Study code.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every patient of the registry.")
    ] = False,
) -> None:
    """Write a patient's swimlane as one self-contained page."""
    if every == (patient is not None):
        raise typer.BadParameter("Name one patient, or use --all.")
    from timeline.charts.page import page
    from timeline.registry import Registry
    from timeline.swimlane.build import build

    with Registry.open(context.obj.place) as registry:
        codes = [row.code for row in registry.patients()] if every else [str(patient)]
        for code in codes:
            target = output / f"{file_name(code)}.html" if every else output
            write_private(target, page(build(registry.case(code), content)))
            say(f"Wrote {target}.")


def backup(
    context: typer.Context,
    output: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write.")],
) -> None:
    """Copy the registry to a file and verify the copy."""
    from timeline.registry import Registry

    with Registry.open(context.obj.place) as registry:
        registry.backup(output)
    say(f"Wrote and verified {output}.")


def restore(
    context: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A backup."),
    ],
) -> None:
    """Verify a backup and put it where no registry stands yet."""
    from timeline.registry import Registry

    if "://" in context.obj.place:
        raise typer.BadParameter("A database server is restored with its own tools.")
    place = Path(context.obj.place).expanduser()
    Registry.restore(source, place)
    say(f"Made the registry {place} from {source}.")


def shown(place: str) -> str:
    """The place of a registry without a password."""
    return "in the database" if "://" in place else str(Path(place).expanduser())


def file_name(code: str) -> str:
    """A file name for a study code; codes that differ get names that differ."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", code).strip("-").lower()
    if plain == code:
        return plain
    return f"{plain or 'case'}-{hashlib.sha256(code.encode()).hexdigest()[:6]}"


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    try:
        write_file(path, text)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        hint = "Choose another place with --output."
        raise OutputError(message, hint=hint) from None
