"""What was done to which lesion."""

from collections import Counter
from dataclasses import replace
from typing import ClassVar

from timeline.clinical.lesion_history import lesion_histories
from timeline.report.document import Table
from timeline.report.sections.lesions import lesions_section, short_label
from timeline.swimlane.marks import lane_of
from timeline.swimlane.model import Group, Swimlane
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
        """One lane for each lesion, with all that is drawn about it."""
        whole = self.view.narrative if self.narrative else self.view.strict
        drawn = {event.record: event for lane in whole.lanes for event in lane.events}
        roomy = self.size.height >= ROOMY
        lanes = []
        histories = lesion_histories(self.review)
        names = lane_names([history.lesion.name for history in histories])
        for history, name in zip(histories, names, strict=True):
            events = [
                replace(drawn[event.record], label=short_label(event) if roomy else "")
                for event in history.events
                if event.record in drawn
            ]
            if events:
                lanes.append(lane_of(Group.FINDINGS, *name, events))
        return replace(whole, lanes=tuple(lanes), series=(), undated=())


def lane_names(names: list[str]) -> list[tuple[str, str]]:
    """Title and subtitle of each lane: what sets lesions apart comes first.

    `Liver metastasis, segment 3` beside `Liver metastasis, segment 7` would both be
    cut to the same words in a narrow column.
    """
    heads = Counter(name.partition(", ")[0] for name in names)
    lanes = []
    for name in names:
        head, _, tail = name.partition(", ")
        split = bool(tail) and heads[head] > 1
        lanes.append((capitalised(tail), head) if split else (name, ""))
    return lanes
