"""The picture of a cohort as a table: one row for each patient."""

from collections.abc import Iterator
from html import escape

from timeline.charts.cohort.sheet import EMPTY
from timeline.charts.cohort.style import EVENTS
from timeline.language.words import ENGLISH
from timeline.swimlane.cohort.model import CohortSwimlane, Row


def cohort_table(cohort: CohortSwimlane) -> str:
    """An HTML table with the texts, the end, the therapy and the marks of each row."""
    titles = ("Patient", *cohort.columns, "End", "Systemic therapy", "Marks")
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "\n".join(_row(row) for row in cohort.rows)
    return (
        '<div class="rows"><table>\n'
        f"<caption>Every row of the picture; months since {escape(cohort.zero)}."
        "</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(row: Row) -> str:
    end = f"{row.follow_up.label}: {_values(row.follow_up.detail)}"
    texts = (*row.cells, end, "; ".join(_therapy(row)), "; ".join(_marks(row)))
    cells = "".join(f"<td>{escape(text or EMPTY)}</td>" for text in texts)
    return f'<tr><th scope="row">{escape(row.code)}</th>{cells}</tr>'


def _therapy(row: Row) -> Iterator[str]:
    for segment in row.segments:
        bar = segment.bar
        start, stop = (value for _, value in bar.detail)
        yield f"{bar.label}, start {start}, stop {stop} ({ENGLISH.of(bar.certainty)})"


def _marks(row: Row) -> Iterator[str]:
    for event in row.events:
        mark = event.mark
        name, when = EVENTS[event.kind].name, _values(mark.detail)
        yield f"{name}: {mark.label}, {when} ({ENGLISH.of(mark.certainty)})"


def _values(detail: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(value for _, value in detail)
