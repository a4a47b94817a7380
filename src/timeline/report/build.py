"""Puts the document of a case together from what was computed of it."""

from collections.abc import Iterator

from timeline.clinical.benchmarks import benchmarks
from timeline.clinical.review import Review
from timeline.clinical.setting_specs import changed_settings
from timeline.clinical.summary import summary
from timeline.report.document import Document, ReportSection
from timeline.report.plain_data import record_data
from timeline.report.sections.events import (
    adverse_event_section,
    disease_section,
    local_section,
)
from timeline.report.sections.her2 import her2_section
from timeline.report.sections.kinds import finding_sections, history_sections
from timeline.report.sections.lesions import lesions_section
from timeline.report.sections.lines import lines_section
from timeline.report.sections.markers import markers_section
from timeline.report.sections.orders import orders_section
from timeline.report.sections.outcome import follow_up_section, outcome_section
from timeline.report.sections.published import published_section
from timeline.report.sections.queries import (
    open_queries_section,
    settled_queries_section,
)
from timeline.report.sections.records import notes_section, records_section
from timeline.report.sections.responses import responses_section
from timeline.report.sections.sources import sources_section
from timeline.report.sections.staging import diagnosis_section, staging_section
from timeline.report.sections.trials import trials_section


def document_of(
    review: Review, *, every_record: bool = True, remarks: tuple[str, ...] = ()
) -> Document:
    """Tell everything that is recorded and computed of a case.

    Args:
        review: The case with what was computed from it.
        every_record: Whether the end tells what is published of the tumour and the
            drugs, and the records one by one.
        remarks: What was done to the case before it was reviewed.
    """
    patient = review.case.patient
    sections = list(_sections(review))
    if every_record:
        sections += [published_section(review), records_section(review)]
    return Document(
        code=review.case.code,
        synthetic=bool(patient.synthetic),
        summary=summary(review).lines,
        about=(*_about(review), *remarks),
        sections=tuple(section for section in sections if section),
        data={
            "patient": record_data(patient),
            "accepts_narrative": review.chronology.accept_narrative,
        },
    )


def _about(review: Review) -> Iterator[str]:
    patient = review.case.patient
    headline = patient.headline or ""
    unsaid = patient.synthetic and "synthetic" not in headline.casefold()
    about = " - ".join(filter(None, (headline, "SYNTHETIC DATA" if unsaid else "")))
    if about:
        yield about
    yield f"{review.endpoints.count.text}."
    for tumour, count in review.endpoints.counts_by_tumour:
        yield f"{tumour}: {count.text}."
    if review.chronology.accept_narrative:
        yield "Orders that only the sequence of the sentences suggests are accepted."
    if changed := changed_settings(review.settings):
        yield f"Settings other than the default: {'; '.join(changed)}."


def _sections(review: Review) -> Iterator[ReportSection | None]:
    """The sections in their order; None for one that has nothing to say."""
    computed = review.endpoints
    beside = benchmarks(
        review.case, review.chronology, review.settings, computed=computed
    )
    yield diagnosis_section(review)
    yield from history_sections(review)
    yield lines_section(review, beside)
    yield outcome_section(review)
    yield local_section(review)
    yield adverse_event_section(review)
    yield disease_section(review)
    yield responses_section(review)
    yield follow_up_section(review)
    yield her2_section(review)
    yield from finding_sections(review)
    yield lesions_section(review)
    yield markers_section(review)
    yield staging_section(review)
    yield open_queries_section(review)
    yield settled_queries_section(review)
    yield notes_section(review)
    yield orders_section(review)
    yield sources_section(review)
    yield trials_section(review, beside)
