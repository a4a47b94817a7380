"""First paint of the app beside a bare Textual app, both started on a terminal.

Run with `python benchmarks/first_paint.py`. The number that counts is the ratio: both
apps are measured in turns on the same machine. Each time is from the start of the
interpreter to the first text of the app on a pseudo-terminal.
"""

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENTS, RUNS, LONGEST = 1000, 7, 30.0
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("PAINTED")
Bare().run()
"""
OURS = """
import sys
from timeline.tui.app import TimelineApp
TimelineApp(sys.argv[1]).run()
"""


def fill(place: Path) -> None:
    """Store patients that have nothing but a code and a headline."""
    from timeline.case.case import Case
    from timeline.case.records.patient import Patient
    from timeline.registry import Registry, Session, additions

    numbers = range(PATIENTS)
    patients = (
        Patient(id="patient", code=f"P-{n:04d}", headline="SYNTHETIC", synthetic=True)
        for n in numbers
    )
    with Registry.open(place, create=True) as registry:
        registry.apply(
            additions(*(Case(patient) for patient in patients)), Session("benchmark")
        )


def seconds_until(
    words: tuple[bytes, ...], program: str, *arguments: str
) -> list[float]:
    """Seconds until each of these words has been written to the terminal."""
    controller, terminal = pty.openpty()
    subprocess.run(["stty", "rows", "36", "cols", "120"], stdin=terminal, check=True)  # noqa: S607
    environment = {**os.environ, "TERM": "xterm-256color"}
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - programs of this file
        [sys.executable, "-c", program, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment,
    )
    os.close(terminal)
    seen = b""
    times: list[float] = []
    try:
        while len(times) < len(words) and time.perf_counter() - start < LONGEST:
            if select.select([controller], [], [], 0.2)[0]:
                seen += os.read(controller, 65536)
            while len(times) < len(words) and words[len(times)] in seen:
                times.append(time.perf_counter() - start)
    finally:
        process.kill()
        process.wait()
        os.close(controller)
    if len(times) < len(words):
        message = f"{words[len(times)]!r} was not painted within {LONGEST} s."
        raise SystemExit(message)
    return times


def main() -> None:
    """Print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "registry.db"
        fill(place)
        bare: list[float] = []
        ours: list[float] = []
        listed: list[float] = []
        for _ in range(RUNS):
            bare += seconds_until((b"PAINTED",), BARE)
            words = (b"Opening", b"P-0001")
            first, last = seconds_until(words, OURS, str(place))
            ours.append(first)
            listed.append(last)
    middle = statistics.median(bare)
    rows = (("bare Textual app", bare), ("first paint", ours), ("list shown", listed))
    for name, times in rows:
        median = statistics.median(times)
        print(f"{name:<18}{median * 1000:6.0f} ms   x {median / middle:.2f}")


if __name__ == "__main__":
    main()
