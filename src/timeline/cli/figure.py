"""The command that writes Figure 1 of a case report with all that goes with it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.content import one_of, takes_content
from timeline.cli.files import Code
from timeline.cli.output import say, say_table
from timeline.sharing.keep import AS_RECORDED, CODE, KEEP, NAMING, KeepOption

if TYPE_CHECKING:
    from timeline.case.case import Case
    from timeline.charts.package.options import FigureOptions
    from timeline.clinical.settings import Settings
    from timeline.sharing.preview import Preview
    from timeline.swimlane.options import SwimlaneOptions


Folder = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FOLDER", help="Where to write."),
]
PresetName = Annotated[
    str,
    typer.Option(
        "--preset",
        metavar="NAME",
        help="Frame of the figure: nature-, bmc-, elsevier- or frontiers- with single "
        "or double (nature- and elsevier- also half, nature- also wide), nejm, slide, "
        "a4-panel.",
    ),
]
Width = Annotated[
    float | None, typer.Option(help="Width in mm instead of the preset's.")
]
Height = Annotated[float | None, typer.Option(help="Greatest height in mm.")]
Dpi = Annotated[int | None, typer.Option(help="Resolution of PNG and TIFF.")]
Grey = Annotated[bool, typer.Option("--grey", help="Draw in greys.")]
AsRecorded = Annotated[
    bool,
    typer.Option(
        "--as-recorded",
        help=AS_RECORDED["help"],
    ),
]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WHAT",
        help=f"{KEEP['help']} One of {', '.join(KeepOption)}; "
        f"{', '.join(sorted(NAMING))} bring back names that no catalogue knows. May be "
        "given more than once.",
    ),
]
NewCode = Annotated[str, typer.Option(help=CODE["help"])]
OnlyPreview = Annotated[
    bool,
    typer.Option("--preview", help="Only list what would leave and what would not."),
]


@takes_content
def figure(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    patient: Code,
    content: "SwimlaneOptions",
    output: Folder = None,
    preset_name: PresetName = "bmc-double",
    width: Width = None,
    height: Height = None,
    dpi: Dpi = None,
    grey: Grey = False,
    as_recorded: AsRecorded = False,
    keep: Keep = None,
    code: NewCode = "",
    preview: OnlyPreview = False,
) -> None:
    """Write a de-identified figure for print, caption and tables.

    Dates become months since time zero; free text, sites and trials are left out unless
    they are let through one by one. A drug, marker, variant or adverse event that no
    catalogue knows is told apart by a letter: Drug A.
    """
    _check(output, preview=preview, as_recorded=as_recorded, keep=keep, code=code)
    from timeline.charts.package.options import FigureOptions
    from timeline.charts.print.presets import preset

    kept = let_through(keep)
    case, settings = _case(context, patient)
    options = FigureOptions(
        preset=preset(preset_name, width=width, height=height, dpi=dpi, grey=grey),
        picture=replace(content, settings=settings),
        as_recorded=as_recorded,
        keep=kept,
        code=code,
    )
    if output is None:
        _say_preview(case, options)
    else:
        _write(case, options, output)


def _check(
    output: Path | None,
    *,
    preview: bool,
    as_recorded: bool,
    keep: list[str] | None,
    code: str,
) -> None:
    """Refuse options that contradict each other.

    Raises:
        typer.BadParameter: It says which.
    """
    if preview == (output is not None):
        raise typer.BadParameter("Give a folder with --output, or use --preview.")
    check_leaving(as_recorded=as_recorded, keep=keep, code=code)


def check_leaving(*, as_recorded: bool, keep: list[str] | None, code: str) -> None:
    """Refuse options that contradict each other on what may leave.

    Raises:
        typer.BadParameter: It says which.
    """
    from timeline.sharing.codes import is_code

    if as_recorded and (keep or code):
        raise typer.BadParameter("--as-recorded leaves no room for --keep and --code.")
    if code and not is_code(code):
        raise typer.BadParameter("--code takes letters, digits, dots, - and _.")


def let_through(words: list[str] | None) -> frozenset[KeepOption]:
    """What is let through.

    Raises:
        typer.BadParameter: If a word is no such thing.
    """
    return frozenset(one_of(KeepOption, word, "--keep") for word in words or ())


def read_cases(
    context: typer.Context, codes: Sequence[str] | None
) -> "tuple[list[Case], Settings]":
    """The named cases, or all of them, and the settings by which they are read."""
    from timeline.registry import Registry

    with Registry.open(context.obj.place) as registry:
        listed = codes or [row.code for row in registry.patients()]
        return list(registry.cases(listed)), registry.settings()


def _case(context: typer.Context, patient: str) -> "tuple[Case, Settings]":
    """The case, and the settings by which it is read."""
    from timeline.registry import Registry

    with Registry.open(context.obj.place) as registry:
        return registry.case(patient), registry.settings()


def _write(case: "Case", options: "FigureOptions", folder: Path) -> None:
    from timeline.charts.package.bundle import PACKAGE_FILES, bundle
    from timeline.sharing.folder import names_patient, write
    from timeline.sharing.preview import preview

    files = bundle(case, options)
    write(files, folder, PACKAGE_FILES)
    say(f"Wrote {len(files)} files to {folder}.")
    say(f"Preset {options.preset.name}: {options.preset.basis}.")
    if names_patient(folder, (case.code,)):
        say("The name of the folder holds the study code.")
    if options.as_recorded:
        say("Everything left as recorded, dates and free text included.")
    else:
        say_lost(preview((case,), options.deidentification))


def say_lost(lost: "Preview") -> None:
    """Say what a file that leaves does not show, and which option brings it back."""
    if lost.unnamed:
        say("Told apart by letters, but not named:")
    for thing in lost.unnamed:
        say(f"  {thing.words}: --keep {thing.option}")
    if lost.options:
        say("Left out or coarser, unless given to --keep:")
        say(f"  {', '.join(lost.options)}")


def _say_preview(case: "Case", options: "FigureOptions") -> None:
    from timeline.sharing.preview import preview

    if options.as_recorded:
        say("With --as-recorded everything leaves as recorded.")
        return
    lost = preview((case,), options.deidentification)
    say_table(
        ("Record", "Field", "Count", "Leaves", "--keep"),
        [
            (
                line.kind,
                line.field,
                str(line.values),
                line.disclosure.value,
                str(line.option) if line.option else "",
            )
            for line in lost.fields
        ],
    )
    say_lost(lost)
    say("Coarser: in general words or as months. --keep lets a value through.")
