"""What a case has for the options that name something in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.clinical.benchmarks import benchmarks
from timeline.errors import TimelineError
from timeline.swimlane.axis import dated_records, time_zero
from timeline.swimlane.options import TimeZero, TrialBand
from timeline.swimlane.placing import Placing
from timeline.swimlane.series import main_series, marker_of, other_series
from timeline.swimlane.trial_bands import usable


@dataclass(frozen=True, slots=True)
class BandOffer:
    """A published trial that can stand beside a line."""

    band: TrialBand
    short: str
    """Months, trial and arm, as far as a narrow line has room."""
    detail: str
    """Line, trial, regimen, figure, and what it is chosen for."""


def zeros(placing: Placing) -> Iterator[tuple[TimeZero | str, str]]:
    """Every event that months can count from, with its date and name."""
    if placing.relative:
        return
    dated = dated_records(placing.case.records)
    records = [record.id for record in placing.chronology.in_order(dated)]
    for event in (*TimeZero, *records):
        try:
            yield event, time_zero(placing, event).label
        except TimelineError:
            continue


def markers(placing: Placing) -> tuple[str, ...]:
    """Names of all that can be plotted, what is plotted without a choice first."""
    series = (*main_series(placing), *other_series(placing))
    return tuple(dict.fromkeys(map(marker_of, series)))


def bands(placing: Placing) -> Iterator[BandOffer]:
    """Every trial whose progression-free survival can stand beside a line."""
    for line in benchmarks(placing.case, placing.chronology, placing.settings):
        for arm, (trial, figure) in usable(line):
            months = str(figure).partition(" (")[0]
            study = " ".join(filter(None, (trial.arm.study, trial.arm.arm)))
            trial_name = ", ".join(filter(None, (study, trial.arm.regimen)))
            yield BandOffer(
                TrialBand(line.line, arm),
                f"{line.line}: {months}, {study}",
                f"Line {line.line}: {trial_name}: PFS {figure}; {trial.why}.",
            )
