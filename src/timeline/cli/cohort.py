"""The command that draws many patients in one picture."""

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.files import write_private
from timeline.cli.output import say
from timeline.swimlane.cohort.options import (
    AlignOn,
    Curve,
    GroupBy,
    SegmentBy,
    SortBy,
)


def cohort(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")
    ],
    patients: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATIENT]...", help="Study codes; none: all patients."),
    ] = None,
    align: Annotated[
        AlignOn, typer.Option(help="The event that is month 0.")
    ] = AlignOn.DIAGNOSIS,
    number: Annotated[
        int, typer.Option(help="Which operation, line or progression, from 1.")
    ] = 1,
    segments: Annotated[
        SegmentBy, typer.Option(help="What a segment is: drugs of a class, or a line.")
    ] = SegmentBy.DRUG_CLASS,
    group: Annotated[
        GroupBy, typer.Option(help="What rows are grouped by.")
    ] = GroupBy.NOTHING,
    sort: Annotated[
        SortBy, typer.Option(help="What rows are sorted by, within a group.")
    ] = SortBy.LENGTH,
    curve: Annotated[
        Curve,
        typer.Option(help="Survival below the rows: overall or progression-free."),
    ] = Curve.OVERALL,
    title: Annotated[str, typer.Option(help="Heading of the picture.")] = "Cohort",
    narrative: Annotated[
        bool,
        typer.Option(
            "--narrative", help="Accept orders that only the sentences suggest."
        ),
    ] = False,
) -> None:
    """Write many patients as one self-contained page, a row for each."""
    from timeline.charts.cohort.page import cohort_page
    from timeline.registry import Registry
    from timeline.swimlane.cohort.build import build_cohort
    from timeline.swimlane.cohort.options import CohortOptions

    options = CohortOptions(
        align=align,
        number=number,
        segments=segments,
        group_by=group,
        sort=sort,
        curve=curve,
        accept_narrative=narrative,
        title=title,
    )
    with Registry.open(context.obj.place) as registry:
        codes = patients or [row.code for row in registry.patients()]
        drawn = build_cohort(registry.cases(codes), options)
    write_private(output, cohort_page(drawn))
    left = len(drawn.left_out)
    not_aligned = f"; {left} not aligned, listed below them" if left else ""
    count = len(drawn.rows)
    rows = f"{count} row{'s' * (count != 1)}"
    say(f"Wrote {output}: {rows}{not_aligned}.")
