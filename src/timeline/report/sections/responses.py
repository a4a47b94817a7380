"""Each scan that was measured: what was reported of it beside what follows from it."""

from typing import Any

from timeline.clinical.course.judgements import when_in_words
from timeline.clinical.response.course import response_course_of
from timeline.clinical.response.measured import MeasuredResponse, SumOfRecord
from timeline.clinical.response.words import measured_in_words, mixed_in_words
from timeline.clinical.review import Review
from timeline.report.document import (
    ReportSection,
    Sentence,
    Table,
    TableColumn,
    TableRow,
)

_COLUMNS = (
    TableColumn("When", 24),
    TableColumn("Line", 4),
    TableColumn("Reported", 12),
    TableColumn("By measurement", 48, grows=True),
)
_NOTHING = "none"


def responses_section(review: Review) -> ReportSection | None:
    """What was reported of each scan and what was measured on it, side by side."""
    course = response_course_of(review.case, review.chronology, review.settings)
    if not course:
        return None
    rows, sentences = [], []
    for response in course:
        when, reported = when_in_words(review, response.record), _reported(response)
        measured = _measured(review, response)
        cells = when, str(response.line), reported, measured
        rows.append(TableRow(cells, records=response.scan.records))
        on_line = f"{when}, line {response.line}: reported {reported}"
        sentences.append(Sentence(f"{on_line}; by measurement {measured}"))
    table = Table("", _COLUMNS, tuple(rows), sentences=tuple(sentences))
    data = {"responses": [_data(response) for response in course]}
    title = "Response by measurement"
    return ReportSection(title, (table,), str(len(course)), data=data)


def _reported(response: MeasuredResponse) -> str:
    stated = (a.response.value for a in response.scan.assessments if a.response)
    return " and ".join(dict.fromkeys(stated)) or _NOTHING


def _measured(review: Review, response: MeasuredResponse) -> str:
    words, mixed = measured_in_words(review.case, response), response.mixed
    contrast = mixed_in_words(review.case, mixed) if mixed else ""
    return "; ".join(filter(None, (words, response.judge.text, contrast)))


def _data(response: MeasuredResponse) -> dict[str, Any]:
    stated = [a.response for a in response.scan.assessments if a.response]
    return {
        "line": response.line,
        "judge": response.judge.text,
        "records": list(response.scan.records),
        "reported": list(dict.fromkeys(stated)),
        "categories": list(response.categories),
        "unknown": response.unknown,
        "sum_min": response.total.low if response.total else None,
        "sum_max": response.total.high if response.total else None,
        "baseline": _sum(response.baseline),
        "smallest": _sum(response.smallest),
        "new_lesions": list(response.new),
        "not_measured": list(response.missing),
        "treated_locally": list(response.treated),
        "mixed": response.mixed is not None,
    }


def _sum(compared: SumOfRecord | None) -> dict[str, Any] | None:
    if compared is None:
        return None
    low, high = compared.total
    return {"sum_min": low, "sum_max": high, "record": compared.record}
