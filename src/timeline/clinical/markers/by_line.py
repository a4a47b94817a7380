"""A marker from line to line: lowest value, rise above it, and progression.

The lowest value is that of the line, its baseline included. What is told first of a
marker is how many times that lowest value it has come to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.clinical.markers.change import (
    MarkerChange,
    NadirMultiple,
    Slope,
    Tempo,
    fold_over,
    log_linear_slope,
    percent_change,
    tempo,
    turned,
)
from timeline.clinical.markers.periods import (
    LinePeriod,
    disagreement,
    last_of,
    line_periods,
    membership_open,
    nadir_of,
    not_settled,
)
from timeline.clinical.markers.progression import (
    AppliedRule,
    MarkerAnswer,
    MarkerProgression,
    marker_progression,
)
from timeline.clinical.markers.rules import rule_of
from timeline.clinical.markers.series import MarkerSeries
from timeline.clinical.markers.tumours import tumours_of
from timeline.clinical.markers.values import MarkerValue, lowest_so_far
from timeline.clinical.settings import Settings
from timeline.clinical.units import convert


@dataclass(frozen=True, slots=True)
class LineMarker:
    """One marker on one line of therapy."""

    line: str | None
    """Id of the first part of the line; None for the whole course without lines."""
    baseline: MarkerValue | None
    """Last value in the weeks before the first dose; None for none or not known."""
    baseline_text: str
    nadir: MarkerValue | None
    """Lowest value of the line, baseline included, the first of several."""
    nadir_text: str
    fold: NadirMultiple | None
    """The last value of the line in multiples of the nadir."""
    fold_text: str
    from_baseline: MarkerChange | None
    """From the baseline to the last value of the line."""
    progression: MarkerProgression
    tempo: Tempo | None = None
    """Doubling or halving between the last two values of the line; None for fewer
    values, where it is open which they are, and for a change that may be variation."""
    slope: Slope | None = None
    """Trend of all values of the line; None where one is in question or a limit, and
    where they both fell and rose, because no straight line follows them."""
    greatest_fall: MarkerChange | None = None
    """From the baseline to the nadir; None where the nadir is not below it."""
    rises: Mapping[str, MarkerChange] = field(default_factory=dict)
    """By result the change from the lowest value of the line before it."""

    @property
    def headline(self) -> str:
        """What is told first: `2.5 x nadir 20`, or the nadir alone."""
        multiple = f"{self.fold_text} " if self.fold and self.fold.known else ""
        return f"{multiple}nadir {self.nadir_text}"


def line_markers(
    case: Case, chronology: Chronology, series: MarkerSeries, settings: Settings
) -> tuple[LineMarker, ...]:
    """Read a series for every line of therapy, in their order; see `line_periods`."""
    applied = _rule(series, settings)
    tumours = tumours_of(case, series)
    return tuple(
        _line_marker(period, _settled(period, chronology), applied, settings)
        for period in line_periods(case, chronology, series.values, settings, tumours)
    )


def _rule(series: MarkerSeries, settings: Settings) -> AppliedRule | MarkerProgression:
    """The rule of a series, or why it is not evaluated."""
    rule = rule_of(series.marker)
    factor: float | None = 1.0
    if rule is None:
        reason = f"no rule is known for {series.marker}"
    elif rule.needs_limit and any(not value.limit for value in series.values):
        reason = "an upper limit is not known"
    elif rule.serum_only and series.specimen:
        reason = f"measured on {series.specimen}, and the rule is for serum"
    else:
        if rule.unit:
            factor = convert(1.0, rule.unit, series.unit, series.marker)
        if factor is not None:
            return AppliedRule(rule, factor, settings)
        given = f"in {series.unit}" if series.unit else "without a unit"
        reason = f"the values are {given}, and the rule is in {rule.unit}"
    return MarkerProgression(MarkerAnswer.NOT_EVALUATED, rule, reason=reason)


class _Settled(NamedTuple):
    """The values of a line before the first one that is in question."""

    values: tuple[MarkerValue, ...]
    reason: str = ""
    """What is in question about the next one; empty where they are all."""
    query: str = ""
    """Key of the open query about it."""


def _settled(period: LinePeriod, chronology: Chronology) -> _Settled:
    if period.possible_first:
        return _Settled((), membership_open(period.possible_first))
    following = (*period.values[1:], *period.possible_last[:1], None)
    pairs = zip(period.values, following, strict=False)
    for position, (value, other) in enumerate(pairs):
        if value.query:
            reason = disagreement(value)
            return _Settled(period.values[:position], reason, value.query)
        if other is not None and not _in_order(value, other, chronology):
            reason = "the order of the values is not known"
            return _Settled(period.values[:position], reason)
    return _Settled(period.values)


def _in_order(
    value: MarkerValue, following: MarkerValue, chronology: Chronology
) -> bool:
    """Whether a value is known to come first, or it does not matter."""
    ends, begins = value.when.latest, following.when.earliest
    if ends is not None and begins is not None and ends < begins:
        return True
    if not chronology.not_later(value.record, following.record):
        return False
    either = chronology.not_later(following.record, value.record)
    return not either or value.text == following.text


def _line_marker(
    period: LinePeriod,
    settled: _Settled,
    applied: AppliedRule | MarkerProgression,
    settings: Settings,
) -> LineMarker:
    possible = (*period.possible_first, *period.possible_last)
    nadir, nadir_text = nadir_of(period.values, possible)
    last, reason = _last(period)
    baseline, critical = period.baseline, settings.marker_critical_percent
    changed = None
    if baseline and last and last is not baseline:
        changed = percent_change(baseline, last, critical=critical)
    several = len(period.values) > 1
    fold = fold_over(nadir, last) if nadir and last and several else None
    return LineMarker(
        line=period.line,
        baseline=baseline,
        baseline_text=period.baseline_text,
        nadir=nadir,
        nadir_text=nadir_text,
        fold=fold,
        fold_text=fold.text if fold else reason or nadir_text,
        from_baseline=changed,
        progression=_progression(period, settled, applied),
        tempo=_tempo(period.values[-2:], critical) if last and several else None,
        slope=_slope(period, critical) if last else None,
        greatest_fall=_greatest_fall(baseline, nadir, critical),
        rises=_rises(settled.values, critical),
    )


def _last(period: LinePeriod) -> tuple[MarkerValue | None, str]:
    """The last value of the line, or why there is none to compute from."""
    possible = (*period.possible_first, *period.possible_last)
    if possible:
        return None, f"indeterminate: {membership_open(possible)}"
    if not period.values:
        return None, "none"
    last = last_of(period.values)
    if last is None:
        return None, "indeterminate: which value came last is not known"
    disputed = next((v for v in period.values if v.query and v.when == last.when), None)
    return (None, not_settled(disputed)) if disputed else (last, "")


def _tempo(two: tuple[MarkerValue, ...], critical: float) -> Tempo | None:
    if any(value.query for value in two):
        return None
    small = percent_change(*two, critical=critical).small
    return None if small else tempo(*two)


def _greatest_fall(
    baseline: MarkerValue | None, nadir: MarkerValue | None, critical: float
) -> MarkerChange | None:
    if baseline is None or nadir is None or nadir.record == baseline.record:
        return None
    change = percent_change(baseline, nadir, critical=critical)
    return change if change.high is not None and change.high < 0 else None


def _slope(period: LinePeriod, critical: float) -> Slope | None:
    if any(value.query or not value.exact for value in period.values):
        return None
    if turned(period.values, critical):
        return None
    return log_linear_slope(period.values)


def _rises(values: tuple[MarkerValue, ...], critical: float) -> dict[str, MarkerChange]:
    pairs = zip(lowest_so_far(values), values[1:], strict=False)
    return {
        value.record: percent_change(nadir, value, critical=critical)
        for nadir, value in pairs
    }


def _progression(
    period: LinePeriod, settled: _Settled, applied: AppliedRule | MarkerProgression
) -> MarkerProgression:
    """Apply the rule to what is known of the line.

    A rise that is confirmed before the first value in question stays confirmed,
    whatever comes of that value.
    """
    if isinstance(applied, MarkerProgression):
        return applied
    applied = applied._replace(start=period.start)
    possible = period.possible_last
    every = (*period.possible_first, *period.values, *possible)
    known = marker_progression(settled.values if len(every) > 1 else every, applied)
    if known.answer is MarkerAnswer.YES or len(every) < 2:  # noqa: PLR2004 - no rise
        return known
    reason = settled.reason
    if not reason and possible:
        more = marker_progression((*settled.values, *possible), applied)
        if more.answer in (MarkerAnswer.YES, MarkerAnswer.NOT_SETTLED):
            reason = membership_open(possible)
    if not reason:
        return known
    return MarkerProgression(
        MarkerAnswer.NOT_SETTLED, applied.rule, reason=reason, query=settled.query
    )
