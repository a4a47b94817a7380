"""Time from a cold start to the printed figure of a case, beside that of its page.

    python benchmarks/print_figure.py

Each run is a process of its own that reads the case, lays it out and writes the files,
which is what a person waits for.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

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
from timeline.charts.page import write_page
write_page(swimlane, Path("figure.html"))
"""
PROGRAMS = {
    "read and lay out alone": _READ,
    "print SVG": _READ + _PRINT,
    "print SVG and PDF": _READ + _PRINT + _PDF,
    "page": _READ + _PAGE,
}


def seconds(program: str, folder: str) -> float:
    """Time of one run in a process of its own."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)  # noqa: S603 - our own text
    return perf_counter() - start


def main() -> None:
    """Print the median time of each, and the sizes of what was written."""
    with TemporaryDirectory() as folder:
        for name, program in PROGRAMS.items():
            seconds(program, folder)
            taken = median(seconds(program, folder) for _ in range(RUNS))
            sys.stdout.write(f"{name:24s} {taken:6.2f} s\n")
        for path in sorted(Path(folder).iterdir()):
            sys.stdout.write(f"{path.name:24s} {path.stat().st_size / 1000:6.0f} kB\n")


if __name__ == "__main__":
    main()
