"""The lines of therapy: what was given, for how long, and what ended it."""

from collections.abc import Iterator, Sequence
from typing import Any

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.case.date_in_case import date_in_words, days_in_words
from timeline.case.records.therapy import DrugCourse, TherapyLine, Treatment
from timeline.clinical.benchmarks import LineBenchmarks
from timeline.clinical.course.judgements import when_in_words
from timeline.clinical.durations import Agreement, Duration
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.response import BestResponse
from timeline.clinical.endpoints.words import endpoint_in_words, response_in_words
from timeline.clinical.lines.numbered_line import NumberedLine, regimen_of
from timeline.clinical.patient_age import patient_age
from timeline.clinical.response.best import MeasuredBest
from timeline.clinical.response.words import best_in_words
from timeline.clinical.review import Review
from timeline.report.document import (
    Block,
    Emphasis,
    ReportSection,
    Sentence,
    Table,
    TableColumn,
    TableRow,
)
from timeline.report.fields import stated
from timeline.report.plain_data import age_data, bounds_data, endpoint_data
from timeline.report.sections.cells import cells_of_no_line
from timeline.report.sections.trial_plots import trial_plots

COLUMNS = (
    TableColumn("No.", 3),
    TableColumn("Regimen", 12, grows=True),
    TableColumn("Class", 6, rank=3),
    TableColumn("Dates", 23),
    TableColumn("On treatment", 14, rank=2),
    TableColumn("PFS", 14),
    TableColumn("TTNT", 10, rank=4),
    TableColumn("Best", 4),
    TableColumn("Stopped", 12, rank=1, grows=True),
)
EMPTY = "No line of therapy is recorded."
NOT_COMPUTABLE = "n.c."
ONGOING = "►"
"""The sign that the picture has for it too."""
_OF_LINE = ("setting", "trial", "experimental", "number_override", "primary")
_AGREES = {
    Agreement.WITHIN: "=",
    Agreement.EXCEEDS_MAX: "<",
    Agreement.BELOW_MIN: ">",
    Agreement.NOT_COMPUTABLE: "/",
}
"""How what is computed compares with what is reported."""


def lines_section(review: Review, beside: Sequence[LineBenchmarks]) -> ReportSection:
    """Each line with its number and why, its dates, its response and its lengths.

    Args:
        review: The case with what was computed from it.
        beside: The published trials beside each line, in the order of the lines.
    """
    lines = review.endpoints.lines
    details = [tuple(_details(review, line)) for line in lines]
    rows = [
        _row(review, line, sentences, trials)
        for line, sentences, trials in zip(lines, details, beside, strict=True)
    ]
    count = review.endpoints.count.text
    table = Table(f"{count}. Lengths in months", COLUMNS, tuple(rows), EMPTY)
    return ReportSection(
        "Lines of therapy",
        (table, *_sentences(lines, details), *cells_of_no_line(review)),
        data={"lines": [_data(review, line) for line in lines]},
    )


def _sentences(
    lines: Sequence[LineEndpoints], details: Sequence[tuple[Sentence, ...]]
) -> Iterator[Sentence]:
    if not lines:
        yield Sentence(EMPTY)
        return
    for sentences in details:
        yield from sentences
    yield Sentence("How the lengths are counted", emphasis=Emphasis.HEADING)
    for name, endpoint in _lengths(lines[0]):
        yield Sentence(f"{name}: {endpoint.rule}", 1)


def _details(review: Review, line: LineEndpoints) -> Iterator[Sentence]:
    first = line.parts[0]
    title = f"{line.number} [{first.line_class}] {regimen_of(line.parts)}"
    yield Sentence(title, emphasis=Emphasis.HEADING)
    yield Sentence("; ".join(part.why for part in line.parts), 1)
    if first.remarks:
        yield Sentence(", ".join(first.remarks), 1)
    yield Sentence(_span(review, line), 1)
    yield from (Sentence(text, 1) for text in _given(review, line))
    best = response_in_words(line.best_response, review.settings)
    yield Sentence(f"best response: {best}", 1)
    if line.best_response.by_judge:
        bests = (f"{judge} {best}" for judge, best in line.best_response.by_judge)
        yield Sentence(f"best response by assessor: {'; '.join(bests)}", 1)
    if measured := "; ".join(map(best_in_words, line.best_response.measured)):
        yield Sentence(f"best response by measurement: {measured}", 1)
    for name, endpoint in _lengths(line):
        yield Sentence(f"{name}: {endpoint_in_words(endpoint)}", 1)
    further = [
        f"{name} {endpoint_in_words(endpoint)}"
        for name, endpoint in _further(line)
        if endpoint is not None and (endpoint.duration.computable or endpoint.reported)
    ]
    if further:
        yield Sentence(f"also: {'; '.join(further)}", 1)


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
    start = when_in_words(review, first, "start")
    stop = when_in_words(review, last, "stop")
    if age := patient_age(review.case, review.chronology, f"{first.id}.start"):
        start += f" (age {age.text})"
    ends = "ongoing" if _goes_on(review, line) else f"stop {stop}"
    parts = [f"start {start}, {ends}"]
    if cycles := _cycles(line):
        parts.append(f"{cycles} cycles")
    return "; ".join(filter(None, (*parts, _ended(last))))


def _cycles(line: LineEndpoints) -> int | None:
    """The cycles of all recorded parts; None where one of them states none."""
    recorded = {part.line.id: part.line.cycles for part in line.parts}
    counts = [count for count in recorded.values() if count is not None]
    return sum(counts) if len(counts) == len(recorded) else None


def _goes_on(review: Review, line: LineEndpoints) -> bool | None:
    history = review.history
    return history.goes_on(history.numbered(line.number))


def _ended(treatment: Treatment) -> str:
    """Why a treatment ended and by whose decision; empty where nothing is stated."""
    reason = treatment.stop_reason.value if treatment.stop_reason else ""
    detail = treatment.stop_detail or ""
    words = f"{reason} ({detail})" if reason and detail else reason or detail
    by = f"by decision of the {treatment.stopped_by}" if treatment.stopped_by else ""
    said = ", ".join(filter(None, (words, by)))
    return f"stopped: {said}" if said else ""


def _given(review: Review, line: LineEndpoints) -> Iterator[str]:
    """Why it was given and within what, its recorded lines, and each of its drugs."""
    case, first = review.case, line.parts[0].line
    if words := stated(case, first, _OF_LINE):
        yield words
    recorded = list({part.line.id: part.line for part in line.parts}.values())
    for part in recorded if len(recorded) > 1 else ():
        more = stated(case, part, _OF_LINE) if part is not first else ""
        own = "; ".join(filter(None, (_own_course(review, part, None), more)))
        yield f"{part.regimen}: {own or 'nothing more stated'}"
    courses = {c.id: (c, part.line) for part in line.parts for c in part.courses}
    drugs = [
        (course.drug, _own_course(review, course, of_line))
        for course, of_line in courses.values()
    ]
    names = " + ".join(drug for drug, _ in drugs)
    if drugs and (names != first.regimen or any(words for _, words in drugs)):
        said = (f"{drug} ({words})" if words else drug for drug, words in drugs)
        yield f"drugs: {'; '.join(said)}"


def _own_course(review: Review, treatment: Treatment, line: TherapyLine | None) -> str:
    """Dose, dates, cycles and end of a treatment, where its line says other or less."""
    parts = []
    if isinstance(treatment, DrugCourse):
        route = treatment.route.value if treatment.route else ""
        by_hand = stated(review.case, treatment, ("dose_reason", "drug_class"))
        unit = treatment.dose_unit or "" if treatment.dose is None else ""
        parts += [treatment.dosing, unit, treatment.prescribed or "", route, by_hand]
    for name in ("start", "stop"):
        date = getattr(treatment, name)
        if date.known and (line is None or date != getattr(line, name)):
            parts.append(f"{name} {date_in_words(review.chronology, treatment, name)}")
    if treatment.ongoing and not (line and line.ongoing):
        parts.append("ongoing" if not review.history.death else "until death")
    if treatment.cycles and (line is None or treatment.cycles != line.cycles):
        parts.append(f"{treatment.cycles} cycles")
    if line is None or _ends_otherwise(treatment, line):
        parts.append(_ended(treatment))
    return ", ".join(filter(None, parts))


def _ends_otherwise(treatment: Treatment, line: TherapyLine) -> bool:
    """Whether a drug says more of its end than that of its line."""
    return any(
        value and value != getattr(line, name)
        for name in ("stop_reason", "stop_detail", "stopped_by")
        if (value := getattr(treatment, name))
    )


def _row(
    review: Review,
    line: LineEndpoints,
    sentences: tuple[Sentence, ...],
    trials: LineBenchmarks,
) -> TableRow:
    last = line.parts[-1].line
    reason = last.stop_reason.value if last.stop_reason else last.stop_detail
    best = line.best_response
    cells = (
        str(line.number),
        regimen_of(line.parts),
        line.parts[0].line_class.value,
        _dates(review, line),
        _short(line.on_treatment),
        _short(line.progression_free),
        _short(line.to_next_treatment),
        _best(best),
        "ongoing" if _goes_on(review, line) else reason or "not stated",
    )
    records = (record for part in line.parts for record in _of_part(part))
    page: tuple[Block, ...] = (*sentences, *trial_plots(trials))
    return TableRow(cells, page, tuple(dict.fromkeys(records)))


def _best(best: BestResponse) -> str:
    """As reported; in parentheses where it only follows from measurements."""
    if best.at_least_stable:
        return "SD?"
    if best.unsettled:
        return "?"
    if best.stated is None and len(best.measured) == 1:
        category = best.measured[0].category
        return f"({category.value})" if category else "?"
    return best.stated.value if best.stated else "?"


def _of_part(part: NumberedLine) -> tuple[str, ...]:
    return (part.line.id, *(course.id for course in part.courses))


def _dates(review: Review, line: LineEndpoints) -> str:
    first, last = line.parts[0].line, line.parts[-1].line
    start = review.chronology.bounds(f"{first.id}.start")
    stop = review.chronology.bounds(f"{last.id}.stop")
    relative = review.case.relative
    begun = _window(start, relative)
    if first.start.known:
        begun = days_in_words(review.chronology, first, "start")
    if _goes_on(review, line):
        return f"{begun}{ONGOING}"
    if not first.start.known and not last.stop.known:
        return _window(Bounds(start.earliest, stop.latest), relative)
    ended = _window(stop, relative)
    if last.stop.known:
        ended = days_in_words(review.chronology, last, "stop")
    return f"{begun}-{ended}" if not relative else f"{begun} to {ended}"


def _window(bounds: Bounds, relative: bool) -> str:
    """A window as it is typed: `[Mar 2019..May 2020]`, `[..Mar 2025]`."""
    if bounds == Bounds():
        return "undated"
    words = [
        ""
        if day is None
        else bounds_in_words(Bounds(*edge), relative=relative).split(" ", 1)[1]
        for day, edge in (
            (bounds.latest, (None, bounds.latest)),
            (bounds.earliest, (bounds.earliest, None)),
        )
    ]
    last, first = words[0], words[1].removesuffix(" on")
    return f"[{first}..{last}]"


def _short(endpoint: Endpoint) -> str:
    """The range without its unit, and how it compares with a reported number."""
    if not endpoint.duration.computable:
        return NOT_COMPUTABLE
    lengths = endpoint.outcomes or (endpoint,)
    words = " or ".join(_length(length.duration, length.censored) for length in lengths)
    words += "?" if endpoint.unsettled else ""
    if endpoint.agreement is not None:
        sign = _AGREES[endpoint.agreement]
        words += f" {sign} {endpoint.reported:g}" if endpoint.reported else ""
    return words


def _length(duration: Duration, censored: bool | None) -> str:
    if not duration.computable:
        return "?"
    plain = duration.text.partition(" (")[0].removesuffix(" mo")
    return f"{plain}{'+' if censored else ''}"


def _data(review: Review, line: LineEndpoints) -> dict[str, Any]:
    first, last = line.parts[0], line.parts[-1]
    best, free = line.best_response, line.treatment_free
    return {
        "number": line.number,
        "parts": [part.label for part in line.parts],
        "class": first.line_class,
        "why": [part.why for part in line.parts],
        "flags": [flag.value for flag in first.flags],
        "rechallenge": list(first.rechallenged),
        "override_reason": first.line.override_reason,
        "regimen": regimen_of(line.parts),
        "setting": first.line.setting,
        "start": _when(review, first.line, "start"),
        "stop": _when(review, last.line, "stop"),
        "ongoing": _goes_on(review, line),
        "cycles": _cycles(line),
        "stop_reason": last.line.stop_reason,
        "stop_detail": last.line.stop_detail,
        "best_response": best.text,
        "best_response_only_scan": best.only_scan,
        "best_response_not_settled": list(best.unsettled),
        "disease_control": best.disease_control,
        "clinical_benefit": best.clinical_benefit,
        "best_response_uses_narrative": best.uses_narrative,
        "best_response_confirmed": best.confirmed,
        "best_response_by_judge": dict(best.by_judge),
        "best_response_measured": [_measured_data(each) for each in best.measured],
        "age_at_start": age_data(review, f"{first.line.id}.start"),
        "records": list(dict.fromkeys(r for p in line.parts for r in p.records)),
        "time_on_treatment": endpoint_data(line.on_treatment),
        "pfs": endpoint_data(line.progression_free),
        "ttnt": endpoint_data(line.to_next_treatment),
        "ttp": endpoint_data(line.to_progression),
        "pfs2": endpoint_data(line.progression_free_2),
        "ttf": endpoint_data(line.to_failure),
        "os": endpoint_data(line.survival),
        "dor": endpoint_data(line.response_duration),
        "duration_of_sd": endpoint_data(line.stable_duration),
        "treatment_free": endpoint_data(free) if free else None,
    }


def _measured_data(best: MeasuredBest) -> dict[str, Any]:
    return {
        "judge": best.judge,
        "categories": list(best.categories),
        "unknown": best.unknown,
        "confirmed": best.confirmed,
        "records": list(best.records),
    }


def _when(review: Review, line: TherapyLine, name: str) -> dict[str, Any]:
    bounds = review.chronology.bounds(f"{line.id}.{name}")
    stated_date = getattr(line, name).canonical
    return {"stated": stated_date, **bounds_data(review, bounds)}
