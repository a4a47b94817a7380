"""What each outlet says of one case, as a person or a program gets it."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.caption import caption
from timeline.charts.package.content import Content
from timeline.cli import queries as queries_command
from timeline.clinical.case_state import CaseState, case_state
from timeline.clinical.reading_at import ReadingAt, reading_at
from timeline.clinical.review import Review, review
from timeline.clinical.summary import Summary, summary
from timeline.report.build import document_of
from timeline.report.keyed import as_data
from timeline.report.text import as_text
from timeline.swimlane.build import build
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane, Row
from timeline.swimlane.cohort.options import AlignOn, CohortOptions, Curve, SegmentBy
from timeline.swimlane.model import Swimlane
from timeline.swimlane.options import SwimlaneOptions

TODAY = dt.date(2026, 1, 15)
PICTURE = SwimlaneOptions(line_numbers=True)


@dataclass(frozen=True)
class Outlets:
    """One case in every outlet."""

    case: Case

    @cached_property
    def review(self) -> Review:
        """What all but the list and the pictures are made from."""
        return review(self.case, today=TODAY)

    @cached_property
    def header(self) -> Summary:
        """The three lines over a patient."""
        return summary(self.review)

    @cached_property
    def listed(self) -> CaseState:
        """What the registry keeps for the list of patients."""
        return case_state(self.case, today=TODAY)

    @cached_property
    def text(self) -> str:
        """What `timeline show` prints, in lines as long as they come."""
        return as_text(document_of(self.review), 10_000)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What `timeline show --json` prints."""
        return as_data(document_of(self.review))

    @cached_property
    def asked(self) -> list[dict[str, Any]]:
        """What `timeline queries --json` prints."""
        document = queries_command._document(self.review)
        listed: list[dict[str, Any]] = queries_command._data(document)["queries"]
        return listed

    @cached_property
    def picture(self) -> Swimlane:
        """The swimlane, with a band for the lines."""
        return build(self.case, PICTURE)

    @cached_property
    def legend(self) -> str:
        """The caption of a figure and its text for a screen reader."""
        content = Content(self.case, PICTURE, self.picture, self.review)
        return f"{caption(content)} {alt_text(self.picture)}"

    @cached_property
    def cohort(self) -> CohortSwimlane:
        """The case as a cohort of one, from diagnosis, with survival."""
        options = CohortOptions(segments=SegmentBy.LINE, curve=Curve.OVERALL)
        return build_cohort([self.case], options)

    @property
    def row(self) -> Row | None:
        """The row of the cohort, if the patient has a place in it."""
        return self.cohort.rows[0] if self.cohort.rows else None

    def from_line(self, number: int) -> CohortSwimlane:
        """The cohort of one from the start of a line, with PFS."""
        options = CohortOptions(
            align=AlignOn.LINE, number=number, curve=Curve.PROGRESSION_FREE
        )
        return build_cohort([self.case], options)

    @cached_property
    def at_the_end(self) -> ReadingAt:
        """The reading of a day after everything that is recorded."""
        last = 20_000 if self.case.relative else TODAY.toordinal()
        return reading_at(self.review, last, Bounds(1, 1))

    def of_text(self, pattern: str) -> tuple[str, ...]:
        """What the printed report says, each match of a pattern once in its order."""
        return tuple(re.findall(pattern, self.text, re.MULTILINE))
