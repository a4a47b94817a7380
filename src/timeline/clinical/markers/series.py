"""Marker results as series that may be compared: one marker, one assay, one unit."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_text import Precision
from timeline.case.records.result import Result
from timeline.case.vocabulary import Comparator
from timeline.clinical.catalogues.terms import marker_name
from timeline.clinical.markers.values import MarkerValue
from timeline.clinical.results import marker_results
from timeline.clinical.settings import DEFAULTS, Settings

CA19_9 = "CA19-9"
_DAY = Precision.DAY
_UNITS_PER_ML = "u/ml"
_SAME_UNIT = {"ku/l": _UNITS_PER_ML, "[arb'u]/ml": _UNITS_PER_ML}
"""Other ways to write U/mL; `[arb'U]/mL` is its strict UCUM code."""


@dataclass(frozen=True, slots=True)
class MarkerSeries:
    """Values of one marker by one assay in one unit, in order of time."""

    marker: str
    """Usual name, such as CA19-9."""
    assay: str
    """Assay; empty where it is not stated."""
    unit: str
    values: tuple[MarkerValue, ...]
    ordered: bool
    """Whether days or orders say in which order the values came."""
    duplicates: tuple[tuple[str, ...], ...] = ()
    """Ids of results that carry the same exact day, or the same date and value."""


def marker_series(
    case: Case, chronology: Chronology, settings: Settings = DEFAULTS
) -> tuple[MarkerSeries, ...]:
    """Sort the results of tumour markers into series; see `series_of`."""
    return series_of(marker_results(case), chronology, settings)


def series_of(
    results: Iterable[Result], chronology: Chronology, settings: Settings = DEFAULTS
) -> tuple[MarkerSeries, ...]:
    """Sort results that have a number into series.

    U/mL, kU/L and `[arb'U]/mL` are the same number. Any other difference of unit or
    assay makes a series of its own, because different methods are not interchangeable.

    Returns:
        Series in order of time, each in its own unit; not ordered where neither days
        nor orders say which value came first.
    """
    groups: dict[tuple[str, str, str], list[Result]] = {}
    for record in sorted(results, key=chronology.place):
        groups.setdefault(_key(record), []).append(record)
    return tuple(
        MarkerSeries(
            marker=marker,
            assay=results[0].assay or "",
            unit=results[0].unit or "",
            values=_values(results, chronology, _usual_limit(marker, unit, settings)),
            ordered=all(chronology.not_later(a.id, b.id) for a, b in pairwise(results)),
            duplicates=_duplicates(results),
        )
        for (marker, _, unit), results in groups.items()
    )


def _key(result: Result) -> tuple[str, str, str]:
    assay = (result.assay or "").casefold()
    return marker_name(result.analyte), assay, _one_spelling(result.unit or "")


@lru_cache(maxsize=4096)
def _one_spelling(unit: str) -> str:
    plain = "".join(unit.casefold().split())
    return _SAME_UNIT.get(plain, plain)


def _usual_limit(marker: str, unit: str, settings: Settings) -> float | None:
    """The limit where a result states none; known for CA19-9 in U/mL only."""
    known = marker == CA19_9 and unit == _UNITS_PER_ML
    return settings.ca19_9_upper_limit if known else None


def _values(
    results: list[Result], chronology: Chronology, usual_limit: float | None
) -> tuple[MarkerValue, ...]:
    return tuple(
        MarkerValue(
            record=result.id,
            value=result.value or 0.0,
            comparator=result.comparator or Comparator.EXACT,
            when=chronology.when(result),
            limit=usual_limit if result.upper_limit is None else result.upper_limit,
            limit_is_setting=result.upper_limit is None and usual_limit is not None,
        )
        for result in results
    )


def _duplicates(results: list[Result]) -> tuple[tuple[str, ...], ...]:
    """Results of one day; within a month two samples with other values are usual."""
    keys: dict[str, tuple[str, str]] = {}
    for result in results:
        date = result.date
        if date.known:
            amount = "" if date.precision is _DAY else result.amount
            keys[result.id] = date.canonical, amount
    repeated = [key for key, count in Counter(keys.values()).items() if count > 1]
    return tuple(
        tuple(record for record, key in keys.items() if key == same)
        for same in repeated
    )
