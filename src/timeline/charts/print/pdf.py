"""PDF from the SVG: vector, fonts embedded, tagged with the text that describes it."""

import datetime as dt
from typing import Literal

from timeline.charts.print.drawing import Drawing
from timeline.charts.print.faces import FONTS
from timeline.charts.print.svg import svg

_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Date written into every file, so that the same figure gives the same bytes."""
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: readable aloud, with every font embedded."""


def pdf(drawing: Drawing) -> bytes:
    """Write a drawing as a PDF of one page, as large as the figure."""
    source = f"""#set document(title: {quoted(drawing.title)}, date: auto)
#set text(lang: "{drawing.language}")
#set page(width: {drawing.width:.3f}mm, height: {drawing.height:.3f}mm, margin: 0mm)
#image(bytes({quoted(svg(drawing))}), format: "svg", width: 100%, \
alt: {quoted(drawing.description or drawing.title)})
"""
    return typeset(source)


def typeset(source: str) -> bytes:
    """Set a document in the markup of typst as a tagged PDF, in the shipped font only.

    The same source gives the same bytes.
    """
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONTS)],
    )
    compiler = typst.Compiler(source.encode(), font_paths=fonts)
    written = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=_EPOCH)
    if not isinstance(written, bytes):
        raise TypeError("A PDF is one file.")
    return written


def quoted(text: str) -> str:
    """A text as a string of typst, in which nothing is a command."""
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
        text = text.replace(character, escape)
    return f'"{text}"'
