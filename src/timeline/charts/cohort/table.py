"""The picture of a cohort as a table: one row for each patient."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from timeline.charts.cohort.sheet import EMPTY
from timeline.charts.hover import escaped
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortSwimlane, Row
from timeline.swimlane.model import Certainty


def cohort_table(cohort: CohortSwimlane) -> str:
    """An HTML table with the texts, the end, the therapy and the marks of each row."""
    word = cohort.word
    drawn = (word("detail.end"), word("group.systemic"), word("table.marks"))
    titles = (word("column.patient"), *cohort.columns, *drawn)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    columns = [escaped(column, quote=True) for column in _columns(cohort.rows, word)]
    body = "\n".join(map(_row, zip(*columns, strict=True)))
    caption = word("table.cohort_caption", zero=cohort.zero)
    return (
        '<div class="rows"><table>\n'
        f"<caption>{escape(caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(cells: tuple[str, ...]) -> str:
    others = "</td><td>".join(cells[1:])
    return f'<tr><th scope="row">{cells[0]}</th><td>{others}</td></tr>'


def _columns(rows: Sequence[Row], word: Words) -> Iterator[list[str]]:
    """The plain texts of each column."""
    certainties = {certainty: word.of(certainty) for certainty in Certainty}
    therapy_form = word.form("table.therapy")
    yield [row.code for row in rows]
    for column in zip(*(row.cells for row in rows), strict=True):
        yield [text or EMPTY for text in column]
    ends = (row.follow_up for row in rows)
    yield [f"{bar.label}: {_values(bar.detail)}" for bar in ends]
    yield [_therapy(row, therapy_form, certainties) or EMPTY for row in rows]
    yield [_marks(row, word, certainties) or EMPTY for row in rows]


def _therapy(
    row: Row, form: Callable[..., str], certainties: dict[Certainty, str]
) -> str:
    texts = []
    for segment in row.segments:
        label, certainty = segment.bar.label, certainties[segment.bar.certainty]
        (_, start), (_, stop) = segment.bar.detail
        texts.append(form(label=label, start=start, stop=stop, certainty=certainty))
    return "; ".join(texts)


def _marks(row: Row, word: Words, certainties: dict[Certainty, str]) -> str:
    texts = []
    for event in row.events:
        mark = event.mark
        name, month = word.of(event.kind), _values(mark.detail)
        texts.append(f"{name}: {mark.label}, {month} ({certainties[mark.certainty]})")
    return "; ".join(texts)


def _values(detail: tuple[tuple[str, str], ...]) -> str:
    return ", ".join([value for _, value in detail])
