"""Pictures as plain data are what Plotly for Python would write."""

import json
import subprocess
import sys
from typing import Any

from charts.cohort_examples import cohort
from timeline.case.case import Case
from timeline.charts.cohort.figure import cohort_picture
from timeline.charts.swimlane_figure import figure, swimlane_picture
from timeline.charts.traces import Picture, as_figure, bar_trace, scatter_trace
from timeline.swimlane.build import build
from timeline.swimlane.cohort.options import AlignOn, CohortOptions, Curve, GroupBy
from timeline.swimlane.options import SwimlaneOptions

ON_A_PAGE = """
import sys
from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.charts.cohort.page import cohort_page
from timeline.charts.page import page
from timeline.swimlane.build import build
from timeline.swimlane.cohort.build import build_cohort
case = Case(Patient(id="patient", code="A"))
page(build(case)), cohort_page(build_cohort([case]))
print(sorted(name for name in sys.modules if name.split(".")[0] == "plotly"))
"""


def test_a_trace_says_what_it_is_and_leaves_out_what_is_none() -> None:
    assert bar_trace(x=[None], name=None) == {"type": "bar", "x": [None]}
    assert scatter_trace(y=[0], fill=None) == {"type": "scatter", "y": [0]}


def _plain(drawn: Picture) -> dict[str, Any]:
    """What Plotly is given: finer ticks are for the page alone."""
    told: dict[str, Any] = json.loads(json.dumps(drawn))
    return {"data": told["data"], "layout": told["layout"]}


def test_plotly_takes_every_value_of_a_case_and_changes_none(
    gallbladder: Case, synthetic: Case, relative: Case
) -> None:
    options = SwimlaneOptions(
        accept_narrative=True, response_strip=True, lesions=True, until=40
    )
    for case in (gallbladder, synthetic, relative):
        drawn = build(case, options)
        assert json.loads(figure(drawn).to_json()) == _plain(swimlane_picture(drawn))


def test_plotly_takes_every_value_of_a_cohort_and_changes_none() -> None:
    on_line = CohortOptions(
        align=AlignOn.LINE, curve=Curve.PROGRESSION_FREE, group_by=GroupBy.RESPONSE
    )
    for options in (CohortOptions(), on_line):
        drawn = cohort(options)
        picture = cohort_picture(drawn)
        assert json.loads(as_figure(picture).to_json()) == _plain(picture)


def test_a_page_is_written_without_plotly() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", ON_A_PAGE], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
