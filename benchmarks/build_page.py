"""Time to build the page of a case, against Plotly alone drawing the same bars.

    python benchmarks/build_page.py

The second figure is the least that anyone would write by hand: the bars of the same
lanes as one trace, without marks, labels, axes or a key.
"""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import plotly.graph_objects as go

from timeline.charts.page import page
from timeline.exchange import case_file
from timeline.swimlane.build import build
from timeline.swimlane.model import Swimlane

CASE = Path(__file__).parent.parent / "cases" / "gallbladder_90_month.toml"
RUNS = 15


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


def milliseconds(work: Callable[[], str]) -> tuple[float, int]:
    """Median time of one run after a first one, and the size of what it wrote."""
    size = len(work().encode())
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * median(times), size


def main() -> None:
    """Print both times and sizes, and their ratios."""
    case = case_file.read(CASE, today=dt.date(2026, 1, 15)).cases[0]
    swimlane = build(case)
    layout, _ = milliseconds(lambda: build(case).title)
    ours, our_size = milliseconds(lambda: page(swimlane))
    theirs, their_size = milliseconds(lambda: by_hand(swimlane))
    sys.stdout.write(
        f"lay out the case      {layout:8.1f} ms\n"
        f"page of the case      {ours:8.1f} ms  {our_size / 1e6:5.2f} MB\n"
        f"bars alone, by hand   {theirs:8.1f} ms  {their_size / 1e6:5.2f} MB\n"
        f"ratio                 {ours / theirs:8.2f}     "
        f"{our_size / their_size:5.2f}\n"
    )


if __name__ == "__main__":
    main()
