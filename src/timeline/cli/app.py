"""The `timeline` command: global options, and what happens when something fails."""

import os
import sys
from dataclasses import dataclass
from typing import Annotated

import typer

from timeline.cli import (
    adding,
    changing,
    cohort,
    doctor,
    exporting,
    figure,
    files,
    importing,
    patients,
    queries,
    report,
    settings,
    vocabulary,
)
from timeline.cli.output import complain
from timeline.errors import TimelineError

DATA_HAS_PROBLEMS = 1

app = typer.Typer(
    name="timeline",
    help=(
        "Record one cancer patient's course of treatment and draw it as a swimlane. "
        "Without a command, opens the app."
    ),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("import")(importing.import_files)
app.command()(files.template)
app.command()(adding.add)
app.command()(changing.undo)
app.command("list")(patients.list_patients)
app.command()(patients.show)
app.command()(queries.queries)
app.command()(report.report)
app.command()(files.chart)
app.command()(figure.figure)
app.command()(cohort.cohort)
app.command()(exporting.export)
app.command()(patients.history)
app.command()(files.backup)
app.command()(files.restore)
app.command()(settings.settings)
app.command()(vocabulary.vocabulary)
app.command()(doctor.doctor)


@dataclass(frozen=True, slots=True)
class Options:
    """Options that hold for every command."""

    db: str | None
    """Registry as given: a path or a database URL; None for the usual place."""

    @property
    def place(self) -> str:
        """Path or URL of the registry."""
        if self.db:
            return self.db
        from timeline.registry import default_place

        return str(default_place())


class NoTerminalError(TimelineError):
    """The app would wait for keys that nobody can press."""

    title = "The app was not opened"


def _print_version(requested: bool) -> None:
    if requested:
        from timeline.cli.version import version_text

        typer.echo(version_text())
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            envvar="TIMELINE_DB",
            metavar="PLACE",
            help="Registry to use: a file, or a database URL.",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - the callback does the work
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the version with its commit, and stop.",
        ),
    ] = False,
) -> None:
    """Open the app when no command is given."""
    context.obj = Options(db)
    if context.invoked_subcommand is None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise NoTerminalError(
                "The app needs a terminal, and there is none here.",
                hint="Commands need none: timeline --help lists them.",
            )
        from timeline.tui.app import TimelineApp

        TimelineApp(context.obj.place).run()


def main() -> None:
    """Run the command line.

    Exits with 0 when done, 1 when the data has problems and 2 when a command is used
    wrongly. Errors are one paragraph on standard error; no traceback is shown, since
    a traceback can hold patient data.
    """
    try:
        app()
    except TimelineError as error:
        complain(error.title, str(error))
        sys.exit(DATA_HAS_PROBLEMS)
    except BrokenPipeError:
        # The reader, such as `head`, has what it wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - a traceback would show patient data
        complain("A fault in the program", _place_of(error))
        sys.exit(DATA_HAS_PROBLEMS)


def _place_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    position = ""
    if trace:
        code = trace.tb_frame.f_code
        position = f" in {code.co_name}, {os.path.basename(code.co_filename)}"  # noqa: PTH119
        position += f" line {trace.tb_lineno}"
    return (
        f"{type(error).__name__}{position}. What was stored is unchanged. "
        "Please report these words; they hold no patient data."
    )
