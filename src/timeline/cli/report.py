"""The command that writes the review of patients as one file."""

from dataclasses import replace
from typing import Annotated

import typer

from timeline.cli.content import Narrative, Zero, time_zero_of
from timeline.cli.figure import Keep, check_leaving, let_through, read_cases, say_lost
from timeline.cli.files import Output, write_private
from timeline.cli.output import say

Codes = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATIENT]...", help="Study codes, in the order told."),
]
Every = Annotated[bool, typer.Option("--all", help="Every patient of the registry.")]
AsRecorded = Annotated[
    bool,
    typer.Option(
        "--as-recorded",
        help="Leave nothing out, dates and free text included: for the patient's own "
        "file, or a public source.",
    ),
]
NewCode = Annotated[
    str,
    typer.Option(help="Code of the patient in the report; without it CASE-1, CASE-2."),
]


def report(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    output: Output,
    patients: Codes = None,
    every: Every = False,
    narrative: Narrative = False,
    time_zero: Zero = None,
    as_recorded: AsRecorded = False,
    keep: Keep = None,
    code: NewCode = "",
) -> None:
    """Write the review of patients as a PDF or text, de-identified.

    The ending of the file says the form: .pdf, .md, .txt or .json. A PDF has the
    picture on the first page of each patient, contents and bookmarks. Every record
    stands at the end.
    """
    if every == bool(patients):
        raise typer.BadParameter("Name patients, or use --all.")
    check_leaving(as_recorded=as_recorded, keep=keep, code=code)
    from timeline.report.options import ReportOptions, format_of
    from timeline.report.write import report as written
    from timeline.sharing.deidentify import Deidentification
    from timeline.sharing.preview import preview
    from timeline.swimlane.options import SwimlaneOptions

    form = format_of(output.name)
    options = ReportOptions(
        SwimlaneOptions(accept_narrative=narrative, time_zero=time_zero_of(time_zero)),
        as_recorded=as_recorded,
        keep=let_through(keep),
        code=code,
    )
    cases, settings = read_cases(context, tuple(dict.fromkeys(patients or ())))
    picture = replace(options.picture, settings=settings)
    options = replace(options, picture=picture)
    write_private(output, written(cases, options, form))
    say(f"Wrote {output}.")
    if as_recorded:
        say("Everything left as recorded, dates and free text included.")
    else:
        say_lost(
            preview(cases, Deidentification(options.keep, time_zero=picture.time_zero))
        )
