"""Which line worked, and what ended each line."""

from typing import ClassVar

from timeline.clinical.benchmarks import benchmarks
from timeline.report.document import Table
from timeline.report.sections.lines import lines_section
from timeline.tui.screens.reading import ReadingScreen


class LinesScreen(ReadingScreen):
    """The lines of therapy, with published trials beside the selected one."""

    table_name: ClassVar = "lines"

    def table(self) -> Table:
        """One row for each line."""
        review = self.review
        computed, settings = review.endpoints, review.settings
        beside = benchmarks(review.case, review.chronology, settings, computed=computed)
        return lines_section(review, beside).table
