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
    RecordFields,
    ReportSection,
    Sentence,
    Table,
)
from timeline.report.picture import Picture
from timeline.report.printable import breakable, printable

SYNTHETIC = "SYNTHETIC DATA"
_SMALL_COHORT = 4
"""Patients up to whom the contents list their sections too."""
_WIDTH, _BODY = 174.0, 9.0
"""Millimetres between the margins of a page, and size of its text in points."""
_CELL, _CELL_GAP = 8.0, 2.2
"""Size of the text of a table in points, and what lies between cells in millimetres."""
_VALUE, _FIELD = 54.0, 7.5
"""Room of the value of a field in millimetres, and size of its text in points."""
_DEEPER = 4.0
"""Millimetres by which each depth is moved in."""
_TITLE = 17.0
"""Size of the title of a patient in points."""
_WORD = 20
"""Letters of a word that a column has to have room for; longer ones are broken."""
_PAGE = 1500
"""Letters of a cell that surely fit on a page."""
_GAP, _BOLD = 3, 1.35
"""Letters between columns, and the width of a letter of a word or head."""
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
#show outline.entry.where(level: 1): set block(above: 10pt)
#show outline.entry.where(level: 1): set text(weight: "bold")
#let minor(body) = heading(level: 3, outlined: false, bookmarked: false, body)
#let said(depth, body) = pad(left: depth * 4mm, par(hanging-indent: 3mm, body))
#let note(depth, body) = said(depth, text(fill: muted, body))
#let warning(depth, body) = said(depth, emph(body))
#let lead(body) = block(above: 6pt, below: 6pt, sticky: true, body)
#let rows(splits, columns, head, ..cells) = {
  set text(size: 8pt)
  set table.cell(breakable: splits)
  block(above: 6pt, below: 9pt, table(
    columns: columns, stroke: (x, y) => (bottom: hair), inset: (x: 3pt, y: 3.2pt),
    table.header(..head.map(it => text(fill: muted, strong(it)))),
    ..cells,
  ))
}
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
  Made with timeline #h(1fr) Page #counter(page).display("1 of 1", both: true)
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
            f"#heading(level: 1, outlined: false, {_text(title)})\n"
            f"#outline(title: none, depth: {depth}, indent: 6mm)\n"
        )
    parts += [line for chapter in chapters for line in _chapter(chapter)]
    return "\n".join(parts)


def _text(text: str, room: float = _WIDTH, points: float = _BODY) -> str:
    """A text as a string in which nothing is markup, in letters that the font has.

    Args:
        text: Any text.
        room: Millimetres of a line; a longer word is broken, so that it is not clipped.
        points: Font size.
    """
    return quoted(breakable(printable(text), room, points))


def _chapter(chapter: Chapter) -> Iterator[str]:
    document = chapter.document
    remarks = (chapter.remark, SYNTHETIC if document.synthetic else "")
    remark = " \N{MIDDLE DOT} ".join(filter(None, remarks))
    yield f"#set page(header: top({_text(document.code)}, {_text(remark)}))"
    yield f"#heading(level: 1, {_text(document.code, points=_TITLE)})"
    yield from (f"#par({_text(line)})" for line in document.about)
    inside = _WIDTH - _DEEPER * 2
    lines = ", ".join(f"par({_text(line, inside)})" for line in document.summary)
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
        spoken = quoted(printable(drawing.description or drawing.title))
        yield (
            f'#figure(image(bytes({quoted(svg(drawing))}), format: "svg", '
            f"width: {drawing.width:.3f}mm, alt: {spoken}), "
            f"alt: {spoken})"
        )
    yield from (f"#note(0, {_text(line)})" for line in picture.notes)


def _section(section: ReportSection) -> Iterator[str]:
    yield f"#heading(level: 2, {_text(section.heading)})"
    lists = [part for part in section.parts if isinstance(part, RecordFields)]
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
    text = _text(sentence.text, _WIDTH - _DEEPER * (sentence.depth + 1))
    match sentence.emphasis:
        case Emphasis.HEADING:
            return f"#minor({text})"
        case Emphasis.NOTE:
            return f"#note({sentence.depth}, {text})"
        case Emphasis.WARNING:
            return f"#warning({sentence.depth}, {text})"
    return f"#said({sentence.depth}, {text})"


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        return
    if table.title:
        yield f"#lead({_text(table.title)})"
    shares = [_share(table, number) for number in range(len(table.columns))]
    rooms = [_WIDTH * share / sum(shares) - _CELL_GAP for share in shares]
    widths = ", ".join(f"{share:g}fr" for share in shares)
    head = ", ".join(_text(column.title) for column in table.columns)
    cells = ", ".join(
        _text(cell, room, _CELL)
        for row in table.rows
        for cell, room in zip(row.cells, rooms, strict=True)
    )
    splits = any(len(cell) > _PAGE for row in table.rows for cell in row.cells)
    yield f"#rows({str(splits).lower()}, ({widths}), ({head}), {cells})"


def _share(table: Table, number: int) -> float:
    """What a column takes of the width: its texts, its head, or its longest word."""
    column = table.columns[number]
    words = (word for row in table.rows for word in row.cells[number].split())
    longest = min(_WORD, max(map(len, words), default=0))
    return max(column.width, _BOLD * longest, _BOLD * len(column.title)) + _GAP


def _record(record: RecordFields) -> str:
    pairs = ", ".join(
        f"{_text(title)}, {_text(value, _VALUE, _FIELD)}"
        for title, value in record.fields
    )
    return f"#record({_text(record.title, _VALUE)}, {pairs})"
