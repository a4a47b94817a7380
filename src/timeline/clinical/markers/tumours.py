"""Which tumour a marker is read for, where a case has several."""

from timeline.case.case import Case
from timeline.case.records.diagnosis import Diagnosis
from timeline.clinical.markers.rules import rule_of
from timeline.clinical.markers.series import MarkerSeries
from timeline.clinical.primaries import primary_of, several_tumours


def tumours_of(case: Case, series: MarkerSeries) -> frozenset[str]:
    """The tumours that a series is of: as its results say, else as its rule does.

    Returns:
        Ids of the diagnoses; empty where a case has one tumour, where the results name
        none or several, and where the rule of the marker is for no single site.
    """
    if not several_tumours(case):
        return frozenset()
    results = (case.get(value.record) for value in series.values)
    named = {primary_of(case, result) for result in results if result}
    if len(named) == 1 and None not in named:
        return frozenset(name for name in named if name)
    rule = rule_of(series.marker)
    if rule is None or rule.site is None or len(named) > 1:
        return frozenset()
    return frozenset(d.id for d in case.of_kind(Diagnosis) if d.site is rule.site)
