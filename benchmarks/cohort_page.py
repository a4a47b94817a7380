"""Time and size of the page of 2,000 patients, against one Plotly trace for each bar.

    python benchmarks/cohort_page.py

`plotly.express.timeline` needs numpy and a data frame library, which this tool does
without; one trace for each bar is the plain way to draw them without it. The
browser is timed from the start of the page to the first plot, in headless Chromium.
"""

import random
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import plotly.graph_objects as go

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import VitalStatus
from timeline.charts.cohort.page import cohort_page
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane

PATIENTS = 2000
REGIMENS = ("GEMCIS", "trastuzumab", "trastuzumab deruxtecan", "pembrolizumab")
_DRAW = "Plotly.newPlot("
_TIMED = """<script>
Promise.resolve(window.drawn).then(() => {
  document.documentElement.dataset.ms = performance.now().toFixed(0);
});
</script>"""


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


def one_trace_for_each_bar(cohort: CohortSwimlane) -> str:
    """The same bars without marks, curve, key or texts, in the usual way."""
    traces = [
        go.Bar(
            orientation="h",
            base=[segment.bar.start.earliest],
            x=[(segment.bar.stop.latest or 0) - (segment.bar.start.earliest or 0)],
            y=[row.code],
            showlegend=False,
        )
        for row in cohort.rows
        for segment in row.segments
    ]
    drawn = go.Figure(traces).update_layout(barmode="overlay")
    html: str = drawn.to_html(include_plotlyjs=True, div_id="timeline")
    return html


def first_plot(html: str, browser: str) -> float:
    """Milliseconds from the start of a page to its first plot.

    Raises:
        RuntimeError: If the browser did not draw it.
    """
    # The timing needs a script that the policy of the page would refuse.
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    head, draw, tail = open_page.rpartition(_DRAW)
    timed = f"{head}window.drawn = {draw}{tail}".replace("</body>", f"{_TIMED}</body>")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(timed, encoding="utf-8")
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")
        profile = f"--user-data-dir={folder}/profile"
        dumped = subprocess.run(  # noqa: S603 - a browser on a page made here
            [browser, *flags, profile, "--dump-dom", page.as_uri()],
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        ).stdout
    found = re.search(r'<html[^>]*data-ms="(\d+)"', dumped)
    if found is None:
        raise RuntimeError("The browser did not draw the page.")
    return float(found[1])


def main() -> None:
    """Print build time, size and time to the first plot of both."""
    chance = random.Random(1)
    cases = [patient(number, chance) for number in range(PATIENTS)]
    start = perf_counter()
    cohort = build_cohort(cases)
    sys.stdout.write(
        f"{PATIENTS} patients, {sum(len(r.segments) for r in cohort.rows)} segments\n"
        f"lay out             {perf_counter() - start:8.2f} s\n"
    )
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    ways = {
        "page of the cohort": cohort_page,
        "one trace for a bar": one_trace_for_each_bar,
    }
    for name, write in ways.items():
        start = perf_counter()
        html = write(cohort)
        seconds, size = perf_counter() - start, len(html.encode()) / 1e6
        shown = f"{first_plot(html, browser):8.0f} ms" if browser else "no Chromium"
        sys.stdout.write(
            f"{name:<20}{seconds:8.2f} s {size:8.2f} MB   first plot {shown}\n"
        )


if __name__ == "__main__":
    main()
