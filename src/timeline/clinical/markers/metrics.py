"""What a tumour marker did: over the whole course, and from line to line.

What takes more than one value is not computed from one, and nothing is computed from a
value that another one of its day contradicts.
"""

from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.vocabulary import Answer
from timeline.clinical.durations import rounded
from timeline.clinical.markers.by_line import LineMarker, line_markers
from timeline.clinical.markers.change import MarkerChange, percent_change, turned
from timeline.clinical.markers.periods import last_of, nadir_of, not_settled
from timeline.clinical.markers.progression import MarkerProgression
from timeline.clinical.markers.series import CA19_9, MarkerSeries, marker_series
from timeline.clinical.markers.values import MarkerValue
from timeline.clinical.settings import DEFAULTS, Settings

ONE_VALUE = "not computable: 1 value"
NOT_ORDERED = "not computable: the order of the values is not known"
LEWIS_NEGATIVE = "not interpreted: the patient is Lewis-negative"
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
    """Against the lowest value of its line before it, baseline included."""
    silence: str = ""
    """Why it is not interpreted; empty where it is."""

    @property
    def fold_text(self) -> str:
        """For reading: `32.4 x upper limit (limit 37 is a setting)`."""
        return self.silence or fold_text(self.value)


@dataclass(frozen=True, slots=True)
class MarkerPanel:
    """One series, read."""

    series: MarkerSeries
    readings: tuple[ValueReading, ...]
    baseline: MarkerValue | None
    """First value of the series; None where it is not known which came first."""
    nadir: MarkerValue | None
    """Lowest value of the whole course, the first of several."""
    nadir_text: str
    change_text: str
    """Change from the baseline to the last value."""
    lines: tuple[LineMarker, ...]
    """The same marker from line to line; empty where nothing is interpreted."""
    warnings: tuple[str, ...]

    @property
    def current(self) -> LineMarker | None:
        """The last line with a value; None where nothing is interpreted."""
        with_value = [line for line in self.lines if line.nadir_text != "none"]
        return with_value[-1] if with_value else None


class ProgressionOnLine(NamedTuple):
    """Whether one marker progressed on one line of therapy."""

    marker: str
    """Marker, assay and specimen."""
    line: str | None
    """Id of the line; None for the whole course of a case without lines."""
    progression: MarkerProgression


def progressions_by_line(
    panels: tuple[MarkerPanel, ...],
) -> tuple[ProgressionOnLine, ...]:
    """Every answer on the progression of a marker: days, records and rule.

    This is what course, endpoints and every outlet read. Nothing is returned for what
    is no tumour marker, nor for CA19-9 of a patient who does not make it.
    """
    return tuple(
        ProgressionOnLine(panel.series.name, line.line, line.progression)
        for panel in panels
        for line in panel.lines
    )


def marker_panels(
    case: Case, chronology: Chronology, settings: Settings = DEFAULTS
) -> tuple[MarkerPanel, ...]:
    """Read every marker of a case once, a panel for each marker, assay and unit.

    Returns:
        One panel for each series, changes in percent and tempo in days; `not
        computable` with the reason for one value, an unknown order or limits that
        cannot be ranked.
    """
    key = marker_panels, chronology.accept_narrative, settings
    if key not in case.derived:
        all_series = marker_series(case, chronology, settings)
        case.derived[key] = tuple(
            _panel(case, chronology, series, settings, _warnings(series, all_series))
            for series in all_series
        )
    cached: tuple[MarkerPanel, ...] = case.derived[key]
    return cached


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
    lines: tuple[LineMarker, ...] = ()
    if not _suppressed(case, series):
        lines = line_markers(case, chronology, series, settings)
    readings = _readings(case, series, lines, settings)
    change, change_text = (None, reason) if reason else _change(readings)
    critical = settings.marker_critical_percent
    if change and change.small and not turned(values, critical):
        warnings += (_small(settings),)
    nadir, nadir_text = (None, reason) if reason else nadir_of(values)
    first = values[0]
    return MarkerPanel(
        series=series,
        readings=readings,
        baseline=first if series.ordered and not first.query else None,
        nadir=nadir,
        nadir_text=nadir_text,
        change_text=change_text,
        lines=lines,
        warnings=warnings,
    )


def _change(readings: tuple[ValueReading, ...]) -> tuple[MarkerChange | None, str]:
    """From the first value to the last, or why there is none."""
    last = last_of(tuple(reading.value for reading in readings))
    if last is None:
        return None, "not computable: which value came last is not known"
    change = readings[-1].from_baseline
    if change is not None:
        return change, change.text
    first = readings[0].value
    return None, not_settled(first if first.query else last)


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
    lines: tuple[LineMarker, ...],
    settings: Settings,
) -> tuple[ValueReading, ...]:
    rises: dict[str, MarkerChange] = {}
    for line in reversed(lines):  # a value on the first day of one ends another
        rises |= line.rises
    suppressed = LEWIS_NEGATIVE if _suppressed(case, series) else ""
    critical = settings.marker_critical_percent
    baseline = series.values[0]
    compared = series.ordered and not suppressed and not baseline.query
    readings = []
    for value in series.values:
        silence = suppressed or (not_settled(value) if value.query else "")
        limit = value.limit if not silence else None
        above = value.above(limit) if limit else None
        readings.append(
            ValueReading(
                value=value,
                fold=value.value / limit if limit else None,
                normalised=None if above is None else not above,
                from_baseline=percent_change(baseline, value, critical=critical)
                if compared and value is not baseline and not silence
                else None,
                from_nadir=rises.get(value.record),
                silence=silence,
            )
        )
    return tuple(readings)


def _warnings(
    series: MarkerSeries, all_series: tuple[MarkerSeries, ...]
) -> tuple[str, ...]:
    warnings = []
    measured = series.marker, series.specimen
    same_marker = sum((s.marker, s.specimen) == measured for s in all_series)
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
