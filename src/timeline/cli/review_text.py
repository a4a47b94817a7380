"""The review of a case as a page of plain text for a pager or a log."""

from collections.abc import Iterator

from timeline.cli.review_course import adverse_events, lines, local_treatments, outcome
from timeline.cli.review_queries import open_queries, settled_queries
from timeline.cli.review_tests import her2, markers, staging
from timeline.cli.review_trials import trials
from timeline.clinical.review import Review
from timeline.clinical.summary import summary

SECTIONS = (
    lines,
    outcome,
    local_treatments,
    adverse_events,
    her2,
    markers,
    staging,
    open_queries,
    settled_queries,
    trials,
)
"""What stands on the page after its header; a section without a line is left out."""


def review_as_text(review: Review, width: int = 80) -> str:
    """Everything that is known and computed of a case, in sections.

    Args:
        review: The case with what was computed from it.
        width: Columns to wrap at.
    """
    sections = (tuple(section(review)) for section in (_header, *SECTIONS))
    return "\n\n".join(
        "\n".join(in_rows(line, width) for line in section)
        for section in sections
        if section
    )


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


def _header(review: Review) -> Iterator[str]:
    """The lines that the app begins with, then what the case is about."""
    patient = review.case.patient
    yield from summary(review).lines
    headline = patient.headline or ""
    unsaid = patient.synthetic and "synthetic" not in headline.casefold()
    about = " - ".join(filter(None, (headline, "SYNTHETIC DATA" if unsaid else "")))
    if about:
        yield about
    yield f"{review.endpoints.count.text}."
    if review.chronology.accept_narrative:
        yield "Orders that only the sequence of the sentences suggests are accepted."
