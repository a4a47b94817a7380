"""Results that are no curve: scores, tests on the tumour, and what stands in words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.case.assay_vocabulary import sign_of
from timeline.case.records.result import Result
from timeline.clinical.catalogues.analytes import find_analyte
from timeline.clinical.results import AnalyteGroup, analyte_group
from timeline.swimlane.marks import mark
from timeline.swimlane.model import Group, Lane, Mark, Shape, Tone
from timeline.swimlane.placing import Placing
from timeline.swimlane.words import capitalised

_SIGNS = {"<=": "\u2264", ">=": "\u2265"}
"""Signs that leave room in a box."""
_ABSENT = re.compile(r"(?:not|un)[ -]?detect(?:ed|able)\b|(?:negative|absent)\b")
_NOT_EVALUABLE = re.compile(r"not (?:evaluable|assessable|usable)\b")
_PLACES = {
    "lane.tumour_tests": (Group.HER2, Shape.CIRCLE),
    "lane.results": (Group.FINDINGS, Shape.TICK),
}
"""Group and shape of each lane of other results, by the key of its title."""


def result_lanes(placing: Placing) -> Iterator[Lane]:
    """Lanes of results, empty ones included."""
    results = placing.chronology.in_order(placing.case.of_kind(Result))
    scores: dict[str, list[Mark]] = {}
    by_lane: dict[str, list[Mark]] = {title: [] for title in _PLACES}
    for result in results:
        if not isinstance(result, Result):
            continue
        if analyte_group(result.analyte) is AnalyteGroup.PERFORMANCE:
            known = find_analyte(result.analyte)
            scale = known.name if known else result.analyte
            scores.setdefault(scale, []).append(_score(placing, result))
        elif title := _lane(result):
            by_lane[title].append(
                mark(
                    placing,
                    result,
                    tone=Tone.FINDING,
                    shape=_shape(result, title),
                    label=capitalised(result.label),
                )
            )
    for scale, marks in scores.items():
        status = placing.word.within(placing.word("lane.performance"))
        yield Lane(Group.STATUS, scale, status, marks=tuple(marks))
    for title, marks in by_lane.items():
        group, _ = _PLACES[title]
        yield Lane(group, placing.word(title), "", marks=tuple(marks))


def _shape(result: Result, title: str) -> Shape:
    """That of its lane, but where the report says in words that nothing is there."""
    words = (result.words or "").casefold()
    if _ABSENT.match(words):
        return Shape.ABSENT
    return Shape.NOT_EVALUABLE if _NOT_EVALUABLE.match(words) else _PLACES[title][1]


def _score(placing: Placing, result: Result) -> Mark:
    """The number in a box, in which no unit is needed; words as any other finding."""
    tone = Tone.FOLLOW_UP
    if result.value is None:
        label = capitalised(result.amount)
        return mark(placing, result, tone=tone, shape=Shape.TICK, label=label)
    sign = sign_of(result.comparator)
    number = f"{_SIGNS.get(sign, sign)}{result.value:.10g}"
    box = mark(placing, result, tone=tone, shape=Shape.BOX, label="")
    return replace(box, label=number)


def _lane(result: Result) -> str:
    """Key of the title of its lane; empty for a number that a curve shows."""
    if analyte_group(result.analyte) is AnalyteGroup.TUMOUR:
        return "lane.tumour_tests"
    return "lane.results" if result.value is None else ""
