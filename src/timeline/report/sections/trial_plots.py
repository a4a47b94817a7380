"""Published trials beside one line, as plots on one axis for each quantity."""

from collections.abc import Iterator

from timeline.clinical.benchmarks import CAUTION, Benchmark, LineBenchmarks
from timeline.clinical.catalogues.trial_figures import Figure
from timeline.clinical.catalogues.trial_figures import TrialEndpoint as Quantity
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.words import narrative_mark
from timeline.report.document import Block, Emphasis, IntervalPlot, Sentence
from timeline.report.sections.trials import OPEN, UNFIT, her2_before, trial_name

_FULL = 100.0
_TICK = 6
"""Months to which the axis of a plot is rounded up."""


def trial_plots(trials: LineBenchmarks) -> Iterator[Block]:
    """PFS, survival and response of the trials above their sources.

    Args:
        trials: The trials beside one line.
    """
    yield Sentence("")
    yield _heading("Published trials beside this line")
    if trials.reason:
        yield _note(trials.reason)
    if trials.benchmarks or trials.open or trials.unfit:
        yield _note(her2_before(trials))
    if trials.benchmarks:
        yield from _fitting(trials)
    for title, apart in ((OPEN, trials.open), (UNFIT, trials.unfit)):
        if apart:
            yield _heading(title)
        for benchmark in apart:
            yield _note(f"{trial_name(benchmark)}: {benchmark.why}.")


def _fitting(trials: LineBenchmarks) -> Iterator[Block]:
    yield _note(CAUTION)
    for quantity, patient, name in (
        (Quantity.PFS, trials.progression_free, "Median PFS, months"),
        (Quantity.OS, trials.survival, "Median OS, months"),
    ):
        yield from _plots(trials.benchmarks, quantity, name, patient)
    own = trials.best_response
    best = f"{own.text}{narrative_mark(used=own.uses_narrative)}"
    name = f"Response rate, percent (best response of this patient: {best})"
    yield from _plots(trials.benchmarks, Quantity.ORR, name, None)
    yield _heading("Sources")
    for benchmark in trials.benchmarks:
        yield _note(f"{trial_name(benchmark)}: {_about(benchmark)}")


def _heading(text: str) -> Sentence:
    return Sentence(text, emphasis=Emphasis.HEADING)


def _note(text: str) -> Sentence:
    return Sentence(text, emphasis=Emphasis.NOTE)


def _plots(
    trials: tuple[Benchmark, ...], quantity: Quantity, name: str, own: Endpoint | None
) -> Iterator[Block]:
    figures = [(b, f) for b in trials for f in b.figures if f.endpoint is quantity]
    if not figures:
        return
    yield _heading(name)
    most = _most([figure for _, figure in figures], own, quantity)
    if own is not None:
        low, high = own.months_min, own.months_max
        text = f"{own.text}{narrative_mark(used=own.uses_narrative)}"
        yield IntervalPlot("this patient", low, None, high, most, text, own=True)
    for benchmark, figure in figures:
        label = trial_name(benchmark)
        value, text = figure.value, str(figure)
        yield IntervalPlot(label, figure.low, value, figure.high, most, text)


def _most(figures: list[Figure], own: Endpoint | None, quantity: Quantity) -> float:
    if quantity is Quantity.ORR:
        return _FULL
    ends = [n for f in figures for n in (f.value, f.high) if n is not None]
    if own is not None:
        ends += [n for n in (own.months_min, own.months_max) if n is not None]
    return -(-max(ends, default=_TICK) // _TICK) * _TICK


def _about(benchmark: Benchmark) -> str:
    arm = benchmark.arm
    size = f"n = {arm.n}" if arm.n else "n not stated"
    parts = (
        benchmark.why,
        arm.tumour,
        arm.line,
        size,
        arm.details,
        *benchmark.remarks,
        arm.source,
    )
    return "; ".join(part.strip().rstrip(".;") for part in parts if part) + "."
