"""Makes the report of some patients: what may leave of each, in the form asked for."""

import json
from collections.abc import Callable, Iterator, Sequence

from timeline.case.case import Case
from timeline.charts.package.bundle import content_of
from timeline.charts.package.content import Content
from timeline.charts.package.options import FigureOptions
from timeline.charts.print.presets import PRESETS
from timeline.report.build import document_of
from timeline.report.document import Document
from timeline.report.keyed import as_data
from timeline.report.markdown import as_markdown_page
from timeline.report.options import ReportError, ReportFormat, ReportOptions
from timeline.report.text import as_text
from timeline.sharing.deidentify import OLDEST
from timeline.sharing.keep import KeepOption
from timeline.sharing.names import Names

_WIDTH = 100
"""Columns of a report as plain text."""
_DEIDENTIFIED = "De-identified"


def report(cases: Sequence[Case], options: ReportOptions, form: ReportFormat) -> bytes:
    """Write the whole review of each case.

    Args:
        cases: The cases as recorded, in the order in which they are told.
        options: How they are read and drawn, and what may leave.
        form: PDF, Markdown, text or JSON.

    Returns:
        The content of the file. The same cases and options give the same bytes.

    Raises:
        TimelineError: If no case is given, or several are to have one code.
    """
    if not cases:
        raise ReportError("No patient was named.")
    if options.code and len(cases) > 1:
        raise ReportError("Several patients cannot have one code.")
    return _WRITERS[form](cases, options)


def _leaving(cases: Sequence[Case], options: ReportOptions) -> Iterator[Content]:
    """The cases as they leave, drawn and reviewed: the one place where it is decided.

    Drug A is the same drug in all of them.
    """
    names = Names(cases, options.keep)
    for number, case in enumerate(cases, 1):
        leaves = FigureOptions(
            PRESETS["a4-panel"],
            picture=options.picture,
            as_recorded=options.as_recorded,
            keep=options.keep,
            code=options.code or f"CASE-{number}",
        )
        yield content_of(case, leaves, names)


def _documents(cases: Sequence[Case], options: ReportOptions) -> list[Document]:
    return [_document(content, options) for content in _leaving(cases, options)]


def _document(content: Content, options: ReportOptions) -> Document:
    return document_of(content.review, remarks=_remarks(content, options))


def _remarks(content: Content, options: ReportOptions) -> tuple[str, ...]:
    """What was done to the case before it left."""
    if options.as_recorded:
        return ()
    said = [f"{_DEIDENTIFIED}: what could name the patient is left out or made general"]
    if content.case.coarsened and not content.swimlane.ordered:
        zero = content.swimlane.time_zero_label
        said.append(f"dates are months{f' since {zero}' if zero else ''}")
    age = content.case.patient.age_at_presentation
    if age == OLDEST and KeepOption.AGE not in options.keep:
        said.append(f"ages of {OLDEST} and over are given as {OLDEST}")
    return (f"{'; '.join(said)}.",)


def _as_text(cases: Sequence[Case], options: ReportOptions) -> bytes:
    pages = [as_text(document, _WIDTH) for document in _documents(cases, options)]
    return (f"\n\n{'=' * _WIDTH}\n\n".join(pages) + "\n").encode()


def _as_markdown(cases: Sequence[Case], options: ReportOptions) -> bytes:
    return as_markdown_page(_documents(cases, options)).encode()


def _as_json(cases: Sequence[Case], options: ReportOptions) -> bytes:
    data = [as_data(document) for document in _documents(cases, options)]
    whole = data[0] if len(data) == 1 else {"patients": data}
    return f"{json.dumps(whole, indent=2, default=str)}\n".encode()


def _as_pdf(cases: Sequence[Case], options: ReportOptions) -> bytes:
    from timeline.charts.print.pdf import typeset
    from timeline.report.picture import picture_of
    from timeline.report.printable import printable_case
    from timeline.report.typst_markup import Chapter, markup

    chapters = []
    for content in _leaving([printable_case(case) for case in cases], options):
        document = _document(content, options)
        remark = "" if options.as_recorded else _DEIDENTIFIED
        chapters.append(Chapter(document, picture_of(content.swimlane), remark))
    return typeset(markup(chapters))


_WRITERS: dict[ReportFormat, Callable[[Sequence[Case], ReportOptions], bytes]] = {
    ReportFormat.PDF: _as_pdf,
    ReportFormat.MARKDOWN: _as_markdown,
    ReportFormat.TEXT: _as_text,
    ReportFormat.JSON: _as_json,
}
