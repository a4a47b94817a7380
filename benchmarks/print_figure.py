"""The printed figure of a case from a cold start, against kaleido and a browser.

    python benchmarks/print_figure.py

Each run is a process of its own that reads the case, lays it out and writes the files,
which is what a person waits for. Plotly writes images through kaleido, which drives a
browser; it is installed into an environment that is gone afterwards. Its figure is
made beforehand and read from a file, so that it does not wait for the case.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from browser import find_browser
from throwaway import environment

CASE = Path(__file__).parent.parent / "cases" / "gallbladder_90_month.toml"
RUNS = 7
_READ = f"""
import datetime as dt
from pathlib import Path
from timeline.exchange import case_file
from timeline.swimlane.build import build
reading = case_file.read(Path({str(CASE)!r}), today=dt.date(2026, 1, 15))
swimlane = build(reading.cases[0])
"""
_PRINT = """
from timeline.charts.print.fitting import fitted
from timeline.charts.print.presets import preset
from timeline.charts.print.svg import svg
drawing = fitted(swimlane, preset("bmc-double"))
Path("figure.svg").write_text(svg(drawing), encoding="utf-8")
"""
_PDF = """
from timeline.charts.print.pdf import pdf
Path("figure.pdf").write_bytes(pdf(drawing))
"""
_PAGE = """
from timeline.charts.page import page
Path("figure.html").write_text(page(swimlane), encoding="utf-8")
"""
_JSON = """
from timeline.charts.swimlane_figure import figure
figure_json = figure(swimlane).to_json()
Path("figure.json").write_text(figure_json, encoding="utf-8")
"""
_LOADED = """
from pathlib import Path
import plotly.io
drawn = plotly.io.from_json(Path("figure.json").read_text(encoding="utf-8"))
"""
_IMAGE = """
drawn.write_image("kaleido.svg", width=1000)
"""
_MEMORY = """
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
print("MEMORY", *(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)))
"""
PROGRAMS = {
    "read and lay out alone": _READ,
    "print SVG": _READ + _PRINT,
    "print SVG and PDF": _READ + _PRINT + _PDF,
    "page": _READ + _PAGE,
}
THEIRS = {
    "Plotly figure alone": _LOADED,
    "write_image (kaleido)": _LOADED + _IMAGE,
}


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    seconds: float
    """By the clock."""
    processor: float
    """Seconds of processor time, with those of every process that it started."""
    own: float
    """Most memory of the process, in MB."""
    children: float
    """Most memory of its largest child, in MB."""


def run(program: str, folder: str, python: str = sys.executable) -> Run:
    """Run a program in a process of its own."""
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    told = subprocess.run(  # noqa: S603 - our own text
        [python, "-c", program + _MEMORY],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    ).stdout
    taken, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = re.search(r"MEMORY (\d+) (\d+)", told)
    own, children = (int(part) / 1000 for part in found.groups()) if found else (0, 0)
    return Run(taken, processor, own, children)


def measured(
    programs: dict[str, str], folder: str, python: str = sys.executable
) -> dict[str, Run]:
    """Print the median times of each program, and its memory."""
    found = {}
    for name, program in programs.items():
        run(program, folder, python)
        runs = [run(program, folder, python) for _ in range(RUNS)]
        one = Run(
            median(each.seconds for each in runs),
            median(each.processor for each in runs),
            max(each.own for each in runs),
            max(each.children for each in runs),
        )
        child = f", its largest child {one.children:.0f} MB" if one.children > 1 else ""
        sys.stdout.write(
            f"{name:24s} {one.seconds:6.2f} s  processor {one.processor:5.2f} s  "
            f"{one.own:4.0f} MB{child}\n"
        )
        found[name] = one
    return found


def main() -> None:
    """Print the median times of each, the ratios, and the sizes of what was written."""
    with TemporaryDirectory() as folder:
        ours = measured(PROGRAMS, folder)
        theirs: dict[str, Run] = {}
        with TemporaryDirectory() as other:
            python = environment(Path(other), "kaleido") if find_browser() else None
            if python is None:
                sys.stdout.write("kaleido: not measured here, or there is no browser\n")
            else:
                run(_READ + _JSON, folder)
                theirs = measured(THEIRS, folder, str(python))
        for path in sorted(Path(folder).iterdir()):
            sys.stdout.write(f"{path.name:24s} {path.stat().st_size / 1000:6.0f} kB\n")
    if theirs:
        _say_ratios(ours, theirs)


def _say_ratios(ours: dict[str, Run], theirs: dict[str, Run]) -> None:
    """How often the print SVG is made while kaleido makes one image."""
    image, loaded = theirs["write_image (kaleido)"], theirs["Plotly figure alone"]
    printed, read = ours["print SVG"], ours["read and lay out alone"]
    whole = (image.seconds / printed.seconds, image.processor / printed.processor)
    step = (
        (image.seconds - loaded.seconds) / max(printed.seconds - read.seconds, 1e-3),
        (image.processor - loaded.processor)
        / max(printed.processor - read.processor, 1e-3),
    )
    sys.stdout.write(
        "kaleido / print SVG               clock  processor\n"
        f"cold process, reading included  {whole[0]:7.1f}  {whole[1]:9.1f}\n"
        f"without reading                 {step[0]:7.1f}  {step[1]:9.1f}\n"
    )


if __name__ == "__main__":
    main()
