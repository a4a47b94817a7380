"""Puts a figure package together: every file of it, before any is written."""

from collections.abc import Callable
from dataclasses import replace

from timeline.case.case import Case
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.caption import abbreviations_page, caption
from timeline.charts.package.content import Content
from timeline.charts.package.manifest import manifest
from timeline.charts.package.options import FigureOptions
from timeline.charts.package.table import (
    DRAWN_HEAD,
    as_csv,
    as_markdown,
    drawn_rows,
    timeline_head,
    timeline_rows,
)
from timeline.charts.page import page
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.fitting import fitted
from timeline.charts.print.pdf import pdf
from timeline.charts.print.raster import rasters
from timeline.charts.print.svg import svg
from timeline.clinical.review import review
from timeline.sharing.deidentify import deidentified
from timeline.sharing.names import Names
from timeline.sharing.picture_options import deidentified_options
from timeline.swimlane.build import build

FILES = (
    "figure.svg",
    "figure.pdf",
    "figure.png",
    "figure.tiff",
    "figure.html",
    "caption.md",
    "alt.txt",
    "timeline_table.csv",
    "timeline_table.md",
    "abbreviations.md",
    "data.csv",
    "manifest.json",
)
"""Names of the files of a package."""
_REPORTS = ("report.pdf", "report.md", "report.txt", "report.json")
"""What an export writes instead of a figure."""
PACKAGE_FILES = frozenset({*FILES, "survival.csv", *_REPORTS})
"""Names that the export of a patient or of a cohort may have: what may be replaced."""


def content_of(
    case: Case, options: FigureOptions, names: Names | None = None
) -> Content:
    """The case as it leaves, its picture, and what is computed from it.

    Args:
        case: The case as recorded.
        options: How it is drawn and what may leave.
        names: The names of a document of several cases; None for this case alone.
    """
    picture = options.picture
    if options.as_recorded:
        safe = case
    else:
        choices = replace(options.deidentification, settings=picture.settings)
        names = names or Names((case,), choices.keep, choices.word)
        safe = deidentified(case, choices, names)
        picture = deidentified_options(picture, case, safe, names)
    narrative = picture.accept_narrative
    return Content(
        case=safe,
        picture=picture,
        swimlane=build(safe, picture),
        review=review(safe, accept_narrative=narrative, settings=picture.settings),
    )


def drawing_of(content: Content, options: FigureOptions) -> Drawing:
    """The print figure of a package.

    Raises:
        TimelineError: If it does not fit its preset, or cannot be set in the font.
    """
    swimlane = content.swimlane
    title, description = swimlane.word("title.figure"), alt_text(swimlane)
    return fitted(swimlane, options.preset, title=title, description=description)


Listener = Callable[[str], None]
"""Is told the name of each file that takes long, before it is made; what it raises
ends the making."""


def nobody(_name: str) -> None:
    """Listen to nothing."""


def printed(drawing: Drawing, dpi: int, tell: Listener) -> dict[str, bytes]:
    """A drawing as PDF, PNG and TIFF, by file name."""
    tell("figure.pdf")
    document = pdf(drawing)
    tell("figure.png")
    png, tiff = rasters(document, dpi)
    return {"figure.pdf": document, "figure.png": png, "figure.tiff": tiff}


def bundle(
    case: Case, options: FigureOptions, tell: Listener = nobody
) -> dict[str, bytes]:
    """Make every file of a figure package.

    Args:
        case: The case as recorded.
        options: How it is drawn and what may leave.
        tell: Is told which file is made.

    Returns:
        Contents by file name, one for each of `FILES`. The same case, options and code
        give the same bytes.

    Raises:
        TimelineError: If the figure does not fit its preset, or cannot be set in the
            font; nothing is then half made.
    """
    content = content_of(case, options)
    swimlane = content.swimlane
    told = alt_text(swimlane)
    tell("figure.svg")
    drawing = drawing_of(content, options)
    head, rows = timeline_head(swimlane), timeline_rows(swimlane)
    texts = {
        "figure.svg": svg(drawing),
        "figure.html": page(swimlane),
        "caption.md": caption(
            content, drawing.shortened, hatched=options.preset.patterns
        ),
        "alt.txt": f"{told}\n",
        "timeline_table.csv": as_csv(head, rows),
        "timeline_table.md": as_markdown(head, rows),
        "abbreviations.md": abbreviations_page(
            content.case, swimlane, drawing.shortened
        ),
        "data.csv": as_csv(DRAWN_HEAD, drawn_rows(swimlane)),
    }
    files = {name: text.encode() for name, text in texts.items()}
    files |= printed(drawing, options.preset.dpi, tell)
    told_of = manifest(options, content, drawing, files)
    return {**files, "manifest.json": told_of.encode()}
