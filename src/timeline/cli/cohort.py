"""The command that draws many patients in one picture, as a page or for print."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.content import Narrative, Tongue, one_of, option_help, takes
from timeline.cli.figure import (
    AsRecorded,
    Dpi,
    Grey,
    Height,
    Keep,
    Width,
    let_through,
    read_cases,
    say_lost,
)
from timeline.cli.files import write_private
from timeline.cli.output import say
from timeline.language.words import Language
from timeline.swimlane.cohort.options import (
    AlignOn,
    CohortOptions,
    Curve,
    GroupBy,
    SegmentBy,
    SortBy,
)

if TYPE_CHECKING:
    from timeline.case.case import Case
    from timeline.charts.package.options import CohortFigureOptions


Place = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="PLACE",
        help="A file for the page; with --preset a folder.",
    ),
]
Patients = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATIENT]...", help="Study codes; none: all patients."),
]
Frame = Annotated[
    str | None,
    typer.Option(
        "--preset",
        metavar="NAME",
        help="Write a figure package for print instead, de-identified, in this "
        "frame; see the command figure.",
    ),
]
_help = partial(option_help, CohortOptions)


def _word(help_text: str) -> Any:  # noqa: ANN401 - as typer has it
    """An option that takes one of some words, in capitals too."""
    return typer.Option(case_sensitive=False, help=help_text)


Align = Annotated[AlignOn, _word(_help("align"))]
Number = Annotated[int, typer.Option(help=_help("number"))]
Segments = Annotated[SegmentBy, _word(_help("segments"))]
Grouping = Annotated[GroupBy, _word(_help("group_by"))]
Sorting = Annotated[SortBy, _word(_help("sort"))]
Survival = Annotated[Curve, _word(_help("curve"))]
Title = Annotated[str, typer.Option(help=_help("title"))]


def _picture(  # noqa: PLR0913 - each is an option of the command
    *,
    align: Align = AlignOn.DIAGNOSIS,
    number: Number = 1,
    segments: Segments = SegmentBy.DRUG_CLASS,
    group: Grouping = GroupBy.NOTHING,
    sort: Sorting = SortBy.LENGTH,
    curve: Survival = Curve.OVERALL,
    title: Title = "",
    language: Tongue = Language.EN.value,
    narrative: Narrative = False,
) -> CohortOptions:
    return CohortOptions(
        align=align,
        number=number,
        segments=segments,
        group_by=group,
        sort=sort,
        curve=curve,
        accept_narrative=narrative,
        title=title,
        language=one_of(Language, language, "--language"),
    )


@takes(_picture, "picture")
def cohort(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    output: Place,
    picture: CohortOptions,
    patients: Patients = None,
    preset_name: Frame = None,
    width: Width = None,
    height: Height = None,
    dpi: Dpi = None,
    grey: Grey = False,
    as_recorded: AsRecorded = False,
    keep: Keep = None,
) -> None:
    """Draw many patients, a row for each, as a page or for print.

    The page shows everything as recorded. The figure package numbers the patients from
    the top, gives times in months and leaves free text out, unless it is let through.
    """
    if preset_name is None:
        if any((width, height, dpi, grey, as_recorded, keep)):
            message = "The options of a figure for print need --preset."
            raise typer.BadParameter(message)
        cases, settings = read_cases(context, patients)
        _write_page(cases, replace(picture, settings=settings), output)
        return
    if as_recorded and keep:
        raise typer.BadParameter("--as-recorded leaves no room for --keep.")
    from timeline.charts.package.options import CohortFigureOptions
    from timeline.charts.print.presets import preset

    frame = preset(preset_name, width=width, height=height, dpi=dpi, grey=grey)
    kept = let_through(keep)
    cases, settings = read_cases(context, patients)
    picture = replace(picture, settings=settings)
    options = CohortFigureOptions(frame, picture, as_recorded, kept)
    _write_package(cases, options, output)


def _write_page(cases: "list[Case]", picture: CohortOptions, output: Path) -> None:
    from timeline.charts.cohort.page import cohort_page
    from timeline.swimlane.cohort.build import build_cohort

    drawn = build_cohort(cases, picture)
    write_private(output, cohort_page(drawn))
    left = len(drawn.left_out)
    not_aligned = f"; {left} not aligned, listed below them" if left else ""
    count = len(drawn.rows)
    rows = f"{count} row{'s' * (count != 1)}"
    say(f"Wrote {output}: {rows}{not_aligned}.")


def _write_package(
    cases: "list[Case]", options: "CohortFigureOptions", folder: Path
) -> None:
    from timeline.charts.package.bundle import PACKAGE_FILES
    from timeline.charts.package.cohort.bundle import cohort_bundle
    from timeline.sharing.folder import write
    from timeline.sharing.preview import preview

    files = cohort_bundle(cases, options)
    write(files, folder, PACKAGE_FILES)
    say(f"Wrote {len(files)} files to {folder}.")
    say(f"Preset {options.preset.name}: {options.preset.basis}.")
    if options.as_recorded:
        say("Everything left as recorded, study codes and free text included.")
    else:
        say_lost(preview(cases, options.deidentification))
