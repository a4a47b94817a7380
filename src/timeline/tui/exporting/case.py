"""The export of one patient."""

from timeline.case.case import Case
from timeline.charts.package.bundle import FILES, bundle, content_of, drawing_of
from timeline.charts.package.options import FigureOptions
from timeline.charts.page import page
from timeline.charts.print.presets import PRESETS
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.report.options import ReportOptions
from timeline.sharing.codes import is_code, random_code
from timeline.sharing.preview import preview
from timeline.swimlane.offers import bands, markers, zeros
from timeline.swimlane.options import SwimlaneOptions
from timeline.swimlane.placing import Placing
from timeline.tui.exporting.choice import (
    ChoiceError,
    Offer,
    Offered,
    Section,
    Values,
)
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


class CaseExport:
    """One patient as a figure, a page or a report, de-identified unless told not to."""

    title = "Export this patient"
    as_recorded = "own.as_recorded"

    def __init__(self, case: Case, settings: Settings = DEFAULTS) -> None:
        """Take the case as recorded, and the settings by which it is read."""
        self.codes: tuple[str, ...] = (case.code,)
        self._case = case
        self._first = FigureOptions(
            PRESETS[START],
            picture=SwimlaneOptions(settings=settings),
            code=random_code(),
        )
        self._offered = _offered(case)

    def sections(self) -> tuple[Section, ...]:
        """The form."""
        return (*frame_sections(), *option_sections(self._first, self._offered))

    def _options(self, values: Values) -> FigureOptions:
        frame = frame_of(values)
        options = options_of(self._first, frame, values, self._offered)
        if options.code and not is_code(options.code):
            message = "Code in figure: letters, digits, dots, - and _ are expected."
            raise ChoiceError(message, hint="At most 40 of them.", option="code")
        return options

    def plan(self, values: Values) -> ExportPlan:
        """What would be written."""
        options = self._options(values)
        lost = (
            None
            if options.as_recorded
            else preview((self._case,), options.deidentification)
        )
        if form := report_form(values):
            return report_plan(form, lost)
        content = content_of(self._case, options)
        if values["format"] == PAGE:
            files = ((_PAGE_FILE, CONTENTS[_PAGE_FILE]),)
            return ExportPlan(files, (), lost)
        drawing = drawing_of(content, options)
        return ExportPlan(
            listed(FILES, drawing, options.preset),
            remarks_of(drawing, options.preset),
            lost,
        )

    def files(self, values: Values, tell: Tell) -> dict[str, bytes]:
        """Make every file."""
        options = self._options(values)
        if form := report_form(values):
            chosen = ReportOptions(
                options.picture, options.as_recorded, options.keep, options.code
            )
            return report_files((self._case,), chosen, form, tell)
        if values["format"] == PAGE:
            tell(_PAGE_FILE)
            content = content_of(self._case, options)
            return {_PAGE_FILE: page(content.swimlane).encode()}
        return bundle(self._case, options, tell)


def _offered(case: Case) -> Offered:
    """What this patient has for the options that name something of a case."""
    placing = Placing(case, accept_narrative=False)
    return {
        "picture.time_zero": tuple(
            Offer(zero, zero, words) for zero, words in zeros(placing)
        ),
        "picture.markers": tuple(
            Offer(name, name, name, f"Whether {name} is plotted.")
            for name in markers(placing)
        ),
        "picture.trial_bands": tuple(
            Offer(
                f"{offer.band.line}:{offer.band.arm}",
                offer.band,
                offer.short,
                offer.detail,
            )
            for offer in bands(placing)
        ),
    }
