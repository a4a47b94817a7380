"""The document as a page of plain text for a pager, a log or a file."""

from collections.abc import Iterator

from timeline.report.document import (
    Document,
    RecordFields,
    ReportSection,
    Sentence,
    Table,
)

INDENT = "  "


def as_text(document: Document, width: int = 80) -> str:
    """Everything that is known and computed of a case, in sections.

    Args:
        document: The review of the case.
        width: Columns to wrap at.
    """
    pages = [(*document.summary, *document.about)]
    pages += [tuple(_section(section)) for section in document.sections]
    return "\n\n".join(
        "\n".join(in_rows(line, width) for line in page) for page in pages
    )


def _section(section: ReportSection) -> Iterator[str]:
    count = f" ({section.count})" if section.count else ""
    yield f"{section.title.upper()}{count}"
    for part in section.parts:
        yield from _part(part)


def _part(part: Sentence | Table | RecordFields) -> Iterator[str]:
    match part:
        case Sentence():
            yield f"{INDENT * (part.depth + 1)}{part.text}"
        case Table():
            for sentence in part.sentences:
                yield from _part(sentence)
        case RecordFields():
            yield f"{INDENT}{part.title}"
            for title, value in part.fields:
                first, *rest = f"{title}: {value}".splitlines()
                yield f"{INDENT * 2}{first}"
                yield from (f"{INDENT * 3}{line}" for line in rest)


def in_rows(line: str, width: int) -> str:
    """Break a line, and indent its further rows; a word longer than a row is cut.

    As textwrap does, which looks at every word and so takes nearly as long as the rest
    of the page.

    Args:
        line: A line without tabs and line ends.
        width: Columns of a row.
    """
    if len(line) <= width:
        return line
    indent = " " * (len(line) - len(line.lstrip(" ")) + 2)
    rows, rest, room = [], line, width
    while len(rest) > room:
        end = rest.rfind(" ", 0, room + 1)
        if len(rest[end + 1 :].partition(" ")[0]) > room:
            end = room
        rows.append(rest[:end].rstrip(" "))
        rest = rest[end:].lstrip(" ")
        room = max(1, width - len(indent))
    rows.append(rest.rstrip(" "))
    return f"\n{indent}".join(filter(None, rows))
