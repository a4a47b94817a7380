"""Puts the figure package of a cohort together, before any file is written."""

import json
from collections.abc import Sequence

from timeline.case.case import Case
from timeline.charts.abbreviations import cohort_abbreviations
from timeline.charts.cohort.page import cohort_page
from timeline.charts.package.bundle import Listener, nobody, printed
from timeline.charts.package.caption import as_page
from timeline.charts.package.cohort.texts import (
    alt_text,
    caption,
    drawn_csv,
    survival_csv,
)
from timeline.charts.package.manifest import (
    frame_settings,
    made_with,
    measures,
    sums,
)
from timeline.charts.package.options import CohortFigureOptions
from timeline.charts.print.cohort.draw import fitted_cohort
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.svg import svg
from timeline.sharing.cohort import deidentified_cohort
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane

COHORT_FILES = (
    "figure.svg",
    "figure.pdf",
    "figure.png",
    "figure.tiff",
    "figure.html",
    "caption.md",
    "alt.txt",
    "abbreviations.md",
    "data.csv",
    "survival.csv",
    "manifest.json",
)
"""Names of the files of a package that has a survival curve."""


def cohort_files(cohort: CohortSwimlane) -> tuple[str, ...]:
    """Names of the files of a package; without a curve there are no numbers of one."""
    return tuple(n for n in COHORT_FILES if cohort.curve or n != "survival.csv")


def cohort_of(cases: Sequence[Case], options: CohortFigureOptions) -> CohortSwimlane:
    """The picture of a package, de-identified unless asked otherwise."""
    if options.as_recorded:
        return build_cohort(cases, options.picture)
    return deidentified_cohort(cases, options.picture, options.keep)


def cohort_drawing(cohort: CohortSwimlane, options: CohortFigureOptions) -> Drawing:
    """The print figure of a package.

    Raises:
        TimelineError: If it does not fit its preset, or cannot be set in the font.
    """
    title = cohort.word("cohort.figure_title", number=len(cohort.rows))
    told = alt_text(cohort)
    return fitted_cohort(cohort, options.preset, title=title, description=told)


def cohort_bundle(
    cases: Sequence[Case],
    options: CohortFigureOptions,
    tell: Listener = nobody,
) -> dict[str, bytes]:
    """Make every file of the figure package of a cohort.

    Args:
        cases: One for each patient, as recorded.
        options: How it is drawn and what may leave.
        tell: Is told which file is made.

    Returns:
        Contents by file name, one for each of `cohort_files`. The same cases and
        options give the same bytes.

    Raises:
        TimelineError: If the figure does not fit its preset, or cannot be set in the
            font; nothing is then half made.
    """
    tell("figure.svg")
    cohort = cohort_of(cases, options)
    drawing = cohort_drawing(cohort, options)
    tell("figure.html")
    texts = {
        "figure.svg": svg(drawing),
        "figure.html": cohort_page(cohort),
        "caption.md": caption(cohort, drawing, hatched=options.preset.patterns),
        "alt.txt": f"{alt_text(cohort)}\n",
        "abbreviations.md": as_page(cohort_abbreviations(cohort), cohort.word),
        "data.csv": drawn_csv(cohort),
    }
    if cohort.curve:
        texts["survival.csv"] = survival_csv(cohort.curve)
    files = {name: text.encode() for name, text in texts.items()}
    files |= printed(drawing, options.preset.dpi, tell)
    return {**files, "manifest.json": _manifest(options, drawing, files).encode()}


def _manifest(
    options: CohortFigureOptions, drawing: Drawing, files: dict[str, bytes]
) -> str:
    """Versions, settings and checksums; it names no person, no path and no time."""
    frame, picture = options.preset, options.picture
    told = {
        **made_with(),
        "figure": measures(drawing, frame),
        "settings": {
            **frame_settings(frame),
            "align": picture.align.value,
            "number": picture.number,
            "segments": picture.segments.value,
            "group": picture.group_by.value,
            "sort": picture.sort.value,
            "curve": picture.curve.value,
            "narrative": picture.accept_narrative,
            "language": picture.language.value,
            "as_recorded": options.as_recorded,
            "let_through": sorted(item.value for item in options.keep),
        },
        "files": sums(files),
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
