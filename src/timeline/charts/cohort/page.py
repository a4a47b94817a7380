"""The page of a cohort: the picture, what it leaves out and why, and a table."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from timeline.charts.abbreviations import cohort_abbreviations, listed
from timeline.charts.cohort.figure import cohort_picture
from timeline.charts.cohort.sheet import EMPTY, has_texts
from timeline.charts.cohort.survival import facts, numbers
from timeline.charts.hover import escaped
from timeline.charts.shell import (
    Contents,
    document,
    html_table,
    items,
    paragraphs,
    subheading,
)
from timeline.language.words import Words
from timeline.swimlane.cohort.model import (
    CohortCurve,
    CohortSwimlane,
    LeftOut,
    Row,
    RowEnd,
)
from timeline.swimlane.model import Certainty


def cohort_page(cohort: CohortSwimlane) -> str:
    """Write a cohort as a page of HTML.

    The same cohort gives the same page, byte for byte. No calendar date that the tool
    knows of is in it.

    Args:
        cohort: What `swimlane.cohort.build_cohort` gives.

    Returns:
        HTML that needs no other file and no connection.
    """
    word = cohort.word
    return document(
        Contents(
            heading=word("cohort.heading", title=cohort.title),
            warning=_warning(cohort),
            description=word("cohort.description"),
            picture=cohort_picture(cohort),
            caption=_caption(cohort),
            table=_table(cohort),
            word=word,
        )
    )


def _warning(cohort: CohortSwimlane) -> str:
    synthetic, total = sum(row.synthetic for row in cohort.rows), len(cohort.rows)
    if not synthetic:
        return ""
    if synthetic == total:
        return cohort.word("page.synthetic")
    words = cohort.word("cohort.synthetic", synthetic=synthetic, total=total)
    return f"{words}."


def _caption(cohort: CohortSwimlane) -> str:
    word, texts = cohort.word, [*sentences(cohort)]
    if not has_texts(cohort):
        texts.append(word("cohort.no_texts"))
    parts = [paragraphs(texts)]
    if short_forms := listed(cohort_abbreviations(cohort)):
        listing = paragraphs([f"{short_forms}."])
        parts += [subheading(word("page.abbreviations")), listing]
    lists = [
        (word("cohort.not_aligned"), cohort.left_out),
        (word("page.undated"), cohort.undated),
    ]
    if cohort.curve:
        lists.append((word("cohort.not_in_curve"), cohort.curve.left_out))
    for heading, left_out in lists:
        if left_out:
            parts += [subheading(heading), items(_reasons(left_out))]
    return "\n".join(parts)


def _reasons(left_out: Iterable[LeftOut]) -> Iterator[str]:
    for item in left_out:
        yield f"{item.code}: {item.reason}"


def sentences(cohort: CohortSwimlane, *, hatched: bool = True) -> Iterator[str]:
    """The rules of the picture, for its legend.

    Args:
        cohort: What the picture shows.
        hatched: Whether it has hatches, and no tints that stand for them.
    """
    word, count = cohort.word, len(cohort.rows)
    yield word("cohort.rows", count=count, zero=cohort.zero, order=cohort.order)
    if any(row.zero.earliest != row.zero.latest for row in cohort.rows):
        yield word("cohort.zero_range")
    if cohort.coarsened:
        yield word("cohort.coarsened")
    yield from _how_to_read(cohort, hatched=hatched)
    if cohort.curve:
        yield _curve_text(cohort.curve, word)


def _how_to_read(cohort: CohortSwimlane, *, hatched: bool) -> Iterator[str]:
    word = cohort.word
    unit = word("cohort.segment_line" if cohort.by_line else "cohort.segment_class")
    read = [unit, word("cohort.observation")]
    if any(row.end is RowEnd.ONGOING for row in cohort.rows):
        read.append(word("cohort.arrow"))
    between = word("cohort.hatched_end" if hatched else "cohort.pale_end")
    yield " ".join([*read, word("cohort.looks", between=between)])
    yield word("cohort.columns")
    if cohort.uses_narrative:
        yield word("cohort.narrative")


def _curve_text(curve: CohortCurve, word: Words) -> str:
    name, method, *_ = facts(curve, word)
    values = numbers(curve, word)
    texts = [
        word("cohort.curve", name=name, rule=curve.rule, method=method, **values),
        *([word("cohort.whole_months")] if curve.whole_months else []),
        word("cohort.censored"),
    ]
    if curve.ranges:
        key = "cohort.ranges_dotted" if curve.longest else "cohort.ranges"
        patients = curve.shortest.patients
        texts.append(word(key, ranges=curve.ranges, patients=patients))
    return " ".join(texts)


def _table(cohort: CohortSwimlane) -> str:
    """An HTML table with the texts, the end, the therapy and the marks of each row."""
    word = cohort.word
    drawn = (word("detail.end"), word("group.systemic"), word("table.marks"))
    titles = (word("column.patient"), *cohort.columns, *drawn)
    columns = [escaped(column, quote=True) for column in _columns(cohort.rows, word)]
    caption = word("table.cohort_caption", zero=cohort.zero)
    return html_table(caption, titles, zip(*columns, strict=True))


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
