"""Which results are tumour markers, which are scores, and which tests on the tumour.

Two values of one sample that differ are a question. While it is open neither of them
counts: no number is computed from one of the two.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from enum import StrEnum

from timeline.case.assay_vocabulary import sign_of
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_text import Precision
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.records.result import Result
from timeline.clinical.catalogues.analytes import analyte_name, find_analyte
from timeline.clinical.units import convert


class AnalyteGroup(StrEnum):
    """What an analyte is, which decides where its results are shown."""

    MARKER = "tumour marker"
    PERFORMANCE = "performance status"
    TUMOUR = "test on the tumour"
    OTHER = "laboratory value or vital sign"


DUPLICATE = "duplicate"
"""Id of the rule that asks about two records of one measurement."""
_PERFORMANCE = ("ECOG", "Karnofsky")


def analyte_group(analyte: str) -> AnalyteGroup:
    """What an analyte is: a marker only if the catalogue calls it one."""
    known = find_analyte(analyte)
    if known is None:
        return AnalyteGroup.OTHER
    if known.marker:
        return AnalyteGroup.MARKER
    if known.name in _PERFORMANCE:
        return AnalyteGroup.PERFORMANCE
    on_tumour = known.kind == AnalyteGroup.TUMOUR.value
    return AnalyteGroup.TUMOUR if on_tumour else AnalyteGroup.OTHER


def marker_results(case: Case) -> Iterator[Result]:
    """The results of tumour markers that have a number."""
    for result in case.of_kind(Result):
        is_marker = analyte_group(result.analyte) is AnalyteGroup.MARKER
        if is_marker and result.value is not None:
            yield result


def sample_of(result: Result) -> Hashable | None:
    """What two results of one sample share; None without a date.

    Another assay, time of day or specimen makes it another measurement.
    """
    if not result.date.known:
        return None
    assay = (result.assay or "").casefold()
    sample = result.time, result.specimen, result.from_specimen
    return analyte_name(result.analyte), result.date.canonical, assay, sample


def open_conflicts(case: Case, chronology: Chronology) -> Mapping[str, str]:
    """The results that differ from another one of the same sample and day.

    Returns:
        Id of each such result with the key of the query that asks which is right;
        without those whose query a person answered or dismissed: then all of them
        count. Worked out once for a case; a de-identified one, whose days are gone and
        whose answers stay behind, brings its own.
    """
    if case.conflicts is not None:
        return case.conflicts
    if open_conflicts not in case.derived:
        case.derived[open_conflicts] = dict(_conflicts(case, chronology))
    cached: Mapping[str, str] = case.derived[open_conflicts]
    return cached


def _conflicts(case: Case, chronology: Chronology) -> Iterator[tuple[str, str]]:
    samples: dict[Hashable, list[Result]] = defaultdict(list)
    for result in case.of_kind(Result):
        if result.value is not None and (sample := sample_of(result)) is not None:
            samples[sample].append(result)
    settled = {answer.query for answer in case.of_kind(QueryAnswer)}
    for first, *others in samples.values():
        for other in others:
            key = f"{DUPLICATE}:{first.id}:{other.id}"
            if key in settled or _agree(first, other):
                continue
            if chronology.placed(first, "date").precision is Precision.DAY:
                yield from ((first.id, key), (other.id, key))


def _agree(first: Result, other: Result) -> bool:
    """Whether two results say the same number."""
    value = convert(
        first.value or 0.0, first.unit or "", other.unit or "", first.analyte
    )
    return value == other.value and sign_of(first.comparator) == sign_of(
        other.comparator
    )
