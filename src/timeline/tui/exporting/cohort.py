"""The export of a cohort."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.case.case import Case
from timeline.charts.cohort.page import cohort_page
from timeline.charts.package.cohort.bundle import (
    cohort_bundle,
    cohort_drawing,
    cohort_files,
    cohort_of,
)
from timeline.charts.package.options import CohortFigureOptions
from timeline.charts.print.presets import PRESETS
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.report.options import ReportOptions
from timeline.sharing.preview import Preview, preview
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.cohort.options import STANDARD, CohortOptions
from timeline.swimlane.options import SwimlaneOptions
from timeline.tui.exporting.choice import Section, Values
from timeline.tui.exporting.frame import (
    PAGE,
    START,
    frame_of,
    frame_sections,
    option_sections,
    options_of,
)
from timeline.tui.exporting.plan import ExportPlan, Tell, listed, remarks_of
from timeline.tui.exporting.review import report_files, report_form, report_plan
from timeline.tui.exporting.words import FILES as CONTENTS

_PAGE_FILE = "figure.html"


class CohortExport:
    """A cohort as a figure, a page or reports, de-identified unless told not to."""

    title = "Export this cohort"
    as_recorded = "own.as_recorded"

    def __init__(
        self,
        cases: Sequence[Case],
        picture: CohortOptions | None = None,
        settings: Settings = DEFAULTS,
    ) -> None:
        """Take the cases as recorded, and how they are shown and read now."""
        self.codes = tuple(case.code for case in cases)
        self._cases = tuple(cases)
        picture = replace(picture or STANDARD, settings=settings)
        self._first = CohortFigureOptions(PRESETS[START], picture)
        self._laid: tuple[object, CohortSwimlane] | None = None
        self._preview: tuple[object, Preview] | None = None

    def sections(self) -> tuple[Section, ...]:
        """The form."""
        frame = frame_sections(without=frozenset({"calendar"}))
        return (*frame, *option_sections(self._first))

    def plan(self, values: Values) -> ExportPlan:
        """What would be written."""
        options = options_of(self._first, frame_of(values), values)
        lost = None if options.as_recorded else self._lost(options)
        if form := report_form(values):
            return report_plan(form, lost)
        cohort = self._cohort(options)
        if values["format"] == PAGE:
            files = ((_PAGE_FILE, CONTENTS[_PAGE_FILE]),)
            return ExportPlan(files, (_rows(cohort),), lost)
        drawing = cohort_drawing(cohort, options)
        return ExportPlan(
            listed(cohort_files(cohort), drawing, options.preset),
            (_rows(cohort), *remarks_of(drawing, options.preset)),
            lost,
        )

    def files(self, values: Values, tell: Tell) -> dict[str, bytes]:
        """Make every file."""
        options = options_of(self._first, frame_of(values), values)
        if form := report_form(values):
            picture = SwimlaneOptions(
                accept_narrative=options.picture.accept_narrative,
                language=options.picture.language,
                settings=options.picture.settings,
            )
            chosen = ReportOptions(picture, options.as_recorded, options.keep)
            return report_files(self._cases, chosen, form, tell)
        if values["format"] == PAGE:
            tell(_PAGE_FILE)
            return {_PAGE_FILE: cohort_page(self._cohort(options)).encode()}
        return cohort_bundle(self._cases, options, tell)

    def _cohort(self, options: CohortFigureOptions) -> CohortSwimlane:
        """The rows, laid out again only if they change."""
        key = (options.picture, options.as_recorded, options.keep)
        if self._laid is None or self._laid[0] != key:
            self._laid = (key, cohort_of(self._cases, options))
        return self._laid[1]

    def _lost(self, options: CohortFigureOptions) -> Preview:
        """What becomes of each field over all patients, found again only if changed."""
        if self._preview is None or self._preview[0] != options.keep:
            lost = preview(self._cases, options.deidentification)
            self._preview = (options.keep, lost)
        return self._preview[1]


def _rows(cohort: CohortSwimlane) -> str:
    left, count = len(cohort.left_out), len(cohort.rows)
    words = f"{count} row{'s' * (count != 1)}"
    return f"{words}; some patients are not aligned." if left else f"{words}."
