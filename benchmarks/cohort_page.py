"""The page of 2,000 patients: build, size and first plot, against `px.timeline`.

    python benchmarks/cohort_page.py

`plotly.express` needs numpy and pandas, which this tool does without: they are
installed into an environment that is gone afterwards. Both draw the same four bars of
each patient; the page has the marks, ends, curve, key and table besides, so a page of
the bars alone is built too. Each builds in a process of its own, from values that are
ready, and tells its processor time, the least of many runs, and its memory; the browser
is timed from the start of the page to the first plot.
"""

import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

from browser import find_browser, first_plots
from throwaway import environment

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import VitalStatus
from timeline.charts.cohort.page import cohort_page
from timeline.charts.cohort.sheet import cohort_sheet
from timeline.charts.cohort.traces import segment_traces
from timeline.charts.shell import Contents, document
from timeline.charts.traces import picture
from timeline.language.words import ENGLISH
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane

PATIENTS = 2000
RUNS, ROUNDS = 15, 5
REGIMENS = ("GEMCIS", "trastuzumab", "trastuzumab deruxtecan", "pembrolizumab")
_EXPRESS = """
import json
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time
import pandas
import plotly.express as px
bars = json.loads(Path("bars.json").read_text(encoding="utf-8"))

def page():
    frame = pandas.DataFrame(bars)
    for end in ("start", "stop"):
        frame[end] = pandas.to_datetime(frame[end])
    drawn = px.timeline(frame, x_start="start", x_end="stop", y="code", color="what")
    drawn.update_layout(height=1200)
    return drawn.to_html(include_plotlyjs=True, div_id="timeline")

html, times = page(), []
for _ in range(15):
    start = process_time()
    html = page()
    times.append(process_time() - start)
Path("express.html").write_text(html, encoding="utf-8")
print(min(times), getrusage(RUSAGE_SELF).ru_maxrss / 1000)
"""


@dataclass(frozen=True, slots=True)
class Built:
    """A page and what it took."""

    html: str
    seconds: float
    """Least processor time."""
    memory: float
    """Peak of the process, in MB. A child's peak begins with that of its parent."""

    @property
    def size(self) -> int:
        """Bytes of the page."""
        return len(self.html.encode())


def patient(number: int, chance: random.Random) -> Case:
    """A made-up patient with four lines on exact days."""
    days = [20]
    for _ in REGIMENS:
        days.append(days[-1] + chance.randrange(30, 300))
    lines = [
        TherapyLine(
            id=f"line-{index}",
            regimen=regimen,
            start=PartialDate.parse(f"D{start}"),
            stop=PartialDate.parse(f"D{stop - 10}"),
        )
        for index, (regimen, (start, stop)) in enumerate(
            zip(REGIMENS, pairwise(days), strict=True), start=1
        )
    ]
    end = PartialDate.parse(f"D{days[-1] + 50}")
    status = chance.choice((VitalStatus.ALIVE, VitalStatus.DEAD))
    return Case.of(
        (
            Patient(id="patient", code=f"P{number:04d}", synthetic=True),
            Diagnosis(id="diagnosis", date=PartialDate.parse("D0")),
            FollowUp(id="end", date=end, vital_status=status),
            *lines,
        )
    )


def bars(cohort: CohortSwimlane) -> list[dict[str, str]]:
    """The bars of the rows as a table with dates, which `px.timeline` asks for."""
    origin = PartialDate.parse("2000-01-01").earliest or 0
    return [
        {
            "code": row.code,
            "what": ENGLISH.of(segment.tone),
            "start": _date(origin + (segment.bar.start.earliest or 0)),
            "stop": _date(origin + (segment.bar.stop.latest or 0)),
        }
        for row in cohort.rows
        for segment in row.segments
    ]


def bars_alone(cohort: CohortSwimlane) -> str:
    """A page with what `px.timeline` draws and no more."""
    traces = [*segment_traces(cohort, cohort_sheet(cohort))]
    layout = {
        "barmode": "overlay",
        "font": {"family": "sans-serif"},
        "height": 1200,
        "xaxis": {"type": "linear"},
    }
    return document(Contents("Bars", "", "", picture(traces, layout, {}), "", ""))


def _date(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def express(cohort: CohortSwimlane, work: Path) -> Built | None:
    """The page of `px.timeline`; None where it cannot be installed."""
    python = environment(work / "environment", "numpy", "pandas")
    if python is None:
        return None
    told = json.dumps(bars(cohort))
    (work / "bars.json").write_text(told, encoding="utf-8")
    answer = subprocess.run(  # noqa: S603 - our own text
        [str(python), "-c", _EXPRESS],
        cwd=work,
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    ).stdout
    seconds, memory = map(float, answer.split())
    html = (work / "express.html").read_text(encoding="utf-8")
    return Built(html, seconds, memory)


OURS = {"page of the cohort": cohort_page, "page of its bars alone": bars_alone}


def measured(write: Callable[[CohortSwimlane], str], cohort: CohortSwimlane) -> Built:
    """One of our pages, the least processor time of many runs, and the peak memory."""
    html, times = write(cohort), []
    for _ in range(RUNS):
        start = process_time()
        write(cohort)
        times.append(process_time() - start)
    return Built(html, min(times), getrusage(RUSAGE_SELF).ru_maxrss / 1000)


def main() -> None:
    """Print build time, size, first plot and memory of each, and the ratios."""
    chance = random.Random(1)
    cases = [patient(number, chance) for number in range(PATIENTS)]
    start = process_time()
    cohort = build_cohort(cases)
    segments = sum(len(row.segments) for row in cohort.rows)
    sys.stdout.write(
        f"{PATIENTS} patients, {segments} segments\n"
        f"lay out {process_time() - start:.2f} s\n"
    )
    built = {name: measured(write, cohort) for name, write in OURS.items()}
    with tempfile.TemporaryDirectory() as folder:
        theirs = express(cohort, Path(folder))
    if theirs:
        built["px.timeline"] = theirs
    browser = find_browser()
    pages = {name: one.html for name, one in built.items()}
    plotted = first_plots(pages, browser, ROUNDS) if browser else {}
    for name, one in built.items():
        plot = f"{plotted[name]:6.0f} ms" if plotted else "not measured"
        sys.stdout.write(
            f"{name:<24} build {1000 * one.seconds:4.0f} ms  {one.size / 1e6:5.2f} MB  "
            f"memory {one.memory:4.0f} MB  first plot {plot}\n"
        )
        if theirs and one is not theirs:
            plot = f"{plotted[name] / plotted['px.timeline']:9.2f}" if plotted else ""
            sys.stdout.write(
                f"{'  / px.timeline':<24} {one.seconds / theirs.seconds:13.2f} "
                f"{one.size / theirs.size:9.2f} {one.memory / theirs.memory:15.2f} "
                f"{plot:>16}\n"
            )


if __name__ == "__main__":
    main()
