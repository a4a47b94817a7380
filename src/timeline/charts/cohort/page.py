"""The page of a cohort: the picture, what it leaves out and why, and a table."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.charts.abbreviations import cohort_abbreviations, listed
from timeline.charts.cohort.figure import cohort_picture
from timeline.charts.cohort.sheet import has_texts
from timeline.charts.cohort.survival import facts, numbers
from timeline.charts.cohort.table import cohort_table
from timeline.charts.shell import Contents, document, items, paragraphs, subheading
from timeline.files.whole import write_file
from timeline.language.words import Words
from timeline.swimlane.cohort.model import (
    CohortCurve,
    CohortSwimlane,
    LeftOut,
    RowEnd,
)


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
            table=cohort_table(cohort),
            word=word,
        )
    )


def write_cohort_page(cohort: CohortSwimlane, path: Path) -> None:
    """Write the page of a cohort to a file.

    Raises:
        OSError: If the file cannot be written.
    """
    write_file(path, cohort_page(cohort))


def _warning(cohort: CohortSwimlane) -> str:
    synthetic, total = sum(row.synthetic for row in cohort.rows), len(cohort.rows)
    if not synthetic:
        return ""
    if synthetic == total:
        return cohort.word("page.synthetic")
    words = cohort.word("cohort.synthetic", synthetic=synthetic, total=total)
    return f"{words}."


def _caption(cohort: CohortSwimlane) -> str:
    word, told = cohort.word, [*sentences(cohort)]
    if not has_texts(cohort):
        told.append(word("cohort.no_texts"))
    parts = [paragraphs(told)]
    if short_forms := listed(cohort_abbreviations(cohort)):
        listing = paragraphs([f"{short_forms}."])
        parts += [subheading(word("page.abbreviations")), listing]
    lists = [
        (word("cohort.not_aligned"), cohort.left_out),
        (word("page.undated"), cohort.undated),
    ]
    if cohort.curve:
        lists.append((word("cohort.not_in_curve"), cohort.curve.left_out))
    for heading, found in lists:
        if found:
            parts += [subheading(heading), items(_reasons(found))]
    return "\n".join(parts)


def _reasons(found: Iterable[LeftOut]) -> Iterator[str]:
    for one in found:
        yield f"{one.code}: {one.reason}"


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
        yield _of_the_curve(cohort.curve, word, coarsened=cohort.coarsened)


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


def _of_the_curve(curve: CohortCurve, word: Words, *, coarsened: bool) -> str:
    name, method, *_ = facts(curve, word)
    found = numbers(curve, word)
    told = [
        word("cohort.curve", name=name, rule=curve.rule, method=method, **found),
        *([word("cohort.completed")] if coarsened else []),
        word("cohort.censored"),
    ]
    if curve.ranges:
        key = "cohort.ranges_dotted" if curve.longest else "cohort.ranges"
        patients = curve.shortest.patients
        told.append(word(key, ranges=curve.ranges, patients=patients))
    return " ".join(told)
