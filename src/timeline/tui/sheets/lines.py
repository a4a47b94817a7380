"""The lines of therapy: what was given, for how long, and what ended it."""

from collections.abc import Iterator

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.clinical.benchmarks import CAUTION, Benchmark, LineBenchmarks, benchmarks
from timeline.clinical.catalogues.trial_figures import Figure
from timeline.clinical.catalogues.trial_figures import TrialEndpoint as Quantity
from timeline.clinical.durations import Agreement
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.words import endpoint_in_words
from timeline.clinical.review import Review
from timeline.tui.sheets.sheet import Block, Column, Prose, Row, Sheet, Span

COLUMNS = (
    Column("No.", 3),
    Column("Regimen", 12, grows=True),
    Column("Class", 6, rank=3),
    Column("Dates", 23),
    Column("On treatment", 14, rank=2),
    Column("PFS", 14),
    Column("TTNT", 10, rank=4),
    Column("Best", 4),
    Column("Stopped", 12, rank=1, grows=True),
)
EMPTY = "No line of therapy is recorded."
NOT_COMPUTABLE = "n.c."
ONGOING = "►"
"""The sign that the picture has for it too."""
_AGREES = {
    Agreement.WITHIN: "=",
    Agreement.EXCEEDS_MAX: "<",
    Agreement.BELOW_MIN: ">",
    Agreement.NOT_COMPUTABLE: "/",
}
"""How what is computed compares with what is reported."""
_FULL = 100.0
_TICK = 6
"""Months to which the axis of a plot is rounded up."""


def lines_sheet(review: Review) -> Sheet:
    """One row for each numbered line.

    Args:
        review: The case with what was computed from it.
    """
    beside = benchmarks(
        review.case, review.chronology, review.settings, computed=review.endpoints
    )
    found = zip(review.endpoints.lines, beside, strict=True)
    count = review.endpoints.count.text
    return Sheet(
        title=f"{count}. Lengths in months",
        columns=COLUMNS,
        rows=tuple(_row(review, line, trials) for line, trials in found),
        empty=EMPTY,
    )


def _row(review: Review, line: LineEndpoints, trials: LineBenchmarks) -> Row:
    last = line.parts[-1].line
    reason = last.stop_reason.value if last.stop_reason else last.stop_detail
    stopped = "ongoing" if last.ongoing else reason or "not stated"
    best = line.best_response
    cells = (
        str(line.number),
        line.parts[0].line.regimen,
        line.parts[0].line_class.value,
        _dates(review, line),
        _short(line.on_treatment),
        _short(line.progression_free),
        _short(line.to_next_treatment),
        "SD?" if best.at_least_stable else best.category or "?",
        stopped,
    )
    parts = [
        (part.line.id, *(course.id for course in part.courses)) for part in line.parts
    ]
    records = tuple(dict.fromkeys(record for part in parts for record in part))
    return Row(cells, tuple(_page(review, line, trials)), records)


def _dates(review: Review, line: LineEndpoints) -> str:
    first, last = line.parts[0].line, line.parts[-1].line
    start = review.chronology.bounds(f"{first.id}.start")
    stop = review.chronology.bounds(f"{last.id}.stop")
    relative = review.case.relative
    begun = str(first.start) if first.start.known else _window(start, relative)
    if last.ongoing:
        return f"{begun}{ONGOING}"
    if not first.start.known and not last.stop.known:
        return _window(Bounds(start.earliest, stop.latest), relative)
    ended = str(last.stop) if last.stop.known else _window(stop, relative)
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
    words = endpoint.duration.text.partition(" (")[0].removesuffix(" mo")
    words += "+" if endpoint.censored else ""
    if endpoint.agreement is not None:
        sign = _AGREES[endpoint.agreement]
        words += f" {sign} {endpoint.reported:g}" if endpoint.reported else ""
    return words


def _page(
    review: Review, line: LineEndpoints, trials: LineBenchmarks
) -> Iterator[Block]:
    first, last = line.parts[0], line.parts[-1].line
    labels = ", ".join(part.label for part in line.parts)
    setting = first.line.setting.value if first.line.setting else "setting not stated"
    yield Prose(f"{labels}  {first.line.regimen}", "heading")
    dates = _dates(review, line)
    cycles = f"; {first.line.cycles} cycles" if first.line.cycles else ""
    yield Prose(f"{setting}, class {first.line_class}; {dates}{cycles}")
    why = "; ".join(part.why for part in line.parts)
    flags = "".join(f"; {remark}" for remark in first.remarks)
    yield Prose(f"Number: {why}{flags}")
    reason = last.stop_reason.value if last.stop_reason else "not stated"
    detail = f": {last.stop_detail}" if last.stop_detail else ""
    yield Prose(f"Stopped: {'ongoing' if last.ongoing else reason + detail}")
    yield Prose(f"Best response: {line.best_response.text}")
    for name, endpoint in (
        ("Time on treatment", line.on_treatment),
        ("PFS", line.progression_free),
        ("TTNT", line.to_next_treatment),
    ):
        yield Prose(f"{name}: {endpoint_in_words(endpoint)}")
    yield from _benchmarks(trials)


def _benchmarks(trials: LineBenchmarks) -> Iterator[Block]:
    yield Prose("")
    yield Prose("Published trials beside this line", "heading")
    if trials.reason:
        yield Prose(trials.reason, "subtitle")
        return
    yield Prose(CAUTION, "subtitle")
    for quantity, patient, name in (
        (Quantity.PFS, trials.progression_free, "Median PFS, months"),
        (Quantity.OS, trials.survival, "Median OS, months"),
    ):
        yield from _plots(trials.benchmarks, quantity, name, patient)
    best = trials.best_response.text
    name = f"Response rate, percent (best response of this patient: {best})"
    yield from _plots(trials.benchmarks, Quantity.ORR, name, None)
    yield Prose("Sources", "heading")
    for each in trials.benchmarks:
        yield Prose(f"{each.arm.study}: {_about(each)}", "subtitle")


def _plots(
    found: tuple[Benchmark, ...], quantity: Quantity, name: str, own: Endpoint | None
) -> Iterator[Block]:
    figures = [(b, f) for b in found for f in b.figures if f.endpoint is quantity]
    if not figures:
        return
    yield Prose(name, "heading")
    most = _most([figure for _, figure in figures], own, quantity)
    if own is not None:
        low, high = own.months_min, own.months_max
        yield Span("this patient", low, None, high, most, own.text, "heading")
    for each, figure in figures:
        label = f"{each.arm.study} {each.arm.regimen or each.arm.arm}".strip()
        value, text = figure.value, str(figure)
        yield Span(label, figure.low, value, figure.high, most, text)


def _most(figures: list[Figure], own: Endpoint | None, quantity: Quantity) -> float:
    if quantity is Quantity.ORR:
        return _FULL
    ends = [n for f in figures for n in (f.value, f.high) if n is not None]
    if own is not None:
        ends += [n for n in (own.months_min, own.months_max) if n is not None]
    return -(-max(ends, default=_TICK) // _TICK) * _TICK


def _about(each: Benchmark) -> str:
    arm = each.arm
    size = f"n = {arm.n}" if arm.n else "n not stated"
    parts = (each.match.value, arm.tumour, arm.line, size, *each.remarks, arm.source)
    return "; ".join(part.strip().rstrip(".;") for part in parts if part) + "."
