"""What a tumour marker did: over the whole course, and from line to line.

Every marker is read by the same rules; the sources give figures for CA19-9 only. What
takes more than one value is not computed from one.
"""

from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.vocabulary import Answer
from timeline.clinical.durations import rounded
from timeline.clinical.markers.by_line import LineMarker, line_markers
from timeline.clinical.markers.change import (
    MarkerChange,
    Slope,
    Tempo,
    log_linear_slope,
    percent_change,
    tempo,
)
from timeline.clinical.markers.progression import MarkerProgression, marker_progression
from timeline.clinical.markers.series import CA19_9, MarkerSeries, marker_series
from timeline.clinical.markers.values import MarkerValue, lowest_so_far
from timeline.clinical.settings import DEFAULTS, Settings

ONE_VALUE = "not computable: 1 value"
NOT_ORDERED = "not computable: the order of the values is not known"
LEWIS_NEGATIVE = "not interpreted: the patient is Lewis-negative"
UNRANKED = "not computable: a limit cannot be ranked against another value"
INTERFERENCE = (
    "Cholestasis and infection can raise CA19-9 without any change of the tumour "
    "(World J Gastroenterol 2012;18:4150)."
)


class ValueReading(NamedTuple):
    """One value against its limit and against the values before it."""

    value: MarkerValue
    fold: float | None
    """Times the upper limit; None where no limit is known. For `<37` the greatest and
    for `>37` the least that it can be."""
    normalised: bool | None
    """Whether it is at or below the limit; None where that is not known."""
    from_baseline: MarkerChange | None
    """None for the baseline itself and where nothing is interpreted."""
    from_nadir: MarkerChange | None
    """Against the lowest value between the baseline and this one."""
    interpreted: bool = True
    """False for CA19-9 of a patient who does not make it."""

    @property
    def fold_text(self) -> str:
        """For reading: `32.4 x upper limit (limit 37 is a setting)`."""
        return fold_text(self.value) if self.interpreted else LEWIS_NEGATIVE


@dataclass(frozen=True, slots=True)
class MarkerPanel:
    """One series, read."""

    series: MarkerSeries
    readings: tuple[ValueReading, ...]
    baseline: MarkerValue | None
    """First value of the series; None where it is not known which came first."""
    nadir: MarkerValue | None
    """Lowest value after the baseline, the first of several."""
    nadir_text: str
    change_text: str
    """Change from the baseline to the last value."""
    tempo: Tempo | None
    """None where nothing is interpreted."""
    tempo_text: str
    """Doubling or halving between the last two values."""
    slope: Slope | None
    """None where nothing is interpreted."""
    slope_text: str
    progression: MarkerProgression | None
    progression_text: str
    lines: tuple[LineMarker, ...]
    """The same marker from line to line."""
    warnings: tuple[str, ...]


def marker_panels(
    case: Case, chronology: Chronology, settings: Settings = DEFAULTS
) -> tuple[MarkerPanel, ...]:
    """Read every marker of a case, one panel for each marker, assay and unit.

    Returns:
        One panel for each series, changes in percent and tempo in days; `not
        computable` with the reason for one value, an unknown order or limits that
        cannot be ranked.
    """
    all_series = marker_series(case, chronology, settings)
    return tuple(
        _panel(case, chronology, series, settings, _warnings(series, all_series))
        for series in all_series
    )


def fold_text(value: MarkerValue) -> str:
    """The value in multiples of its upper limit, with where the limit is from.

    Returns:
        The multiple in words; `upper limit not stated` where none is known.
    """
    if not value.limit or value.limit < 0:
        return "upper limit not stated"
    sign = "" if value.exact else f"{value.comparator.value} "
    words = f"{sign}{rounded(value.value / value.limit)} x upper limit"
    if value.limit_is_setting:
        words += f" (limit {value.limit:g} is a setting)"
    return words


def _panel(
    case: Case,
    chronology: Chronology,
    series: MarkerSeries,
    settings: Settings,
    warnings: tuple[str, ...],
) -> MarkerPanel:
    values = series.values
    reason = _not_interpreted(case, series)
    several = reason == ""
    nadirs = lowest_so_far(values[1:])
    nadir = nadirs[-1] if several else None
    last_tempo = tempo(values[-2], values[-1]) if several else None
    slope = log_linear_slope(values) if several else None
    rise = marker_progression(values, settings) if several else None
    readings = _readings(case, series, nadirs, settings)
    change = readings[-1].from_baseline if several else None
    if change and change.small:
        warnings += (_small(settings),)
    return MarkerPanel(
        series=series,
        readings=readings,
        baseline=values[0] if series.ordered else None,
        nadir=nadir,
        nadir_text=reason or (nadir.text if nadir else UNRANKED),
        change_text=change.text if change else reason,
        tempo=last_tempo,
        tempo_text=last_tempo.text if last_tempo else reason,
        slope=slope,
        slope_text=slope.text if slope else reason,
        progression=rise,
        progression_text=rise.flag.value if rise else reason,
        lines=()
        if _suppressed(case, series)
        else line_markers(case, chronology, values, settings),
        warnings=warnings,
    )


def _suppressed(case: Case, series: MarkerSeries) -> bool:
    """Whether CA19-9 says nothing because the patient does not make it."""
    negative = case.patient.lewis_negative is Answer.YES
    return negative and series.marker == CA19_9


def _not_interpreted(case: Case, series: MarkerSeries) -> str:
    if _suppressed(case, series):
        return LEWIS_NEGATIVE
    if len(series.values) == 1:
        return ONE_VALUE
    return "" if series.ordered else NOT_ORDERED


def _readings(
    case: Case,
    series: MarkerSeries,
    nadirs: tuple[MarkerValue | None, ...],
    settings: Settings,
) -> tuple[ValueReading, ...]:
    silent = _suppressed(case, series)
    critical = settings.marker_critical_percent
    baseline = series.values[0]
    interpreted = series.ordered and not silent
    readings = []
    before = (None, None, *nadirs)  # neither the baseline nor the next one has a nadir
    for value, nadir in zip(series.values, before, strict=False):
        later = interpreted and value is not baseline
        limit = value.limit
        above = value.above(limit) if limit and not silent else None
        readings.append(
            ValueReading(
                value=value,
                fold=value.value / limit if limit else None,
                normalised=None if above is None else not above,
                from_baseline=percent_change(baseline, value, critical=critical)
                if later
                else None,
                from_nadir=percent_change(nadir, value, critical=critical)
                if later and nadir
                else None,
                interpreted=not silent,
            )
        )
    return tuple(readings)


def _warnings(
    series: MarkerSeries, all_series: tuple[MarkerSeries, ...]
) -> tuple[str, ...]:
    warnings = []
    same_marker = sum(other.marker == series.marker for other in all_series)
    if same_marker > 1:
        warnings.append(
            f"{series.marker} was measured by {same_marker} assays or units. Values of "
            "different ones are not compared."
        )
    warnings += [
        f"{len(ids)} results carry the same date and assay: {', '.join(ids)}."
        for ids in series.duplicates
    ]
    if series.marker == CA19_9:
        warnings.append(INTERFERENCE)
    return tuple(warnings)


def _small(settings: Settings) -> str:
    return (
        f"The change from baseline is below {settings.marker_critical_percent:g} %: it "
        "may be biological and analytical variation (Clin Chem 1999;45:54-61)."
    )
