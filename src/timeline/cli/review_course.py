"""The course of treatment on the printed page: lines, outcome, local therapy, harm."""

from collections.abc import Iterator

from timeline.case.records.adverse_event import AdverseEvent
from timeline.clinical.adverse_events import grade_totals
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.words import endpoint_in_words
from timeline.clinical.review import Review
from timeline.clinical.status import when_in_words

INDENT = "  "


def lines(review: Review) -> Iterator[str]:
    """Each line with its number and why, its dates, its response and its lengths."""
    yield "LINES OF THERAPY"
    found = review.endpoints.lines
    if not found:
        yield f"{INDENT}No line of therapy is recorded."
        return
    for line in found:
        yield from _line(review, line)
    yield f"{INDENT}How the lengths are counted"
    first = found[0]
    for name, endpoint in _lengths(first):
        yield f"{INDENT * 2}{name}: {endpoint.rule}"


def _line(review: Review, line: LineEndpoints) -> Iterator[str]:
    first = line.parts[0]
    yield f"{INDENT}{line.number} [{first.line_class}] {first.line.regimen}"
    yield f"{INDENT * 2}{'; '.join(part.why for part in line.parts)}"
    if first.remarks:
        yield f"{INDENT * 2}{', '.join(first.remarks)}"
    yield f"{INDENT * 2}{_span(review, line)}"
    yield f"{INDENT * 2}best response: {line.best_response.text}"
    for name, endpoint in _lengths(line):
        yield f"{INDENT * 2}{name}: {endpoint_in_words(endpoint)}"
    further = [
        f"{name} {endpoint_in_words(endpoint)}"
        for name, endpoint in _further(line)
        if endpoint is not None and (endpoint.duration.computable or endpoint.reported)
    ]
    if further:
        yield f"{INDENT * 2}also: {'; '.join(further)}"


def _lengths(line: LineEndpoints) -> tuple[tuple[str, Endpoint], ...]:
    return (
        ("time on treatment", line.on_treatment),
        ("PFS", line.progression_free),
        ("TTNT", line.to_next_treatment),
    )


def _further(line: LineEndpoints) -> tuple[tuple[str, Endpoint | None], ...]:
    """What is shown only where there is something to show."""
    return (
        ("duration of response", line.response_duration),
        ("duration of SD", line.stable_duration),
        ("PFS2", line.progression_free_2),
        ("survival from its start", line.survival),
        ("treatment-free until the next line", line.treatment_free),
    )


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


def outcome(review: Review) -> Iterator[str]:
    """Survival, follow-up and the time without drugs against HER2."""
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


def local_treatments(review: Review) -> Iterator[str]:
    """Operations, ablations and radiotherapy; none of them is a line."""
    treatments = review.local_treatments
    yield f"LOCAL TREATMENTS ({len(treatments)})"
    for record in treatments:
        where = f", {record.site}" if record.site else ""
        when = when_in_words(review, record.id, record.date)
        yield f"{INDENT}{when}: {record.label}{where}"


def adverse_events(review: Review) -> Iterator[str]:
    """Adverse events with their grades; a missing grade is said to be missing."""
    events = review.chronology.in_order(review.case.of_kind(AdverseEvent))
    if not events:
        return
    total = grade_totals(review.case)
    yield f"ADVERSE EVENTS ({total.text})"
    for event in events:
        if isinstance(event, AdverseEvent):
            when = when_in_words(review, event.id, event.dates()["date"])
            grade = "not stated" if event.grade is None else str(event.grade)
            drug = f", {event.drug}" if event.drug else ""
            yield f"{INDENT}{when}: {event.term}, grade {grade}{drug}"
