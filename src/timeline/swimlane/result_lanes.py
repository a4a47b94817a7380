"""Results that are no curve: scores, tests on the tumour, and what stands in words."""

from collections.abc import Iterator

from timeline.case.records.result import Result
from timeline.clinical.results import AnalyteGroup, analyte_group
from timeline.swimlane.marks import mark
from timeline.swimlane.model import Group, Lane, Mark, Shape, Tone
from timeline.swimlane.placing import Placing
from timeline.swimlane.words import capitalised

_PLACES = {
    "lane.performance": (Group.STATUS, Shape.TICK),
    "lane.tumour_tests": (Group.HER2, Shape.CIRCLE),
    "lane.results": (Group.FINDINGS, Shape.TICK),
}
"""Group and shape of each lane, by the key of its title."""


def result_lanes(placing: Placing) -> Iterator[Lane]:
    """Lanes of results, empty ones included."""
    by_lane: dict[str, list[Mark]] = {title: [] for title in _PLACES}
    for result in placing.chronology.in_order(placing.case.of_kind(Result)):
        if isinstance(result, Result) and (title := _lane(result)):
            label = result.amount if title == "lane.performance" else result.label
            by_lane[title].append(
                mark(
                    placing,
                    result,
                    tone=Tone.FINDING,
                    shape=_PLACES[title][1],
                    label=capitalised(label),
                )
            )
    for title, marks in by_lane.items():
        group, _ = _PLACES[title]
        yield Lane(group, placing.word(title), "", marks=tuple(marks))


def _lane(result: Result) -> str:
    """Key of the title of its lane; empty for a number that a curve shows."""
    group = analyte_group(result.analyte)
    if group is AnalyteGroup.PERFORMANCE:
        return "lane.performance"
    if group is AnalyteGroup.TUMOUR:
        return "lane.tumour_tests"
    return "lane.results" if result.value is None else ""
