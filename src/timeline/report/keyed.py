"""The document as plain dictionaries and lists, with keys that stay the same."""

from typing import Any

from timeline.report.document import Document


def as_data(document: Document) -> dict[str, Any]:
    """Everything that the page says, and each record, for programs.

    Days are given as ISO dates, or as day numbers in a case without a calendar.
    """
    data = dict(document.data)
    for section in document.sections:
        data |= section.data
    return data
