"""A published trial beside a line: its progression-free survival from the line's start.

The band shows what the trial printed and nothing else. A trial describes a group and a
case describes one patient: nothing is tested, and no difference means anything.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.clinical.benchmarks import CAUTION, Benchmark, LineBenchmarks, benchmarks
from timeline.clinical.catalogues.trial_figures import Figure, TrialEndpoint
from timeline.errors import TimelineError
from timeline.language.words import Words
from timeline.swimlane.model import Bar, Certainty, Group, Lane, Tone
from timeline.swimlane.options import TrialBand
from timeline.swimlane.placing import NOWHERE, Place, Placing
from timeline.swimlane.words import capitalised


class Band(NamedTuple):
    """A trial to draw beside a line."""

    line: LineBenchmarks
    trial: Benchmark
    figure: Figure
    """Its progression-free survival."""


def chosen_bands(placing: Placing, asked: tuple[TrialBand, ...]) -> tuple[Band, ...]:
    """Find the trials that are to stand beside a line.

    Raises:
        TimelineError: If a line or a trial is not there, the trial is none of the same
            tumour, line and drugs or class, or states no progression-free survival.
    """
    if not asked:
        return ()
    by_line = {
        benchmark.line: benchmark
        for benchmark in benchmarks(placing.case, placing.chronology, placing.settings)
    }
    return tuple(_chosen(by_line, band) for band in asked)


def with_bands(
    placing: Placing, lanes: Iterable[Lane], bands: tuple[Band, ...]
) -> tuple[Lane, ...]:
    """Put a lane for each trial below the lanes of its line.

    Raises:
        TimelineError: If no date limits the start of the line.
    """
    arranged = list(lanes)
    for band in bands:
        place = 1 + max(
            _places(arranged, _records(placing.case, band.line)), default=-1
        )
        arranged.insert(place, _lane(placing, *band))
    return tuple(arranged)


def band_notes(word: Words, bands: tuple[Band, ...]) -> tuple[str, ...]:
    """What has to be said of each band, then of all of them; nothing without any."""
    if not bands:
        return ()
    return (*(_note(word, *band) for band in bands), CAUTION)


def _note(word: Words, line: LineBenchmarks, trial: Benchmark, figure: Figure) -> str:
    arm = ", ".join(filter(None, (trial.arm.arm, trial.arm.regimen, trial.arm.line)))
    named = f"{trial.arm.study} ({arm})" if arm else trial.arm.study
    chosen = word("note.chosen_for", match=trial.why)
    return word(
        "note.band",
        line=line.line,
        trial=named,
        figure=figure,
        remarks="; ".join((chosen, *_remarks(trial))),
        source=trial.arm.source,
    )


def _remarks(trial: Benchmark) -> Iterator[str]:
    """What a reader must know of the band; a dispute on another figure is not that."""
    disputed = trial.conflict is not None and "PFS" in str(trial.conflict)
    for remark in trial.remarks:
        if disputed or not remark.startswith("sources disagree"):
            yield remark.removesuffix(".")


def _chosen(by_line: dict[int, LineBenchmarks], band: TrialBand) -> Band:
    line = by_line.get(band.line)
    arms = dict(usable(line)) if line else {}
    if line is None or band.arm not in arms:
        message = f"Trial {band.arm} cannot stand beside line {band.line}."
        raise _none(message, band, _hint(by_line, band.line, band.arm))
    return Band(line, *arms[band.arm])


def _none(message: str, band: TrialBand, hint: str = "") -> TimelineError:
    option = f"trial_bands.{band.line}:{band.arm}"
    return TimelineError(message, title="No band", hint=hint, option=option)


def usable(
    line: LineBenchmarks,
) -> Iterator[tuple[str, tuple[Benchmark, Figure]]]:
    """Trials that can be drawn beside a line, by the id of their arm.

    One of which it is not known whether it fits can be drawn too: it says so itself.
    """
    for trial in (*line.benchmarks, *line.open):
        figure = trial.arm.figure(TrialEndpoint.PFS)
        if figure and _ends(figure):
            yield trial.arm.id, (trial, figure)


def _hint(by_line: dict[int, LineBenchmarks], number: int, arm_id: str) -> str:
    line = by_line.get(number)
    if line is None:
        return f"The case has the lines {', '.join(map(str, by_line)) or 'none'}."
    refused = next((trial.why for trial in line.unfit if trial.arm.id == arm_id), "")
    if refused:
        return f"{refused[:1].upper()}{refused[1:]}."
    listed = "; ".join(
        f"{number}:{arm} {trial.arm.study}, PFS {figure}"
        for arm, (trial, figure) in usable(line)
    )
    if listed:
        return f"Choose from {listed}."
    return line.reason or "No trial of this line states a progression-free survival."


def _ends(figure: Figure) -> tuple[float, float] | None:
    """Months at which the band ends: those of the interval, else the figure itself."""
    known = [end for end in (figure.low, figure.high) if end is not None]
    if not known and figure.value is not None:
        known = [figure.value]
    return (min(known), max(known)) if known else None


def _records(case: Case, line: LineBenchmarks) -> frozenset[str]:
    courses = (c.id for record in line.records for c in case.courses(record))
    return frozenset((*line.records, *courses))


def _places(lanes: list[Lane], records: frozenset[str]) -> Iterator[int]:
    for place, lane in enumerate(lanes):
        if records & {bar.record for bar in lane.bars}:
            yield place


def _lane(
    placing: Placing, line: LineBenchmarks, trial: Benchmark, figure: Figure
) -> Lane:
    records = (placing.case.get(record) for record in _records(placing.case, line))
    begun = placing.first(r for r in records if r is not None)
    start = Place(NOWHERE, Certainty.UNPLACED, "")
    if begun is not None:
        start = placing.of(begun, "start")
    first, last = start.bounds.earliest, start.bounds.latest
    if first is None or last is None:
        message = f"No date limits the start of line {line.line} on both sides."
        raise _none(message, TrialBand(line.line, trial.arm.id))
    low, high = _ends(figure) or (0.0, 0.0)
    word, remarks = placing.word, "; ".join(_remarks(trial))
    bar = Bar(
        record=f"trial-{trial.arm.id}",
        start=start.bounds,
        stop=Bounds(first + _days(low), last + _days(high)),
        tone=Tone.BENCHMARK,
        certainty=start.certainty,
        label=word("label.benchmark", figure=figure),
        detail=tuple(
            (word(key), text)
            for key, text in (
                ("detail.trial", trial.arm.study),
                ("detail.arm", trial.arm.arm or trial.arm.regimen),
                ("detail.line", trial.arm.line),
                ("detail.chosen_for", trial.why),
                ("detail.remarks", remarks),
                ("detail.source", trial.arm.source),
            )
            if text
        ),
    )
    title = capitalised(trial.arm.study)
    subtitle = word("subtitle.trial", line=line.line)
    return Lane(Group.SYSTEMIC, title, subtitle, bars=(bar,))


def _days(months: float) -> int:
    return round(months * DAYS_PER_MONTH)
