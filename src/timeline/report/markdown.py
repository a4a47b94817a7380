"""The document as Markdown in which no text of the data is markup."""

from collections.abc import Iterator, Sequence

from timeline.charts.package.table import as_markdown, escaped
from timeline.report.document import (
    Document,
    Emphasis,
    RecordFields,
    ReportSection,
    Sentence,
    Table,
)

_BULLET = "- "


def as_markdown_page(documents: Sequence[Document]) -> str:
    """Every patient under a heading, each with the same sections.

    Args:
        documents: One for each patient, in their order.
    """
    lines = [line for document in documents for line in _document(document)]
    page = "\n".join(lines)
    while "\n\n\n" in page:
        page = page.replace("\n\n\n", "\n\n")
    return page.lstrip("\n").rstrip("\n") + "\n"


def _document(document: Document) -> Iterator[str]:
    yield from _apart(f"# {escaped(document.code)}")
    for line in (*document.about, *document.summary):
        yield from _apart(escaped(line))
    for section in document.sections:
        yield from _section(section)


def _section(section: ReportSection) -> Iterator[str]:
    yield from _apart(f"## {escaped(section.heading)}")
    for part in section.parts:
        match part:
            case Sentence():
                yield from _sentence(part)
            case Table():
                yield from _table(part)
            case RecordFields():
                yield from _apart(f"### {escaped(part.title)}")
                for name, value in part.fields:
                    yield f"- {escaped(name)}: {escaped(value)}"


def _sentence(sentence: Sentence) -> Iterator[str]:
    text = escaped(sentence.text.removeprefix(_BULLET))
    if sentence.emphasis is Emphasis.HEADING:
        yield from _apart(f"### {text}")
    elif sentence.depth:
        yield f"{'  ' * (sentence.depth - 1)}{_BULLET}{text}"
    else:
        yield from _apart(text)


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        return
    if table.title:
        yield from _apart(escaped(table.title))
    titles = [column.title for column in table.columns]
    cells = [row.cells for row in table.rows]
    yield from _apart(as_markdown(titles, cells).rstrip("\n"))


def _apart(block: str) -> tuple[str, str, str]:
    return "", block, ""
