"""Which results are tumour markers, which are scores, and which tests on the tumour."""

from collections.abc import Iterator
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.records.result import Result
from timeline.clinical.catalogues.analytes import find_analyte


class AnalyteGroup(StrEnum):
    """What an analyte is, which decides where its results are shown."""

    MARKER = "tumour marker"
    PERFORMANCE = "performance status"
    TUMOUR = "test on the tumour"
    OTHER = "laboratory value or vital sign"


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
