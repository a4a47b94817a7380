"""Tumour markers as series of points."""

from collections.abc import Iterator

from timeline.case.records.finding import Finding
from timeline.case.records.marker import MarkerResult
from timeline.clinical.catalogues.terms import marker_name
from timeline.clinical.markers.series import MarkerSeries, marker_series
from timeline.clinical.markers.values import MarkerValue
from timeline.errors import TimelineError
from timeline.swimlane.details import detail, joined
from timeline.swimlane.model import Certainty, Point, Series
from timeline.swimlane.placing import Placing


def all_series(placing: Placing) -> tuple[Series, ...]:
    """Every marker of the case, one series for each assay and unit."""
    measured = marker_series(placing.case, placing.chronology, placing.settings)
    return tuple(_series(placing, marker) for marker in measured)


def chosen(
    series: tuple[Series, ...], names: frozenset[str] | None
) -> tuple[Series, ...]:
    """The series of some markers; of all of them where none are named.

    Raises:
        TimelineError: If the case has no values of a marker that is named.
    """
    if names is None:
        return series
    chosen_names = {marker_name(name).casefold() for name in names}
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


def _series(placing: Placing, measured: MarkerSeries) -> Series:
    points = sorted(_points(placing, measured), key=lambda p: p.at.sort_key)
    limits = [value for value in measured.values if value.limit is not None]
    stated = [value for value in limits if not value.limit_is_setting]
    latest = next(iter((stated or limits)[::-1]), None)
    return Series(
        marker=joined((measured.marker, measured.assay)),
        unit=measured.unit,
        upper_limit=latest.limit if latest else None,
        limit_is_setting=bool(latest and latest.limit_is_setting),
        points=tuple(points),
        note=_note(placing, measured),
    )


def _points(placing: Placing, measured: MarkerSeries) -> Iterator[Point]:
    for value in measured.values:
        record = placing.case.get(value.record)
        if isinstance(record, MarkerResult):
            place = placing.of(record)
            undated = place.certainty is Certainty.UNPLACED
            none = placing.word("label.no_date")
            when = none if place.anywhere else place.words
            amount = _amount(record, value, measured)
            yield Point(
                record=record.id,
                at=place.bounds,
                value=value.value,
                comparator=record.comparator.value,
                certainty=place.certainty,
                label=f"{amount}, {when}" if undated else amount,
                detail=detail(placing, record),
            )


def _amount(record: MarkerResult, value: MarkerValue, measured: MarkerSeries) -> str:
    """A value as reported; one that was converted in the unit of the panel, too."""
    if value.value == record.value:
        return record.amount
    return f"{value.text} {measured.unit} ({record.amount})"


def _note(placing: Placing, measured: MarkerSeries) -> str:
    only = placing.word("series.only_value") if len(measured.values) == 1 else ""
    drawn = any(
        finding.figure_only and marker_name(finding.method or "") == measured.marker
        for finding in placing.case.of_kind(Finding)
    )
    figure = placing.word("series.figure_only") if drawn else ""
    converted = ""
    if measured.converted:
        converted = placing.word(
            "series.converted", units=", ".join(measured.converted)
        )
    note = joined((only, converted, figure), "; ")
    return f"{note[:1].upper()}{note[1:]}." if note else ""
