"""One row for each lesion: what was seen, how often it grew, what was done to it."""

from collections.abc import Iterator

from timeline.clinical.lesion_history import (
    LesionEvent,
    LesionHistory,
    LesionRole,
    lesion_histories,
)
from timeline.clinical.review import Review
from timeline.tui.sheets.sheet import Block, Column, Prose, Row, Sheet

COLUMNS = (
    Column("Lesion", 26, grows=True),
    Column("First seen", 11),
    Column("PD", 3),
    Column("Treated", 7),
    Column("Last", 20),
    Column("Organ", 20, rank=2),
)
EMPTY = "No lesion is recorded."
NEVER = "not stated"


def lesions_sheet(review: Review) -> Sheet:
    """One row for each recorded lesion.

    Args:
        review: The case with what was computed from it.
    """
    found = lesion_histories(review)
    return Sheet(
        title=f"{len(found)} lesion{'s' * (len(found) != 1)}; local treatments are "
        f"not lines of therapy ({len(review.local_treatments)} in all)",
        columns=COLUMNS,
        rows=tuple(map(_row, found)),
        empty=EMPTY,
    )


def _row(history: LesionHistory) -> Row:
    lesion, first = history.lesion, history.first_seen
    last = history.events[-1] if history.events else None
    cells = (
        lesion.name,
        first.when if first else NEVER,
        str(len(history.of(LesionRole.PROGRESSION))),
        str(len(history.of(LesionRole.TREATMENT))),
        f"{last.role.value} {last.when}" if last else "-",
        lesion.organ or NEVER,
    )
    records = tuple(event.record for event in history.events)
    return Row(cells, tuple(_page(history)), records)


def _page(history: LesionHistory) -> Iterator[Block]:
    lesion, first = history.lesion, history.first_seen
    yield Prose(lesion.name, "heading")
    seen = f"First seen {first.when}" if first else "When it was first seen: not stated"
    counts = [
        _count(history, LesionRole.PROGRESSION, "progression"),
        _count(history, LesionRole.TREATMENT, "local treatment"),
    ]
    yield Prose(f"{seen}; {'; '.join(counts)}")
    for event in history.events:
        yield Prose(_event(event), indent=1)


def short_label(event: LesionEvent) -> str:
    """What an event is called in the row of its lesion, where others stand close."""
    if event.role is LesionRole.PROGRESSION:
        return "PD"
    return event.text.partition(":")[0] if event.role is LesionRole.SEEN else event.text


def _count(history: LesionHistory, role: LesionRole, noun: str) -> str:
    count = len(history.of(role))
    return f"{count} {noun}{'s' * (count != 1)}"


def _event(event: LesionEvent) -> str:
    words = f"{event.when}, {event.role.value}: {event.text}"
    if event.since_treatment is None:
        return words
    since = event.since_treatment
    if since.months_calendar is None:
        return f"{words}; {since.text} after the treatment before"
    months = f"{since.months_calendar} calendar months"
    span = since._replace(months_calendar=None).text  # they are said before
    return f"{words}; {months} after the treatment before ({span})"
