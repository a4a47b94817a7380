"""Cells that no line names, told below the lines."""

from collections.abc import Iterator

from timeline.clinical.course.judgements import when_in_words
from timeline.clinical.review import Review
from timeline.report.document import Emphasis, Sentence


def cells_of_no_line(review: Review) -> Iterator[Sentence]:
    """Cells of no line, and the responses since, which are of no line either."""
    history = review.history
    for cells in history.cells:
        when = when_in_words(review, cells)
        yield Sentence(f"{cells.label}, {when}, of no line", emphasis=Emphasis.HEADING)
        for record in history.assessments:
            own = history.cells_before(history.rank(record)) is cells
            if own and history.judged_line(record) is None and record.response:
                seen = when_in_words(review, record)
                yield Sentence(f"{record.label} {seen}, not counted to a line", 1)
