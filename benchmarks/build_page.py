"""The page of a case: time to build, size and first plot, against Plotly alone.

    python benchmarks/build_page.py

The second page is the least that anyone would write by hand: the bars of the same
lanes as one trace, without marks, labels, axes or a key. The third is Plotly's default
page of the very figure that the first one shows.
"""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import process_time

import plotly.graph_objects as go
from browser import find_browser, first_plots

from timeline.charts.page import page
from timeline.charts.swimlane_figure import figure
from timeline.exchange import case_file
from timeline.swimlane.build import build
from timeline.swimlane.model import Swimlane

CASE = Path(__file__).parent.parent / "cases" / "gallbladder_90_month.toml"
RUNS = 15
ROUNDS = 7


def by_hand(swimlane: Swimlane) -> str:
    """The bars as one trace, with the drawing library that Plotly embeds."""
    bars = [
        (lane.title, bar.start.earliest or swimlane.first_day, bar.stop.latest)
        for lane in swimlane.lanes
        for bar in lane.bars
    ]
    ends = [(name, first, last or swimlane.last_day) for name, first, last in bars]
    trace = go.Bar(
        orientation="h",
        base=[dt.date.fromordinal(first).isoformat() for _, first, _ in ends],
        x=[(last - first) * 86_400_000 for _, first, last in ends],
        y=[name for name, _, _ in ends],
    )
    drawn = go.Figure(trace).update_layout(xaxis_type="date")
    html: str = drawn.to_html(include_plotlyjs=True, div_id="timeline")
    return html


def by_default(swimlane: Swimlane) -> str:
    """The same figure as Plotly writes it when it is asked for nothing else."""
    html: str = figure(swimlane).to_html(include_plotlyjs=True, div_id="timeline")
    return html


def milliseconds(work: Callable[[], str]) -> float:
    """Median processor time of one run after a first one."""
    work()
    times = []
    for _ in range(RUNS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return 1000 * median(times)


def main() -> None:
    """Print time, size and first plot of each page, as ratios to the default page."""
    case = case_file.read(CASE, today=dt.date(2026, 1, 15)).cases[0]
    swimlane = build(case)
    ways = {
        "page of the case": page,
        "bars alone, by hand": by_hand,
        "Plotly's default page": by_default,
    }
    layout = milliseconds(lambda: build(case).title)
    built = {
        name: milliseconds(lambda w=way: w(swimlane)) for name, way in ways.items()
    }
    pages = {name: way(swimlane) for name, way in ways.items()}
    browser = find_browser()
    plotted = first_plots(pages, browser, ROUNDS) if browser else {}
    *_, default = ways
    sys.stdout.write(f"{'lay out the case':<24}{layout:8.1f} ms\n")
    for name, html in pages.items():
        size = len(html.encode()) / len(pages[default].encode())
        line = f"{name:<24}{built[name]:8.1f} ms  {len(html.encode()) / 1e6:5.2f} MB "
        line += f"({size:.2f} of the default)"
        if plotted:
            share = plotted[name] / plotted[default]
            line += f"  first plot {plotted[name]:5.0f} ms ({share:.2f})"
        sys.stdout.write(f"{line}\n")
    if not plotted:
        sys.stdout.write("first plot: not measured here, there is no Chromium\n")
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1000
    sys.stdout.write(f"memory of this process  {memory:8.0f} MB\n")


if __name__ == "__main__":
    main()
