"""Tumour markers as series of points."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.case.records.finding import Finding
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.result import Result
from timeline.clinical.catalogues.analytes import analyte_name
from timeline.clinical.markers.metrics import MarkerPanel, marker_panels
from timeline.clinical.markers.series import MarkerSeries, series_of
from timeline.clinical.markers.values import MarkerValue
from timeline.clinical.results import AnalyteGroup, analyte_group
from timeline.errors import TimelineError
from timeline.swimlane.details import detail, joined
from timeline.swimlane.lesion_series import lesion_series, sum_series
from timeline.swimlane.model import Certainty, Point, Series
from timeline.swimlane.placing import Placing


def main_series(placing: Placing) -> tuple[Series, ...]:
    """The main curves: markers by assay and unit, and the sum of measured lesions."""
    panels = marker_panels(placing.case, placing.chronology, placing.settings)
    sums = sum_series(placing) if _measures_lesions(placing) else ()
    return (*(_of_marker(placing, panel) for panel in panels), *sums)


def other_series(placing: Placing) -> tuple[Series, ...]:
    """What a picture shows if it is chosen: laboratory values, lesions one by one."""
    results = (
        result
        for result in placing.case.of_kind(Result)
        if result.value is not None
        and analyte_group(result.analyte) is not AnalyteGroup.MARKER
    )
    measured = series_of(results, placing.chronology, placing.settings)
    values = (replace(_series(placing, series), linear=True) for series in measured)
    sums = () if _measures_lesions(placing) else sum_series(placing)
    return (*values, *sums, *lesion_series(placing))


def _measures_lesions(placing: Placing) -> bool:
    """Whether the case has lesions one by one, so that their sum is a main curve."""
    return bool(placing.case.of_kind(LesionMeasurement))


def chosen(
    markers: tuple[Series, ...],
    others: tuple[Series, ...],
    names: frozenset[str] | None,
) -> tuple[Series, ...]:
    """The series that are named; where none is, those of the tumour markers.

    Raises:
        TimelineError: If the case has no values of what is named.
    """
    if names is None:
        return markers
    series = (*markers, *others)
    chosen_names = {analyte_name(name).casefold() for name in names}
    known = {marker_of(marker).casefold() for marker in series}
    if not chosen_names <= known:
        listed = (
            ", ".join(dict.fromkeys(marker_of(marker) for marker in series)) or "none"
        )
        message = "The case has no values of a marker that is to be plotted."
        hint = f"Its markers are: {listed}."
        raise TimelineError(message, hint=hint, option="markers")
    return tuple(
        marker for marker in series if marker_of(marker).casefold() in chosen_names
    )


def marker_of(series: Series) -> str:
    """The marker without the assay."""
    return series.marker.split(", ", 1)[0]


def _of_marker(placing: Placing, panel: MarkerPanel) -> Series:
    """The values of a marker; those with which it progressed on a line say so."""
    series = _series(placing, panel.series)
    risen = {line.progression.begins for line in panel.lines}
    risen_detail = (
        placing.word("detail.progression"),
        placing.word("detail.first_risen"),
    )
    points = (
        replace(point, detail=(*point.detail, risen_detail))
        if point.record in risen
        else point
        for point in series.points
    )
    return replace(series, points=tuple(points))


def _series(placing: Placing, measured: MarkerSeries) -> Series:
    points = sorted(_points(placing, measured), key=lambda p: p.at.sort_key)
    limits = [value for value in measured.values if value.limit is not None]
    stated = [value for value in limits if not value.limit_is_setting]
    latest = next(iter((stated or limits)[::-1]), None)
    return Series(
        marker=measured.name,
        unit=measured.unit,
        upper_limit=latest.limit if latest else None,
        limit_is_setting=bool(latest and latest.limit_is_setting),
        points=tuple(points),
        note=_note(placing, measured),
    )


def _points(placing: Placing, measured: MarkerSeries) -> Iterator[Point]:
    for value in measured.values:
        record = placing.case.get(value.record)
        if isinstance(record, Result):
            place = placing.of(record)
            undated = place.certainty is Certainty.UNPLACED
            none = placing.word("label.no_date")
            when = none if place.anywhere else place.words
            amount = _amount(record, value, measured)
            if value.query:
                amount = placing.word("label.not_settled", amount=amount)
            yield Point(
                record=record.id,
                at=place.bounds,
                value=value.value,
                comparator=value.comparator.value,
                certainty=place.certainty,
                label=f"{amount}, {when}" if undated else amount,
                detail=detail(placing, record),
                disputed=bool(value.query),
            )


def _amount(record: Result, value: MarkerValue, measured: MarkerSeries) -> str:
    """A value as reported; one that was converted in the unit of the panel, too."""
    if value.value == record.value:
        return record.amount
    return f"{value.text} {measured.unit} ({record.amount})"


def _note(placing: Placing, measured: MarkerSeries) -> str:
    only = placing.word("series.only_value") if len(measured.values) == 1 else ""
    drawn = any(
        finding.figure_only and analyte_name(finding.method or "") == measured.marker
        for finding in placing.case.of_kind(Finding)
    )
    figure = placing.word("series.figure_only") if drawn else ""
    converted = ""
    if measured.converted:
        converted = placing.word(
            "series.converted", units=", ".join(measured.converted)
        )
    disputed = any(value.query for value in measured.values)
    conflict = placing.word("series.not_settled") if disputed else ""
    note = joined((only, converted, conflict, figure), "; ")
    return f"{note[:1].upper()}{note[1:]}." if note else ""
