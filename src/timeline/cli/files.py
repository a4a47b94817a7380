"""Commands that read or write files."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.content import takes_content
from timeline.cli.output import say
from timeline.errors import TimelineError
from timeline.files.whole import write_file

if TYPE_CHECKING:
    from timeline.swimlane.options import SwimlaneOptions

Code = Annotated[str, typer.Argument(metavar="PATIENT", help="Study code.")]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")
]


class OutputError(TimelineError):
    """A file that cannot be written."""

    title = "Nothing was written"


def template(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", help="A new or empty folder."),
    ],
) -> None:
    """Write empty tables to fill and import, as CSV and XLSX."""
    from timeline.exchange.own_tables_out import template_files
    from timeline.sharing.folder import write

    files = template_files()
    write(files, output)
    say(f"Wrote {len(files)} files into {output}.")


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
        content = replace(content, settings=registry.settings())
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
        check_folder(output)
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


def check_folder(output: Path) -> None:
    """Refuse to make a folder: its disk may not be connected.

    Raises:
        OutputError: If the folder of what is to be written is not there.
    """
    if not output.parent.is_dir():
        message = f"{output} cannot be written: its folder does not exist."
        raise OutputError(message, hint="Connect the disk, or make the folder first.")


def shown(place: str) -> str:
    """The place of a registry without a password."""
    return "in the database" if "://" in place else str(Path(place).expanduser())


def file_name(code: str) -> str:
    """A file name for a study code; codes that differ get names that differ."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", code).strip("-").lower()
    if plain == code:
        return plain
    return f"{plain or 'case'}-{hashlib.sha256(code.encode()).hexdigest()[:6]}"


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file that only its owner can read, whole or not at all.

    Args:
        path: Where to.
        content: A text is written in UTF-8 with plain line ends.
    """
    try:
        write_file(path, content)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        hint = "Choose another place with --output."
        raise OutputError(message, hint=hint) from None
