"""What was done to which lesion."""

from collections import Counter
from dataclasses import replace
from typing import ClassVar

from timeline.clinical.lesion_history import lesion_histories
from timeline.report.document import Table
from timeline.report.sections.lesions import lesions_section, short_label
from timeline.swimlane.model import Group, Lane, Mark, Swimlane
from timeline.swimlane.words import capitalised
from timeline.tui.screens.reading import ReadingScreen

ROOMY = 32
"""Rows of the screen from which the marks have labels."""


class LesionsScreen(ReadingScreen):
    """One row of the picture for each lesion, and its history below."""

    table_name: ClassVar = "lesions"

    has_ribbon: ClassVar = True

    def table(self) -> Table:
        """One row for each lesion."""
        return lesions_section(self.review).table

    def picture(self) -> Swimlane:
        """One lane for each lesion, with every mark that is about it."""
        whole = self.view.narrative if self.narrative else self.view.strict
        marks = {mark.record: mark for lane in whole.lanes for mark in lane.marks}
        roomy = self.size.height >= ROOMY
        lanes = []
        histories = lesion_histories(self.review)
        names = lane_names([history.lesion.name for history in histories])
        for history, name in zip(histories, names, strict=True):
            found = [
                replace(marks[event.record], label=short_label(event) if roomy else "")
                for event in history.events
                if event.record in marks
            ]
            if found:
                lanes.append(_lane(*name, found))
        return replace(whole, lanes=tuple(lanes), series=(), undated=())


def _lane(title: str, subtitle: str, marks: list[Mark]) -> Lane:
    return Lane(Group.FINDINGS, title, subtitle, marks=tuple(marks))


def lane_names(names: list[str]) -> list[tuple[str, str]]:
    """Title and subtitle of each lane: what sets lesions apart comes first.

    `Liver metastasis, segment 3` beside `Liver metastasis, segment 7` would both be
    cut to the same words in a narrow column.
    """
    heads = Counter(name.partition(", ")[0] for name in names)
    found = []
    for name in names:
        head, _, tail = name.partition(", ")
        split = bool(tail) and heads[head] > 1
        found.append((capitalised(tail), head) if split else (name, ""))
    return found
