"""How HER2 moved, by the rule set that the reader chooses."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from timeline.report.document import Table
from timeline.report.sections.her2 import (
    by_rules,
    can_switch,
    her2_section,
    next_rule_set,
)
from timeline.swimlane.model import Group, Swimlane, Tone
from timeline.tui.patient.view import PatientView
from timeline.tui.screens.reading import ReadingScreen

FIXED = "The rule set follows from the primary site; only biliary cancer has a choice."
_AGAINST_HER2 = frozenset({Tone.ANTI_HER2, Tone.HER2_ADC})


class Her2Screen(ReadingScreen):
    """A ribbon of tests and anti-HER2 therapy above the ledger."""

    table_name: ClassVar = "her2"

    BINDINGS: ClassVar = [Binding("r", "rules", "Rule set")]
    has_ribbon: ClassVar = True

    def __init__(self, view: PatientView, *, narrative: bool, record: str = "") -> None:
        """Take what is shown; the rule set is that of the settings at first."""
        super().__init__(view, narrative=narrative, record=record)
        self._settings = view.review.settings

    def table(self) -> Table:
        """One row for each test."""
        return her2_section(by_rules(self.review, self._settings)).table

    def picture(self) -> Swimlane:
        """The lanes of HER2 tests, then those of drugs against HER2."""
        whole = self.view.narrative if self.narrative else self.view.strict
        tests = [lane for lane in whole.lanes if lane.group is Group.HER2]
        drugs = [
            lane
            for lane in whole.lanes
            if any(_AGAINST_HER2.intersection(bar.tones) for bar in lane.bars)
        ]
        ids = {entry.test.id for entry in self.review.her2.entries}
        undated = tuple(record for record in whole.undated if record.record in ids)
        lanes = (*tests, *drugs)
        return replace(whole, lanes=lanes, series=(), undated=undated)

    def action_rules(self) -> None:
        """Classify by the next rule set; the ledger follows."""
        if not can_switch(self.review):
            self.notify(FIXED, markup=False)
            return
        self._settings = next_rule_set(self._settings)
        self.show_table()
