"""The documents of some patients in the markup of typst, from which a PDF is set.

Every text is a string of typst (`quoted`), in which nothing is a command. Fixed words
of the layout stand in the template alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.charts.print.pdf import quoted
from timeline.charts.print.svg import svg
from timeline.report.document import (
    Document,
    Emphasis,
    FieldList,
    ReportSection,
    Sentence,
    Table,
)
from timeline.report.picture import Picture
from timeline.report.printable import printable

SYNTHETIC = "SYNTHETIC DATA"
_SMALL_COHORT = 4
"""Patients up to whom the contents list their sections too."""
_TEMPLATE = """\
#set text(font: "Liberation Sans", size: 9pt, lang: "en", fill: rgb("#1b2330"))
#set par(leading: 0.58em, spacing: 0.72em)
#let muted = rgb("#5a6472")
#let accent = rgb("#1f4e79")
#let hair = 0.4pt + rgb("#c3cad3")
#show heading.where(level: 1): set text(size: 17pt, fill: accent)
#show heading.where(level: 1): set block(above: 0pt, below: 8pt)
#show heading.where(level: 2): it => block(
  width: 100%, above: 16pt, below: 7pt, inset: (bottom: 3pt),
  stroke: (bottom: 0.8pt + accent), sticky: true,
  text(size: 11.5pt, fill: accent, it.body),
)
#show heading.where(level: 3): set text(size: 9pt)
#show heading.where(level: 3): set block(above: 9pt, below: 5pt)
#let minor(body) = heading(level: 3, outlined: false, bookmarked: false, body)
#let said(depth, body) = pad(left: depth * 4mm, par(hanging-indent: 3mm, body))
#let note(depth, body) = said(depth, text(fill: muted, body))
#let warning(depth, body) = said(depth, emph(body))
#let rows(columns, head, ..cells) = block(above: 6pt, below: 9pt, text(size: 8pt, table(
  columns: columns, stroke: (x, y) => (bottom: hair), inset: (x: 3pt, y: 3.2pt),
  table.header(..head.map(it => text(fill: muted, strong(it)))),
  ..cells,
)))
#let record(title, ..pairs) = {
  minor(title)
  block(above: 4pt, text(size: 7.5pt, grid(
    columns: (24mm, 1fr), column-gutter: 3mm, row-gutter: 3.6pt,
    ..pairs.pos().chunks(2).map(((name, value)) => (text(fill: muted, name), value))
      .flatten(),
  )))
}
#let foot = context [
  #set text(size: 7.5pt, fill: muted)
  timeline #h(1fr) Page #counter(page).display("1 of 1", both: true)
]
#let top(code, remark) = {
  set text(size: 7.5pt, fill: muted)
  block(width: 100%, inset: (bottom: 3pt), stroke: (bottom: hair))[
    #strong(code) #h(1fr) #strong(remark)
  ]
}
#set page(
  paper: "a4", margin: (x: 18mm, top: 24mm, bottom: 20mm), header-ascent: 8mm,
  footer: foot,
)
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One patient in a report of several."""

    document: Document
    picture: Picture
    remark: str
    """What stands at the top of each page, such as that it is de-identified."""


def markup(chapters: Sequence[Chapter]) -> str:
    """Write the whole document.

    Args:
        chapters: One for each patient, in their order.
    """
    title = f"Case report {chapters[0].document.code}"
    if len(chapters) > 1:
        title = f"Case reports of {len(chapters)} patients"
    parts = [f"#set document(title: {_text(title)}, date: auto)\n", _TEMPLATE]
    if len(chapters) > 1:
        depth = 2 if len(chapters) <= _SMALL_COHORT else 1
        parts.append(
            f"#text(size: 17pt, fill: accent, strong({_text(title)}))\n"
            f"#outline(title: [Contents], depth: {depth}, indent: 6mm)\n"
        )
    parts += [line for chapter in chapters for line in _chapter(chapter)]
    return "\n".join(parts)


def _text(text: str) -> str:
    """A text as a string in which nothing is markup, in letters that the font has."""
    return quoted(printable(text))


def _chapter(chapter: Chapter) -> Iterator[str]:
    document = chapter.document
    remarks = (chapter.remark, SYNTHETIC if document.synthetic else "")
    remark = " \N{MIDDLE DOT} ".join(filter(None, remarks))
    yield f"#set page(header: top({_text(document.code)}, {_text(remark)}))"
    yield f"#heading(level: 1, {_text(document.code)})"
    yield from (f"#par({_text(line)})" for line in document.about)
    lines = ", ".join(f"par({_text(line)})" for line in document.summary)
    yield (
        '#block(width: 100%, above: 8pt, below: 10pt, fill: rgb("#eef2f6"), '
        f"inset: 8pt, radius: 2pt, stack(spacing: 6pt, {lines}))"
    )
    yield from _picture(chapter.picture)
    for section in document.sections:
        yield from _section(section)


def _picture(picture: Picture) -> Iterator[str]:
    if picture.drawing is not None:
        drawing = picture.drawing
        told = drawing.description or drawing.title
        yield (
            f'#figure(image(bytes({quoted(svg(drawing))}), format: "svg", '
            f"width: {drawing.width:.3f}mm, alt: {_text(told)}), "
            f"alt: {_text(told)})"
        )
    yield from (f"#note(0, {_text(line)})" for line in picture.notes)


def _section(section: ReportSection) -> Iterator[str]:
    yield f"#heading(level: 2, {_text(section.heading)})"
    lists = [part for part in section.parts if isinstance(part, FieldList)]
    for part in section.parts:
        if isinstance(part, Sentence):
            yield _sentence(part)
        elif isinstance(part, Table):
            yield from _table(part)
    if lists:
        yield "#columns(2, gutter: 8mm)["
        yield from (_record(part) for part in lists)
        yield "]"


def _sentence(sentence: Sentence) -> str:
    text = _text(sentence.text)
    match sentence.emphasis:
        case Emphasis.HEADING:
            return f"#minor({text})"
        case Emphasis.NOTE:
            return f"#note({sentence.depth}, {text})"
        case Emphasis.WARNING:
            return f"#warning({sentence.depth}, {text})"
    return f"#said({sentence.depth}, {text})"


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield f"#said(0, {_text(table.title)})"
    if not table.rows:
        return
    shares = ", ".join(f"{column.width}fr" for column in table.columns)
    head = ", ".join(_text(column.title) for column in table.columns)
    cells = ", ".join(_text(cell) for row in table.rows for cell in row.cells)
    yield f"#rows(({shares}), ({head}), {cells})"


def _record(record: FieldList) -> str:
    pairs = ", ".join(
        f"{_text(name)}, {_text(value)}" for name, value in record.fields
    )
    return f"#record({_text(record.title)}, {pairs})"
