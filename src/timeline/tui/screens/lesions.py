"""What was done to which lesion."""

from dataclasses import replace
from typing import ClassVar

from timeline.clinical.lesion_history import lesion_histories
from timeline.swimlane.model import Group, Lane, Mark, Swimlane
from timeline.tui.screens.reading import ReadingScreen
from timeline.tui.sheets.lesions import lesions_sheet, short_label
from timeline.tui.sheets.sheet import Sheet

ROOMY = 32
"""Rows of the screen from which the marks have labels."""


class LesionsScreen(ReadingScreen):
    """One row of the picture for each lesion, and its history below."""

    table_name: ClassVar = "lesions"

    has_ribbon: ClassVar = True

    def sheet(self) -> Sheet:
        """One row for each lesion."""
        return lesions_sheet(self.review)

    def picture(self) -> Swimlane:
        """One lane for each lesion, with every mark that is about it."""
        whole = self.view.narrative if self.narrative else self.view.strict
        marks = {mark.record: mark for lane in whole.lanes for mark in lane.marks}
        roomy = self.size.height >= ROOMY
        lanes = []
        for history in lesion_histories(self.review):
            found = [
                replace(marks[event.record], label=short_label(event) if roomy else "")
                for event in history.events
                if event.record in marks
            ]
            if found:
                lanes.append(_lane(history.lesion.name, found))
        return replace(whole, lanes=tuple(lanes), series=(), undated=())


def _lane(name: str, marks: list[Mark]) -> Lane:
    return Lane(Group.FINDINGS, name, "", marks=tuple(marks))
