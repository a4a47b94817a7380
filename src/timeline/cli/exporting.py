"""The command that hands cases to other programs."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.files import Output, check_folder, write_private
from timeline.cli.output import say
from timeline.exchange.formats import ExchangeFormat, formats_out

if TYPE_CHECKING:
    from timeline.exchange.leaving import LeavingCases, LeavingFiles

_NAMES = ", ".join(each.name for each in formats_out())

_MOST_TOLD = 20
"""Facts that are printed; the file lists all of them."""


def export(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    output: Output,
    patients: Annotated[
        list[str] | None, typer.Argument(metavar="PATIENT...", help="Study codes.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every patient of the registry.")
    ] = False,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help=f"One of {_NAMES}; without it .csv and .xlsx are own tables, and all "
            "else is a case file.",
        ),
    ] = "",
    as_recorded: Annotated[
        bool, typer.Option("--as-recorded", help="With everything that is recorded.")
    ] = False,
    de_identified: Annotated[
        bool,
        typer.Option(
            "--de-identified",
            help="With months instead of dates, and nothing that identifies a person.",
        ),
    ] = False,
) -> None:
    """Write patients as case files, tables, or for other systems.

    A case file as recorded is the registry's own form: it can be changed and merged
    back. Any other format asks whether the cases leave as recorded or de-identified.
    What has no place in a format is listed.
    """
    if every == bool(patients):
        raise typer.BadParameter("Name patients, or use --all.")
    chosen = _format(format_name, output)
    if as_recorded and de_identified:
        raise typer.BadParameter("Choose --as-recorded or --de-identified.")
    if chosen.name != "case" and not (as_recorded or de_identified):
        raise typer.BadParameter(
            f"{chosen.title}: say --as-recorded, or --de-identified."
        )
    leaving = _leaving(context.obj.place, patients or (), safe=de_identified)
    _write(chosen.write(leaving), output)


def _format(name: str, output: Path) -> ExchangeFormat:
    formats = {each.name: each for each in formats_out()}
    if name and name not in formats:
        raise typer.BadParameter(f"--format takes {_NAMES}.")
    if name:
        return formats[name]
    ending = output.suffix.lower()
    fitting = [f for f in formats.values() if ending in f.endings]
    own = [f for f in fitting if f.own]
    if fitting and not own:
        names = " or ".join(f"--format {f.name}" for f in fitting)
        raise typer.BadParameter(f"A file that ends in {ending} needs {names}.")
    return own[0] if own else formats["case"]


def _leaving(
    place: str, patients: "list[str] | tuple[str, ...]", *, safe: bool
) -> "LeavingCases":
    """The cases as they are to be written."""
    from timeline.exchange.leaving import LeavingCases
    from timeline.registry import Registry
    from timeline.sharing.deidentify import Deidentification, deidentified
    from timeline.sharing.names import Names

    with Registry.open(place) as registry:
        codes = patients or [row.code for row in registry.patients()]
        stored = tuple(registry.load(code) for code in codes)
        if not safe:
            words = registry.own_words()
            return LeavingCases(stored, words, registry.registry_id())
    choices = Deidentification()
    # one set of names for all of them, so that two drugs never become one
    names = Names([each.case for each in stored], choices.keep, choices.word)
    return LeavingCases(
        tuple(
            replace(each, case=deidentified(each.case, choices, names))
            for each in stored
        )
    )


def _write(leaving: "LeavingFiles", output: Path) -> None:
    """Write one file under its name, or several into a folder, and what is not in them.

    Raises:
        OutputError: If they cannot be written.
    """
    from timeline.exchange.leaving import NOT_WRITTEN, unwritten_csv
    from timeline.sharing.folder import write

    check_folder(output)
    if len(leaving.files) > 1:
        write(leaving.with_list, output)
        say(f"Wrote {len(leaving.with_list)} files into {output}.")
    else:
        (content,) = leaving.files.values()
        write_private(output, content)
        say(f"Wrote {output}.")
        if leaving.unwritten:
            listed = output.with_name(f"{output.stem}-{NOT_WRITTEN}")
            write_private(listed, unwritten_csv(leaving.unwritten))
    for fact in leaving.unwritten[:_MOST_TOLD]:
        say(f"Not written: {fact.patient} {fact.record}, {fact.field}: {fact.reason}.")
    if more := len(leaving.unwritten[_MOST_TOLD:]):
        say(f"Not written: {more:,} further facts, which the list names.")
