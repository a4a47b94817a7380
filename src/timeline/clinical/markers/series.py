"""Marker results as series that may be compared: one marker, one assay, one unit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.case.assay_vocabulary import Comparator, SpecimenType
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_text import Precision
from timeline.case.records.result import Result
from timeline.clinical.catalogues.analytes import analyte_name, find_analyte
from timeline.clinical.markers.values import MarkerValue
from timeline.clinical.results import marker_results, open_conflicts
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.clinical.units import convert, one_spelling, same_unit

CA19_9 = "CA19-9"
_DAY = Precision.DAY
_BLOOD = (None, SpecimenType.SERUM, SpecimenType.PLASMA, SpecimenType.BLOOD)


@dataclass(frozen=True, slots=True)
class MarkerSeries:
    """Values of one marker by one assay on one specimen in one unit, in order."""

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
    converted: tuple[str, ...] = ()
    """Other units of results, each once; their values are converted."""
    specimen: str = ""
    """What it was measured on; empty for blood and where it is not stated."""

    @property
    def name(self) -> str:
        """Marker, assay and specimen, as far as they are stated."""
        return ", ".join(filter(None, (self.marker, self.assay, self.specimen)))


def marker_series(
    case: Case, chronology: Chronology, settings: Settings = DEFAULTS
) -> tuple[MarkerSeries, ...]:
    """Sort the results of tumour markers into series, once; see `series_of`."""
    key = marker_series, chronology.accept_narrative, settings
    if key not in case.derived:
        case.derived[key] = series_of(marker_results(case), chronology, settings)
    cached: tuple[MarkerSeries, ...] = case.derived[key]
    return cached


def series_of(
    results: Iterable[Result], chronology: Chronology, settings: Settings = DEFAULTS
) -> tuple[MarkerSeries, ...]:
    """Sort results that have a number into series.

    Units in which a number means the same are one, such as ng/mL and µg/L, or U/mL and
    kU/L. Values in another unit are converted where the factor is known; a unit without
    a factor, and another assay, make a series of their own, because different methods
    are not interchangeable.

    Returns:
        Series in order of time, each in the unit that most of its results have; not
        ordered where neither days nor orders say which value came first.
    """
    groups: dict[tuple[str, str, str], list[list[Result]]] = {}
    for record in sorted(results, key=chronology.place):
        assay = (record.assay or "").casefold()
        key = analyte_name(record.analyte), assay, _specimen(record)
        _add(groups.setdefault(key, []), record)
    return tuple(
        _series(marker, results, chronology, settings)
        for (marker, _, _), comparable in groups.items()
        for results in comparable
    )


def _specimen(result: Result) -> str:
    return "" if result.specimen in _BLOOD else str(result.specimen)


def _add(comparable: list[list[Result]], result: Result) -> None:
    """Put a result to those with which its unit can be compared."""
    for results in comparable:
        other = results[0]
        if convert(1.0, result.unit or "", other.unit or "", other.analyte) is not None:
            results.append(result)
            return
    comparable.append([result])


def _series(
    marker: str,
    results: list[Result],
    chronology: Chronology,
    settings: Settings,
) -> MarkerSeries:
    unit, queries = _usual_unit(results), open_conflicts(chronology.case, chronology)
    limit = usual_limit(marker, unit, settings)
    units = (result.unit or "" for result in results)
    others = (other for other in units if not same_unit(other, unit))
    return MarkerSeries(
        marker=marker,
        assay=results[0].assay or "",
        unit=unit,
        values=tuple(
            _value(result, unit, chronology, limit, queries) for result in results
        ),
        ordered=all(chronology.not_later(a.id, b.id) for a, b in pairwise(results)),
        duplicates=_duplicates(results, chronology),
        converted=tuple(dict.fromkeys(others)),
        specimen=_specimen(results[0]),
    )


def _usual_unit(results: Sequence[Result]) -> str:
    """The unit of most results, as the first of them writes it."""
    spelled = [one_spelling(result.unit or "") for result in results]
    counts = Counter(spelled)
    most = max(spelled, key=lambda spelling: counts[spelling])
    return results[spelled.index(most)].unit or ""


def usual_limit(marker: str, unit: str, settings: Settings) -> float | None:
    """The limit where a result states none, in the unit of the series.

    That of CA19-9 is a setting of the registry, that of any other marker stands in the
    catalogue of analytes; neither is the limit of a laboratory.
    """
    if marker == CA19_9:
        return convert(settings.ca19_9_upper_limit, "U/mL", unit)
    known = find_analyte(marker)
    if known is None or known.high is None:
        return None
    return convert(known.high, known.unit, unit, marker)


def _value(
    result: Result,
    unit: str,
    chronology: Chronology,
    usual_limit: float | None,
    queries: Mapping[str, str],
) -> MarkerValue:
    def in_unit(number: float) -> float:
        converted = convert(number, result.unit or "", unit, result.analyte)
        return number if converted is None else converted

    stated = result.upper_limit
    return MarkerValue(
        record=result.id,
        value=in_unit(result.value or 0.0),
        comparator=result.comparator or Comparator.EXACT,
        when=chronology.when(result),
        limit=usual_limit if stated is None else in_unit(stated),
        limit_is_setting=stated is None and usual_limit is not None,
        query=queries.get(result.id, ""),
    )


def _duplicates(
    results: list[Result], chronology: Chronology
) -> tuple[tuple[str, ...], ...]:
    """Results of one day; within a month two samples with other values are usual."""
    keys: dict[str, tuple[str, str]] = {}
    for result in results:
        date = chronology.placed(result, "date")
        if date.known:
            amount = "" if date.precision is _DAY else result.amount
            keys[result.id] = date.canonical, amount
    repeated = [key for key, count in Counter(keys.values()).items() if count > 1]
    return tuple(
        tuple(record for record, key in keys.items() if key == same)
        for same in repeated
    )
