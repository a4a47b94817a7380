"""Makes every picture in this folder again, from cases/.

A headless Chromium draws the pages and turns the terminal's screenshots into PNG files.
"""

import asyncio
import datetime as dt
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from timeline.case.case import Case
from timeline.charts.page import write_page
from timeline.exchange.case_file import read
from timeline.registry import Registry
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.tui.app import TimelineApp

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
TODAY = dt.date(2026, 1, 15)
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Shot:
    """One screen of the app."""

    name: str
    """Name of the picture."""
    size: tuple[int, int]
    """Columns and rows."""
    keys: tuple[str, ...] = ()
    """Keys to press from the list of patients."""
    light: bool = False


SHOTS = (
    Shot("app_patients_120x36", (120, 36)),
    Shot("app_gallbladder_120x36", (120, 36), ("enter",)),
    Shot("app_gallbladder_80x24", (80, 24), ("enter",)),
    Shot("app_gallbladder_light_120x36", (120, 36), ("enter",), light=True),
    Shot("app_narrative_120x36", (120, 36), ("enter", "n")),
    Shot("app_synthetic_120x36", (120, 36), ("down", "enter")),
    Shot("app_relative_120x36", (120, 36), ("down", "down", "enter")),
    Shot("app_help_120x36", (120, 36), ("enter", "f1")),
    Shot("app_cursor_120x36", (120, 36), ("enter", "C")),
    Shot("app_lines_120x36", (120, 36), ("enter", "L", "down", "down", "down")),
    Shot("app_her2_120x36", (120, 36), ("down", "enter", "H")),
    Shot("app_lesions_120x36", (120, 36), ("enter", "S")),
    Shot("app_queries_120x36", (120, 36), ("enter", "i")),
    Shot("app_form_120x36", (120, 36), ("enter", "a", "i")),
    Shot("app_form_80x24", (80, 24), ("enter", "a", "i")),
    Shot("app_quick_entry_120x36", (120, 36), ("enter", ":")),
)
PAGES = {
    "page_gallbladder": ("gallbladder_90_month", 1400),
    "page_synthetic": ("synthetic_biliary", 1300),
    "page_relative": ("synthetic_relative", 1000),
}


def cases() -> Iterator[tuple[str, Case]]:
    """Every case with the name of its file."""
    for path in sorted(CASES.glob("*.toml")):
        yield path.stem, read(path, today=TODAY).cases[0]


def photograph(source: Path, target: Path, width: int, height: int) -> None:
    """Let Chromium draw a file and keep the picture."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("Chromium is needed to make the pictures.")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(  # noqa: S603 - a browser that was just found, on our own file
            [
                browser,
                *QUIET,
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={target}",
                "--virtual-time-budget=5000",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def make_pages(work: Path) -> None:
    """Draw the page of each case."""
    known = dict(cases())
    for name, (case, height) in PAGES.items():
        page = work / f"{name}.html"
        write_page(build(known[case], SwimlaneOptions()), page)
        photograph(page, HERE / f"{name}.png", 1280, height)
        print(f"{name}.png")


async def settle(pilot: Pilot[None]) -> None:
    """Give workers time to answer; a question that is open is a worker too."""
    for _ in range(8):
        await pilot.pause(0.1)


async def make_shot(shot: Shot, place: Path, work: Path) -> None:
    """Drive the app to a screen and draw it."""
    app = TimelineApp(place)
    async with app.run_test(size=shot.size) as pilot:
        await settle(pilot)
        if shot.light:
            await pilot.press("ctrl+t")
        for key in shot.keys:
            await pilot.press(key)
            await settle(pilot)
        drawing = app.export_screenshot()
    # The font would be fetched from the network.
    drawing = re.sub(r"@font-face\s*{[^}]*}", "", drawing)
    drawing = drawing.replace("Fira Code", "DejaVu Sans Mono")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    width, height = (round(float(side)) for side in box.groups()) if box else (0, 0)
    page = work / f"{shot.name}.html"
    page.write_text(f"<body style='margin:0'>{drawing}", encoding="utf-8")
    photograph(page, HERE / f"{shot.name}.png", width, height)
    print(f"{shot.name}.png")


def main() -> None:
    """Make every picture."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_pages(work)
        place = work / "registry.db"
        with Registry.open(place) as registry:
            registry.save_all([case for _, case in cases()], actor="screenshots")
        for shot in SHOTS:
            asyncio.run(make_shot(shot, place, work))


if __name__ == "__main__":
    main()
