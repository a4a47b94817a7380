"""Which results are tumour markers, which are scores, and which tests on the tumour."""

from collections.abc import Iterator
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.records.result import Result
from timeline.clinical.catalogues.terms import folded, known_marker


class AnalyteGroup(StrEnum):
    """What an analyte is, which decides where its results are shown."""

    MARKER = "tumour marker"
    PERFORMANCE = "performance status"
    TUMOUR = "test on the tumour"
    OTHER = "laboratory value or vital sign"


_PERFORMANCE = frozenset({"ecog", "ecogps", "karnofsky", "kps", "lansky", "whops"})
_TUMOUR = frozenset(
    {
        *("pdl1", "pdl1tps", "pdl1cps", "pdl1ic", "msi", "mmr", "tmb", "hrd", "ebv"),
        *("er", "pr", "estrogenreceptor", "oestrogenreceptor", "progesteronereceptor"),
        *("ki67", "ctdna", "mrd", "p16", "ar", "androgenreceptor", "claudin182"),
    }
)


def analyte_group(analyte: str) -> AnalyteGroup:
    """What an analyte is; one that nobody knows is taken for a tumour marker."""
    name = folded(analyte)
    if known_marker(analyte):
        return AnalyteGroup.MARKER
    if name in _PERFORMANCE:
        return AnalyteGroup.PERFORMANCE
    if name in _TUMOUR:
        return AnalyteGroup.TUMOUR
    return AnalyteGroup.OTHER if name in _OTHER else AnalyteGroup.MARKER


_OTHER = frozenset(
    {
        *("weight", "height", "bmi", "haemoglobin", "hemoglobin", "hb", "temperature"),
        *("creatinine", "bilirubin", "albumin", "platelets", "leucocytes", "wbc"),
    }
)


def marker_results(case: Case) -> Iterator[Result]:
    """The results of tumour markers that have a number."""
    for result in case.of_kind(Result):
        is_marker = analyte_group(result.analyte) is AnalyteGroup.MARKER
        if is_marker and result.value is not None:
            yield result
