"""HER2 and molecular tests: one lane for each method."""

from collections.abc import Iterator

from timeline.case.assay_vocabulary import Her2Method
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.case.vocabulary import FindingKind
from timeline.clinical.catalogues.analytes import analyte_name
from timeline.clinical.her2.rules import classify_test
from timeline.swimlane.marks import mark
from timeline.swimlane.model import Group, Lane, Mark, Shape, Tone
from timeline.swimlane.placing import Place, Placing
from timeline.swimlane.tones import her2_tone
from timeline.swimlane.words import capitalised

_GENE = {
    Her2Method.NGS,
    Her2Method.NGS_TISSUE,
    Her2Method.NGS_PLASMA,
    Her2Method.DIGITAL_PCR,
}


def her2_lanes(placing: Placing, markers: frozenset[str]) -> Iterator[Lane]:
    """HER2 tests by method, then other biomarkers.

    Args:
        placing: Places records in time.
        markers: Markers that have a panel of their own; what is said about their
            course stands there.
    """
    by_method: dict[str, list[Mark]] = {method.value: [] for method in Her2Method}
    unstated = placing.word("lane.no_method")
    by_method[unstated] = []
    for test in placing.chronology.in_order(placing.case.of_kind(Her2Test)):
        if isinstance(test, Her2Test):
            title = test.method.value if test.method else unstated
            by_method[title].append(_test_mark(placing, test))
    for title, marks in by_method.items():
        yield Lane(Group.HER2, title, "", marks=tuple(marks))
    others = tuple(_biomarkers(placing, markers))
    yield Lane(Group.HER2, placing.word("lane.other_biomarkers"), "", marks=others)


def _test_mark(placing: Placing, test: Her2Test) -> Mark:
    return mark(
        placing,
        test,
        tone=her2_tone(test, classify_test(placing.case, test, placing.settings)),
        shape=Shape.CIRCLE,
        label=_result(placing, test),
        place=_when(placing, test),
    )


def _when(placing: Placing, test: Her2Test) -> Place:
    """The specimen says when the tumour was so; the assay stands in where it must."""
    specimen = placing.of(test, "specimen_date")
    assay = placing.of(test, "assay_date")
    known = placing.chronology.placed(test, "specimen_date").known
    if known or _limits(assay) <= _limits(specimen):
        return specimen
    return assay


def _limits(place: Place) -> int:
    ends = (place.bounds.earliest, place.bounds.latest)
    return sum(end is not None for end in ends)


def _result(placing: Placing, test: Her2Test) -> str:
    if test.value:
        return f"{'ERBB2' if test.method in _GENE else 'HER2'} {test.value}"
    return placing.word("label.figure_only" if test.figure_only else "label.no_result")


def _biomarkers(placing: Placing, markers: frozenset[str]) -> Iterator[Mark]:
    for finding in placing.case.of_kind(Finding):
        own_panel = analyte_name(finding.method or "") in markers
        if finding.type is FindingKind.BIOMARKER and not own_panel:
            label = capitalised(finding.result or finding.label)
            yield mark(
                placing, finding, tone=Tone.FINDING, shape=Shape.CIRCLE, label=label
            )
