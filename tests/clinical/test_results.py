"""What a result is: a tumour marker, a score, a test on the tumour, or none of them."""

import pytest

from timeline.case.assay_vocabulary import Comparator
from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.clinical.catalogues.analytes import all_analytes
from timeline.clinical.results import AnalyteGroup, analyte_group, marker_results
from timeline.swimlane.build import SwimlaneOptions, build


def test_what_the_catalogue_calls_a_marker_is_one() -> None:
    for analyte in all_analytes():
        group = analyte_group(analyte.name)
        assert (group is AnalyteGroup.MARKER) == analyte.marker, analyte.name


@pytest.mark.parametrize("analyte", ["IPI", "CD20", "Child-Pugh", "a new protein"])
def test_what_the_catalogue_does_not_know_is_no_tumour_marker(analyte: str) -> None:
    assert analyte_group(analyte) is AnalyteGroup.OTHER
    result = Result(
        id="r",
        date=PartialDate.parse("2020-03-04"),
        analyte=analyte,
        comparator=Comparator.EXACT,
        value=3,
    )
    case = Case(Patient(id="p", code="P-1"), (result,))
    assert list(marker_results(case)) == []
    swimlane = build(case)
    assert swimlane.series == ()
    (listed,) = [r for r in swimlane.records if r.record == "r"]
    assert listed.not_drawn.startswith("Of results a picture shows tumour markers")
    chosen = build(case, SwimlaneOptions(markers=frozenset({analyte})))
    assert [series.marker for series in chosen.series] == [analyte]
