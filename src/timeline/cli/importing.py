"""The command that brings files in: case files, and tables of any kind."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.changing import Reason, actor, counted
from timeline.cli.content import takes
from timeline.cli.files import OutputError, shown, write_private
from timeline.cli.import_options import import_choices, table_choices
from timeline.cli.import_report import (
    print_absent,
    print_left,
    print_lines,
    print_plans,
    print_sheet,
    print_words,
    summary_of,
)
from timeline.cli.output import say
from timeline.errors import TimelineError
from timeline.exchange.import_choices import ImportChoices, TableChoices

if TYPE_CHECKING:
    from timeline.exchange.import_plan import ImportPlan
    from timeline.exchange.import_planning import PlannedImport
    from timeline.exchange.import_reading import ImportReading
    from timeline.exchange.reading import CaseFile
    from timeline.exchange.tables import SheetReading
    from timeline.registry import Registry

Files = Annotated[
    list[Path],
    typer.Argument(
        exists=True, dir_okay=False, readable=True, help="Case files and tables."
    ),
]


@takes(import_choices, "choices")
@takes(table_choices, "table")
def import_files(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    choices: ImportChoices,
    table: TableChoices,
    paths: Files,
    reason: Reason = "",
    mapping: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="How the columns of a table become fields, as TOML; without it the "
            "one that was saved for the same header, or a proposal.",
        ),
    ] = None,
    save_mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the mapping, used or proposed."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; store nothing.")
    ] = False,
) -> None:
    """Add and change what case files and tables hold; never remove.

    All files are stored as one action, which `undo` takes back. A case
    file with any mistake stops it; of a table the good rows are stored, and the others
    come back as FILE.rejects.csv, to mend and to import again.
    """
    from timeline.exchange.import_storing import check_settled

    reading = _read(context, paths, table, mapping)
    if save_mapping is not None:
        _save_mapping(reading, save_mapping)
    for sheet in reading.sheets:
        if dry_run or sheet.questions:
            print_sheet(sheet, whole=True)
    if dry_run:
        with _compared(context.obj.place) as registry:
            planned = _planned(registry, reading, choices)
            plans = planned.plans
            print_plans(plans)
            print_lines(planned.lines, accepted=choices.accept_lines)
            print_absent(planned.absent)
            _say_stop(reading.check_settled)
            _say_stop(lambda: check_settled(plans, reason))
        say("Nothing was stored.")
        return
    reading.check_settled()
    _store(context, reading, choices, reason)


def _read(
    context: typer.Context, paths: list[Path], table: TableChoices, given: Path | None
) -> "ImportReading":
    from timeline.exchange.import_reading import read_files
    from timeline.exchange.mapping import read_mapping
    from timeline.exchange.saved_mappings import folder_of, saved_mappings

    saved = saved_mappings(folder_of(context.obj.place))
    mapping = read_mapping(given) if given else None
    return read_files(paths, table, saved, mapping, _today())


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


@contextmanager
def _compared(place: str) -> "Iterator[Registry]":
    """The registry, or an empty one where there is none yet."""
    from timeline.registry import NoRegistryError, Registry

    with TemporaryDirectory() as folder:
        try:
            registry = Registry.open(place)
        except NoRegistryError:
            say("There is no registry yet; compared with an empty one.")
            registry = Registry.open(Path(folder) / "empty.db", create=True)
        with registry:
            yield registry


def _planned(
    registry: "Registry", reading: "ImportReading", choices: ImportChoices
) -> "PlannedImport":
    from timeline.exchange.import_planning import planned_import

    return planned_import(registry, reading, choices, _today())


def _say_stop(check: "Callable[[], None]") -> None:
    """Say where an import would stop, instead of stopping there."""
    try:
        check()
    except TimelineError as stop:
        say(f"An import would stop here. {stop}")


def _store(
    context: typer.Context,
    reading: "ImportReading",
    choices: ImportChoices,
    reason: str,
) -> None:
    from timeline.exchange.import_storing import ImportStoppedError, import_plans
    from timeline.registry import Registry, Session

    with Registry.open(context.obj.place, create=True) as registry:
        if registry.made:
            say(f"Made the registry {shown(context.obj.place)}.")
        planned = _planned(registry, reading, choices)
        plans, sheets = planned.plans, planned.sheets
        try:
            receipt = import_plans(registry, plans, Session(actor(), reason))
        except ImportStoppedError:
            print_plans(plans)
            raise
    say(f"{counted(len(plans), 'case')} read: {summary_of(plans)}.")
    _say_rest(plans, reading.cases)
    print_lines(planned.lines, accepted=choices.accept_lines)
    print_absent(planned.absent)
    if receipt.transaction is not None:
        say(f"To take this back: timeline undo {receipt.transaction}")
    _keep_mappings(context.obj.place, sheets)
    if _say_refused(sheets):
        raise typer.Exit(1)


def _say_rest(plans: "Sequence[ImportPlan]", cases: "tuple[CaseFile, ...]") -> None:
    """Say what was not touched, and what is taken with a query."""
    for plan in plans:
        print_words(plan)
        print_left(plan)
    for remark in (remark for file in cases for remark in file.remarks):
        say(f"Taken as it stands, and a query: {remark}")


def _keep_mappings(place: str, sheets: "tuple[SheetReading, ...]") -> None:
    from timeline.exchange.formats import FORMATS
    from timeline.exchange.saved_mappings import folder_of, save

    unsaved = {each.name for each in FORMATS if each.by_values}
    for sheet in sheets:
        if sheet.mapping.format in unsaved:
            continue
        path = save(folder_of(place), sheet.mapping)
        if not sheet.known:
            say(f"{sheet.title}: mapping saved as {path}, for the next such file.")


def _say_refused(sheets: "tuple[SheetReading, ...]") -> bool:
    """Write the refused rows beside their files, and say so; whether there are any."""
    from timeline.exchange.rejects import write_rejects

    refused = [sheet for sheet in sheets if any(row.problems for row in sheet.rows)]
    for sheet in sheets:
        print_sheet(sheet, whole=False)
    for sheet in refused:
        try:
            target = write_rejects(sheet)
        except OSError as error:
            message = f"The refused rows cannot be written: {error.strerror}."
            raise OutputError(message, hint="Make the folder writable.") from None
        say(f"Refused rows are in {target}: mend them there, and import that file.")
    return bool(refused)


def _save_mapping(reading: "ImportReading", target: Path) -> None:
    """Write the mapping of the only sheet.

    Raises:
        OutputError: If there are several sheets, or the file cannot be written.
    """
    from timeline.exchange.mapping import mapping_text

    if len(reading.sheets) != 1:
        raise OutputError(
            "A mapping is that of one sheet.", hint="Name one file, and its --sheet."
        )
    write_private(target, mapping_text(reading.sheets[0].mapping))
    say(f"Wrote {target}.")
