"""The review of a case as a page of plain text for a pager or a log."""

import textwrap
from collections.abc import Iterable, Iterator

from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.endpoints.words import endpoint_in_words
from timeline.clinical.queries.query import Severity
from timeline.clinical.review import Review
from timeline.clinical.status import when_in_words
from timeline.clinical.summary import summary

INDENT = "  "


def review_as_text(review: Review, width: int = 80) -> str:
    """Everything that is known and computed of a case, in sections.

    Args:
        review: The case with what was computed from it.
        width: Columns to wrap at.
    """
    sections = (
        _header(review),
        _lines(review),
        _outcome(review),
        _local(review),
        _her2(review),
        _markers(review),
        _staging(review),
        _queries(review),
    )
    return "\n\n".join(
        "\n".join(_wrapped(line, width) for line in section) for section in sections
    )


def _wrapped(line: str, width: int) -> str:
    if len(line) <= width and line.isprintable():
        return line
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False)


def _header(review: Review) -> Iterator[str]:
    """The lines that the app begins with, then what the case is about."""
    patient = review.case.patient
    yield from summary(review).lines
    synthetic = "SYNTHETIC DATA" if patient.synthetic else ""
    about = " - ".join(part for part in (patient.headline, synthetic) if part)
    if about:
        yield about
    yield f"{review.endpoints.count.text}."
    if review.chronology.accept_narrative:
        yield "Orders that only the sequence of the sentences suggests are accepted."


def _lines(review: Review) -> Iterator[str]:
    yield "LINES OF THERAPY"
    for line in review.endpoints.lines:
        first = line.parts[0]
        yield f"{INDENT}{line.number} [{first.line_class}] {first.line.regimen}"
        yield f"{INDENT * 2}{'; '.join(part.why for part in line.parts)}"
        if first.flags:
            yield f"{INDENT * 2}{', '.join(flag.value for flag in first.flags)}"
        yield f"{INDENT * 2}{_span(review, line)}"
        yield f"{INDENT * 2}best response: {line.best_response.text}"
        for name, endpoint in (
            ("time on treatment", line.on_treatment),
            ("PFS", line.progression_free),
            ("TTNT", line.to_next_treatment),
        ):
            yield f"{INDENT * 2}{name}: {endpoint_in_words(endpoint)}"


def _span(review: Review, line: LineEndpoints) -> str:
    first, last = line.parts[0].line, line.parts[-1].line
    start = when_in_words(review, f"{first.id}.start", first.start)
    stop = when_in_words(review, f"{last.id}.stop", last.stop)
    parts = [f"start {start}, {'ongoing' if last.ongoing else f'stop {stop}'}"]
    if first.cycles:
        parts.append(f"{first.cycles} cycles")
    if last.stop_reason:
        detail = f" ({last.stop_detail})" if last.stop_detail else ""
        parts.append(f"stopped: {last.stop_reason.value}{detail}")
    return "; ".join(parts)


def _outcome(review: Review) -> Iterator[str]:
    found = review.endpoints
    yield "OUTCOME"
    for name, endpoint in (
        ("overall survival", found.survival),
        ("disease-free survival", found.disease_free),
        ("follow-up", found.follow_up),
    ):
        yield f"{INDENT}{name}: {endpoint_in_words(endpoint)}"
        yield f"{INDENT * 2}{endpoint.rule}"
    for item in found.anti_her2_free:
        where = f"between lines {item.from_line} and {item.to_line}"
        length = endpoint_in_words(item.endpoint)
        yield f"{INDENT}free of anti-HER2 drugs {where}: {length}"
        yield f"{INDENT * 2}longer than {item.limit_days} days: {item.exceeds}"


def _local(review: Review) -> Iterator[str]:
    treatments = review.local_treatments
    yield f"LOCAL TREATMENTS ({len(treatments)})"
    for record in treatments:
        where = f", {record.site}" if record.site else ""
        when = when_in_words(review, record.id, record.date)
        yield f"{INDENT}{when}: {record.label}{where}"


def _her2(review: Review) -> Iterator[str]:
    yield "HER2"
    yield f"{INDENT}{review.her2.status}"
    for entry in review.her2.entries:
        found = entry.classification
        by_rule = found.her2_class.value.replace("_", " ")
        reported = f"reported {found.reported}" if found.reported else "not reported"
        date = entry.test.specimen_date
        when = str(date) if date.known else entry.placing.value
        yield f"{INDENT}{entry.test.label} [{when}]: {reported}; by rule {by_rule}"
        for warning in found.warnings:
            yield f"{INDENT * 2}{warning.message}"
    for change in review.her2.changes:
        tests = " -> ".join(change.records)
        yield f"{INDENT}{tests}: {change.trend or 'change'}; {change.label}"


def _markers(review: Review) -> Iterator[str]:
    yield "MARKERS"
    if not review.markers:
        yield f"{INDENT}No marker result is recorded."
    for panel in review.markers:
        series = panel.series
        name = " ".join(part for part in (series.marker, series.assay) if part)
        count = len(series.values)
        yield f"{INDENT}{name}, {series.unit}, {count} value{'s' * (count != 1)}"
        if panel.baseline:
            fold = panel.readings[0].fold_text
            yield f"{INDENT * 2}baseline {panel.baseline.text}, {fold}"
        for what, words in (
            ("nadir", panel.nadir_text),
            ("change", panel.change_text),
            ("doubling or halving", panel.tempo_text),
            ("trend", panel.slope_text),
            ("rise flag", panel.progression_text),
        ):
            yield f"{INDENT * 2}{what}: {words}"
        yield from (f"{INDENT * 2}{warning}" for warning in panel.warnings)


def _staging(review: Review) -> Iterator[str]:
    yield "STAGE"
    if not review.staging:
        yield f"{INDENT}No stage or TNM is recorded."
    for stage in review.staging:
        computed = " or ".join(stage.computed) or "not computed"
        stated = stage.stated or "none"
        yield f"{INDENT}stated {stated}, computed {computed} ({stage.rule})"
        if stage.reason:
            yield f"{INDENT * 2}{stage.reason}"
        for each in stage.alternatives:
            yield f"{INDENT * 2}{each.group}: {each.why}"


def _queries(review: Review) -> Iterator[str]:
    found = review.open_queries
    yield f"OPEN QUERIES ({len(found)})"
    for severity in Severity:
        group = [query for query in found if query.severity is severity]
        if group:
            yield f"{INDENT}{severity.value.upper()}"
        yield from _numbered(query.text for query in group)


def _numbered(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield f"{INDENT * 2}- {text}"
