"""The review of patients as a report, one of the things that an export writes."""

from collections.abc import Sequence

from timeline.case.case import Case
from timeline.report.options import ReportFormat, ReportOptions
from timeline.report.write import report
from timeline.sharing.preview import Preview
from timeline.tui.exporting.choice import Values
from timeline.tui.exporting.plan import ExportPlan, Tell

REPORTS = {f"report-{form.value}": form for form in ReportFormat}
"""What is chosen, and the form of the report."""
_WORDS = {
    ReportFormat.PDF: "report as PDF",
    ReportFormat.MARKDOWN: "report as Markdown",
    ReportFormat.TEXT: "report as text",
    ReportFormat.JSON: "report as JSON",
}
REPORT_OFFERS = tuple((key, _WORDS[form]) for key, form in REPORTS.items())
"""What can be chosen, with its words."""
_CONTENTS = "the whole review, every record"


def report_form(values: Values) -> ReportFormat | None:
    """The form of the report that was chosen; None where a figure was."""
    return REPORTS.get(str(values["format"]))


def report_plan(form: ReportFormat, preview: Preview | None) -> ExportPlan:
    """What a report would write.

    Args:
        form: Its form.
        preview: What becomes of each field that is recorded.
    """
    return ExportPlan(((f"report.{form.value}", _CONTENTS),), (), preview)


def report_files(
    cases: Sequence[Case], options: ReportOptions, form: ReportFormat, tell: Tell
) -> dict[str, bytes]:
    """Make the report, under the name of its file."""
    name = f"report.{form.value}"
    tell(name)
    return {name: report(cases, options, form)}
