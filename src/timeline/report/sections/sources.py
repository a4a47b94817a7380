"""The documents, and which record was read where in them."""

from collections.abc import Iterator, Sequence

from timeline.case.case import Case
from timeline.case.date_in_case import date_in_words
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import Order, Source
from timeline.clinical.review import Review
from timeline.report.document import Emphasis, ReportSection, Sentence
from timeline.report.fields import stated
from timeline.report.sections.orders import order_in_words

NO_SOURCE = "No source stated"
_PLACE = ("locator", "confidence", "figure_only")
_DOCUMENT = ("citation", "date", "hospital", "file_hash")
_WORDS = ("date_stated", "as_written")


def sources_section(review: Review) -> ReportSection | None:
    """Each document with the records read in it, by their place in it.

    A record without a source stands here if it says of itself where or how it was read.
    """
    case = review.case
    sources = case.of_kind(Source)
    parts = [part for source in sources for part in _source(review, source)]
    elsewhere = [
        record
        for record in _records(case, "")
        if stated(case, record, (*_PLACE, *_WORDS))
    ]
    if elsewhere:
        parts.append(Sentence(NO_SOURCE, emphasis=Emphasis.HEADING))
        parts += _places(review, elsewhere)
    return ReportSection("Sources", tuple(parts), str(len(sources))) if parts else None


def _source(review: Review, source: Source) -> Iterator[Sentence]:
    yield Sentence(source.name, emphasis=Emphasis.HEADING)
    if details := stated(review.case, source, _DOCUMENT):
        yield Sentence(details, 1)
    yield from _places(review, _records(review.case, source.id))


def _records(case: Case, source: str) -> Sequence[Record]:
    """The records that name a source, or none where it is empty."""
    entries: Sequence[Entry] = case.entries
    return [
        entry
        for entry in entries
        if isinstance(entry, Record) and (entry.source or "") == source
    ]


def _places(review: Review, records: Sequence[Record]) -> Iterator[Sentence]:
    """The records of each place in a document, in the order of the case."""
    by_place: dict[str, list[str]] = {}
    for record in records:
        place = stated(review.case, record, _PLACE)
        by_place.setdefault(place, []).append(_record(review, record))
    for place, names in by_place.items():
        yield Sentence(f"{place or 'place not stated'}: {'; '.join(names)}", 1)


def _record(review: Review, record: Record) -> str:
    """A record by its label and date, with the words of the source."""
    name = record.label
    if isinstance(record, Order):
        name = order_in_words(review, record)
    for field in record.date_fields()[:1]:
        known = review.chronology.comparable(record, field).known
        when = date_in_words(review.chronology, record, field) if known else "undated"
        name += f", {when}"
    words = stated(review.case, record, _WORDS)
    return f"{name} ({words})" if words else name
