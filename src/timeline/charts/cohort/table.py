"""The picture of a cohort as a table: one row for each patient."""

from collections.abc import Iterator
from html import escape

from timeline.charts.cohort.sheet import EMPTY
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortSwimlane, Row


def cohort_table(cohort: CohortSwimlane) -> str:
    """An HTML table with the texts, the end, the therapy and the marks of each row."""
    word = cohort.word
    drawn = (word("detail.end"), word("group.systemic"), word("table.marks"))
    titles = (word("column.patient"), *cohort.columns, *drawn)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "\n".join(_row(row, word) for row in cohort.rows)
    caption = word("table.cohort_caption", zero=cohort.zero)
    return (
        '<div class="rows"><table>\n'
        f"<caption>{escape(caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(row: Row, word: Words) -> str:
    end = f"{row.follow_up.label}: {_values(row.follow_up.detail)}"
    drawn = ("; ".join(_therapy(row, word)), "; ".join(_marks(row, word)))
    texts = (*row.cells, end, *drawn)
    cells = "".join(f"<td>{escape(text or EMPTY)}</td>" for text in texts)
    return f'<tr><th scope="row">{escape(row.code)}</th>{cells}</tr>'


def _therapy(row: Row, word: Words) -> Iterator[str]:
    for segment in row.segments:
        bar = segment.bar
        start, stop = (value for _, value in bar.detail)
        yield word(
            "table.therapy",
            label=bar.label,
            start=start,
            stop=stop,
            certainty=word.of(bar.certainty),
        )


def _marks(row: Row, word: Words) -> Iterator[str]:
    for event in row.events:
        mark = event.mark
        name, when = word.of(event.kind), _values(mark.detail)
        yield f"{name}: {mark.label}, {when} ({word.of(mark.certainty)})"


def _values(detail: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(value for _, value in detail)
