"""The page of 2,000 patients: build, size and first plot, against `px.timeline`.

    python benchmarks/cohort_page.py

`plotly.express` needs numpy and pandas, which this tool does without: they are
installed into an environment that is gone afterwards. Both draw the same four bars of
each patient; the page has the marks, ends, curve, key and table besides. Each builds in
a process of its own, from values that are ready, and tells its processor time, the
least of many runs, and its memory; the browser is timed from the start of the page to
the first plot.
"""

import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
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
    return drawn.to_html(include_plotlyjs=True, div_id="timeline")

html, times = page(), []
for _ in range(15):
    start = process_time()
    html = page()
    times.append(process_time() - start)
Path("express.html").write_text(html, encoding="utf-8")
print(min(times), getrusage(RUSAGE_SELF).ru_maxrss / 1000)
"""


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


def _date(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def express(cohort: CohortSwimlane, work: Path) -> tuple[str, float, float] | None:
    """Page, processor time in seconds and memory in MB of `px.timeline`."""
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
    return (work / "express.html").read_text(encoding="utf-8"), seconds, memory


def main() -> None:
    """Print build time, size, first plot and memory of both, and the ratios."""
    chance = random.Random(1)
    cases = [patient(number, chance) for number in range(PATIENTS)]
    start = process_time()
    cohort = build_cohort(cases)
    segments = sum(len(row.segments) for row in cohort.rows)
    sys.stdout.write(
        f"{PATIENTS} patients, {segments} segments\n"
        f"lay out             {process_time() - start:8.2f} s\n"
    )
    html, times = cohort_page(cohort), []
    for _ in range(RUNS):
        start = process_time()
        html = cohort_page(cohort)
        times.append(process_time() - start)
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1000
    pages = {"page of the cohort": html}
    built = {"page of the cohort": (min(times), memory)}
    with tempfile.TemporaryDirectory() as folder:
        theirs = express(cohort, Path(folder))
    if theirs:
        pages["px.timeline"] = theirs[0]
        built["px.timeline"] = theirs[1:]
    for name, (seconds, most) in built.items():
        size = len(pages[name].encode()) / 1e6
        # A child's peak begins with that of its parent, so only a larger one counts.
        sign = " " if most > memory or name in "page of the cohort" else "at most "
        sys.stdout.write(
            f"{name:<20}{seconds:8.2f} s {size:8.2f} MB   memory {sign}{most:4.0f} MB\n"
        )
    if theirs:
        ours, other = built.values()
        sizes = [len(text.encode()) for text in pages.values()]
        sys.stdout.write(
            f"page / px.timeline  {ours[0] / other[0]:8.2f}   "
            f"{sizes[0] / sizes[1]:8.2f}\n"
        )
    _say_plots(pages)


def _say_plots(pages: dict[str, str]) -> None:
    """Print the first plots, and the ratio where there are two."""
    browser = find_browser()
    if browser is None:
        sys.stdout.write("first plot: not measured here, there is no Chromium\n")
        return
    plotted = first_plots(pages, browser, ROUNDS)
    for name, taken in plotted.items():
        sys.stdout.write(f"first plot of {name:<20}{taken:6.0f} ms\n")
    if len(plotted) > 1:
        first, second = plotted.values()
        sys.stdout.write(f"page / px.timeline  {first / second:6.2f}\n")


if __name__ == "__main__":
    main()
