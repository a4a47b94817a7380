"""Which line worked, and what ended each line."""

from typing import ClassVar

from timeline.tui.screens.reading import ReadingScreen
from timeline.tui.sheets.lines import lines_sheet
from timeline.tui.sheets.sheet import Sheet


class LinesScreen(ReadingScreen):
    """The lines of therapy, with published trials beside the selected one."""

    table_name: ClassVar = "lines"

    def sheet(self) -> Sheet:
        """One row for each line."""
        return lines_sheet(self.review)
