"""The page of a cohort: the picture, what it leaves out and why, and a table."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.charts.cohort.figure import cohort_picture
from timeline.charts.cohort.sheet import has_texts
from timeline.charts.cohort.survival import facts
from timeline.charts.cohort.table import cohort_table
from timeline.charts.shell import Contents, document, items, paragraphs
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
    return document(
        Contents(
            heading=f"Treatment timelines: {cohort.title}",
            warning=_warning(cohort),
            description="One row for each patient; the same as a table below",
            picture=cohort_picture(cohort),
            caption=_caption(cohort),
            table=cohort_table(cohort),
        )
    )


def write_cohort_page(cohort: CohortSwimlane, path: Path) -> None:
    """Write the page of a cohort to a file.

    Raises:
        OSError: If the file cannot be written.
    """
    path.write_text(cohort_page(cohort), encoding="utf-8", newline="\n")


def _warning(cohort: CohortSwimlane) -> str:
    synthetic = [row.code for row in cohort.rows if row.synthetic]
    if not synthetic:
        return ""
    if len(synthetic) == len(cohort.rows):
        return "SYNTHETIC DATA: made up, it describes no patient."
    return f"SYNTHETIC DATA in {len(synthetic)} of {len(cohort.rows)} rows."


def _caption(cohort: CohortSwimlane) -> str:
    parts = [paragraphs(sentences(cohort))]
    lists = [
        ("Not aligned, so not in the picture", cohort.left_out),
        ("Without any date, so not in the picture", cohort.undated),
    ]
    if cohort.curve:
        lists.append(("In the rows but not in the curve", cohort.curve.left_out))
    for heading, found in lists:
        if found:
            parts += [f"<h2>{heading}</h2>", items(_reasons(found))]
    return "\n".join(parts)


def _reasons(found: Iterable[LeftOut]) -> Iterator[str]:
    for one in found:
        yield f"{one.code}: {one.reason}"


def sentences(cohort: CohortSwimlane) -> Iterator[str]:
    """The rules of the picture, for its legend."""
    count = len(cohort.rows)
    yield (
        f"{count} patient{'s' * (count != 1)}, one row each. Month 0 is the "
        f"{cohort.zero}; a month is 30.4375 days. {cohort.order}"
    )
    if any(row.zero.earliest != row.zero.latest for row in cohort.rows):
        yield (
            "Where that event is known to a month or to limits only, month 0 is its "
            "first possible day, and the line of the row is lighter over the days on "
            "which it may have been."
        )
    if cohort.coarsened:
        yield (
            "To protect the patients, times are given to the month since month 0, and "
            "each stands for that whole month; patients are numbered from the top."
        )
    yield from _how_to_read(cohort)
    if cohort.curve:
        yield _of_the_curve(cohort.curve, coarsened=cohort.coarsened)


def _how_to_read(cohort: CohortSwimlane) -> Iterator[str]:
    unit = "a line of therapy" if cohort.by_line else "the drugs of one class in a line"
    arrow = ""
    if any(row.end is RowEnd.ONGOING for row in cohort.rows):
        arrow = (
            " An arrow means that systemic therapy was ongoing at the patient's last "
            "follow-up, and nothing else."
        )
    yield (
        f"A segment is {unit}. The grey line is the time under observation, and what "
        f"stands at its right tells how it ended.{arrow} A lighter end is known to the "
        "month, a hatched one lies between limits, a fading one is open; a hollow mark "
        "has no stated date, and the dotted line through a mark covers the days on "
        "which it may have been. Marks of the same days stand below each other. "
        "Biopsies, stents and other diagnostic procedures are not drawn."
    )
    yield (
        "HER2 is the last test on tissue that gives a class: by rule where the values "
        "allow it, else as reported. Best response is the best category recorded, "
        "unconfirmed."
    )
    if cohort.uses_narrative:
        yield "Dotted segments rest on the order of the sentences only."
    if not has_texts(cohort):
        yield "There are too many rows for texts: point at a row, or see the table."


def _of_the_curve(curve: CohortCurve, *, coarsened: bool) -> str:
    name, method, *counts = facts(curve)
    numbers = "; ".join(count[:1].lower() + count[1:] for count in counts)
    text = f"{name}: from month 0 {curve.rule}. {method}: {numbers}."
    if coarsened:
        text += " Lengths are completed months."
    text += " Follow-up is the reverse estimate; a tick is a censored patient."
    if curve.ranges:
        dotted = "; the dotted curve takes the longest" if curve.longest else ""
        text += (
            f" {curve.ranges} of {curve.shortest.patients} lengths are ranges, because "
            "a date is known only in part: the curve and its band take the shortest "
            f"length, so that no survival is lengthened{dotted}."
        )
    return text
