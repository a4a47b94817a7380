"""One row for each lesion: what was seen, how often it grew, what was done to it."""

from collections.abc import Iterator

from timeline.case.records.finding import Lesion
from timeline.clinical.lesion_history import (
    LesionEvent,
    LesionHistory,
    LesionRole,
    lesion_histories,
)
from timeline.clinical.review import Review
from timeline.report.document import (
    Emphasis,
    ReportSection,
    Sentence,
    Table,
    TableColumn,
    TableRow,
)
from timeline.report.fields import stated

_FIRST = (TableColumn("Lesion", 26, grows=True), TableColumn("First seen", 11))
_SIZE = TableColumn("Size, mm", 12, rank=1)
_REST = (
    TableColumn("PD", 3),
    TableColumn("Treated", 7),
    TableColumn("Last", 20),
    TableColumn("Organ", 20, rank=2),
    TableColumn("Counts as", 10, rank=1),
)
_OF_LESION = ("organ", "type", "target", "primary")
EMPTY = "No lesion is recorded."
NEVER = "not stated"


def lesions_section(review: Review) -> ReportSection:
    """The history of each recorded lesion."""
    histories = lesion_histories(review)
    title = (
        f"{len(histories)} lesion{'s' * (len(histories) != 1)}; local treatments are "
        f"not lines of therapy ({len(review.local_treatments)} in all)"
    )
    measured = any(history.sizes for history in histories)
    columns = (*_FIRST, *((_SIZE,) if measured else ()), *_REST)
    rows = tuple(_row(review, history, measured=measured) for history in histories)
    pages = [sentence for history in histories for sentence in _page(review, history)]
    table = Table(title, columns, rows, EMPTY)
    return ReportSection("Lesions", (table, *(pages or [Sentence(EMPTY)])))


def _row(review: Review, history: LesionHistory, *, measured: bool) -> TableRow:
    lesion, first = history.lesion, history.first_seen
    last = history.events[-1] if history.events else None
    cells = (
        lesion.name,
        first.when if first else NEVER,
        *((_sizes(history),) if measured else ()),
        str(len(history.of(LesionRole.PROGRESSION))),
        str(len(history.of(LesionRole.TREATMENT))),
        f"{last.role.value} {last.when}" if last else "-",
        lesion.organ or NEVER,
        _counts_as(lesion),
    )
    records = tuple(event.record for event in history.events)
    return TableRow(cells, tuple(_page(review, history)), records)


def _page(review: Review, history: LesionHistory) -> Iterator[Sentence]:
    lesion, first = history.lesion, history.first_seen
    yield Sentence(lesion.name, emphasis=Emphasis.HEADING)
    seen = f"First seen {first.when}" if first else "When it was first seen: not stated"
    if details := stated(review.case, lesion, _OF_LESION):
        yield Sentence(details, 1)
    counts = [
        _count(history, LesionRole.PROGRESSION, "progression"),
        _count(history, LesionRole.TREATMENT, "local treatment"),
    ]
    yield Sentence(f"{seen}; {'; '.join(counts)}", 1)
    for event in history.events:
        yield Sentence(_event(event), 2)
    for when in history.mixed:
        yield Sentence(f"Mixed response on {when}: some lesions grew, others shrank", 1)


def _sizes(history: LesionHistory) -> str:
    """The first, the smallest and the last size, such as `50 > 30 > 45`."""
    sizes = history.sizes
    if not sizes:
        return "-"
    least = sizes.index(min(sizes))
    shown = dict.fromkeys((0, least, len(sizes) - 1))
    return " > ".join(f"{sizes[at]:g}" for at in shown)


def short_label(event: LesionEvent) -> str:
    """What an event is called in the row of its lesion, where others stand close."""
    if event.role is LesionRole.PROGRESSION:
        return "PD"
    return event.text.partition(":")[0] if event.role is LesionRole.SEEN else event.text


def _counts_as(lesion: Lesion) -> str:
    """As what RECIST follows it, where that is stated."""
    if lesion.target is None:
        return NEVER
    return "target" if lesion.target else "non-target"


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
