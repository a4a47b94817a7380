"""Every record with every field that holds something, and the notes of all of them."""

from timeline.case.record import Entry
from timeline.clinical.review import Review
from timeline.report.document import RecordFields, ReportSection, Sentence
from timeline.report.fields import stated_fields
from timeline.report.plain_data import record_data


def notes_section(review: Review) -> ReportSection | None:
    """What people wrote beside the fields."""
    noted = [entry for entry in review.case.entries if entry.notes]
    if not noted:
        return None
    parts = []
    for entry in noted:
        parts.append(Sentence(_name(entry)))
        lines = (entry.notes or "").splitlines()
        parts += [Sentence(line, 1) for line in lines if line]
    return ReportSection("Notes", tuple(parts), str(len(noted)))


def records_section(review: Review) -> ReportSection:
    """Nothing that is stored is out of sight: the last pages, for looking things up."""
    entries = review.case.entries
    return ReportSection(
        "All records",
        tuple(
            RecordFields(
                _name(entry), tuple(stated_fields(review.case, entry, ids=True))
            )
            for entry in entries
        ),
        str(len(entries)),
        data={"records": [{"kind": e.kind, **record_data(e)} for e in entries]},
    )


def _name(entry: Entry) -> str:
    title, label = entry.title, entry.label
    return label if label.startswith(title) else f"{title}: {label}"
