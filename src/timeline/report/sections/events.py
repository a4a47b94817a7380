"""What was done and what happened besides drugs: one row for each record, in order."""

from collections.abc import Iterable, Iterator

from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent, Attribution
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.dosing import RadiotherapyVolume
from timeline.case.records.finding import Finding
from timeline.case.records.intervention import LocalIntervention
from timeline.clinical.adverse_events import grade_totals
from timeline.clinical.course.disputes import judgement_text
from timeline.clinical.course.judgements import when_in_words
from timeline.clinical.review import Review
from timeline.report.document import (
    ReportSection,
    Sentence,
    Table,
    TableColumn,
    TableRow,
)
from timeline.report.fields import stated_beside

NO_TREATMENT = "No local treatment is recorded."
_WHEN = TableColumn("When", 24)
_LOCAL = (_WHEN, TableColumn("Treatment", 30), TableColumn("Details", 40, grows=True))
_ADVERSE = (_WHEN, TableColumn("Event", 30), TableColumn("Details", 40, grows=True))
_SEEN = (_WHEN, TableColumn("Seen", 36), TableColumn("Details", 40, grows=True))
_OF_DISEASE: tuple[type[Record], ...] = (
    Assessment,
    Progression,
    Finding,
    LocalIntervention,
)


def local_section(review: Review) -> ReportSection:
    """Operations, ablations and radiotherapy; none of them is a line."""
    events = [
        (record, ", ".join(_local(review, record)))
        for record in review.local_treatments
    ]
    if not events:
        return ReportSection("Local treatments", (Sentence(NO_TREATMENT),), "0")
    table = event_table(review, _LOCAL, events)
    return ReportSection("Local treatments", (table,), str(len(events)))


def _local(review: Review, record: LocalIntervention) -> Iterator[str]:
    """What was done, where, and the dose to each volume."""
    yield record.label
    if record.site:
        yield record.site
    for volume in review.case.of_kind(RadiotherapyVolume):
        if volume.intervention == record.id:
            yield _part(review, volume, record)


def _part(review: Review, part: Record, whole: Record) -> str:
    """A part of another record by its label, and in parentheses what else it says."""
    details = stated_beside(review.case, part, f"{part.label} {whole.label}")
    return f"{part.label} ({details})" if details else part.label


def adverse_event_section(review: Review) -> ReportSection | None:
    """Adverse events with their grades; a missing grade is said to be missing."""
    ordered = review.chronology.in_order(review.case.of_kind(AdverseEvent))
    events = [
        (event, _adverse(review, event))
        for event in ordered
        if isinstance(event, AdverseEvent)
    ]
    if not events:
        return None
    table = event_table(review, _ADVERSE, events)
    total = grade_totals(review.case)
    return ReportSection("Adverse events", (table,), total.text)


def _adverse(review: Review, event: AdverseEvent) -> str:
    grade = "not stated" if event.grade is None else str(event.grade)
    drug = f", {event.drug}" if event.drug else ""
    attributions = review.case.of_kind(Attribution)
    causes = [
        _part(review, cause, event) for cause in attributions if cause.event == event.id
    ]
    put_down = f", put down to {', '.join(causes)}" if causes else ""
    return f"{event.term}, grade {grade}{drug}{put_down}"


def disease_section(review: Review) -> ReportSection | None:
    """Responses, progressions, findings and procedures that are no treatment."""
    treatments = {record.id for record in review.local_treatments}
    records = [
        record
        for kind in _OF_DISEASE
        for record in review.case.of_kind(kind)
        if record.id not in treatments
    ]
    ordered = review.chronology.in_order(records)
    events = [(r, judgement_text(r)) for r in ordered if isinstance(r, Record)]
    if not events:
        return None
    table = event_table(review, _SEEN, events)
    return ReportSection("Course of the disease", (table,), str(len(events)))


def event_table(
    review: Review,
    columns: tuple[TableColumn, ...],
    events: Iterable[tuple[Record, str]],
) -> Table:
    """When, what, and what the record says beside that."""
    rows, sentences = [], []
    for record, text in events:
        when = when_in_words(review, record)
        details = stated_beside(review.case, record, text)
        rows.append(TableRow((when, text, details), records=(record.id,)))
        sentences.append(Sentence(f"{when}: {text}"))
        if details:
            sentences.append(Sentence(details, 1))
    return Table("", columns, tuple(rows), sentences=tuple(sentences))
